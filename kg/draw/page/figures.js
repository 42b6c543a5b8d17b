// Bars of one indicator, in groups by period: each with what is printed, hatched where it is doubtful.

const HUES = ["#3b98d6", "#d98200", "#009e73", "#cc79a7", "#7a5195", "#8c8c8c"];
const HIGH = 18, EDGE = 10;

function begin() {
  const boxes = new Map();
  chart.replaceChildren(hatches(), keyOfSources(), ...DATA.groups.map((group) => section(group, boxes)));
  keepDrawn(() => {
    for (const [box, paint] of boxes) box.replaceChildren(paint(box.clientWidth));
  });
  startLink();
}

const hueOf = (source) => source % HUES.length;

/** Return a hatching of every hue, once for the whole page. */
function hatches() {
  const size = { width: 8, height: 8 };
  const turned = { ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const hatching = (fill, i) => makeSvg("pattern", { id: `hatch-${i}`, ...turned },
    makeSvg("rect", { ...size, fill, "fill-opacity": 0.25 }), makeSvg("rect", { ...size, width: 4, fill }));
  return makeSvg("svg", { width: 0, height: 0, "aria-hidden": "true" }, ...HUES.map(hatching));
}

/** Return which colour is which document, and what hatched bars mean where there are any. */
function keyOfSources() {
  const swatch = (fill) => makeSvg("svg", { width: 26, height: 12, "aria-hidden": "true" },
    makeSvg("rect", { width: 26, height: 12, rx: 2, fill }));
  const named = DATA.documents.map((title, i) => make("span", {}, swatch(HUES[hueOf(i)]), title));
  const doubted = DATA.groups.some(({ rows }) => rows.some(({ bars }) => bars.some(isDoubtful)));
  const hatched = doubted ? make("span", {}, swatch("url(#hatch-0)"), "doubtful") : "";
  return make("div", { class: "tools" }, ...named, hatched);
}

const isDoubtful = ({ kind }) => kind !== "stated";

function section({ title, rows }, boxes) {
  const head = make("div"), made = rows.map((row) => rowOf(row, boxes));
  const scale = make("div", { class: "bar" }, head, make("span"));
  boxes.set(head, axisOf);
  return make("section", { class: "figures" }, title ? make("h2", {}, title) : "",
    make("div", { class: "row head" }, make("span"), scale), ...made);
}

function rowOf({ label, bars }, boxes) {
  const marks = bars.map((bar) => {
    const track = make("div", { class: "track" });
    boxes.set(track, (width) => drawn(bar, width));
    const text = make("span", { class: isDoubtful(bar) ? "value doubt" : "value" }, bar.text);
    return tells(make("button", { class: `bar ${bar.kind}` }, track, text), bar);
  });
  return make("div", { class: "row" }, make("span", {}, label), make("div", {}, ...marks));
}

const along = (at, width) => at * (width - EDGE);

/** Return the amounts that the bars beneath are measured by, none so near another that they would touch. */
function axisOf(width) {
  const every = Math.ceil(125 * (DATA.ticks.length - 1) / width) || 1;
  const told = DATA.ticks.filter((tick, i) => i % every === 0).map(({ at, text }, i, { length }) => {
    const anchor = i === 0 && at < 0.1 ? "start" : i === length - 1 && at > 0.96 ? "end" : "middle";
    return makeSvg("text", { x: along(at, width), y: 12, "text-anchor": anchor, class: "soft" }, text);
  });
  return makeSvg("svg", { width, height: HIGH, "aria-hidden": "true" }, ...told);
}

/** Return a bar on its track; one that leaves the scale ends in a tear. */
function drawn({ from, to, kind, torn, source }, width) {
  const [left, right] = [Math.min(from, to), Math.max(from, to)].map((at) => along(at, width));
  const grid = DATA.ticks.map(({ at }) => makeSvg("line", {
    class: at === DATA.zero ? "zero" : "grid", x1: along(at, width), x2: along(at, width), y1: 0, y2: HIGH,
  }));
  const hue = hueOf(source), fill = kind === "stated" ? HUES[hue] : `url(#hatch-${hue})`;
  const end = torn ? `L${width - 2},3l-5,3l5,3l-5,3l5,3` : `H${Math.max(left + 2, right)}V${HIGH - 3}`;
  const area = makeSvg("path", { d: `M${left},3${end}H${left}Z`, fill, class: "area" });
  return makeSvg("svg", { width, height: HIGH, "aria-hidden": "true" }, ...grid, area);
}

begin();
