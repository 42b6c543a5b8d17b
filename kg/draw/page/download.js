// Downloads: an SVG as a file, or drawn as a PNG, named after the page.

const TOO_LARGE = "The picture is too large for a PNG; save it as SVG";
const NOT_DRAWN = "This browser cannot turn the picture into a PNG; save it as SVG";

function download(blob, suffix) {
  const link = make("a", { href: URL.createObjectURL(blob), download: `${fileName()}.${suffix}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Return the title of the page as the name of a file without its ending. */
function fileName() {
  const letters = document.title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "picture";
}

/** Return a drawing as the text of a file, without characters that XML cannot hold. */
function textOf(svg) {
  const text = new XMLSerializer().serializeToString(svg);
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}

const downloadSvg = (svg) => download(new Blob([textOf(svg)], { type: "image/svg+xml" }), "svg");

/** Download an SVG drawn as PNG, twice as large where possible; `failed` is told in words why it is not. */
function downloadPng(svg, failed) {
  const image = new Image();
  image.onload = () => {
    const { width, height } = image, scale = Math.min(2, 8000 / Math.max(width, height));
    const canvas = make("canvas", { width: Math.floor(width * scale), height: Math.floor(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => (blob ? download(blob, "png") : failed(TOO_LARGE)), "image/png");
  };
  image.onerror = () => failed(NOT_DRAWN);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(svg))}`;
}
