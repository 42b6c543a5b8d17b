// The colours of documents in a chart of figures, and the key of these and of what is doubtful.

const PALE = 0.25;

/** Return the colour of a document, by its number: that of the source of its title on the same page. */
function hueOf(number) {
  const source = DATA.sources.findIndex(({ title }) => title === DATA.documents[number]);
  return (source < 0 ? number : source) % SOURCE_HUES.length;
}

/** Return which colour is which document, and what marks that are hatched or have two ends mean. */
function keyOfSources(marks) {
  const area = "M0,0H26V12H0Z";
  const entry = (text, fill, d = area) => make("span", {},
    makeSvg("svg", { width: 26, height: 12, "aria-hidden": "true" }, makeSvg("path", { d, fill })), text);
  const drawnOf = new Set(marks.map(({ source }) => source));
  const range = () => entry(say("range, end to end"), "var(--soft)", beam(0, 26, 0, 12));
  return make("div", { class: "tools" },
    ...DATA.documents.flatMap((title, i) => (drawnOf.has(i) ? [entry(title, SOURCE_HUES[hueOf(i)])] : [])),
    marks.some(isDoubtful) ? entry(say("doubtful"), hatching(0)) : "",
    marks.some((mark) => mark.range) ? range() : "");
}

/** Return the outline of a range: a bar with a cap at either end. */
function beam(left, right, top, height) {
  const third = height / 3, inside = right - left - 4;
  return `M${left},${top}h2v${third}h${inside}v${-third}h2v${height}h-2v${-third}h${-inside}v${third}h-2Z`;
}

const isDoubtful = ({ kind }) => kind !== "stated";
