// Downloads: an SVG as a file, or drawn as a PNG, named after the page.

const TOO_LARGE = say("The picture is too large for a PNG; save it as SVG");
const NOT_DRAWN = say("This browser cannot turn the picture into a PNG; save it as SVG");

function download(blob, suffix) {
  const link = make("a", { href: URL.createObjectURL(blob), download: `${fileName()}.${suffix}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Return the title of the page as the name of a file without its ending. */
function fileName() {
  const bare = document.title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const letters = bare.normalize("NFC").toLowerCase();
  return letters.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "picture";
}

/** Return a drawing as the text of a file, without characters that XML cannot hold. */
function textOf(svg) {
  const text = new XMLSerializer().serializeToString(svg);
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}

const downloadSvg = (svg) => download(new Blob([textOf(svg)], { type: "image/svg+xml" }), "svg");

/** Download an SVG drawn as PNG; `failed` is told in words why it is not.
 * It is twice as large where possible, or so many pixels wide; `finished` makes of it what is saved. */
function downloadPng(svg, failed, wide = 0, finished = (blob) => blob) {
  const image = new Image();
  image.onload = () => {
    const { width, height } = image, most = Math.min(2, 8000 / Math.max(width, height));
    const size = wide ? [wide, (wide * height) / width] : [width * most, height * most];
    const canvas = make("canvas", { width: Math.floor(size[0]), height: Math.floor(size[1]) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const save = async (blob) => download(await finished(blob), "png");
    canvas.toBlob((blob) => (blob ? save(blob) : failed(TOO_LARGE)), "image/png");
  };
  image.onerror = () => failed(NOT_DRAWN);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(svg))}`;
}
