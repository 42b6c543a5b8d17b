// What the page knows (DATA), what the reader chose (state), and what is visible because of it.

const DATA = JSON.parse(document.getElementById("data").textContent);
const MODALITIES = ["asserted", "reported", "planned", "possible", "denied", "background"];
const KEYS = ["classes", "properties", "modalities", "sources"];
const YEARS = DATA.statements.flatMap((s) => s.years || []);
const FIRST_YEAR = Math.min(...YEARS), LAST_YEAR = Math.max(...YEARS);

const state = {
  selected: null, hovered: null, path: null, picking: null, only: null, words: false,
  hidden: Object.fromEntries(KEYS.map((key) => [key, new Set()])),
  from: null, to: null, undated: true, collapsed: new Set(),
};
const visible = { nodes: new Set(), edges: new Set() };

const byId = (id) => document.getElementById(id);
const ends = new Map(DATA.edges.map((edge) => [edge.id, [edge.from, edge.to]]));
const edgesOf = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const edge of DATA.edges) {
  edgesOf.get(edge.from).push(edge.id);
  if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge.id);
}
const directed = new Set(DATA.edges.filter((edge) => edge.arrows === "to").map((edge) => edge.id));
const isDirected = (edge) => directed.has(edge);
const isNode = (id) => edgesOf.has(id);
const thing = (id) => DATA.things[id];
const line = (id) => DATA.lines[id];
const otherEnd = (edge, node) => (ends.get(edge)[0] === node ? ends.get(edge)[1] : ends.get(edge)[0]);
const neighboursOf = (node) => new Set(edgesOf.get(node).filter((e) => visible.edges.has(e)).map((e) => otherEnd(e, node)));

/** Say whether a statement passes the filters of relation, certainty, source and year. */
function passes(statement) {
  const { hidden } = state;
  if (hidden.properties.has(statement.property) || hidden.modalities.has(statement.modality)) return false;
  const sources = statement.passages.map((p) => DATA.sources[DATA.passages[p].source].id);
  if (sources.length && sources.every((source) => hidden.sources.has(source))) return false;
  if (state.from === null && state.to === null) return true;
  if (!statement.years) return state.undated;
  return statement.years[1] >= (state.from ?? -Infinity) && statement.years[0] <= (state.to ?? Infinity);
}

const shownStatements = (edge) => line(edge).says.filter((s) => passes(DATA.statements[s]));

/** Return the nodes within one step of the one the reader asked to see alone, or null for all. */
function circle() {
  return state.only ? new Set([state.only, ...edgesOf.get(state.only).map((e) => otherEnd(e, state.only))]) : null;
}

/** Work out which nodes and edges are visible. */
function review() {
  const within = circle();
  const shown = (id) => !state.hidden.classes.has(thing(id).cls || "") && (!within || within.has(id));
  let nodes = new Set(DATA.nodes.map((n) => n.id).filter(shown));
  const near = (e) => !state.only || ends.get(e).includes(state.only);
  const edges = DATA.edges.map((e) => e.id).filter((e) => near(e) && ends.get(e).every((n) => nodes.has(n)) && shownStatements(e).length);
  const joined = new Set(edges.flatMap((e) => ends.get(e)));
  nodes = new Set([...nodes].filter((n) => joined.has(n) || !edgesOf.get(n).length || state.selected === n));
  visible.nodes = nodes;
  visible.edges = new Set(edges);
  for (const node of state.collapsed) for (const leaf of leavesOf(node)) hideNode(leaf);
}

function hideNode(node) {
  visible.nodes.delete(node);
  for (const edge of edgesOf.get(node)) visible.edges.delete(edge);
}

/** Return the visible neighbours that hang on this node alone. */
function leavesOf(node) {
  return [...neighboursOf(node)].filter((other) => other !== node && neighboursOf(other).size === 1);
}

/** Return a short name for a node or edge that stays the same when the page is drawn anew. */
function nameOf(id) {
  if (isNode(id)) return (thing(id).iri || thing(id).label).replace(/^.*\/id\//, "");
  return [nameOf(ends.get(id)[0]), line(id).property, nameOf(ends.get(id)[1])].join("~");
}

const idsByName = new Map([...DATA.nodes, ...DATA.edges].map((item) => [nameOf(item.id), item.id]));

/** Make an element: attributes, then children; text is always text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const tell = (text) => { byId("note").textContent = text; };

/** Cut a text to a length, at a character and not within one. */
function cut(text, length) {
  const characters = [...text];
  return characters.length > length ? characters.slice(0, length - 1).join("") + "…" : text;
}
