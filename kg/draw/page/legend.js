// The legend: which symbol is which class, and filters of things, lines, certainty, sources and years.

const FEW = 12;
const GREY_LOOK = "#8c8c8c";

function buildLegend() {
  fillFamilies();
  fill("properties", DATA.properties);
  fill("modalities", DATA.modalities.map((modality) => ({ ...modality, picture: stroke(modality.dashes) })));
  fill("sources", DATA.sources.map(({ id, title, published: date }) =>
    ({ name: id, label: date ? `${cut(title, 60)}, ${date.slice(0, 4)}` : title })));
  buildKey();
  byId("years").hidden = !YEARS.length;
  byId("years").addEventListener("change", readYears);
  byId("year-from").placeholder = Math.min(...YEARS);
  byId("year-to").placeholder = Math.max(...YEARS);
  byId("reset").addEventListener("click", showEverything);
}

/** Return the colour that stands for a class, grey where colours tell of a measure. */
const lookOf = (cls) => (DATA.coloredByMeasure ? GREY_LOOK : cls.color);

/** Return a piece of a line in these dashes as an inline SVG. */
function stroke(dashes, width = 2) {
  const ink = { stroke: rim(GREY_LOOK), "stroke-width": width, "stroke-dasharray": dashes.join(" ") };
  return makeSvg("svg", { viewBox: "0 0 24 16", class: "look", "aria-hidden": "true" },
    makeSvg("path", { d: "M0 8H24", ...ink }));
}

/** Fill one list of the legend; what comes after the first few waits behind a button. */
function fill(key, items, few = FEW) {
  const list = byId(key);
  list.parentElement.hidden = items.length === 0;
  list.replaceChildren(...items.slice(0, few).map((item) => choice(key, item, items)));
  if (items.length <= few) return;
  const rest = items.slice(few).map((item) => choice(key, item, items));
  const showRest = (event) => { event.target.parentElement.replaceWith(...rest); showCounts(); };
  const told = say("{n} more…", { n: rest.length });
  list.append(make("li", {}, make("button", { class: "more", onclick: showRest }, told)));
}

function choice(key, item, items) {
  const { name, label } = item, told = cut(label, 70), pressed = String(!state.hidden[key].has(name));
  const about = { "aria-pressed": pressed, "data-key": key, "data-name": name, title: label };
  const button = make("button", { class: "choice", ...about, onclick: () => toggle(key, name) },
    item.picture ?? make("span", {}), make("span", {}, ...breakable(told)), make("small"));
  const keep = () => keepOnly(key, name, items);
  const named = { class: "only", "aria-label": say("Only {name}", { name: told }) };
  const only = make("button", { ...named, onclick: keep }, say("only"));
  return make("li", {}, button, items.length > 1 ? only : "");
}

/** Return the parts of a name that may stand on lines of their own: its words, a GovernmentBody's too. */
function breakable(name) {
  const parts = name.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=_)/u);
  return parts.flatMap((part, i) => (i ? [make("wbr"), part] : [part]));
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

/** Show what the filters leave, everywhere it is shown; with a step that Back undoes, or without. */
function filtered(isStep = false) {
  for (const button of document.querySelectorAll(".choice[data-key]")) {
    button.setAttribute("aria-pressed", String(!state.hidden[button.dataset.key].has(button.dataset.name)));
  }
  pressFamilies();
  state.path = null;
  if (!state.hidden.classes.size) state.joins = false;
  review();
  if (state.selected && !isNode(state.selected) && !visible.lines.has(state.selected)) state.selected = null;
  showPanel();
  showCounts();
  settle();
  fillTable();
  tell(summary());
  remember(isStep);
}

function showEverything() {
  if (state.picking !== null) stopPicking();
  for (const key of KEYS) state.hidden[key].clear();
  Object.assign(state, { from: null, to: null, undated: true });
  Object.assign(state, { only: null, path: null, selected: null, hovered: null, joins: false });
  state.reading = null;
  state.collapsed.clear();
  closeBubbles();
  byId("year-from").value = byId("year-to").value = "";
  byId("undated").checked = true;
  filtered(true);
}
