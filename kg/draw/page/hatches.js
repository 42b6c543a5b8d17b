// The colours of documents in a chart of figures, and the hatching of what is doubtful.

const HUES = ["#3b98d6", "#d98200", "#009e73", "#cc79a7", "#7a5195", "#8c8c8c"];

/** Return the colour of a document, by its number: that of the source of its title on the same page. */
function hueOf(number) {
  const source = DATA.sources.findIndex(({ title }) => title === DATA.documents[number]);
  return (source < 0 ? number : source) % HUES.length;
}

/** Return a hatching of every hue, once for the whole page. */
function hatches() {
  const size = { width: 8, height: 8 };
  const turned = { ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const hatching = (fill, i) => makeSvg("pattern", { id: `hatch-${i}`, ...turned },
    makeSvg("rect", { ...size, fill, "fill-opacity": 0.25 }), makeSvg("rect", { ...size, width: 4, fill }));
  return makeSvg("svg", { width: 0, height: 0, "aria-hidden": "true" }, ...HUES.map(hatching));
}

/** Return which colour is which document, and what hatched marks mean where any is doubtful. */
function keyOfSources(marks) {
  const swatch = (fill) => makeSvg("svg", { width: 26, height: 12, "aria-hidden": "true" },
    makeSvg("rect", { width: 26, height: 12, rx: 2, fill }));
  const named = DATA.documents.map((title, i) => make("span", {}, swatch(HUES[hueOf(i)]), title));
  const hatched = marks.some(isDoubtful) ? make("span", {}, swatch("url(#hatch-0)"), "doubtful") : "";
  return make("div", { class: "tools" }, ...named, hatched);
}

const isDoubtful = ({ kind }) => kind !== "stated";
