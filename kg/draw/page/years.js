// Years: how much is said of each, stacked by source; a brush or two sliders leave some of them in all views.

const MOST_BINS = 60, TALL = 34, YEAR_TYPE = 11;
const hueOfSource = (source) => SOURCE_HUES[source % SOURCE_HUES.length];
const bins = binsOf(YEARS);
const brush = { from: null, to: null };

/** Return the stretches of years of which something is said, each of one year where these are few. */
function binsOf(years) {
  const starts = (long) => [...new Set(years.map((year) => Math.floor(year / long) * long))];
  const size = [1, 2, 5, 10, 20, 50, 100].find((long) => starts(long).length <= MOST_BINS) ?? 1000;
  return starts(size).sort((a, b) => a - b).map((from) => ({ from, to: from + size - 1 }));
}

function startYears() {
  if (bins.length < 2) return;
  const picture = makeSvg("svg", { "aria-hidden": "true" });
  const acts = { onpointerdown: beginBrush, onpointermove: moveBrush, onpointerup: endBrush };
  dress(picture, { ...acts, onpointercancel: showYears });
  byId("span").append(sliderOf(say("First year shown"), 0), picture, sliderOf(say("Last year shown"), 1));
  byId("span").hidden = false;
  new ResizeObserver(showYears).observe(picture);
  for (const row of document.querySelectorAll("[data-key='sources']")) {
    const source = DATA.sources.findIndex(({ id }) => id === row.dataset.name);
    row.firstChild.replaceWith(swatchOf(source));
  }
}

const swatchOf = (source) => makeSvg("svg", { class: "look", viewBox: "0 0 16 16", "aria-hidden": "true" },
  makeSvg("rect", { x: 2, y: 2, width: 12, height: 12, rx: 2, fill: hueOfSource(source) }));

function sliderOf(label, end) {
  const range = { type: "range", min: 0, max: bins.length - 1, id: `slide-${end}` };
  const input = make("input", { ...range, "aria-label": label });
  input.addEventListener("change", () => slid(end));
  return make("label", {}, make("span"), input);
}

/** Take what a slider says; one that passes the other takes it along. */
function slid(end) {
  const [first, last] = [0, 1].map((each) => Number(byId(`slide-${each}`).value));
  keepYears(...end ? [Math.min(first, last), last] : [first, Math.max(first, last)]);
}

/** Leave what is said of the years of some bins, from one to another. */
function keepYears(first, last) {
  const years = [first && bins[first].from, last < bins.length - 1 && bins[last].to];
  for (const [i, key] of ["from", "to"].entries()) byId(`year-${key}`).value = years[i] || "";
  readYears();
}

/** Return the first and last bin of the years asked for. */
function binsAskedFor() {
  const asked = bins.map(({ from, to }) => inYears([from, to]));
  return [Math.max(0, asked.indexOf(true)), asked.includes(true) ? asked.lastIndexOf(true) : bins.length - 1];
}

const binAt = ({ offsetX }) => {
  const { width } = byId("span").querySelector("svg").getBoundingClientRect();
  return Math.max(0, Math.min(bins.length - 1, Math.floor(offsetX / width * bins.length)));
};

function beginBrush(event) {
  event.currentTarget.setPointerCapture(event.pointerId);
  brush.from = brush.to = binAt(event);
  drawYears(brush.from, brush.to);
}

function moveBrush(event) {
  if (brush.from === null) return;
  brush.to = binAt(event);
  drawYears(...[brush.from, brush.to].sort((a, b) => a - b));
}

/** End the brush; on a single bin that alone was asked for, ask for all again. */
function endBrush() {
  if (brush.from === null) return;
  const [first, last] = [brush.from, brush.to].sort((a, b) => a - b), before = binsAskedFor();
  brush.from = null;
  const isAgain = first === last && before.every((bin) => bin === first);
  keepYears(...isAgain ? [0, bins.length - 1] : [first, last]);
}

function showYears() {
  brush.from = null;
  if (!byId("span").hidden) drawYears(...binsAskedFor());
}

/** Return, for each bin, source → how many statements that pass all other filters speak of its years. */
function heights() {
  const found = bins.map(() => new Map());
  DATA.statements.forEach((it, index) => {
    const others = it.years && !failures(it).some((key) => key !== "years");
    if (!others || !isOfClasses(thingsIn(index)) || !isOfChoice([index], thingsIn(index))) return;
    const sources = new Set(passagesOf(it).map(({ source }) => source));
    bins.forEach(({ from, to }, i) => {
      if (it.years[1] < from || it.years[0] > to) return;
      for (const source of sources) found[i].set(source, (found[i].get(source) ?? 0) + 1);
    });
  });
  return found;
}

/** Draw the bins as stacks, those outside the brush pale, and set the sliders to its ends. */
function drawYears(first, last) {
  const picture = byId("span").querySelector("svg"), wide = picture.clientWidth / bins.length;
  const stacks = heights(), sum = (stack) => [...stack.values()].reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...stacks.map(sum)), isWhole = first === 0 && last === bins.length - 1;
  const area = { class: "brush", x: first * wide, width: (last - first + 1) * wide, y: 0.5, height: TALL };
  const drawn = stacks.map((stack, i) => stackOf(stack, i, wide, TALL / most));
  drawn.forEach((stack, i) => stack.classList.toggle("out", i < first || i > last));
  picture.replaceChildren(...isWhole ? [] : [makeSvg("rect", area)], ...drawn, ...yearsTold(wide));
  setSlider(0, first, bins[first].from);
  setSlider(1, last, bins[last].to);
}

function setSlider(end, bin, year) {
  const slider = dress(byId(`slide-${end}`), { "aria-valuetext": String(year) });
  slider.value = bin;
  slider.previousSibling.textContent = String(year);
}

function stackOf(stack, i, wide, unit) {
  let top = TALL;
  const parts = [...stack].sort(([a], [b]) => a - b).map(([source, count]) => {
    top -= count * unit;
    const box = { x: i * wide + 1, y: top, width: Math.max(1, wide - 2), height: count * unit };
    return makeSvg("rect", { ...box, fill: hueOfSource(source) });
  });
  return makeSvg("g", {}, ...parts);
}

/** Return the years to write beneath the stacks, none so near another that they would touch. */
function yearsTold(wide) {
  const wanted = bins.map(({ from }, i) => ({ x: (i + 0.5) * wide, text: String(from) }));
  return thinned(wanted, YEAR_TYPE, bins.length * wide)
    .map(({ x, text }) => makeSvg("text", { x, y: 46 }, text));
}

subscribe({ begin: startYears, changed: showYears });
