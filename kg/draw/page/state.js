// What the reader chose (state), and what is visible because of it.

const KEYS = ["classes", "properties", "modalities", "sources"];
const YEARS = DATA.statements.flatMap((s) => s.years || []);

const state = {
  selected: null, hovered: null, path: null, picking: null, only: null, words: false, joins: false,
  view: "network", reading: null, missing: null,
  hidden: Object.fromEntries(KEYS.map((key) => [key, new Set()])),
  from: null, to: null, undated: true, collapsed: new Set(), comparing: false, arriving: true,
};
const visible = { nodes: new Set(), lines: new Set(), lonely: new Set() };

const followers = [];

/** Let a part of the page begin, follow what the reader chooses, and keep in a link what it alone knows. */
const subscribe = (part) => { followers.push(part); };

/** Return the element that holds the view which is shown. */
const pictureShown = () => byId({ network: "net", table: "table" }[state.view] ?? `view-${state.view}`);

const ends = new Map(DATA.edges.map(({ id, from, to }) => [id, [from, to]]));
const linesOf = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const { id, from, to } of DATA.edges) for (const end of new Set([from, to])) linesOf.get(end).push(id);
const indexes = new Map(DATA.statements.map((statement, index) => [statement, index]));
const published = new Map(DATA.sources.map((source) => [source.id, Number(source.published.slice(0, 4))]));
for (const each of Object.values(DATA.things)) each.rows = (each.rows ?? each.label).split("\n");
const isNode = (id) => linesOf.has(id);
const thing = (id) => DATA.things[id];
const otherEnd = (line, node) => (ends.get(line)[0] === node ? ends.get(line)[1] : ends.get(line)[0]);
const shownLines = (node) => linesOf.get(node).filter((line) => visible.lines.has(line));
const neighboursOf = (node) => new Set(shownLines(node).map((line) => otherEnd(line, node)));

/** Say whether years, from the first to the last, are among those asked for. */
const inYears = ([first, last]) => last >= (state.from ?? -Infinity) && first <= (state.to ?? Infinity);
const isDated = () => state.from !== null || state.to !== null;

/** Return the filters that a statement does not pass, by what they filter. */
function failures(statement) {
  const { hidden } = state, sources = passagesOf(statement).map(({ source }) => DATA.sources[source].id);
  const isSaid = !sources.length || sources.some((source) => !hidden.sources.has(source));
  const isThen = !isDated() || (statement.years ? inYears(statement.years) : state.undated);
  return [
    hidden.properties.has(statement.property) && "properties",
    hidden.modalities.has(statement.modality) && "modalities",
    !isSaid && "sources", !isThen && "years",
  ].filter(Boolean);
}

const passes = (statement) => !failures(statement).length;
const saidOn = (line) => DATA.lines[line].says.map((s) => DATA.statements[s]).filter(passes);

/** Return 1 for a statement that leads from the first end of a line to the second, -1 back, 0 for equals. */
const wayOf = (line, it) => DATA.lines[line].ways[DATA.lines[line].says.indexOf(indexes.get(it))];
const fromTo = (line, it) => (wayOf(line, it) < 0 ? [...ends.get(line)].reverse() : ends.get(line));

/** Return the nodes within one step of the one the reader asked to see alone, or null for all. */
function circle() {
  const { only } = state;
  return only && new Set([only, ...linesOf.get(only).map((line) => otherEnd(line, only))]);
}

/** Say whether a node is a source that the reader struck out, or of other years than those asked for. */
function isStruckOut(id) {
  const { source } = thing(id), year = published.get(source);
  return Boolean(source) && (state.hidden.sources.has(source) || Boolean(year && !inYears([year, year])));
}

/** Work out which nodes and lines are visible. */
function review() {
  const nearby = circle(), near = (line) => !state.only || ends.get(line).includes(state.only);
  const said = [...ends.keys()].filter((line) => near(line) && saidOn(line).length);
  const nodes = new Set(DATA.nodes.map(({ id }) => id).filter((id) => !isStruckOut(id)));
  const wanted = (id) => !state.hidden.classes.has(thing(id).cls ?? "") && (!nearby || nearby.has(id));
  const shown = new Set([...nodes].filter(wanted));
  if (state.joins) for (const id of joining(shown, said)) if (nodes.has(id)) shown.add(id);
  visible.lines = new Set(said.filter((line) => ends.get(line).every((id) => shown.has(id))));
  const spoken = new Set(said.flatMap((line) => ends.get(line)));
  visible.nodes = new Set([...shown].filter(staying(spoken)));
  visible.lonely = new Set([...shown].filter((id) => spoken.has(id) && !shownLines(id).length));
  if (state.path?.one.length) keepPath();
  for (const node of state.collapsed) for (const leaf of leavesOf(node)) hideNode(leaf);
}

/** Return the nodes that join at least two of these to one another, in what is said. */
function joining(shown, said) {
  const around = new Map();
  for (const [a, b] of said.map((line) => ends.get(line))) {
    for (const [id, other] of [[a, b], [b, a]]) {
      if (shown.has(id) && !shown.has(other)) around.set(other, (around.get(other) ?? new Set()).add(id));
    }
  }
  return [...around].filter(([, some]) => some.size > 1).map(([id]) => id);
}

/** Return what says whether a node stays: with its lines, alone, asked for, or where there are no lines. */
function staying(spoken) {
  const ended = new Set([...visible.lines].flatMap((line) => ends.get(line)));
  const stays = (id) => ended.has(id) || state.selected === id || isAlone(id);
  return visible.lines.size ? stays : (id) => stays(id) || spoken.has(id);
}

/** Say whether a node that nothing ever joins is to be seen: something said of it alone passes. */
function isAlone(id) {
  const facts = (thing(id).facts ?? []).map((fact) => DATA.statements[fact]);
  return !linesOf.get(id).length && (facts.length ? facts.some(passes) : !isNarrowed());
}

/** Say whether a filter stands in the way of some statements. */
const isNarrowed = () => isDated() || KEYS.some((key) => key !== "classes" && state.hidden[key].size);

function keepPath() {
  visible.nodes = new Set(state.path.nodes);
  visible.lines = new Set(state.path.lines);
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
  return ends.get(id).map(nameOf).join("~");
}

const idsByName = new Map([...DATA.nodes, ...DATA.edges].map((item) => [nameOf(item.id), item.id]));

const tell = (text) => { byId("note").textContent = text; };
