// A row per dated thing, in lanes, under one axis whose sections have scales of their own.

const PHONE = "screen and (max-width: 760px)";
const LEFT = 8, RIGHT = 14, HIGH = 20, TYPE = 12;
const HUES = ["#009e73", "#c98a00", "#cc79a7", "#d55e00", "#3b98d6", "#0072b2", "#8c8c8c", "#7a5195"];
const LAST = DATA.sections.length - 1;
const cuts = DATA.sections.map(([from]) => from);
const rows = new Map(), lanes = new Map();
const letters = { field: null, empty: null };

function begin() {
  chart.replaceChildren(tools(), axis());
  chart.append(...[...Map.groupBy(DATA.entries, (entry) => entry.lane)].map(lane));
  chart.append(letters.empty = make("p", { role: "status" }));
  keepDrawn(draw);
  narrowed.by = filter;
  narrowed.has = (entry) => lettersOf(entry).includes(narrowed.letters.trim().toLowerCase());
  startLink();
}

function tools() {
  const label = say("Show only rows that contain these letters");
  const field = make("input", { type: "search", placeholder: say("Only rows with…"), "aria-label": label });
  field.addEventListener("input", () => {
    narrow(field.value);
    remember(false);
  });
  letters.field = field;
  return make("div", { class: "tools" }, field,
    sample({ sign: "day" }, 17, 30, say("on that day")),
    sample({ sign: "span" }, 2, 30, say("some time within, or all through")),
    sample({ sign: "span" }, 2, null, say("end not stated")),
    sample({ sign: "attested" }, 17, 30, say("true then; begin and end not stated")),
    ...brokenSample());
}

/** Return what explains broken outlines, where there are any. */
function brokenSample() {
  const meanings = new Set(DATA.entries.filter(({ broken }) => broken).map(({ modality }) => modality));
  const meaning = meanings.size > 1 ? say("planned or possible when the document was written")
    : meanings.has("planned") ? say("planned when the document was written")
      : say("possible when the document was written");
  return meanings.size ? [sample({ sign: "span", modality: "planned", broken: true }, 2, 30, meaning)] : [];
}

const sample = (entry, from, to, text) => make("span", {}, drawing(34, sign(entry, from, to, 34)), text);
const drawing = (width, ...marks) => makeSvg("svg", { width, height: HIGH, "aria-hidden": "true" }, ...marks);

/** Show only the rows, of picture and table, that have some letters, and say so where none has. */
function filter(wanted) {
  letters.field.value = wanted;
  const kept = strike(), isEmpty = wanted && !kept.length;
  chart.querySelectorAll(".lane").forEach(count);
  draw();
  narrowed.told(kept);
  const told = say("No row contains “{letters}”.", { letters: wanted });
  letters.empty.replaceChildren(...(isEmpty ? [told, " ", showAll()] : []));
}

const showAll = () =>
  make("button", { onclick: () => { narrow(""); remember(false); } }, say("Show all rows"));

/** Say beside the name of a lane how many of its rows are shown; without any it is not. */
function count(box) {
  const all = box.querySelectorAll(".row").length, shown = box.querySelectorAll(".row:not(.struck)").length;
  box.open ||= shown < all;
  const told = shown === all ? all : say("{count} of {all}", { count: shown, all });
  box.querySelector("summary small").textContent = `  ${told}`;
}

function lettersOf(entry) {
  const quoted = statementsOf(entry).flatMap(passagesOf).map((passage) => passage.words).join(" ");
  return `${labelOf(entry)} ${entry.when} ${entry.meant ?? ""} ${entry.lane} ${quoted}`.toLowerCase();
}

const axis = () => make("div", { class: "axis" },
  make("span", {}, say("Each dashed line begins a section with a wider scale.")),
  make("div", { id: "ticks" }));

/** Return a lane; on a phone it is closed, all its signs on one track, until the reader opens it. */
function lane([name, entries], i) {
  const told = make("span", {}, name, make("small", {}, `  ${entries.length}`));
  const title = make("summary", {}, told, make("div", { class: "track" }));
  const look = { class: "lane", open: !matchMedia(PHONE).matches };
  const box = make("details", look, title, ...entries.map(rowOf));
  lanes.set(title.lastChild, entries);
  box.style.setProperty("--hue", HUES[i % HUES.length]);
  return box;
}

function rowOf(entry) {
  const label = `${statementsOf(entry).some((it) => it.status) ? "⚠ " : ""}${labelOf(entry)}`;
  const dates = [entry.when, entry.meant].filter(Boolean).join(say(", "));
  const told = make("span", {}, make("span", {}, label), make("small", {}, dates));
  const row = make("button", { class: "row" }, told, make("div", { class: "track" }));
  rows.set(entry, row);
  return tells(row, entry);
}

/** Return how far along the axis a moment is: linear within each section, the last of which goes on. */
function along(year) {
  return DATA.sections.reduce((sum, [from, to, share], i) => {
    const part = Math.max(0, (year - from) / (to - from));
    return sum + share * (i < LAST ? Math.min(1, part) : part);
  }, 0);
}

/** Return the years to write under the axis, none so near another that they would touch. */
function yearsAlong(x, told) {
  const kept = [], wanted = DATA.sections.flatMap(([from, to]) => roundYears(from, to, x(to) - x(from)));
  for (const year of [...cuts, ...wanted]) {
    if (kept.every((other) => told([other, year]).length > 1)) kept.push(year);
  }
  return kept.sort((a, b) => a - b);
}

/** Return round years within a section that is so many pixels wide, about one every 58 pixels. */
function roundYears(from, to, width) {
  const apart = Math.max(1, 58 * (to - from) / width), power = 10 ** Math.floor(Math.log10(apart));
  const step = power * [1, 2, 5, 10].find((size) => size * 1.5 > apart / power);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.ceil(to / step) - first }, (_, i) => (first + i) * step);
}

function draw() {
  const box = byId("ticks"), width = box.clientWidth;
  const x = (year) => LEFT + (width - LEFT - RIGHT) * along(year);
  const told = (some) => thinned(some.map((year) => ({ x: x(year), text: String(year) })), TYPE, width);
  const years = yearsAlong(x, told);
  box.replaceChildren(drawing(width, ...told(years).map(word)));
  const kind = (year) => (cuts.indexOf(year) > 0 ? "cut" : "grid");
  const grid = (year) => makeSvg("line", { class: kind(year), x1: x(year), x2: x(year), y1: -80, y2: 100 });
  const end = (year) => (year === null ? null : x(year));
  const placed = (entry) => sign(entry, end(entry.start), end(entry.end), width);
  const fill = (track, some) =>
    track.replaceChildren(drawing(width, ...years.map(grid), ...some.map(placed)));
  for (const [entry, row] of rows) fill(row.lastChild, [entry]);
  const isShown = (entry) => !rows.get(entry).classList.contains("struck");
  for (const [track, entries] of lanes) fill(track, entries.filter(isShown));
}

const word = ({ x, text }) => makeSvg("text", { x, y: 13, "text-anchor": "middle", class: "soft" }, text);

/** Return the sign of an entry between two places; a missing place is an end that is not stated. */
function sign({ sign: kind, modality = "", broken = false }, from, to, width) {
  const look = { class: `sign ${kind} ${modality}`, "stroke-dasharray": broken ? "3 2.2" : "" };
  const middle = ((from ?? to) + (to ?? from)) / 2;
  if (kind === "day") return makeSvg("circle", { ...look, cx: middle, cy: 10, r: 5 });
  if (kind === "attested") return makeSvg("path", { ...look, d: `M${middle - 6},10l6,-6l6,6l-6,6z` });
  if (from === null) return makeSvg("path", { ...look, d: arrow(to, 1, 4) });
  if (to === null) return makeSvg("path", { ...look, d: arrow(from, -1, width - 4) });
  const long = Math.max(broken ? 14 : 6, to - from - 1);
  return makeSvg("rect", { ...look, x: middle - long / 2, y: 5, rx: 2, height: 10, width: long });
}

/** Return the outline of a bar from a place to an edge of its track, where it points on. */
const arrow = (from, tail, to) => `M${from},5L${to + 7 * tail},5L${to},10L${to + 7 * tail},15L${from},15z`;

begin();
