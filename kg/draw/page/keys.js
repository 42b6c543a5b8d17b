// The keyboard: all that the pointer can do; and the table of the statements shown, sorted, filtered, saved.

const WORDS = {
  "/": say("find a thing by name"), "← ↑ → ↓": say("go to the nearest thing in that direction"),
  Enter: say("read what is said of it"), Tab: say("go on to the circles, which Enter opens"),
  Escape: say("let go, close"), "+ − 0": say("closer, farther, everything"),
  [say("Shift+arrow")]: say("move the picture"), P: say("path between two things"), E: say("line labels"),
  X: say("fold or unfold what hangs on a thing"), N: say("only its neighbours"), T: say("table"),
  D: say("light or dark"),
  S: say("save as a figure"), C: say("copy the link"), "?": say("this help"),
};
const OF_NETWORK = new Set(["+", "=", "-", "0", "p", "e", "x", "n"]);
const WHEN = say("When");
const COLUMNS = [say("From"), say("Line"), say("To"), say("Certainty"), WHEN, say("Words"), say("Source"),
  say("Published")];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const ACTIONS = {
  "/": () => byId("query").focus(),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => byId("zoom-fit").click(),
  p: () => togglePicking(), e: () => toggleWords(), t: () => tableOf.toggle(), d: () => toggleScheme(),
  c: () => copyLink(), s: () => openSaving(),
  x: () => selectedNode() && toggleLeaves(selectedNode()),
  n: () => selectedNode() && showOnly(state.only === selectedNode() ? null : selectedNode()),
  "?": () => byId("help").showModal(),
  Escape: () => letGo(),
};

const selectedNode = () => (state.selected !== null && isNode(state.selected) ? state.selected : null);

function startKeys() {
  const told = Object.entries(WORDS).flatMap(([key, words]) => [make("dt", {}, key), make("dd", {}, words)]);
  byId("keys").append(...told);
  document.addEventListener("keydown", onKey);
  byId("net").addEventListener("keydown", onPictureKey);
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); pictureShown().focus(); });
}

function onKey(event) {
  const typing = event.target.matches("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (typing && event.key !== "Escape") return;
  const key = event.key in ACTIONS ? event.key : event.key.toLowerCase(), action = ACTIONS[key];
  if (!action || (OF_NETWORK.has(key) && state.view !== "network")) return;
  event.preventDefault();
  action();
}

function onPictureKey(event) {
  const reads = event.key === "Enter" && state.selected, arrow = ARROWS[event.key];
  if (!reads && !arrow) return;
  event.preventDefault();
  if (reads) byId("panel").focus();
  else if (event.shiftKey) pan(arrow);
  else step(arrow, !event.repeat);
}

function pan([x, y]) {
  const at = net.getViewPosition(), reach = 120 / net.getScale();
  net.moveTo({ position: { x: at.x + x * reach, y: at.y + y * reach } });
  movedView();
}

/** Go from the chosen thing to the nearest one in a direction; at first to the most connected in view. */
function step([dx, dy], isStep) {
  const from = selectedNode();
  if (!from) return goTo(ranked.find(isInView) ?? ranked.find((id) => visible.nodes.has(id)), isStep);
  const here = where(from);
  const cost = (id) => {
    const x = where(id).x - here.x, y = where(id).y - here.y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    return ahead > 1 && aside <= ahead * 1.2 ? ahead + 1.5 * aside : Infinity;
  };
  const least = Math.min(...[...visible.nodes].map(cost));
  return least < Infinity && goTo([...visible.nodes].find((id) => cost(id) === least), isStep);
}

const isInView = (id) => drawing.nodes.has(id) && isOnStage(net.canvasToDOM(where(id)));

function letGo() {
  closeParts();
  if (state.picking !== null) stopPicking();
  else if (tableOf.covers && !byId("table").hidden) tableOf.toggle();
  else closePanel();
  tell(summary());
}

function zoom(factor) {
  net.moveTo({ scale: net.getScale() * factor });
  movedView();
}

function togglePicking() {
  if (state.picking === null) return startPicking();
  stopPicking();
  return tell(summary());
}

function toggleWords() {
  state.words = !state.words;
  byId("show-words").setAttribute("aria-pressed", String(state.words));
  net.redraw();
  remember();
}

const tableOf = { sheet: null, lines: () => [...visible.lines], toggle: coverWithTable, covers: true };

function coverWithTable() {
  const box = byId("table");
  box.hidden = !box.hidden;
  byId("show-table").setAttribute("aria-expanded", String(!box.hidden));
  fillTable();
  (box.hidden ? byId("net") : box).focus();
}

/** Fill the table, while it is open, with all that the visible lines say. */
function fillTable() {
  if (byId("table").hidden) return;
  const sheet = tableOf.sheet ??= startTable(byId("table"), say("All statements shown"), COLUMNS);
  sheet.rows = tableOf.lines().flatMap((line) => saidOn(line).map((it) => cellsOf(line, it)));
  showRows(sheet);
}

function cellsOf(line, it) {
  const [a, b] = fromTo(line, it).map((id) => thing(id).label), passages = passagesOf(it);
  const about = (key) => [...new Set(passages.map((passage) => DATA.sources[passage.source][key]))];
  const [titles, dates] = ["title", "published"].map((key) => about(key).filter(Boolean).join("; "));
  const certainty = [it.certainty, it.restriction].filter(Boolean).join(say(", "));
  const dated = [it.period, it.as_of].filter(Boolean).join(say(", "));
  const quotes = passages.map((passage) => passage.words).join(" … ");
  const texts = [a, it.label, b, certainty, dated, quotes, titles, dates];
  const cells = texts.map((text) => ({ text, rank: null }));
  cells[COLUMNS.indexOf(WHEN)].rank = it.years?.[0] ?? null;
  return cells;
}
