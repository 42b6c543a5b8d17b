// Views of the same as tabs: network, timeline, flows, chart, map and table share what was chosen in any.

const drawers = {};
const NAMES = {
  network: say("Network"), timeline: say("Timeline"), flows: say("Flows"), chart: say("Chart"),
  map: say("Map"), table: say("Table"),
};
const views = Object.keys(NAMES).filter((name) => ["network", "table"].includes(name) || name in DATA.views);
const drawnViews = new Map();

function startViews() {
  const boxOfChart = (name) => make("div", { id: `view-${name}`, class: `view chart ${name}` });
  byId("span").before(...Object.keys(DATA.views).map(boxOfChart), dress(byId("table"), { class: "view" }));
  byId("tabs").append(...views.map(tabOf));
  byId("tabs").addEventListener("keydown", tabKey);
  for (const name of views) {
    dress(boxOf(name), { role: "tabpanel", "aria-labelledby": `tab-${name}` });
    if (name !== "network") boxOf(name).tabIndex = 0;
  }
  byId("views").hidden = false;
  tabTable();
  showView("network");
}

/** Let the table be a view too. */
function tabTable() {
  byId("show-table").hidden = true;
  const turn = () => turnTo(state.view === "table" ? "network" : "table");
  Object.assign(tableOf, { lines: linesChosen, toggle: turn, covers: false });
}

const boxOf = (name) => byId(name === "table" ? "table" : `view-${name}`);

function tabOf(name) {
  const named = { id: `tab-${name}`, role: "tab", "aria-controls": boxOf(name).id };
  return make("button", { ...named, onclick: () => turnTo(name) }, NAMES[name]);
}

/** Go to the tab that a key asks for: arrows go round, Home and End to the first and last. */
function tabKey(event) {
  const at = views.indexOf(state.view), last = views.length - 1;
  const right = (at + 1) % views.length, left = (at + last) % views.length;
  const to = { ArrowRight: right, ArrowLeft: left, Home: 0, End: last };
  if (!(event.key in to)) return;
  event.preventDefault();
  turnTo(views[to[event.key]]);
  byId(`tab-${state.view}`).focus();
}

/** Turn to a view; the statement that is read in one is read in the next, where that has it too. */
function turnTo(name) {
  if (state.view === name) return;
  const said = state.reading?.mark.says ?? [];
  state.reading = null;
  showPanel();
  showView(name);
  remember(true);
  if (said.length) afterDrawing(() => readHere(said));
}

/** Do something once a chart has measured its room and is drawn, which it does at the end of a frame. */
const afterDrawing = (act) => requestAnimationFrame(() => requestAnimationFrame(act));

function readHere(said) {
  const mark = marksOf(state.view).find(({ says }) => says.some((index) => said.includes(index)));
  if (mark) return readMark(mark, false);
  const lines = said.flatMap((index) => linesSaying.get(index) ?? []), isOpen = state.selected === null;
  return state.view === "network" && lines.length === 1 && isOpen && choose(lines[0], false);
}

const marksOf = (name) => [...drawnViews.get(name)?.elements.keys() ?? []];

/** Show a view, drawing it when it is first asked for. */
function showView(name) {
  state.view = document.body.dataset.view = name;
  for (const other of views) {
    const isShown = other === name;
    dress(byId(`tab-${other}`), { "aria-selected": String(isShown), tabindex: isShown ? 0 : -1 });
    if (other !== "network") boxOf(other).hidden = !isShown;
  }
  byId("tip").hidden = true;
  if (name in DATA.views && !drawnViews.has(name)) drawView(name);
  if (name !== "network" && covered()) byId("panel").hidden = true;
}

function drawView(name) {
  const { lead, nothing } = DATA.views[name];
  const chart = make("div", { class: "drawn" }), none = make("p", { role: "status" });
  const value = NAMES[name].toLowerCase(), title = say("{name}: {value}", { name: document.title, value });
  const heading = make("h2", {}, title);
  const told = make("p", { class: "lead" }, nothing ?? lead);
  boxOf(name).append(make("div", { class: "heading" }, heading), told, none, chart);
  drawnViews.set(name, { none, elements: new Map(), follow: null });
  if (!nothing) drawers[name](chart);
}

/** Let the view that is shown follow what the reader chose. */
function followChoice() {
  if (state.view !== "network") tell("");
  if (state.view === "table") fillTable();
  drawnViews.get(state.view)?.follow?.();
  const name = nameOfChoice();
  const told = { class: "choice-made", title: say("Show all, not this alone"), onclick: letGoOfChoice };
  const button = () => make("button", told, `${cut(name, 60)} ×`);
  byId("chosen").replaceChildren(...name ? [say("Chosen:"), " ", button()] : []);
}

function letGoOfChoice() {
  state.only = null;
  choose(null);
  filtered();
}

/** Say whether a mark is one by itself, not a place whose sectors are marks too. */
const isSingle = ({ sectors }) => !sectors;

/** Say how many of its marks a view shows, and where these are none, why, with the way out. */
function tellKept(kept) {
  const name = nameOfChoice(), { none, elements } = drawnViews.get(state.view);
  const told = name ? say("Nothing here is said of {name}.", { name: cut(name, 60) })
    : say("Nothing here passes the filters.");
  const all = name ? [say("Show all"), letGoOfChoice] : [say("Show everything"), showEverything];
  none.replaceChildren(...kept.length ? [] : [told, " ", make("button", { onclick: all[1] }, all[0])]);
  const single = [...elements.keys()].filter(isSingle);
  tell(say("{count} of {all} shown", { count: kept.filter(isSingle).length, all: single.length }));
}

/** Read a mark of a view in the panel; a step that Back undoes, unless it is said to be none. */
function readMark(mark, isStep = true) {
  state.reading = { mark, parts: () => partsOfMark(mark), leave: leaveMark };
  byId("tip").hidden = true;
  showPanel();
  remember(isStep);
  byId("panel").focus({ preventScroll: true });
  elementOf(mark)?.scrollIntoView({ block: "nearest" });
}

const elementOf = (mark) => drawnViews.get(state.view)?.elements.get(mark);

/** Leave the mark that is read; what was chosen before stays so. */
function leaveMark() {
  const element = elementOf(state.reading.mark);
  state.reading = null;
  showPanel();
  remember(true);
  element?.focus({ preventScroll: true });
}

/** Return what a link keeps of the views: which is shown, the mark that is read, letters of a filter. */
const keptOfViews = () => ({
  view: state.view === "network" ? "" : state.view,
  read: state.reading?.mark.id ?? "", rows: drawnViews.get("timeline")?.letters?.() ?? "",
});

function recallViews(kept) {
  const name = kept.get("view") ?? "network", id = kept.get("read"), rows = kept.get("rows") ?? "";
  if (!views.includes(name)) return;
  showView(name);
  if (name === "timeline") drawnViews.get(name).narrow?.(rows);
  afterDrawing(() => {
    const mark = marksOf(name).find((each) => each.id === id);
    if (mark) readMark(mark, false);
  });
}

subscribe({ begin: startViews, changed: followChoice, kept: keptOfViews, recall: recallViews });
