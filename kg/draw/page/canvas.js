// The drawing: vis-network draws nodes and lines; over it come the veil, arrowheads and labels.

const CROWDED = 1500;
const MANY_LINES = 300;
const GREY = "#7d8590", ACCENT = "#2f81d8";
const SHAPES = {
  dot: "M8 1a7 7 0 1 0 .01 0Z", square: "M2 2H14V14H2Z", triangle: "M8 1L15 14H1Z",
  triangleDown: "M8 15L15 2H1Z", diamond: "M8 0L16 8L8 16L0 8Z",
  star: "M8 0L10 5.6H16L11.2 9.2L13 15L8 11.4L3 15L4.8 9.2L0 5.6H6Z",
  hexagon: "M4 1H12L16 8L12 15H4L0 8Z",
  ellipse: "M0 8a8 5 0 1 0 16 0a8 5 0 1 0 -16 0Z", box: "M0 3H16V13H0Z",
};
const places = new Map(DATA.nodes.map((node) => [node.id, node]));
const speaking = new Map();
for (const { id, from, to } of DATA.edges) {
  for (const end of [from, to]) speaking.set(end, (speaking.get(end) ?? 0) + DATA.lines[id].says.length);
}
const greater = (a, b) => b.size - a.size || (speaking.get(b.id) ?? 0) - (speaking.get(a.id) ?? 0);
const ranked = [...DATA.nodes].sort((a, b) => greater(a, b) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
const homes = new Map(DATA.nodes.map(({ id, x, y }) => [id, standing({ x, y })]));
const strokes = new Map(), crowds = new Map();
const resting = new Map(DATA.nodes.map(({ id, size }) => [id, { ...homes.get(id), options: { size } }]));
const nodeSet = new vis.DataSet(), edgeSet = new vis.DataSet();
const inks = {};
let net = null;

/** Return a vis-network node in its colours. */
function dressed(node) {
  const { shape, size, color } = places.get(node), { x, y } = resting.get(node);
  const colors = { background: color, border: rim(color), highlight: color, hover: color };
  return { id: node, shape, size, x, y, color: colors };
}

/** Return how a line is stroked for what passes of it: wide where much is said, dashed unless asserted. */
function strokeOf(line) {
  const said = saidOn(line), ways = said.map((it) => wayOf(line, it));
  const certain = DATA.modalities.find(({ name }) => said.some((it) => it.modality === name));
  const crowd = Math.max(...ends.get(line).map((id) => crowds.get(id) ?? 1));
  return {
    number: said.length, words: wordsOn(line), width: widthFor(said.length), opacity: opacityIn(crowd),
    dashes: certain?.dashes.length ? certain.dashes : false, forth: ways.includes(1), back: ways.includes(-1),
  };
}

/** Return how strong a line is where so many meet, weaker where the whole picture is full. */
function opacityIn(crowd) {
  const [least, much] = drawing.lines.size > MANY_LINES ? [0.13, 2.6] : [0.3, 4.5];
  return Math.max(least, Math.min(0.9, much / Math.sqrt(crowd)));
}

/** Return the width of a line on which so many statements are. */
const widthFor = (number) => Math.min(7, 1 + 0.9 * Math.log2(number));

/** Return a vis-network edge in its ink: the more visible lines meet at one of its ends, the fainter. */
function inked({ id, from, to }) {
  const { width, dashes, opacity } = strokes.get(id);
  const color = { color: GREY, highlight: ACCENT, hover: ACCENT, opacity };
  return { id, from, to, width, dashes, color, hidden: !drawing.lines.has(id) };
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
      smooth: false, hoverWidth: 0.5, selectionWidth: 1, selfReference: { size: 14 },
    },
  };
}

function startDrawing() {
  net = new vis.Network(byId("net"), { nodes: nodeSet, edges: edgeSet }, options());
  byId("net").firstElementChild.tabIndex = -1; // one stop of the Tab key is enough
  net.on("afterDrawing", drawOver);
  net.on("hoverNode", (event) => hover(event.node, event));
  net.on("hoverEdge", (event) => hover(event.edge, event));
  for (const left of ["blurNode", "blurEdge", "dragStart"]) net.on(left, () => hover(null));
  net.on("click", (event) => openBubble(event.pointer.canvas)
    || choose(event.nodes[0] ?? event.edges[0] ?? null));
  net.on("doubleClick", (event) => event.nodes.length && toggleLeaves(event.nodes[0]));
  net.on("dragEnd", (event) => event.nodes.length && keepPlaces());
}

/** Do what changes nodes and lines, and draw once after it: vis-network would draw at each of the changes. */
function changing(act, draw = () => net.redraw()) {
  const { renderer } = net;
  if (!renderer.allowRedraw) return act();
  renderer.allowRedraw = false;
  act();
  renderer.allowRedraw = true;
  return draw();
}

/** Hide and show in the drawing what became invisible or visible, and stroke lines for what is left. */
function refresh() {
  review();
  showDetail();
}

/** Stroke anew the lines that vis-network has, for what is drawn now, and give it those it has not got. */
function strokeLines() {
  const before = new Map(strokes), known = DATA.edges.filter(({ id }) => strokes.has(id));
  crowds.clear();
  for (const id of [...drawing.lines].flatMap((line) => ends.get(line))) {
    crowds.set(id, (crowds.get(id) ?? 0) + 1);
  }
  for (const { id } of known) if (visible.lines.has(id)) strokes.set(id, strokeOf(id));
  const isChanged = ({ id }) => edgeSet.get(id).hidden === drawing.lines.has(id)
    || JSON.stringify(before.get(id)) !== JSON.stringify(strokes.get(id));
  edgeSet.update(known.filter(isChanged).map(inked));
  handOver(drawing.lines);
}

/** Give vis-network the nodes drawn that it has not got yet, as it takes long over each; hide others. */
function showNodes() {
  nodeSet.add([...drawing.nodes].filter((id) => !nodeSet.get(id)).map(dressed));
  const items = nodeSet.get().map(({ id, size, hidden }) => {
    const isDrawn = drawing.nodes.has(id), wanted = isDrawn ? sizeOf(id) : size;
    return { id, size: wanted, hidden: !isDrawn, isChanged: wanted !== size || !!hidden === isDrawn };
  });
  const changed = items.filter(({ isChanged }) => isChanged);
  nodeSet.update(changed.map(({ id, size, hidden }) => ({ id, size, hidden })));
}

/** Return the radius of a node: an overview, which is small, has its main things stand out. */
function sizeOf(id) {
  return places.get(id).size * (isOverview() ? Math.max(1, net.getScale() ** -0.5) : 1);
}

/** Stroke lines that vis-network has not got yet, and give them to it. */
function handOver(lines) {
  const fresh = DATA.edges.filter(({ id }) => lines.has(id) && !strokes.has(id));
  for (const { id } of fresh) strokes.set(id, strokeOf(id));
  edgeSet.add(fresh.map(inked));
}

/** Return a node where it is drawn, or where it waits to be. */
const where = (id) => net.body.nodes[id] ?? resting.get(id);

/** Return the ends of a line and the point towards which it is drawn out between them. */
function curveOf(line) {
  const [a, b] = ends.get(line).map(where), middle = net.body.edges[line].edgeType.getPoint(0.5);
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

/** Draw, over vis-network's picture: the veil that dims all but what stands out, arrowheads, labels. */
function drawOver(context) {
  const out = standingOut(), scale = net.getScale(), taken = new Boxes(70 / scale);
  drawBubbles(context, scale, taken);
  if (out) drawVeil(context, out);
  else drawAreaNames(context, scale, taken);
  const names = namesToDraw(scale, taken, out);
  drawArrows(context, out ? [...out.lines] : [...drawing.lines], names, Boolean(out));
  for (const [id, box] of names) writeLabel(context, id, box, scale);
  if (!out) nameBubbles(context, scale, taken);
  drawLineLabels(context, scale, taken, out);
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

/** Return the symbol of a class as an inline SVG. */
function symbol(shape, color) {
  return makeSvg("svg", { viewBox: "-1 -1 18 18", class: "look", "aria-hidden": "true" },
    makeSvg("path", { d: SHAPES[shape], fill: color, stroke: rim(color) }));
}
