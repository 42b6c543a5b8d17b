// A passage as a card: what it is, its rows, what is wrong beside each, and what can be decided.

const KINDS = { draft: "To decide", accepted: "Accepted", unread: "Unread", skipped: "Skipped" };

/** Makes the line of a problem; its kind is said in words, not by its colour alone. */
function problemLine(problem) {
  const kind = problem.severity === "error" ? "Error: " : "Looks wrong: ";
  const hint = problem.hint ? made("span", { class: "hint" }, problem.hint) : null;
  const name = /^nobody knows '([^']+)'/.exec(problem.what);
  const make = name ? button(`Make ${name[1]} an entity…`, "", () => openEntity(name[1])) : null;
  const words = made("span", {}, made("strong", {}, kind), problem.what);
  return made("div", { class: `problem ${problem.severity}` }, words, hint, make);
}

/** Makes a key with its values, each by the name it goes by. */
function cell([name, values]) {
  const shown = values.map((value) => labels.get(value) || value).join(", ");
  const title = shown === values.join(", ") ? "" : values.join(", ");
  return made("div", {}, made("dt", {}, name), made("dd", { title }, shown));
}

/** Makes a row: its class first, then keys and values, how its figure is read, what is wrong. */
function rowElement(item, row) {
  const kind = (row.cells.find(([name]) => name === "a") || [])[1];
  const id = row.cells.find(([name]) => name === "id")[1][0];
  const head = kind ? terms.records[kind[0]] || kind[0] : labels.get(id) || id;
  const cells = row.cells.filter(([name]) => name !== "a" && name !== "id");
  const list = made("dl", {}, ...cells.map(cell));
  if (row.implied) list.append(made("div", { class: "read" }, made("dt", {}, "read as"), made("dd", {}, row.implied)));
  return made("div", { class: "row", tabindex: "-1", "data-row": row.row },
    made("p", { class: "rowhead" }, made("span", { class: "number" }, `${row.row + 1}`), made("strong", {}, head),
      made("code", {}, id), row.confidence ? made("span", { class: "chip" }, `confidence ${row.confidence}`) : null,
      rowTools(item, row)),
    list, ...row.problems.map(problemLine));
}

function rowTools(item, row) {
  const of = `row ${row.row + 1}`;
  return made("span", { class: "rowtools" },
    button("Edit", "", () => openRow(item, row), { "aria-label": `Edit ${of}` }),
    button("Remove", "", () => decide(removal(item, row)), { "aria-label": `Remove ${of}` }));
}

const removal = (item, row) => ({ decision: "reject-row", passage: item.passage, row: row.row });

/** Makes the buttons of what can be decided of a passage or an unread sentence. */
function acts(item) {
  const found = {
    draft: [["Accept", "a", acceptNow, "yes"], ["Edit", "e", editNow], ["Add row", "n", addNow], ["Split", "s", splitNow],
      ["Words", "w", wordsNow], ["Skip", "x", skipNow], ["Reject", "r", rejectNow, "no"]],
    accepted: [["Edit", "e", editNow], ["Add row", "n", addNow], ["Words", "w", wordsNow], ["Reject", "r", rejectNow, "no"]],
    unread: [["Make a passage", "n", addNow, "yes"], ["Skip", "x", skipNow]],
    skipped: [],
  }[item.kind];
  const fitting = found.filter(([, hint]) => hint !== "e" || item.rows.length);
  const made_ = fitting.map(([words, hint, act, look]) => button(words, hint, act, { class: look || "" }));
  return made("div", { class: "acts", role: "group", "aria-label": "Decide" }, ...made_);
}

/** Makes the card of a passage, an unread sentence or a skipped stretch; `part` numbers one of several. */
function card(item, part) {
  const told = item.kind === "skipped" ? `Skipped: ${item.reason}` : KINDS[item.kind];
  const shared = Object.entries(item.shared || {}).map(([name, value]) => `${name}: ${[value].flat().join(", ")}`);
  const head = made("p", { class: "kind" }, part ? made("span", { class: "part" }, `${part}`) : null, told,
    ...shared.map((each) => made("span", { class: "chip" }, each)));
  const rows = (item.rows || []).map((row) => rowElement(item, row));
  const found = (item.found || []).map((each) => made("li", {}, each));
  const without = item.kind === "draft" ? "No row yet: accepted so, it states nothing." : "No row: it states nothing.";
  const none = item.rows && !rows.length ? made("p", { class: "none" }, without) : null;
  return made("article", { class: `card ${item.kind}`, tabindex: "0", "aria-label": `${told}: ${item.quote || ""}` },
    head, ...rows, none, ...(item.problems || []).map(problemLine),
    found.length ? made("ul", { class: "found", "aria-label": "Found in it" }, ...found) : null, acts(item));
}
