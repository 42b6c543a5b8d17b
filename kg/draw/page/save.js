// Saving: the visible picture as SVG, under its title and above a legend of its classes.

const MARGIN = 30;
const TITLE = 22, ROW = 22, ENTRY = 13;
const round = (number) => Math.round(number * 10) / 10;

/** Return the visible picture as an SVG of its own. */
function pictureToSave() {
  const nodes = ranked.filter((id) => visible.nodes.has(id)), { left, right, top, bottom } = bounds(nodes);
  const legend = svgLegend(left + MARGIN, bottom, right - MARGIN);
  const width = right - left, height = bottom + legend.height - top;
  const scale = Math.max(1, Math.min(2, 1400 / width)), title = cut(document.title, 120);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const view = { viewBox: [left, top, width, height].join(" "), "font-family": "system-ui, sans-serif" };
  const heading = { x: left + MARGIN, y: top + 1.4 * TITLE, "font-size": TITLE, "font-weight": 600 };
  return makeSvg("svg", { ...size, ...view },
    makeSvg("title", {}, document.title), arrowHead(),
    makeSvg("rect", { x: left, y: top, width: "100%", height: "100%", fill: inks.paper }),
    ...[...visible.lines].map(svgLine), ...[...nodes].reverse().map(svgNode), ...svgLabels(nodes),
    makeSvg("text", { ...heading, fill: inks.ink }, title), legend.drawn);
}

function arrowHead() {
  const size = { viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 6, markerHeight: 6 };
  const turned = { markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" };
  return makeSvg("marker", { id: "arrow", ...size, ...turned },
    makeSvg("path", { d: "M0 0L8 4L0 8Z", fill: GREY }));
}

/** Return the classes shown, with their symbols, in rows from a point to a right edge, and their height. */
function svgLegend(left, top, right) {
  const drawn = makeSvg("g", { class: "legend" });
  const shown = new Set([...visible.nodes].map((id) => thing(id).cls ?? ""));
  let x = left, y = top;
  for (const cls of DATA.classes.filter(({ name }) => shown.has(name))) {
    const width = 24 + widthOf(cls.label, ENTRY) + 20;
    if (x > left && x + width > right) { x = left; y += ROW; }
    drawn.append(svgEntry(cls, round(x), round(y)));
    x += width;
  }
  return { drawn, height: y - top + ROW + MARGIN / 2 };
}

function svgEntry(cls, x, y) {
  return makeSvg("g", { transform: `translate(${x} ${y})` }, svgShape(cls.shape, lookOf(cls)),
    makeSvg("text", { x: 22, y: 13, "font-size": ENTRY, fill: inks.ink }, cls.label));
}

const svgShape = (shape, color, place = {}) =>
  makeSvg("path", { d: SHAPES[shape], fill: color, stroke: rim(color), "stroke-width": 0.6, ...place });

/** Return the box around nodes, with room beside and above and below them. */
function bounds(nodes, aside = 160 + MARGIN, reach = 60 + MARGIN) {
  const xs = nodes.map((id) => where(id).x), ys = nodes.map((id) => where(id).y);
  const [left, right] = [Math.floor(Math.min(...xs) - aside), Math.ceil(Math.max(...xs) + aside)];
  const [top, bottom] = [Math.floor(Math.min(...ys) - reach), Math.ceil(Math.max(...ys) + reach)];
  return { left, right, top, bottom };
}

function svgLine(id) {
  const { width, dashes, forth, back, opacity } = strokes.get(id), { a, b, via } = curveOf(id);
  const tip = (to, isTip) => (isTip ? shortened(via, to, to.options.size + 1) : to);
  const at = ({ x, y }) => `${round(x)} ${round(y)}`;
  const [first, middle, last] = [tip(a, back), via, tip(b, forth)].map(at);
  return makeSvg("path", {
    d: `M${first}Q${middle} ${last}`, fill: "none", stroke: GREY,
    "stroke-opacity": round(opacity), "stroke-width": round(width),
    "stroke-dasharray": dashes ? dashes.join(" ") : null,
    "marker-start": back ? "url(#arrow)" : null, "marker-end": forth ? "url(#arrow)" : null,
  });
}

/** Return the point on the way from one point to another that keeps a distance from the latter. */
function shortened(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1, part = Math.max(0, 1 - distance / length);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function svgNode(id) {
  const { x, y } = where(id), { size, shape, color } = places.get(id);
  const place = `translate(${round(x - size)} ${round(y - size)}) scale(${round(size * 10 / 8) / 10})`;
  return svgShape(shape, color, { transform: place });
}

/** Return the labels that have room, placed as on the screen at its natural size. */
const svgLabels = (nodes) =>
  placed(nodes, (id) => places.get(id).size > 13, 1, new Boxes(70)).map(([id, box]) => svgLabel(id, box));

function svgLabel(id, spot) {
  const size = fontOf(id, 1), row = (i) => round(spot.top + size * (0.85 + i * 1.12));
  const font = { "font-size": round(size), "font-weight": isBold(id) ? 600 : 400, "text-anchor": "middle" };
  const halo = { stroke: inks.paper, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  return makeSvg("text", { ...font, ...halo, fill: inks.ink },
    ...thing(id).rows.map((text, i) => makeSvg("tspan", { x: round(spot.x), y: row(i) }, text)));
}
