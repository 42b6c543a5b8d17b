// The drawing: vis-network draws nodes and lines; labels are placed here, where there is room for them.

const CROWDED = 1500;
const GREAT = 40;
const DENSE = DATA.edges.length > 300;
const UPRIGHT = innerHeight > 1.2 * innerWidth, TALLER = 1.4;
const GREY = "#7d8590", ACCENT = "#2f81d8";
const SHAPES = {
  dot: "M8 1a7 7 0 1 0 .01 0Z", square: "M2 2H14V14H2Z", triangle: "M8 1L15 14H1Z",
  triangleDown: "M8 15L15 2H1Z", diamond: "M8 0L16 8L8 16L0 8Z",
  star: "M8 0L10 5.6H16L11.2 9.2L13 15L8 11.4L3 15L4.8 9.2L0 5.6H6Z",
  hexagon: "M4 1H12L16 8L12 15H4L0 8Z",
};
const places = new Map(DATA.nodes.map((node) => [node.id, node]));
const ranked = [...DATA.nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
const nodeSet = new vis.DataSet(DATA.nodes.map(dressed));
const edgeSet = new vis.DataSet(DATA.edges.map(inked));
const widths = new Map(), ruler = make("canvas").getContext("2d");
ruler.font = "100px system-ui, sans-serif";
const inks = {};
let net = null;

/** Return a vis-network node in its colours; a picture wider than high lies on its side on a phone. */
function dressed(node) {
  const { id, shape, size, color, x, y } = node;
  const colors = { background: color, border: rim(color), highlight: color, hover: color };
  return { id, shape, size, x: UPRIGHT ? y : x, y: UPRIGHT ? TALLER * x : y, color: colors };
}

/** Return a vis-network edge in its ink: the more lines meet at one of its ends, the fainter. */
function inked(edge) {
  const crowd = Math.max(linesOf.get(edge.from).length, linesOf.get(edge.to).length);
  const opacity = Math.max(DENSE ? 0.13 : 0.22, Math.min(0.9, (DENSE ? 2.6 : 4.5) / Math.sqrt(crowd)));
  return { ...edge, color: { color: GREY, highlight: ACCENT, hover: ACCENT, opacity } };
}

/** Return a darker colour for a rim that stands out on white and on black. */
function rim(color) {
  const parts = [1, 3, 5].map((i) => Math.round(parseInt(color.slice(i, i + 2), 16) * 0.62));
  return `rgb(${parts.join(",")})`;
}

/** Read the colours of the page's style sheet, which change with its scheme. */
function readInks() {
  const probe = byId("tip");
  for (const name of ["paper", "ink", "soft", "accent", "area"]) {
    probe.style.color = `var(--${name})`;
    inks[name] = getComputedStyle(probe).color;
  }
  probe.style.color = "";
}

function options() {
  const many = DATA.edges.length > CROWDED;
  return {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true, keyboard: false, selectConnectedEdges: false, zoomSpeed: 0.7,
      hideEdgesOnDrag: many, hideEdgesOnZoom: many,
    },
    nodes: { borderWidth: 1, borderWidthSelected: 2, chosen: false },
    edges: {
      smooth: false, hoverWidth: 0.5, selectionWidth: 1, arrows: { to: { scaleFactor: 0.4 } },
      arrowStrikethrough: false, selfReference: { size: 14 },
    },
  };
}

function startDrawing() {
  net = new vis.Network(byId("net"), { nodes: nodeSet, edges: edgeSet }, options());
  net.on("afterDrawing", drawOver);
  net.on("hoverNode", (event) => hover(event.node, event));
  net.on("hoverEdge", (event) => hover(event.edge, event));
  for (const left of ["blurNode", "blurEdge", "dragStart"]) net.on(left, () => hover(null));
  net.on("click", (event) => openBubble(event.pointer.canvas)
    || choose(event.nodes[0] ?? event.edges[0] ?? null));
  net.on("doubleClick", (event) => event.nodes.length && toggleLeaves(event.nodes[0]));
}

/** Hide and show in the drawing what became invisible or visible. */
function refresh() {
  review();
  showDetail();
  net.redraw();
}

const where = (id) => net.body.nodes[id];

/** Return the three points of the curve a line is drawn as. */
function curveOf(line) {
  const [a, b] = ends.get(line).map(where);
  const middle = net.body.edges[line].edgeType.getPoint(0.5);
  return { a, b, via: { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 } };
}

/** Return what stands out: the path, else the selection with its neighbours, else what the pointer is on. */
function standingOut() {
  if (state.path) return { nodes: new Set(state.path.nodes), lines: new Set(state.path.lines) };
  const id = state.selected ?? state.hovered;
  if (id === null) return null;
  if (!isNode(id)) return { nodes: new Set(ends.get(id)), lines: new Set([id]) };
  const lines = shownLines(id);
  return { nodes: new Set([id, ...lines.map((e) => otherEnd(e, id))]), lines: new Set(lines) };
}

/** Draw, over vis-network's picture: the veil that dims all but what stands out, then labels. */
function drawOver(context) {
  const out = standingOut(), scale = net.getScale(), taken = new Boxes(70 / scale);
  drawBubbles(context, scale, taken);
  if (out) drawVeil(context, out);
  else drawAreaNames(context, scale, taken);
  drawNodeLabels(context, scale, taken, out);
  if (!out) nameBubbles(context, scale, taken);
  if (state.words || out) drawLineLabels(context, scale, taken, out);
}

function drawVeil(context, out) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = state.selected === null && !state.path ? 0.5 : 0.82;
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  for (const id of out.lines) drawChosen(context, net.body.edges[id], out.lines.size > 60 ? 0.4 : 0.9);
  for (const id of out.nodes) if (visible.nodes.has(id)) where(id).draw(context);
  if (state.selected && isNode(state.selected)) drawRing(context, where(state.selected));
}

function drawChosen(context, line, strength) {
  const { color } = line.options, { opacity } = color;
  line.selected = true;
  line.options.selectionWidth = 1 / net.getScale();
  color.opacity = Math.max(opacity, strength);
  line.draw(context);
  line.drawArrows(context);
  line.selected = false;
  color.opacity = opacity;
}

function drawRing(context, node) {
  context.beginPath();
  context.arc(node.x, node.y, node.options.size + 6 / net.getScale(), 0, 7);
  context.strokeStyle = inks.accent;
  context.lineWidth = 2.5 / net.getScale();
  context.stroke();
}

/** Boxes already taken by text, in cells so that asking is quick. */
class Boxes {
  constructor(cell) { this.cell = cell; this.cells = new Map(); }

  * around(box) {
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x += 1) {
      const last = Math.floor(box.bottom / this.cell);
      for (let y = Math.floor(box.top / this.cell); y <= last; y += 1) yield `${x},${y}`;
    }
  }

  /** Say whether a box is free: of all but what belongs to one node, or of other text only. */
  free(box, ignored = null, textOnly = false) {
    const near = [...this.around(box)].flatMap((key) => this.cells.get(key) ?? []);
    return !near.some((other) => other.owner !== ignored && (other.text || !textOnly) && meet(box, other));
  }

  take(box) {
    for (const key of this.around(box)) this.cells.set(key, [...(this.cells.get(key) ?? []), box]);
  }
}

/** Return the size of a node's label, at most 22 pixels on the screen. */
function fontOf(id, scale) {
  const base = 11 + Math.min(places.get(id).size, 28) / 7;
  return Math.min(base * Math.max(1, scale ** 0.35), 22) / scale;
}

const isBold = (id) => places.get(id).size > 15 || id === state.selected;

function widthOf(text, size) {
  if (!widths.has(text)) widths.set(text, ruler.measureText(text).width / 100);
  return widths.get(text) * size;
}

/** Return the part of the drawing that is on the screen. */
function stageBox() {
  const { width, height } = byId("net").getBoundingClientRect();
  const [a, b] = [net.DOMtoCanvas({ x: 2, y: 2 }), net.DOMtoCanvas({ x: width - 2, y: height - 2 })];
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (box, frame) => box.left >= frame.left && box.right <= frame.right
  && box.top >= frame.top && box.bottom <= frame.bottom;

/** Return the four places for a label: below, above, to the right and left of its node. */
function spots(id, scale) {
  const node = where(id), { rows } = thing(id), size = fontOf(id, scale);
  const widest = Math.max(...rows.map((text) => widthOf(text, size)));
  const half = (widest * (isBold(id) ? 1.09 : 1) + 2 / scale) / 2, height = rows.length * size * 1.12;
  const reach = node.options.size + 3 / scale, aside = reach + half, { x, y } = node;
  const box = (at, top) =>
    ({ left: at - half, right: at + half, top, bottom: top + height, x: at, owner: id, text: true });
  const beside = y - height / 2;
  return [box(x, y + reach), box(x, y - reach - height), box(x + aside, beside), box(x - aside, beside)];
}

function drawNodeLabels(context, scale, taken, out) {
  const frame = stageBox(), ids = ranked.filter((id) => drawing.nodes.has(id) && (!out || out.nodes.has(id)));
  const isOnPath = (id) => !!state.path?.one.includes(id);
  const isGreat = (id, i) => places.get(id).size > 13 || i < 3 || id === state.selected || isOnPath(id);
  const must = (id) => id === (state.selected ?? state.hovered) || isOnPath(id);
  const fits = (box) => inside(box, frame);
  for (const [id, box] of placed(ids, isGreat, scale, taken, fits, must)) writeLabel(context, id, box, scale);
}

/** Return [node, box] for labels that fit somewhere or must be seen; great ones may cover lesser nodes. */
function placed(ids, isGreat, scale, taken, fits = () => true, must = () => false) {
  const great = new Set(ids.slice(0, GREAT).filter(isGreat));
  const place = (id) => {
    const all = spots(id, scale);
    const room = (loose) => all.find((box) => fits(box) && taken.free(box, id, loose));
    const box = room(false) ?? (great.has(id) ? room(true) : null) ?? (must(id) ? all[0] : null);
    if (box) taken.take(box);
    return box ? [[id, box]] : [];
  };
  return [[...great], ids.filter((id) => !great.has(id))].flatMap((group) => {
    for (const id of group) takeNode(id, taken, great.has(id));
    return group.flatMap(place);
  });
}

/** Keep labels off a node; off a great one, even labels that may stand on lesser nodes. */
function takeNode(id, taken, great = false) {
  const { x, y, options: { size } } = where(id), half = size * 0.8;
  taken.take({ left: x - half, right: x + half, top: y - half, bottom: y + half, owner: id, text: great });
}

function writeLabel(context, id, box, scale) {
  const size = fontOf(id, scale);
  context.font = `${isBold(id) ? 600 : 400} ${size}px system-ui, sans-serif`;
  writeRows(context, thing(id).rows, box, size, scale, inks.ink);
}

function writeRows(context, rows, { x, top: y }, size, scale, color) {
  const ink = { lineJoin: "round", lineWidth: 3.2 / scale, strokeStyle: inks.paper, fillStyle: color };
  Object.assign(context, { textAlign: "center", textBaseline: "top", ...ink });
  rows.forEach((text, i) => {
    context.strokeText(text, x, y + i * size * 1.12);
    context.fillText(text, x, y + i * size * 1.12);
  });
}

/** Return what is written on a line: what its record says where there is one, else its property. */
function wordsOn(line) {
  const said = saidOn(line);
  const text = said.length === 1 ? briefly(said[0]) : `${said[0].property_label} (${said.length})`;
  return (said.some((s) => s.status) ? "⚠ " : "") + text;
}

/** Return a statement in few words: a figure with its years, a record's label, a fact's property. */
function briefly(it) {
  if (!it.printed) return it.label;
  const years = it.years && [...new Set(it.years)].join("–");
  return `${[it.property_label, years].filter(Boolean).join(" ")}: ${it.printed}`;
}

/** Return a text in at most two lines. */
function inTwo(text) {
  if (text.length <= 40) return [text];
  const gap = text.lastIndexOf(" ", 34), at = gap > 12 ? gap : 34;
  return [text.slice(0, at), cut(text.slice(at).trim(), 36)];
}

function drawLineLabels(context, scale, taken, out) {
  const lines = [...(out ? out.lines : drawing.lines)].filter((id) => visible.lines.has(id));
  const size = 11 / scale, frame = stageBox();
  for (const id of lines) {
    const rows = inTwo(wordsOn(id));
    const box = alongLine(id, rows, size).find((each) => inside(each, frame) && taken.free(each));
    if (box) writeOnLine(context, box, rows, size, taken, scale);
  }
}

/** Return the places for rows of text along a line, its middle first. */
function alongLine(id, rows, size) {
  const half = Math.max(...rows.map((row) => widthOf(row, size))) / 2;
  const high = rows.length * size * 0.56;
  return [0.5, 0.62, 0.38, 0.72, 0.28].map((part) => net.body.edges[id].edgeType.getPoint(part))
    .map(({ x, y }) => ({ left: x - half, right: x + half, top: y - high, bottom: y + high, x }));
}

function writeOnLine(context, box, rows, size, taken, scale) {
  taken.take(box);
  context.font = `${size}px system-ui, sans-serif`;
  context.globalAlpha = 0.8;
  context.fillStyle = inks.paper;
  context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  context.globalAlpha = 1;
  writeRows(context, rows, box, size, scale, inks.soft);
}

function hover(id, event = null) {
  if (state.hovered === id) return;
  state.hovered = id;
  byId("tip").hidden = id === null;
  if (id !== null && event) showTip(id, event.pointer.DOM);
  net.redraw();
}

function showTip(id, pointer, parts = isNode(id) ? tipOfNode(id) : tipOfLine(id)) {
  const tip = byId("tip");
  tip.hidden = false;
  tip.replaceChildren(...parts);
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(pointer.x + 14, stage.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, Math.min(pointer.y + 14, stage.height - tip.offsetHeight - 8))}px`;
}

function tipOfNode(id) {
  const told = [thing(id).clsLabel, neighbours(id)].filter(Boolean).join(" · ");
  return [make("strong", {}, cut(thing(id).label, 160)), make("div", {}, make("small", {}, told))];
}

function tipOfLine(id) {
  const said = saidOn(id), several = `${said[0].property_label} (${said.length} statements)`;
  const [a, b] = ends.get(id).map((n) => cut(thing(n).label, 60));
  return [
    make("strong", {}, said.length === 1 ? cut(briefly(said[0]), 160) : several),
    make("div", {}, make("small", {}, `${a} ${directed.has(id) ? "→" : "–"} ${b}`)),
    ...firstWords(said),
  ];
}

/** Return the symbol of a class as an inline SVG. */
function symbol(shape, color) {
  return makeSvg("svg", { viewBox: "-1 -1 18 18", class: "look", "aria-hidden": "true" },
    makeSvg("path", { d: SHAPES[shape], fill: color, stroke: rim(color) }));
}
