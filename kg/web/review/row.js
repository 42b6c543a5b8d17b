// A passage as a card: what it is, its rows, what is wrong beside each, and what can be decided.

const KINDS = { draft: "To decide", accepted: "Accepted", unread: "Unread", skipped: "Skipped" };

/** Makes the line of a problem; its kind is said in words, not by its colour alone. */
function problemLine(problem) {
  const kind = problem.severity === "error" ? "Error: " : "Looks wrong: ";
  const hint = problem.hint ? made("span", { class: "hint" }, problem.hint) : null;
  const name = /^nobody knows '([^']+)'/.exec(problem.what);
  const isEntity = name && problem.hint.includes("entities.yaml");
  const make = isEntity ? button(`Make ${name[1]} an entity…`, "", () => openEntity(name[1])) : null;
  const words = made("span", {}, made("strong", {}, kind), problem.what);
  return made("div", { class: `problem ${problem.severity}` }, words, hint, make);
}

function pair(name, words, attributes = {}) {
  return made("div", {}, made("dt", {}, name), made("dd", attributes, words));
}

/** Makes a key with its values, each by the name it goes by. */
function cell([name, values]) {
  const words = values.map((value) => labels.get(value) || value).join(", ");
  const title = words === values.join(", ") ? "" : values.join(", ");
  return pair(name, words, { title });
}

/** Makes the head of a row: its number, what it is about, how sure the draft is. */
function rowHead(item, row) {
  const values = new Map(row.cells), [kind] = values.get("a") || [], [id] = values.get("id");
  const name = kind ? terms.records[kind] || kind : labels.get(id) || id;
  const isSure = row.confidence && item.kind === "draft";
  const sure = isSure ? made("span", { class: "chip" }, `confidence ${row.confidence}`) : null;
  const number = made("span", { class: "number" }, `${row.row + 1}`);
  const head = [number, made("strong", {}, name), made("code", {}, id), sure, rowTools(item, row)];
  return made("p", { class: "rowhead" }, ...head.filter(Boolean));
}

/** Makes a row: its head, keys and values, how its figure is read, what is wrong. */
function rowElement(item, row) {
  const cells = row.cells.filter(([name]) => name !== "a" && name !== "id");
  const list = made("dl", {}, ...cells.map(cell));
  if (row.implied) list.append(pair("read as", row.implied, { class: "read" }));
  const wrong = row.problems.map(problemLine);
  const attributes = { class: "row", tabindex: "-1", "data-row": row.row };
  return made("div", attributes, rowHead(item, row), list, ...wrong, meantLine(item, row));
}

/** Makes the buttons that take what a misspelt figure may be meant to be; the only one has a key. */
function meantLine(item, row) {
  if (!row.meant.length) return null;
  const hint = row.meant.length > 1 ? "" : "c";
  const one = (each) => button(`It is ${each.words}: ${each.counted}`, hint, () => take(item, row, each));
  return made("div", { class: "meant" }, ...row.meant.map(one));
}

const take = ({ passage }, { row }, { written }) =>
  then(() => decide({ decision: "correct-row", passage, row, written }));

function rowTools(item, row) {
  const of = `row ${row.row + 1}`;
  return made("span", { class: "rowtools" },
    button("Edit", "", () => openRow(item, row), { "aria-label": `Edit ${of}` }),
    button("Remove", "", () => decide(removal(item, row)), { "aria-label": `Remove ${of}` }));
}

const removal = (item, row) => ({ decision: "reject-row", passage: item.passage, row: row.row });

/** Gives what can be decided of each kind of item: words, key, what it does, how it looks. */
const ACTS = {
  draft: () => [["Accept", "a", acceptNow, "yes"], ...ACTS.rows(), ["Split", "s", splitNow],
    ["Skip", "x", skipNow], ["Reject", "r", rejectNow, "no"]],
  rows: () => [["Edit", "e", editNow], ["Add row", "n", addNow], ["Words", "w", wordsNow]],
  accepted: () => [...ACTS.rows(), ["Reject", "r", rejectNow, "no"]],
  unread: () => [["Make a passage", "n", addNow, "yes"], ["Skip", "x", skipNow],
    ["Skip the rest", "X", skipRest]],
  skipped: () => [],
};

function acts(item) {
  const fitting = ACTS[item.kind]().filter(([, hint]) => hint !== "e" || item.rows.length);
  const buttons = fitting.map(([words, hint, act, look]) => button(words, hint, act, { class: look || "" }));
  return made("div", { class: "acts", role: "group", "aria-label": "Decide" }, ...buttons);
}

/** Makes the first line of a card: which part it is, what has been decided, what holds of all its rows. */
function cardHead(item, told, part) {
  const shared = Object.entries(item.shared || {});
  const words = shared.map(([name, value]) => `${name}: ${[value].flat().join(", ")}`);
  const chips = words.map((each) => made("span", { class: "chip" }, each));
  const number = part ? [made("span", { class: "part" }, `${part}`)] : [];
  return made("p", { class: "kind" }, ...number, told, ...chips);
}

/** Makes what stands in a card under its head. */
function cardBody(item) {
  const rows = (item.rows || []).map((row) => rowElement(item, row));
  const isDraft = item.kind === "draft";
  const without = isDraft ? "No row yet: accepted so, it states nothing." : "It states nothing.";
  const none = item.rows && !rows.length ? [made("p", { class: "none" }, without)] : [];
  const found = (isDraft ? item.found : []).map((each) => made("li", {}, each));
  const list = found.length ? [made("ul", { class: "found", "aria-label": "Found in it" }, ...found)] : [];
  return [...rows, ...none, ...(item.problems || []).map(problemLine), ...list];
}

/** Makes the card of a passage, an unread sentence or a skipped stretch; `part` numbers one of several. */
function card(item, part) {
  const told = item.kind === "skipped" ? `Skipped: ${item.reason}` : KINDS[item.kind];
  const label = `${told}: ${item.quote || ""}`;
  const attributes = { class: `card ${item.kind}`, tabindex: "0", "aria-label": label };
  return made("article", attributes, cardHead(item, told, part), ...cardBody(item), acts(item));
}
