// Tables: sorted by any column, filtered by letters, saved as CSV; on a phone every row is a card.

const SLICE = 200;
const FORMULA = /^(?:[\t\r\n]|[\p{C}\p{Z}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;
let collator = null;

/** Compare texts as the language orders them, numbers in them by their size. */
function inOrder(a, b) {
  collator ??= new Intl.Collator(LOCALE, { numeric: true }); // takes long to begin
  return collator.compare(a, b);
}

/** Put a table and its tools into a box, and return it; its rows are lists of { text, rank }. */
function startTable(box, caption, columns) {
  const sheet = { columns, body: make("tbody"), told: make("span", { role: "status" }), rows: [] };
  Object.assign(sheet, { by: null, way: 1, letters: "", turn: 0 });
  sheet.heads = make("tr", {}, ...columns.map((column, i) => headOf(sheet, column, i)));
  const table = make("table", {}, make("caption", {}, caption), make("thead", {}, sheet.heads), sheet.body);
  const region = { class: "scroll", tabindex: 0, role: "region", "aria-label": caption };
  const showAll = () => sheet.body.classList.add("all");
  const rest = make("button", { class: "allrows", onclick: showAll }, say("All rows"));
  box.append(toolsOf(sheet), make("div", region, table), rest);
  return sheet;
}

function toolsOf(sheet) {
  const about = { type: "search", placeholder: say("Only rows with…") };
  const field = make("input", { ...about, "aria-label": say("Filter the rows by letters") });
  field.addEventListener("input", () => {
    sheet.letters = field.value;
    sheet.body.classList.toggle("all", field.value !== "");
    showRows(sheet);
  });
  const saving = { onclick: () => saveCsv(sheet), title: say("Save the rows shown as CSV") };
  const csv = make("button", saving, "CSV");
  return make("div", { class: "tabletools" }, field, csv, sheet.told);
}

function headOf(sheet, column, i) {
  const button = make("button", { onclick: () => sortBy(sheet, i, head) }, column);
  const head = make("th", { scope: "col" }, button);
  return head;
}

/** Sort by a column, the second time the other way. */
function sortBy(sheet, column, head) {
  sheet.way = sheet.by === column ? -sheet.way : 1;
  sheet.by = column;
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", sheet.way > 0 ? "ascending" : "descending");
  showRows(sheet);
}

/** Return the rows that have the letters, in order; empty cells come last either way. */
function shownRows({ rows: all, by, way, letters }) {
  const wanted = plain(letters), has = (row) => plain(row.map(({ text }) => text).join(" ")).includes(wanted);
  const kept = wanted ? all.filter(has) : [...all];
  const ranked = (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity);
  const compare = (a, b) => (a.rank === b.rank ? inOrder(a.text, b.text) : ranked(a, b));
  const sorts = ({ [by]: a }, { [by]: b }) =>
    (a.text && b.text ? way * compare(a, b) : Boolean(b.text) - Boolean(a.text));
  return by === null ? kept : kept.sort(sorts);
}

function showRows(sheet) {
  const shown = shownRows(sheet), told = { count: shown.length, n: sheet.rows.length };
  sheet.told.textContent = told.count === told.n ? say("{n} rows", told) : say("{count} of {n} rows", told);
  hideEmptyColumns(sheet);
  sheet.body.replaceChildren();
  sheet.turn += 1;
  appendRows(sheet, shown, sheet.turn);
}

/** Hide the columns that no row fills, whatever is filtered by letters. */
function hideEmptyColumns({ heads, rows }) {
  for (const [i, head] of [...heads.children].entries()) {
    head.hidden = rows.length > 0 && !rows.some((row) => row[i].text);
  }
}

/** Append rows in slices, so that the page stays quick, until others are to be shown. */
function appendRows(sheet, some, turn) {
  if (turn !== sheet.turn) return;
  sheet.body.append(...some.slice(0, SLICE).map((row) => tableRow(sheet, row)));
  if (some.length > SLICE) setTimeout(() => appendRows(sheet, some.slice(SLICE), turn), 30);
}

function tableRow({ columns, heads }, row) {
  const about = (i) => ({ "data-column": columns[i], hidden: heads.children[i].hidden });
  const cell = ({ text }, i) => make("td", about(i), text);
  return make("tr", {}, ...row.map(cell));
}

function saveCsv(sheet) {
  const texts = shownRows(sheet).map((row) => row.map(({ text }) => text));
  const lines = [sheet.columns, ...texts].map((row) => `${row.map(csvCell).join(",")}\r\n`);
  download(new Blob(["\ufeff", ...lines], { type: "text/csv" }), "csv");
}

/** Return a cell of CSV (RFC 4180), a quote before what a spreadsheet would run as a formula. */
function csvCell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
