// The keyboard: all that the pointer can do, and a table of the same statements for those who hear the page.

const WORDS = {
  "/": "find a thing by name", "← ↑ → ↓": "go to the nearest thing in that direction",
  Enter: "read what is said of it", Escape: "let go, close", "+ − 0": "closer, farther, everything",
  "Shift+arrow": "move the picture", P: "path between two things", E: "line labels",
  X: "fold or unfold what hangs on a thing", N: "only its neighbours", T: "table", D: "light or dark",
  C: "copy the link", "?": "this help",
};
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const ACTIONS = {
  "/": () => byId("query").focus(),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(),
  p: () => togglePicking(), e: () => toggleWords(), t: () => toggleTable(), d: () => toggleScheme(),
  c: () => copyLink(),
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
}

function onKey(event) {
  const typing = event.target.matches("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (typing && event.key !== "Escape") return;
  const action = ACTIONS[event.key] ?? ACTIONS[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
}

function onPictureKey(event) {
  const reads = event.key === "Enter" && state.selected, arrow = ARROWS[event.key];
  if (!reads && !arrow) return;
  event.preventDefault();
  if (reads) byId("panel").focus();
  else (event.shiftKey ? pan : step)(arrow);
}

function pan([x, y]) {
  const at = net.getViewPosition(), reach = 120 / net.getScale();
  net.moveTo({ position: { x: at.x + x * reach, y: at.y + y * reach } });
}

/** Go from the chosen thing to the nearest one in a direction; at first to the most connected one. */
function step([dx, dy]) {
  const from = selectedNode();
  if (!from) return goTo(ranked.find((id) => visible.nodes.has(id)));
  const here = where(from);
  const cost = (id) => {
    const x = where(id).x - here.x, y = where(id).y - here.y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    return ahead > 1 && aside <= ahead * 1.2 ? ahead + 1.5 * aside : Infinity;
  };
  const least = Math.min(...[...visible.nodes].map(cost));
  return least < Infinity && goTo([...visible.nodes].find((id) => cost(id) === least));
}

function letGo() {
  openFilters(false);
  if (state.picking !== null) stopPicking();
  else if (!byId("table").classList.contains("unseen")) toggleTable();
  else choose(null);
  tell(summary());
}

function zoom(factor) { net.moveTo({ scale: net.getScale() * factor }); }

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

function toggleTable() {
  const hidden = byId("table").classList.toggle("unseen");
  byId("show-table").setAttribute("aria-expanded", String(!hidden));
  (hidden ? byId("net") : byId("table")).focus();
}

/** Fill the table of all visible statements, in slices so that the page stays quick. */
function fillTable() {
  const rows = [...visible.lines].flatMap((line) => saidOn(line).map((it) => [line, it]));
  const caption = make("caption", {}, `${rows.length} statements shown`), body = make("tbody");
  const names = ["From", "Line", "To", "Words", "Source", "Published"];
  const head = make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)));
  byId("table").replaceChildren(make("table", {}, caption, make("thead", {}, head), body));
  appendRows(body, rows);
}

function appendRows(body, rows) {
  body.append(...rows.slice(0, 200).map(([line, it]) => tableRow(line, it)));
  if (rows.length > 200) setTimeout(() => appendRows(body, rows.slice(200)), 30);
}

function tableRow(line, it) {
  const [a, b] = fromTo(line, it).map((id) => thing(id).label), passages = passagesOf(it);
  const certainty = [it.certainty, it.restriction].filter(Boolean).map((text) => ` (${text})`).join("");
  const words = passages.map((passage) => passage.words).join(" … ");
  const about = (key) => [...new Set(passages.map((passage) => DATA.sources[passage.source][key]))];
  const [titles, dates] = ["title", "published"].map((key) => about(key).filter(Boolean).join("; "));
  const cells = [a, it.label + certainty, b, words, titles, dates];
  return make("tr", {}, ...cells.map((text) => make("td", {}, cut(text, 600))));
}
