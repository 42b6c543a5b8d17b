// Bars of one indicator, in groups by period: each with what is printed, hatched where it is doubtful.

const HIGH = 18, EDGE = 10;

function begin() {
  const boxes = new Map(), bars = DATA.groups.flatMap(({ rows }) => rows.flatMap((row) => row.bars));
  chart.replaceChildren(hatches(), keyOfSources(bars), ...DATA.groups.map((group) => section(group, boxes)));
  keepDrawn(() => {
    for (const [box, paint] of boxes) box.replaceChildren(paint(box.clientWidth));
  });
  startLink();
}

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
