// How wide words are in the letters of the page.

const widths = new Map(), ruler = make("canvas").getContext("2d");
ruler.font = "100px system-ui, sans-serif";

/** Return how wide a text is in letters of a size, in the unit of the size. */
function widthOf(text, size) {
  if (!widths.has(text)) widths.set(text, ruler.measureText(text).width / 100);
  return widths.get(text) * size;
}
