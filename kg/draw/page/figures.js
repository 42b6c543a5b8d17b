// Bars of indicators, in groups by period: each with what is printed, hatched where it is doubtful.

const HIGH = 18, EDGE = 10, TYPE = 12, DOT = 6;

function begin() {
  const boxes = new Map(), groups = DATA.indicators.flatMap((indicator) => indicator.groups);
  const bars = groups.flatMap(({ rows }) => rows.flatMap((row) => row.bars));
  const parts = DATA.indicators.flatMap((indicator) => partsOf(indicator, boxes));
  chart.replaceChildren(hatches(SOURCE_HUES, PALE), keyOfSources(bars), ...parts);
  keepDrawn(() => {
    for (const [box, paint] of boxes) box.replaceChildren(paint(box.clientWidth));
  });
  startLink();
}

/** Return the groups of an indicator, over them its unit, of one of several its name. */
function partsOf({ name, unit, groups, ...scale }, boxes) {
  const sections = groups.map((group) => section(group, scale, boxes));
  const box = { class: "indicator" }, isOne = DATA.indicators.length === 1;
  if (isOne) return [unit && make("p", { class: "soft" }, unit), ...sections].filter(Boolean);
  return [make("section", box, make("h2", {}, name), ...sections)];
}

function section({ title, rows }, scale, boxes) {
  const head = make("div"), made = rows.map((row) => rowOf(row, scale, boxes));
  const axis = make("div", { class: "bar" }, head, make("span"));
  boxes.set(head, (width) => axisOf(scale, width));
  return make("section", { class: "figures" }, title ? make("h2", {}, title) : "",
    make("div", { class: "row head" }, make("span"), axis), ...made);
}

function rowOf({ label, bars }, scale, boxes) {
  const marks = bars.map((bar) => {
    const track = make("div", { class: "track" });
    boxes.set(track, (width) => drawn(bar, scale, width));
    const text = make("span", { class: isDoubtful(bar) ? "value doubt" : "value" }, bar.text);
    return tells(make("button", { class: `bar ${bar.kind}` }, track, text), bar);
  });
  return make("div", { class: "row" }, make("span", {}, label), make("div", {}, ...marks));
}

const along = (at, width) => at * (width - EDGE);

/** Return the amounts that the bars beneath are measured by, none so near another that they would touch. */
function axisOf({ ticks }, width) {
  const look = { y: 12, "text-anchor": "middle", class: "soft" };
  const wanted = ticks.map(({ at, text }) => ({ x: along(at, width), text }));
  const told = thinned(wanted, TYPE, width).map(({ x, text }) => makeSvg("text", { x, ...look }, text));
  return makeSvg("svg", { width, height: HIGH, "aria-hidden": "true" }, ...told);
}

/** Return a bar on its track; one off the scale ends in a tear, a range in two caps; a rank is a dot. */
function drawn({ from, to, kind, torn, range, point, source }, { ticks, zero }, width) {
  const [left, right] = [Math.min(from, to), Math.max(from, to)].map((at) => along(at, width));
  const grid = ticks.map(({ at }) => makeSvg("line", {
    class: at === zero ? "zero" : "grid", x1: along(at, width), x2: along(at, width), y1: 0, y2: HIGH,
  }));
  const hue = hueOf(source), fill = kind === "stated" ? SOURCE_HUES[hue] : hatching(hue);
  const end = torn ? `L${width - 2},3l-5,3l5,3l-5,3l5,3` : `H${Math.max(left + 2, right)}V${HIGH - 3}`;
  const d = range && !torn ? beam(left, Math.max(left + 6, right), 3, HIGH - 6) : `M${left},3${end}H${left}Z`;
  const dot = { cx: Math.max(left, DOT), cy: HIGH / 2, r: DOT, fill, class: "area" };
  const area = point ? makeSvg("circle", dot) : makeSvg("path", { d, fill, class: "area" });
  return makeSvg("svg", { width, height: HIGH, "aria-hidden": "true" }, ...grid, area);
}

begin();
