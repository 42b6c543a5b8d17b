// The panel: what the documents say of the chosen thing or line, in their own words.

const MANY = 60;
const OPEN = 10;

/** Choose a node, an edge, or nothing. */
function choose(id, { focus = false } = {}) {
  if (id && state.picking !== null && isNode(id)) return pick(id);
  state.selected = id;
  state.path = null;
  state.hovered = null;
  byId("tip").hidden = true;
  if (id && isNode(id) && !visible.nodes.has(id)) refresh();
  showPanel(focus);
  net.redraw();
  remember();
  return undefined;
}

function showPanel(focus = false) {
  const panel = byId("panel"), id = state.selected;
  panel.hidden = id === null && !state.path;
  if (panel.hidden) return tell(summary());
  panel.replaceChildren(closeButton(), ...(state.path ? partsOfPath() : isNode(id) ? partsOfNode(id) : partsOfEdge(id)));
  panel.scrollTop = 0;
  if (focus) panel.focus();
  tell(state.path ? summary() : isNode(id) ? `${cut(thing(id).label, 80)}: ${neighbours(id)}` : cut(wordsOn(id), 120));
  return undefined;
}

const closeButton = () => make("button", { id: "close", title: "Close (Escape)", "aria-label": "Close", onclick: () => choose(null) }, "×");

function partsOfNode(id) {
  const it = thing(id);
  const own = (it.facts ?? []).filter((s) => passes(DATA.statements[s]));
  return [
    make("h2", {}, it.label),
    make("p", { class: "aka" }, symbol(places.get(id).shape, places.get(id).color), " ", [it.clsLabel, ...(it.names ?? [])].filter(Boolean).join(" · ")),
    doings(id),
    own.length ? make("h3", {}, "What is said of it alone") : "",
    ...own.map((s) => card(s)),
    ...relationsOf(id),
    it.iri ? make("p", { class: "iri" }, it.iri) : "",
  ];
}

/** Return the buttons of what can be done with a node. */
function doings(id) {
  const leaves = state.collapsed.has(id) ? "Show what hangs on it" : leavesOf(id).length ? `Hide the ${leavesOf(id).length} that hang on it` : "";
  return make("p", { class: "doing" },
    make("button", { onclick: () => showOnly(state.only === id ? null : id) }, state.only === id ? "Show all again" : "Show only its neighbours"),
    make("button", { onclick: () => startPicking(id) }, "Path from here…"),
    leaves ? make("button", { onclick: () => toggleLeaves(id) }, leaves) : "");
}

function showOnly(id) {
  state.only = id;
  refresh();
  showPanel();
  fit();
  remember();
}

function toggleLeaves(id) {
  if (!state.collapsed.delete(id)) state.collapsed.add(id);
  refresh();
  if (state.selected) showPanel();
  tell(summary());
  remember();
}

/** Return the relations of a node, grouped by what they are, each group opened on demand when there are many. */
function relationsOf(id) {
  const groups = new Map();
  for (const edge of edgesOf.get(id).filter((e) => visible.edges.has(e))) {
    const name = DATA.statements[line(edge).says[0]].property_label;
    groups.set(name, [...(groups.get(name) ?? []), edge]);
  }
  const sorted = [...groups].map(([name, edges]) => [name, told(edges)]).sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const total = sorted.reduce((sum, [, cards]) => sum + cards.length, 0);
  return [total ? make("h3", {}, "How it is related") : "", ...sorted.map(([name, cards]) => relationGroup(name, cards, total <= OPEN || cards.length <= 2))];
}

/** Return [statement, edges] for what these edges say, each statement once though it may join many. */
function told(edges) {
  const found = new Map();
  for (const edge of edges) for (const s of shownStatements(edge)) found.set(s, [...(found.get(s) ?? []), edge]);
  return [...found];
}

function relationGroup(name, cards, open) {
  const box = make("details", { open }, make("summary", {}, `${name} `, make("small", {}, String(cards.length))));
  const fill = () => box.children.length === 1 && box.append(...cardsOf(cards));
  if (open) fill();
  box.addEventListener("toggle", fill);
  return box;
}

function cardsOf(cards) {
  const shown = cards.slice(0, MANY).map(([s, edges]) => card(s, edges));
  const rest = cards.slice(MANY);
  const more = make("button", { class: "more", onclick: () => more.replaceWith(...rest.map(([s, edges]) => card(s, edges))) }, `${rest.length} more`);
  return rest.length ? [...shown, more] : shown;
}

function partsOfEdge(id) {
  return [make("h2", {}, DATA.statements[line(id).says[0]].property_label), ...cardsOf(told([id]))];
}

/** Return the card of a statement: who is joined, what is said, in which words, by whom, and what speaks against it. */
function card(index, edges = null) {
  const it = DATA.statements[index];
  return make("article", {},
    edges ? joined(edges, it) : make("p", {}, it.label),
    edges && it.kind === "record" ? make("p", {}, it.label) : "",
    chips(it), suspicion(it), detailsOf(it),
    ...it.passages.map((p) => quotation(DATA.passages[p], it)),
    ...(it.contradicts ?? []).map(contradiction));
}

/** Return who is joined to whom, each once, though a record may join many: equals, then what they point to. */
function joined(edges, it) {
  const arrows = edges.filter(isDirected), equals = new Set(edges.filter((edge) => !isDirected(edge)).flatMap((edge) => ends.get(edge)));
  const froms = new Set([...equals, ...arrows.map((edge) => ends.get(edge)[0])]);
  const tos = [...new Set(arrows.map((edge) => ends.get(edge)[1]))].filter((id) => !equals.has(id));
  const way = !tos.length ? "" : it.kind === "record" ? " → " : ` – ${it.label} → `;
  return make("p", {}, ...listed([...froms], equals.size ? " – " : ", "), way, ...listed(tos, ", "));
}

const listed = (ids, gap) => ids.flatMap((id, i) => (i ? [gap, thingButton(id)] : [thingButton(id)]));
const thingButton = (id) => make("button", { class: "thing", onclick: () => goTo(id) }, cut(thing(id).label, 200));

function chips(it) {
  const texts = [it.certainty, it.restriction, it.period, it.as_of && `as of ${it.as_of}`].filter(Boolean);
  return texts.length ? make("p", {}, ...texts.map((text) => make("span", { class: "chip" }, text))) : "";
}

function suspicion(it) {
  if (!it.status && !it.corrected) return "";
  const told = [it.printed && `The document prints ${it.printed}`, it.corrected && `probably ${it.corrected}`, it.reason].filter(Boolean);
  return make("div", { class: "warning" }, make("strong", {}, `⚠ ${it.status ?? "corrected"}: `), told.join("; ") + ".");
}

function detailsOf(it) {
  const rows = (it.details ?? []).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
  return rows.length ? make("dl", {}, ...rows) : "";
}

function quotation(passage, it) {
  const speaker = it.said_by?.length ? `said by ${it.said_by.join(", ")} · ` : "";
  return make("div", {},
    make("blockquote", {}, passage.before, make("mark", {}, passage.words), passage.after),
    make("cite", {}, speaker + sourceLine(passage)));
}

const contradiction = (other) => make("div", { class: "warning" },
  make("strong", {}, "≠ Elsewhere: "), `${cut(other.label, 300)} — “${cut(other.quote, 400)}” (${cut(other.source_title, 200)})`);

/** Choose a thing and bring it into view. */
function goTo(id, options = {}) {
  choose(id, options);
  const node = where(id), corner = net.canvasToDOM(node), stage = byId("stage").getBoundingClientRect();
  const free = stage.height - covered(), seen = corner.x > 40 && corner.y > 40 && corner.x < stage.width - 40 && corner.y < free - 40;
  if (seen && net.getScale() >= 0.5) return;
  net.moveTo({ position: { x: node.x, y: node.y }, scale: Math.max(net.getScale(), 0.9), offset: { x: 0, y: -covered() / 2 } });
}

/** Return how much of the drawing the panel covers from below, as it does on a phone. */
function covered() {
  const panel = byId("panel");
  return !panel.hidden && getComputedStyle(panel).position === "absolute" ? panel.offsetHeight : 0;
}

const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
const neighbours = (id) => counted(neighboursOf(id).size, "neighbour");

function summary() {
  const [things, lines] = [visible.nodes.size, visible.edges.size];
  const parts = [`${counted(things, "thing")}, ${counted(lines, "line")}`];
  if (DATA.leftOut) parts.push(`${DATA.leftOut} less central things left out of the picture`);
  if (state.collapsed.size) parts.push("some folded away");
  parts.push("choose one to read what the documents say");
  return parts.join(" · ");
}
