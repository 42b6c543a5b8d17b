// What is written: rows with completion, words of passages, where to split, why to skip, new entities.

let form = null;

/** Closes what is being written, and gives the keys back to the passage. */
function closeForm() {
  if (form) form.remove();
  form = null;
  document.body.classList.remove("writing");
}

/** Opens a form in the current card; `sent` is what Enter decides. */
function openForm(fields, words, decision) {
  closeForm();
  const wrong = made("div", { class: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    then(() => decide(decision(), wrong));
  };
  const leave = () => {
    closeForm();
    select(current);
  };
  form = made("form", { class: "write", submit }, ...fields, wrong, made("div", { class: "acts" },
    made("button", { class: "yes" }, words, " ", made("kbd", {}, "Enter")), button("Cancel", "Esc", leave)));
  form.addEventListener("keydown", (event) => inForm(event, leave));
  items[current].element.append(form);
  document.body.classList.add("writing");
  const first = form.querySelector("textarea, input");
  first.focus();
  form.scrollIntoView({ block: "nearest" });
  return first;
}

function inForm(event, leave) {
  event.stopPropagation();
  if (event.key === "Escape") leave();
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.tagName !== "TEXTAREA") return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

/** Makes a field under its name. */
function field(words, element) {
  return made("label", {}, made("span", {}, words), element);
}

/** Opens a row to write; without one, a new row. */
function openRow(item, row, text) {
  const start = row ? row.written : `id: ${state.free}, a: `;
  const area = made("textarea", { rows: "3", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
    "aria-autocomplete": "list", "aria-controls": "offers" });
  area.value = text || start;
  const list = made("ul", { id: "offers", role: "listbox", "aria-label": "Fitting" });
  const words = row ? `Row ${row.row + 1}` : "New row";
  openForm([field(words, area), list], row ? "Save" : "Add", () => ({
    ...(row ? { decision: "correct-row", row: row.row } : { decision: "add-row" }),
    passage: item.passage, written: area.value }));
  form.again = () => openRow(item, row, area.value);
  area.setSelectionRange(area.value.length, area.value.length);
  offering(area, list, !row);
}

/** Offers what fits as it is typed: arrows choose, Tab takes, Enter takes what was chosen. */
function offering(area, list, isOpen) {
  let chosen = -1, at = null;
  const taken = (thing) => take(area, at, thing, refresh);
  const options = () => [...list.children];
  function refresh() {
    at = typing(area.value, area.selectionStart);
    const found = at && area.selectionStart === area.selectionEnd ? offers(area.value, at) : [];
    const made_ = found.map((thing, number) => option(thing, number, () => taken(thing)));
    if (at && isNew(at)) made_.push(option({ id: `Make ${at.typed} an entity…`, label: "" }, found.length,
      () => openEntity(at.typed)));
    list.replaceChildren(...made_);
    choose(-1);
  }
  function choose(number) {
    chosen = number;
    options().forEach((each, place) => each.setAttribute("aria-selected", place === chosen));
    const id = chosen < 0 ? "" : options()[chosen].id;
    if (id) area.setAttribute("aria-activedescendant", id);
    else area.removeAttribute("aria-activedescendant");
  }
  area.addEventListener("input", refresh);
  area.addEventListener("keydown", (event) => inOffers(event, options(), chosen, choose));
  if (isOpen) refresh();
}

function option(thing, number, act) {
  const label = thing.label === thing.id ? "" : thing.label;
  const press = (event) => {
    event.preventDefault();
    act();
  };
  return made("li", { role: "option", id: `offer-${number}`, "aria-selected": "false", mousedown: press },
    made("b", {}, thing.id), " ", label);
}

function inOffers(event, options, chosen, choose) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!options.length || event.shiftKey || event.isComposing) return;
  const takes = event.key === "Tab" || (event.key === "Enter" && chosen >= 0);
  if (takes) options[Math.max(chosen, 0)].dispatchEvent(new MouseEvent("mousedown"));
  else if (event.key in steps) choose((chosen + steps[event.key] + options.length) % options.length);
  else if (event.key === "Escape") options[0].parentElement.replaceChildren();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Puts what was chosen in place of what is typed, and what stands between it and the next. */
function take(area, at, thing, refresh) {
  const text = area.value, end = area.selectionStart, rest = text.slice(end);
  const written = at.key ? thing.id : `${thing.id}: `;
  const between = at.key && !rest.trim() && !text.slice(0, at.start).trimEnd().endsWith("[") ? ", " : "";
  area.value = text.slice(0, at.start) + written + between + rest;
  const caret = at.start + written.length + between.length;
  area.setSelectionRange(caret, caret);
  refresh();
}

function openWords(item) {
  const quote = made("textarea", { rows: "3", spellcheck: "false" });
  const after = made("input", { spellcheck: "false", autocomplete: "off" });
  [quote.value, after.value] = [item.quote, item.after];
  openForm([field("Words, as the text has them", quote), field("After the words (where they stand twice)", after)],
    "Save", () => ({ decision: "correct-quote", passage: item.passage, quote: quote.value, after: after.value }));
}

function openSkip(item) {
  const reason = made("input", { list: "reasons", autocomplete: "off", required: true });
  const reasons = ["states nothing of its own", "a heading", "repeats what is said", "a greeting"];
  reason.value = reasons[0];
  const list = made("datalist", { id: "reasons" }, ...reasons.map((value) => made("option", { value })));
  const place = item.kind === "draft" ? { passage: item.passage } : {};
  openForm([field("Why it needs no facts", reason), list], "Skip", () => ({ decision: "skip", ...place,
    quote: item.quote, after: item.after, reason: reason.value }));
  reason.select();
}

/** Opens the words to split, the caret where a part of the sentence ends; what is typed changes nothing. */
function openSplit(item) {
  const area = made("textarea", { rows: "3", spellcheck: "false", beforeinput: (event) => event.preventDefault() });
  const shown = made("p", { class: "parts", "aria-live": "polite" });
  area.value = item.quote;
  const parts = () => [item.quote.slice(0, area.selectionStart), item.quote.slice(area.selectionStart)];
  const show = () => shown.replaceChildren(...parts().map((each) => made("span", {}, each.trim())));
  for (const event of ["keyup", "click", "select"]) area.addEventListener(event, show);
  openForm([field("Move the caret to where the second passage begins (Ctrl+→ by words)", area), shown], "Split",
    () => splitting(item, parts()));
  const middle = boundary(item.quote);
  area.setSelectionRange(middle, middle);
  show();
}

function splitting(item, [first, second]) {
  const bare = (words) => words.trim().replace(/^(?:and|but|while|y|pero|,|;|、)\s+/i, "").replace(/[,;、]$/, "");
  const printed = (row) => row.cells.filter(([name]) => name === "printed").flatMap(([, values]) => values);
  const goes = (row) => printed(row).some((each) => second.includes(each) && !first.includes(each));
  const moved = item.rows.filter(goes).map((row) => row.row);
  return { decision: "split", passage: item.passage, first: bare(first), second: bare(second), moved };
}

/** Gives the place in a sentence nearest to its middle where a part of it ends. */
function boundary(text) {
  const places = [...text.matchAll(/[,;、]\s*|\s(?=and\s|but\s|while\s|y\s|pero\s)/g)];
  const ends = places.map((each) => each.index + each[0].length);
  const far = (place) => Math.abs(place - text.length / 2);
  return ends.sort((one, other) => far(one) - far(other))[0] ?? text.indexOf(" ", text.length / 2) + 1;
}
