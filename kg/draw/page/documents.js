// The colours of documents in a chart of figures, and the key of these and of what is doubtful.

const PALE = 0.25;

/** Return the colour of a document, by its number: that of the source of its title on the same page. */
function hueOf(number) {
  const source = DATA.sources.findIndex(({ title }) => title === DATA.documents[number]);
  return (source < 0 ? number : source) % SOURCE_HUES.length;
}

/** Return which colour is which document, and what hatched marks mean where any is doubtful. */
function keyOfSources(marks) {
  const swatch = (fill) => makeSvg("svg", { width: 26, height: 12, "aria-hidden": "true" },
    makeSvg("rect", { width: 26, height: 12, rx: 2, fill }));
  const named = DATA.documents.map((title, i) => make("span", {}, swatch(SOURCE_HUES[hueOf(i)]), title));
  const hatched = marks.some(isDoubtful) ? make("span", {}, swatch("url(#hatch-0)"), "doubtful") : "";
  return make("div", { class: "tools" }, ...named, hatched);
}

const isDoubtful = ({ kind }) => kind !== "stated";
