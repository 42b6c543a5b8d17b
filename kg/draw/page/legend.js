// The legend: which symbol is which class, and filters of things, relations, certainty, sources and years.

const FEW = 12;
const DASHES = { reported: "14 3", planned: "9 5", possible: "2 5", denied: "9 4 2 4" };

function buildLegend() {
  fill("classes", DATA.classes.map((c) => ({ ...c, picture: DATA.coloredByMeasure ? symbol(c.shape, "#8c8c8c") : symbol(c.shape, c.color) })), 40);
  fill("properties", DATA.properties);
  fill("modalities", certainties());
  fill("sources", DATA.sources.map((s) => ({ name: s.id, label: s.title, count: s.published.slice(0, 4) })));
  byId("years").hidden = !YEARS.length;
  for (const [id, year] of [["year-from", FIRST_YEAR], ["year-to", LAST_YEAR]]) {
    byId(id).placeholder = YEARS.length ? year : "";
    byId(id).addEventListener("change", readYears);
  }
  byId("undated").addEventListener("change", readYears);
  byId("reset").addEventListener("click", showEverything);
}

function certainties() {
  const count = (name) => DATA.statements.filter((s) => s.modality === name).length;
  return MODALITIES.map((name) => ({ name, label: name, count: count(name), picture: stroke(DASHES[name]) })).filter((m) => m.count);
}

function stroke(dashes = "") {
  const svg = symbol("dot", "#8c8c8c"), path = svg.firstChild;
  path.setAttribute("d", "M0 8H24");
  path.setAttribute("stroke-dasharray", dashes);
  path.setAttribute("stroke-width", 2);
  svg.setAttribute("viewBox", "0 0 24 16");
  return svg;
}

/** Fill one list of the legend; what comes after the first few waits behind a button. */
function fill(key, items, few = FEW) {
  const list = byId(key);
  list.parentElement.hidden = items.length === 0;
  list.replaceChildren(...items.slice(0, few).map((item) => choice(key, item, items)));
  if (items.length <= few) return;
  const rest = items.slice(few).map((item) => choice(key, item, items));
  const more = make("button", { class: "more", onclick: () => more.parentElement.replaceWith(...rest) }, `${rest.length} more…`);
  list.append(make("li", {}, more));
}

function choice(key, item, items) {
  const button = make("button", { class: "choice", "aria-pressed": String(!state.hidden[key].has(item.name)), "data-key": key, "data-name": item.name, title: item.label },
    item.picture ?? make("span", {}), make("span", {}, cut(item.label, 70)), make("small", {}, String(item.count ?? "")));
  button.addEventListener("click", () => toggle(key, item.name));
  const only = make("button", { class: "only", "aria-label": `Only ${cut(item.label, 70)}`, onclick: () => keepOnly(key, item.name, items) }, "only");
  return make("li", {}, button, items.length > 1 ? only : "");
}

function toggle(key, name) {
  const hidden = state.hidden[key];
  if (!hidden.delete(name)) hidden.add(name);
  filtered();
}

function keepOnly(key, name, items) {
  state.hidden[key] = new Set(items.map((item) => item.name).filter((other) => other !== name));
  filtered();
}

function readYears() {
  const year = (id) => (byId(id).value === "" ? null : Number(byId(id).value));
  Object.assign(state, { from: year("year-from"), to: year("year-to"), undated: byId("undated").checked });
  filtered();
}

/** Show what the filters leave, everywhere it is shown. */
function filtered() {
  for (const button of document.querySelectorAll(".choice")) {
    button.setAttribute("aria-pressed", String(!state.hidden[button.dataset.key].has(button.dataset.name)));
  }
  state.path = null;
  refresh();
  if (mostlyOutside()) fit();
  showPanel();
  fillTable();
  tell(summary());
  remember();
}

/** Say whether less than half of what is shown is on the screen. */
function mostlyOutside() {
  const { left, right, top, bottom } = screen();
  const seen = [...visible.nodes].map(where).filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom);
  return seen.length < visible.nodes.size / 2;
}

function showEverything() {
  if (state.picking !== null) stopPicking();
  for (const key of KEYS) state.hidden[key].clear();
  Object.assign(state, { from: null, to: null, undated: true, only: null, path: null, selected: null, hovered: null });
  state.collapsed.clear();
  byId("year-from").value = byId("year-to").value = "";
  byId("undated").checked = true;
  filtered();
  fit();
}
