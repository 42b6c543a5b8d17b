// The panel: what is said of the chosen thing or line, by documents in their own words.

const MANY = 60;
const OPEN = 10;
const FIGURES = say("figures");
const TIERS = [say("Background knowledge"), say("In one document"), say("In several documents")];

/** Choose a node, a line, or nothing; a step that Back undoes, unless it is said to be none. */
function choose(id, isStep = true) {
  if (id && state.picking !== null && isNode(id)) return pick(id);
  if (id === null && state.selected === null && !state.path) state.comparing = false;
  const isElsewhere = state.path || (id && isNode(id) && !visible.nodes.has(id));
  Object.assign(state, { selected: id, path: null, hovered: null, reading: null });
  byId("tip").hidden = true;
  if (isElsewhere) settle();
  showPanel();
  if (id) bringIntoView(id);
  net.redraw();
  remember(isStep);
  return undefined;
}

function showPanel() {
  const panel = byId("panel"), id = state.selected;
  showDetail();
  const isComparison = listsCompared();
  panel.hidden = id === null && !state.path && !state.reading && !isComparison;
  if (panel.hidden) return tell(summary());
  panel.replaceChildren(closeButton(closePanel), ...partsOfPanel(isComparison).filter(Boolean));
  panel.scrollTop = 0;
  if (state.reading) return tell(cut(labelOf(state.reading.mark), 120));
  if (state.path || isComparison) return tell(summary());
  const told = () => say("{name}: {value}", { name: cut(thing(id).label, 80), value: neighbours(id) });
  return tell(isNode(id) ? told() : cut(wordsOn(id), 120));
}

const closePanel = () => (state.reading ? state.reading.leave() : choose(null));

function partsOfPanel(isComparison) {
  const { reading, path, selected: id } = state;
  if (reading) return reading.parts();
  if (isComparison) return partsOfComparison();
  return path ? partsOfPath() : isNode(id) ? partsOfNode(id) : partsOfLine(id);
}

function partsOfNode(id) {
  const it = thing(id), { shape, color } = places.get(id);
  const others = (it.names ?? []).filter((name) => name !== it.label);
  const names = [it.clsLabel, ...others].filter(Boolean).join(" · ");
  return [
    make("h2", {}, it.label),
    make("p", { class: "aka" }, symbol(shape, color), " ", names),
    doings(id),
    ...sectionsOf(id),
    it.iri ? make("p", { class: "iri" }, it.iri) : "",
  ];
}

/** Return the buttons of what can be done with a node. */
function doings(id) {
  const button = (text, act) => make("button", { onclick: act }, text), alone = state.only === id;
  const leaves = leavesOf(id).length;
  const hide = leaves && say("Hide the {n} that hang on it", { n: leaves });
  const fold = state.collapsed.has(id) ? say("Show what hangs on it") : hide;
  const keep = alone ? say("Show all again") : say("Show only its neighbours");
  return make("p", { class: "doing" },
    button(keep, () => showOnly(alone ? null : id)),
    button(say("Path from here…"), () => startPicking(id)),
    fold ? button(fold, () => toggleLeaves(id)) : "");
}

function showOnly(id) {
  state.only = id;
  showPanel();
  settle();
  remember(true);
}

function toggleLeaves(id) {
  if (!state.collapsed.delete(id)) state.collapsed.add(id);
  refresh();
  if (state.selected) showPanel();
  tell(summary());
  remember();
}

/** Return what is said of a node in sections, the first of them open, all where they are short. */
function sectionsOf(id) {
  const own = (thing(id).facts ?? []).map((s) => DATA.statements[s]).filter(passes).map((it) => [it, []]);
  const said = [...own, ...gathered(shownLines(id))];
  const sections = [...Map.groupBy(said, sectionOf)].sort(byWeight);
  const tiers = [...Map.groupBy(sections, ([, some]) => tierOf(some))];
  const opens = (section) => section === sections[0] || said.length <= OPEN;
  const group = (section) => statementGroup(...section, opens(section));
  const heading = (tier) => (tiers.length > 1 ? make("h3", {}, TIERS[tier]) : "");
  return tiers.flatMap(([tier, some]) => [heading(tier), ...some.map(group)]);
}

/** Return the section in which a statement stands: figures together, all else by its property. */
function sectionOf([it, lines]) {
  if (it.printed) return FIGURES;
  return lines.length ? it.property_label : say("said of it alone");
}

/** Compare sections: what several documents speak of before what one does, and there figures first. */
function byWeight([a, saidA], [b, saidB]) {
  const weights = (name, said) => [tierOf(said), name === FIGURES ? 1 : 0, documentsOf(said), said.length];
  const theirs = weights(b, saidB), differences = weights(a, saidA).map((ours, i) => theirs[i] - ours);
  return differences.find(Boolean) ?? inOrder(a, b);
}

const tierOf = (said) => Math.min(documentsOf(said), 2);
const documentsOf = (said) =>
  new Set(said.flatMap(([it]) => passagesOf(it)).map((passage) => passage.source)).size;

/** Return [statement, lines] for what these lines say, each statement once though it may join many. */
function gathered(lines) {
  const said = lines.flatMap((line) => saidOn(line).map((it) => [it, line]));
  return [...Map.groupBy(said, ([it]) => it)].map(([it, pairs]) => [it, pairs.map(([, line]) => line)]);
}

function statementGroup(name, said, isOpen) {
  const doubtful = said.some(([it]) => it.status || it.contradicts) ? "⚠ " : "";
  const documents = documentsOf(said);
  const from = say("{n} documents", { n: documents }), count = said.length;
  const size = documents ? say("{count} from {documents}", { count, documents: from }) : String(count);
  const summed = make("summary", {}, `${doubtful}${name} `, make("small", {}, size));
  const box = make("details", { open: isOpen }, summed);
  const unfold = () => box.children.length === 1 && box.append(...cardsOf(said));
  if (isOpen) unfold();
  box.addEventListener("toggle", unfold);
  return box;
}

/** Return the cards of what lines say, those beyond many behind a button. */
function cardsOf(said) {
  const told = ([it, lines]) => (lines.length ? joined(lines, it) : [make("p", {}, it.label)]);
  const cards = (some) => some.map((pair) => card(pair[0], told(pair)));
  const rest = said.slice(MANY), shown = cards(said.slice(0, MANY));
  const showRest = (event) => event.target.replaceWith(...cards(rest));
  const more = make("button", { class: "more", onclick: showRest }, say("{n} more", { n: rest.length }));
  return rest.length ? [...shown, more] : shown;
}

function partsOfLine(id) {
  const said = gathered([id]), number = say("{n} statements", { n: said.length });
  return [make("h2", {}, pairOf(id)), make("p", { class: "aka" }, number), ...cardsOf(said)];
}

/** Return who is joined to whom, each once though a record may join many: equals, then what they point to. */
function joined(lines, it) {
  const arrows = lines.filter((line) => wayOf(line, it)).map((line) => fromTo(line, it));
  const equals = new Set(lines.filter((line) => !wayOf(line, it)).flatMap((line) => ends.get(line)));
  const froms = new Set([...equals, ...arrows.map(([from]) => from)]), isRecord = it.kind === "record";
  const tos = [...new Set(arrows.map(([, to]) => to))].filter((id) => !equals.has(id));
  const way = !tos.length ? "" : isRecord ? " → " : ` – ${it.label} → `;
  const gap = equals.size ? " – " : say(", ");
  const who = make("p", {}, ...listed([...froms], gap), way, ...listed(tos, say(", ")));
  return [who, isRecord ? make("p", {}, it.label) : ""];
}

const listed = (ids, gap) => ids.flatMap((id, i) => (i ? [gap, thingButton(id)] : [thingButton(id)]));
const thingButton = (id) =>
  make("button", { class: "thing", onclick: () => goTo(id) }, cut(thing(id).label, 200));

/** Choose a thing, which brings it and its neighbours into view. */
const goTo = choose;

/** Bring a thing and its neighbours, or what a line joins, into view, unless they are. */
function bringIntoView(id) {
  const around = isNode(id) ? [id, ...neighboursOf(id)] : ends.get(id);
  net.setSize();
  const { clientWidth: width, clientHeight: height } = byId("net");
  const seen = (node) => {
    const { x, y } = net.canvasToDOM(where(node));
    return x > 30 && x < width - 30 && y > 20 && y < height - 30 - covered();
  };
  if (around.every(seen) && net.getScale() >= 0.5) return;
  glide(new Map(), new Map(), viewOf(around.map(where), Math.max(net.getScale(), 0.9)));
}

/** Return how much of the drawing the panel covers from below, as it does on a phone. */
function covered() {
  const panel = byId("panel");
  return !panel.hidden && getComputedStyle(panel).position === "absolute" ? panel.offsetHeight : 0;
}

const neighbours = (id) => say("{n} neighbours", { n: neighboursOf(id).size });

/** Say that an address asks for what is not here, or nothing. */
function missingTold() {
  const name = cut(state.missing ?? "", 80);
  return name ? [say("The link asks for “{name}”, which is not in this picture.", { name })] : [];
}

/** Return what can be read of a thing or line: what documents say, where there are any. */
const invitation = () => (DATA.sources.length ? say("choose one to read what the documents say")
  : say("choose one to read what is said of it"));

function summary() {
  const [things, lines] = [visible.nodes.size, visible.lines.size];
  const first = [say("{n} things", { n: things }), say("{n} lines", { n: lines })];
  const parts = [...missingTold(), first.join(say(", "))];
  parts.push(...comparedTold());
  const { leftOut: n } = DATA;
  if (n) parts.push(say("{n} less central things left out of the picture", { n }));
  const { size: lonely } = visible.lonely;
  if (lonely && lines) parts.push(say("{n} more without a line", { n: lonely }));
  if (state.collapsed.size) parts.push(say("some folded away"));
  parts.push(...waitingTold());
  if (parts.length === 1 || innerWidth > 860) parts.push(invitation());
  return parts.join(" · ");
}
