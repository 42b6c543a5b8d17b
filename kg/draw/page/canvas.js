// The drawing: vis-network draws nodes and lines; labels are placed here, where there is room for them.

const CROWDED = 1500;
const GREAT = 40;
const DENSE = DATA.edges.length > 300;
const UPRIGHT = innerHeight > 1.2 * innerWidth, TALLER = 1.4;
const GREY = "#7d8590", ACCENT = "#2f81d8";
const SHAPES = {
  dot: "M8 1a7 7 0 1 0 .01 0Z", square: "M2 2H14V14H2Z", triangle: "M8 1L15 14H1Z", triangleDown: "M8 15L15 2H1Z",
  diamond: "M8 0L16 8L8 16L0 8Z", star: "M8 0L10 5.6H16L11.2 9.2L13 15L8 11.4L3 15L4.8 9.2L0 5.6H6Z",
  hexagon: "M4 1H12L16 8L12 15H4L0 8Z",
};
const places = new Map(DATA.nodes.map((node) => [node.id, node]));
const ranked = [...DATA.nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1)).map((node) => node.id);
const nodeSet = new vis.DataSet(DATA.nodes.map(dressed));
const edgeSet = new vis.DataSet(DATA.edges.map(inked));
const widths = new Map();
const inks = {};
let net = null;

/** Return a vis-network node in its colours; a picture that is wider than high lies on its side on a phone. */
function dressed(node) {
  const { label, font, x, y, ...kept } = node;
  return { ...kept, x: UPRIGHT ? y : x, y: UPRIGHT ? TALLER * x : y, color: { background: node.color, border: rim(node.color), highlight: node.color, hover: node.color } };
}

/** Return a vis-network edge in its ink: the more lines meet at one of its ends, the fainter. */
function inked(edge) {
  const crowd = Math.max(edgesOf.get(edge.from).length, edgesOf.get(edge.to).length);
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
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft", "accent"]) inks[name] = style.getPropertyValue(`--${name}`).trim();
}

function options() {
  const many = DATA.edges.length > CROWDED;
  return {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, hideEdgesOnDrag: many, hideEdgesOnZoom: many, zoomSpeed: 0.7 },
    nodes: { borderWidth: 1, borderWidthSelected: 2, chosen: false },
    edges: {
      smooth: false, hoverWidth: 0.5, selectionWidth: 1, arrows: { to: { scaleFactor: 0.4 } }, arrowStrikethrough: false,
      selfReference: { size: 14 },
    },
  };
}

function startDrawing() {
  net = new vis.Network(byId("net"), { nodes: nodeSet, edges: edgeSet }, options());
  net.on("afterDrawing", drawOver);
  net.on("hoverNode", (event) => hover(event.node, event));
  net.on("hoverEdge", (event) => hover(event.edge, event));
  net.on("blurNode", () => hover(null));
  net.on("blurEdge", () => hover(null));
  net.on("dragStart", () => hover(null));
  net.on("click", (event) => choose(event.nodes[0] ?? event.edges[0] ?? null));
  net.on("doubleClick", (event) => event.nodes.length && toggleLeaves(event.nodes[0]));
}

/** Hide and show in the drawing what became invisible or visible. */
function refresh() {
  review();
  const changed = (set, shown) => set.get({ filter: (item) => !!item.hidden === shown.has(item.id) })
    .map((item) => ({ id: item.id, hidden: !shown.has(item.id) }));
  nodeSet.update(changed(nodeSet, visible.nodes));
  edgeSet.update(changed(edgeSet, visible.edges));
  net.redraw();
}

const where = (id) => net.body.nodes[id];

/** Return the three points of the curve an edge is drawn as. */
function curveOf(edge) {
  const [a, b] = ends.get(edge).map(where);
  const middle = net.body.edges[edge].edgeType.getPoint(0.5);
  return { a, b, middle, via: { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 } };
}

/** Return what stands out: the path, else the selection with its neighbours, else what the pointer is on. */
function standingOut() {
  if (state.path) return { nodes: new Set(state.path.nodes), edges: new Set(state.path.edges) };
  const id = state.selected ?? state.hovered;
  if (id === null) return null;
  if (!isNode(id)) return { nodes: new Set(ends.get(id)), edges: new Set([id]) };
  const edges = edgesOf.get(id).filter((e) => visible.edges.has(e));
  return { nodes: new Set([id, ...edges.map((e) => otherEnd(e, id))]), edges: new Set(edges) };
}

/** Draw, over vis-network's picture: the veil that dims all but what stands out, then labels. */
function drawOver(context) {
  const out = standingOut();
  if (out) drawVeil(context, out);
  const scale = net.getScale();
  const taken = new Boxes(70 / scale);
  drawNodeLabels(context, scale, taken, out);
  if (state.words || out) drawEdgeLabels(context, scale, taken, out);
}

function drawVeil(context, out) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = state.selected === null && !state.path ? 0.5 : 0.82;
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  for (const id of out.edges) drawChosen(context, net.body.edges[id], out.edges.size > 60 ? 0.4 : 0.9);
  for (const id of out.nodes) if (visible.nodes.has(id)) where(id).draw(context);
  if (state.selected && isNode(state.selected)) drawRing(context, where(state.selected));
}

function drawChosen(context, edge, strength) {
  const { color } = edge.options, { opacity } = color;
  edge.selected = true;
  edge.options.selectionWidth = 1 / net.getScale();
  color.opacity = Math.max(opacity, strength);
  edge.draw(context);
  edge.drawArrows(context);
  edge.selected = false;
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
      for (let y = Math.floor(box.top / this.cell); y <= Math.floor(box.bottom / this.cell); y += 1) yield `${x},${y}`;
    }
  }

  /** Say whether a box is free: of all but what belongs to one node, or of other text only. */
  free(box, ignored = null, textOnly = false) {
    for (const key of this.around(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (other.owner !== ignored && (other.text || !textOnly) && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
      }
    }
    return true;
  }

  take(box) {
    for (const key of this.around(box)) this.cells.set(key, [...(this.cells.get(key) ?? []), box]);
  }
}

/** Return the size of a node's label on the screen, in pixels. */
function fontOf(id, scale) {
  const base = 11 + Math.min(places.get(id).size, 28) / 7;
  return Math.min(base * Math.max(1, scale ** 0.35), 22);
}

const isBold = (id) => places.get(id).size > 15 || id === state.selected;

function widthOf(context, text, size) {
  if (!widths.has(text)) {
    context.font = "100px system-ui, sans-serif";
    widths.set(text, context.measureText(text).width / 100);
  }
  return widths.get(text) * size;
}

/** Return the part of the drawing that is on the screen. */
function screen() {
  const { width, height } = byId("net").getBoundingClientRect();
  const [a, b] = [net.DOMtoCanvas({ x: 2, y: 2 }), net.DOMtoCanvas({ x: width - 2, y: height - 2 })];
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

const inside = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

/** Return the four places for a label of these lines: below, above, to the right and left of its node. */
function spots(context, id, size, scale) {
  const node = where(id), { lines } = thing(id);
  const width = Math.max(...lines.map((text) => widthOf(context, text, size))) * (isBold(id) ? 1.09 : 1) + 2 / scale;
  const height = lines.length * size * 1.12;
  const reach = node.options.size + 3 / scale;
  const box = (x, y) => ({ left: x - width / 2, right: x + width / 2, top: y, bottom: y + height, x, owner: id, text: true });
  return [
    box(node.x, node.y + reach), box(node.x, node.y - reach - height),
    box(node.x + reach + width / 2, node.y - height / 2), box(node.x - reach - width / 2, node.y - height / 2),
  ];
}

function drawNodeLabels(context, scale, taken, out) {
  const order = ranked.filter((id) => visible.nodes.has(id));
  const first = out ? order.filter((id) => out.nodes.has(id)) : order;
  const frame = screen();
  const great = first.filter((id, i) => i < GREAT && (places.get(id).size > 13 || i < 3 || id === state.selected || state.path?.one.includes(id)));
  const done = new Set(great);
  for (const id of great) takeNode(id, taken, true);
  for (const id of great) placeLabel(context, id, taken, scale, frame, true);
  for (const id of first) if (!done.has(id)) takeNode(id, taken);
  for (const id of first) if (!done.has(id)) placeLabel(context, id, taken, scale, frame);
}

/** Write a label where there is room for it, if anywhere; that of what the reader points at, in any case. */
function placeLabel(context, id, taken, scale, frame, great = false) {
  const size = fontOf(id, scale) / scale, all = spots(context, id, size, scale);
  const room = (textOnly) => all.find((box) => inside(box, frame) && taken.free(box, id, textOnly));
  const spot = room(false) ?? (great ? room(true) : null) ?? (id === (state.selected ?? state.hovered) || state.path?.one.includes(id) ? all[0] : null);
  if (spot) writeLabel(context, id, spot, size, taken, scale);
}

/** Keep labels off a node; off a great one, even labels that may stand on lesser nodes. */
function takeNode(id, taken, great = false) {
  const node = where(id), size = node.options.size * 0.8;
  taken.take({ left: node.x - size, right: node.x + size, top: node.y - size, bottom: node.y + size, owner: id, text: great });
}

function writeLabel(context, id, box, size, taken, scale) {
  taken.take(box);
  context.font = `${isBold(id) ? 600 : 400} ${size}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "top";
  thing(id).lines.forEach((text, i) => writeText(context, text, box.x, box.top + i * size * 1.12, scale, inks.ink));
}

function writeText(context, text, x, y, scale, color) {
  context.lineJoin = "round";
  context.lineWidth = 3.2 / scale;
  context.strokeStyle = inks.paper;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** Return what is written on a line: what its record says where there is one, else its property. */
function wordsOn(edge) {
  const said = shownStatements(edge).map((s) => DATA.statements[s]);
  const text = said.length === 1 ? briefly(said[0]) : `${said[0].property_label} (${said.length})`;
  return (said.some((s) => s.status) ? "⚠ " : "") + text;
}

/** Return a statement in few words: a figure with its years, a record's label, a fact's property. */
function briefly(it) {
  if (!it.printed) return it.label;
  return [it.property_label, it.years && [...new Set(it.years)].join("–")].filter(Boolean).join(" ") + `: ${it.printed}`;
}

/** Return a text in at most two lines. */
function inTwo(text) {
  if (text.length <= 40) return [text];
  const gap = text.lastIndexOf(" ", 34), at = gap > 12 ? gap : 34;
  return [text.slice(0, at), cut(text.slice(at).trim(), 36)];
}

function drawEdgeLabels(context, scale, taken, out) {
  const edges = [...(out ? out.edges : visible.edges)].filter((id) => visible.edges.has(id));
  const size = 11 / scale, frame = screen();
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const id of edges) {
    const rows = inTwo(wordsOn(id)), half = Math.max(...rows.map((row) => widthOf(context, row, size))) / 2;
    const edge = net.body.edges[id].edgeType, height = rows.length * size * 1.12;
    const boxes = [0.5, 0.62, 0.38, 0.72, 0.28].map((part) => edge.getPoint(part))
      .map(({ x, y }) => ({ left: x - half, right: x + half, top: y - height / 2, bottom: y + height / 2, x }));
    const box = boxes.find((each) => inside(each, frame) && taken.free(each));
    if (!box) continue;
    taken.take(box);
    context.font = `${size}px system-ui, sans-serif`;
    context.globalAlpha = 0.8;
    context.fillStyle = inks.paper;
    context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.globalAlpha = 1;
    rows.forEach((row, i) => writeText(context, row, box.x, box.top + i * size * 1.12, scale, inks.soft));
  }
}

function hover(id, event = null) {
  if (state.hovered === id) return;
  state.hovered = id;
  byId("tip").hidden = id === null;
  if (id !== null && event) showTip(id, event.pointer.DOM);
  net.redraw();
}

function showTip(id, pointer) {
  const tip = byId("tip");
  tip.replaceChildren(...(isNode(id) ? tipOfNode(id) : tipOfEdge(id)));
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(pointer.x + 14, stage.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, Math.min(pointer.y + 14, stage.height - tip.offsetHeight - 8))}px`;
}

function tipOfNode(id) {
  return [make("strong", {}, cut(thing(id).label, 160)), make("div", {}, make("small", {}, [thing(id).clsLabel, neighbours(id)].filter(Boolean).join(" · ")))];
}

function tipOfEdge(id) {
  const said = shownStatements(id).map((s) => DATA.statements[s]);
  const [a, b] = ends.get(id).map((n) => cut(thing(n).label, 60));
  const first = said.flatMap((s) => s.passages).map((p) => DATA.passages[p])[0];
  return [
    make("strong", {}, said.length === 1 ? cut(briefly(said[0]), 160) : `${said[0].property_label} (${said.length} statements)`),
    make("div", {}, make("small", {}, `${a} ${isDirected(id) ? "→" : "–"} ${b}`)),
    first ? make("q", {}, cut(first.words, 240)) : "",
    first ? make("small", {}, sourceLine(first)) : "",
  ].filter(Boolean);
}

const sourceLine = (passage) => {
  const { title, published } = DATA.sources[passage.source];
  return [cut(title, 200), published].filter(Boolean).join(", ");
};

/** Return the symbol of a class as an inline SVG. */
function symbol(shape, color) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "-1 -1 18 18");
  svg.setAttribute("class", "look");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  path.setAttribute("fill", color);
  path.setAttribute("stroke", rim(color));
  svg.append(path);
  return svg;
}
