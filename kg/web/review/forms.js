// What is written: rows with completion, words of passages, where to split, why to skip, new entities.

let form = null;

/** Closes what is being written, and gives the keys back to the passage. */
function closeForm() {
  if (form) form.remove();
  form = null;
  document.body.classList.remove("writing");
}

/** Opens a form in the current card; Enter sends the decision that it makes. */
function openForm(fields, words, decision) {
  closeForm();
  const wrong = made("div", { class: "wrong", role: "alert" });
  form = made("form", { class: "write", submit: (event) => send(event, decision, wrong), keydown: inForm });
  form.append(...fields, wrong, formActs(words));
  items[current].element.append(form);
  document.body.classList.add("writing");
  form.querySelector("textarea, input").focus();
  requestAnimationFrame(() => form && form.scrollIntoView({ block: "nearest" }));
}

function formActs(words) {
  const save = made("button", { class: "yes" }, words, " ", made("kbd", {}, "Enter"));
  return made("div", { class: "acts" }, save, button("Cancel", "Esc", leaveForm));
}

function send(event, decision, wrong) {
  event.preventDefault();
  then(() => decide(decision(), wrong));
}

function leaveForm() {
  closeForm();
  select(current);
}

function inForm(event) {
  event.stopPropagation();
  if (event.key === "Escape") leaveForm();
  const isLine = event.target.tagName !== "TEXTAREA" || event.shiftKey || event.isComposing;
  if (event.key !== "Enter" || isLine) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

/** Makes a field under its name. */
function field(words, element) {
  return made("label", {}, made("span", {}, words), element);
}

const AREA = { rows: "3", spellcheck: "false", autocomplete: "off", autocapitalize: "off" };

/** Opens a row to write, as it stands or as it was being written; without one, a new row. */
function openRow(item, row, text) {
  const area = made("textarea", { ...AREA, "aria-autocomplete": "list", "aria-controls": "offers" });
  area.value = text || (row ? row.written : `id: ${state.free}, a: `);
  const list = made("ul", { id: "offers", role: "listbox", "aria-label": "What fits" });
  const place = row ? { decision: "correct-row", row: row.row } : { decision: "add-row" };
  const decision = () => ({ ...place, passage: item.passage, written: area.value });
  const name = row ? `Row ${row.row + 1}` : "New row";
  openForm([field(name, area), list], row ? "Save" : "Add", decision);
  form.again = () => openRow(item, row, area.value);
  area.setSelectionRange(area.value.length, area.value.length);
  const offered = new Offers(area, list);
  if (!row) offered.renew();
}

function openWords(item) {
  const quote = made("textarea", AREA), after = made("input", { spellcheck: "false", autocomplete: "off" });
  [quote.value, after.value] = [item.quote, item.after];
  const place = { decision: "correct-quote", passage: item.passage };
  const fields = [field("Words, as the text has them", quote), field("After, where they stand twice", after)];
  openForm(fields, "Save", () => ({ ...place, quote: quote.value, after: after.value }));
}

const REASONS = ["states nothing of its own", "a heading", "repeats what is said", "a greeting"];

/** Opens the reason why something is skipped; `decision` makes the decision of it. */
function openReason(words, act, decision) {
  const reason = made("input", { list: "reasons", autocomplete: "off", required: "required" });
  const list = made("datalist", { id: "reasons" }, ...REASONS.map((value) => made("option", { value })));
  [reason.value] = REASONS;
  openForm([field(words, reason), list], act, () => ({ ...decision, reason: reason.value }));
  reason.select();
}

function openSkip({ kind, passage, quote, after }) {
  const place = kind === "draft" ? { passage } : {};
  openReason("Why it needs no facts", "Skip", { decision: "skip", ...place, quote, after });
}

/** Opens the reason why several sentences are skipped, those given. */
function openSkipRest(rest) {
  const stretches = rest.map(({ kind, passage, quote, after }) =>
    [quote, after, kind === "draft" ? `${passage}` : ""]);
  const words = `Why ${counted(rest.length, "sentence")} to the end of the paragraph need no facts`;
  openReason(words, "Skip all", { decision: "skip-all", stretches });
}
