// What the reader chose (state), and what is visible because of it.

const KEYS = ["classes", "properties", "modalities", "sources"];
const YEARS = DATA.statements.flatMap((s) => s.years || []);

const state = {
  selected: null, hovered: null, path: null, picking: null, only: null, words: false,
  hidden: Object.fromEntries(KEYS.map((key) => [key, new Set()])),
  from: null, to: null, undated: true, collapsed: new Set(),
};
const visible = { nodes: new Set(), lines: new Set() };

const ends = new Map(DATA.edges.map(({ id, from, to }) => [id, [from, to]]));
const linesOf = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const { id, from, to } of DATA.edges) for (const end of new Set([from, to])) linesOf.get(end).push(id);
const directed = new Set(DATA.edges.filter((edge) => edge.arrows === "to").map((edge) => edge.id));
const isNode = (id) => linesOf.has(id);
const thing = (id) => DATA.things[id];
const otherEnd = (line, node) => (ends.get(line)[0] === node ? ends.get(line)[1] : ends.get(line)[0]);
const shownLines = (node) => linesOf.get(node).filter((line) => visible.lines.has(line));
const neighboursOf = (node) => new Set(shownLines(node).map((line) => otherEnd(line, node)));

/** Say whether a statement passes the filters of line, certainty, source and year. */
function passes(statement) {
  const { hidden } = state;
  if (hidden.properties.has(statement.property) || hidden.modalities.has(statement.modality)) return false;
  const sources = passagesOf(statement).map((passage) => DATA.sources[passage.source].id);
  if (sources.length && sources.every((source) => hidden.sources.has(source))) return false;
  if (state.from === null && state.to === null) return true;
  if (!statement.years) return state.undated;
  return statement.years[1] >= (state.from ?? -Infinity) && statement.years[0] <= (state.to ?? Infinity);
}

const labelOf = (line) => DATA.statements[DATA.lines[line].says[0]].property_label;
const saidOn = (line) => DATA.lines[line].says.map((s) => DATA.statements[s]).filter(passes);

/** Return the nodes within one step of the one the reader asked to see alone, or null for all. */
function circle() {
  const { only } = state;
  return only && new Set([only, ...linesOf.get(only).map((line) => otherEnd(line, only))]);
}

/** Work out which nodes and lines are visible. */
function review() {
  const within = circle();
  const shown = (id) => !state.hidden.classes.has(thing(id).cls || "") && (!within || within.has(id));
  const nodes = new Set(DATA.nodes.map((n) => n.id).filter(shown));
  const near = (e) => !state.only || ends.get(e).includes(state.only);
  const whole = (e) => ends.get(e).every((node) => nodes.has(node));
  const lines = [...ends.keys()].filter((e) => near(e) && whole(e) && saidOn(e).length);
  const ended = new Set(lines.flatMap((e) => ends.get(e)));
  const stays = (node) => ended.has(node) || !linesOf.get(node).length || state.selected === node;
  visible.nodes = new Set([...nodes].filter(stays));
  visible.lines = new Set(lines);
  for (const node of state.collapsed) for (const leaf of leavesOf(node)) hideNode(leaf);
}

function hideNode(node) {
  visible.nodes.delete(node);
  for (const line of linesOf.get(node)) visible.lines.delete(line);
}

/** Return the visible neighbours that hang on this node alone. */
function leavesOf(node) {
  return [...neighboursOf(node)].filter((other) => other !== node && neighboursOf(other).size === 1);
}

/** Return a short name for a node or line that stays the same when the page is drawn anew. */
function nameOf(id) {
  if (isNode(id)) return (thing(id).iri || thing(id).label).replace(/^.*\/id\//, "");
  return [nameOf(ends.get(id)[0]), DATA.lines[id].property, nameOf(ends.get(id)[1])].join("~");
}

const idsByName = new Map([...DATA.nodes, ...DATA.edges].map((item) => [nameOf(item.id), item.id]));

const tell = (text) => { byId("note").textContent = text; };
