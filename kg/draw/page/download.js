// Downloads: the text of an SVG as a file, or drawn as a PNG; shared by all pages.

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Return a title as the name of a file without its ending. */
function fileNameOf(title) {
  const letters = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "picture";
}

const downloadSvg = (text, name) => download(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);

/** Download an SVG drawn as PNG, twice as large where that is possible; `failed` is told in words why it is not. */
function downloadPng(text, name, failed) {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas"), scale = Math.min(2, 8000 / Math.max(image.width, image.height));
    canvas.width = image.width * scale;
    canvas.height = image.height * scale;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => (blob ? download(blob, `${name}.png`) : failed("The picture is too large for a PNG; save it as SVG")), "image/png");
  };
  image.onerror = () => failed("This browser cannot turn the picture into a PNG; save it as SVG");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** Return a text as XML may hold it. */
const escaped = (text) => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
