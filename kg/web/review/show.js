// Draws the text in units, each sentence beside what stands under it.

let state = null, terms = null, items = [], current = 0, labels = new Map();

const isLeft = (item) => item.kind === "draft" || item.kind === "unread";

/** Draws a state, and goes to the item of that number. */
function draw(next, to) {
  state = next;
  closeForm();
  items = [];
  byId("units").replaceChildren(...state.units.map(unitElement));
  drawHead();
  drawNames();
  select(Math.min(to, items.length - 1));
  document.documentElement.dataset.ready = "";
}

/** Makes a unit: its words, what stands under them. */
function unitElement(unit) {
  const passages = unit.items.filter((item) => "passage" in item);
  const parts = passages.length > 1 ? passages : [];
  const numbers = new Map(parts.map((item, place) => [item.passage, place + 1]));
  const kinds = new Map(passages.map((item) => [item.passage, item.kind]));
  const cards = unit.items.map((item) => placed(item, card(item, numbers.get(item.passage))));
  const words = unit.pieces.map((piece) => pieceElement(piece, kinds, numbers, unit.items[0].kind));
  const text = made("div", { class: "words", lang: state.language }, ...words);
  const look = `unit ${unit.isFirst ? "first" : ""}`;
  return made("li", { class: look }, text, made("div", { class: "cards" }, ...cards));
}

/** Gives a card its place among all, which the keyboard or a click on it makes the current one. */
function placed(item, element) {
  const place = items.push({ item, element }) - 1;
  for (const event of ["focusin", "click"]) element.addEventListener(event, () => mark(place));
  return element;
}

/** Makes a stretch of the text: marked where a passage holds it, underlined where nobody has read it. */
function pieceElement(piece, kinds, numbers, whole) {
  const look = whole === "unread" ? "unread" : "rest";
  if (!piece.passages.length) return made("span", { class: look }, piece.text);
  const kind = piece.passages.some((each) => kinds.get(each) === "draft") ? "draft" : "accepted";
  const part = piece.passages.map((each) => numbers.get(each)).filter(Boolean).join(" ");
  const badge = part ? made("span", { class: "part" }, part) : null;
  return made("mark", { class: kind, "data-passages": piece.passages.join(" ") }, badge, piece.text);
}

function drawHead() {
  const { draft, unread, accepted, skipped } = state.counts, all = draft + unread + accepted + skipped;
  byId("title").textContent = state.title || state.source;
  document.title = `${draft + unread} left · ${state.source}`;
  const gap = made("strong", { class: unread ? "open" : "" }, `${unread} unread`);
  const others = ` · ${accepted} accepted · ${skipped} skipped`;
  byId("left").replaceChildren(made("strong", {}, `${draft} to decide`), " · ", gap, others);
  byId("bar").firstElementChild.style.setProperty("width", `${(100 * (accepted + skipped)) / (all || 1)}%`);
  byId("undo").disabled = !state.canUndo;
  byId("sure").hidden = !surePassages().length;
  byId("sure").querySelector("span").textContent = `${surePassages().length} sure`;
  byId("done").hidden = draft > 0 || !state.isDraft;
  byId("donewords").textContent = `${unread ? `${counted(unread, "sentence")} unread. ` : ""}${WAITS}`;
  trouble(state.problems);
}

const WAITS = "The source is still a draft, which kg build leaves out until you accept it.";

/** Tells what is wrong with the whole file, if anything is. */
function trouble(problems) {
  byId("trouble").hidden = !problems.length;
  byId("trouble").replaceChildren(...problems.map(problemLine));
}

/** Makes the button of a name that nobody knows, with the class it may be of. */
function nameElement(name) {
  const kind = name.cls ? ` ${terms.entities[name.cls] || name.cls}?` : "";
  const act = button(name.label, "", () => openEntity(name.label, name));
  return made("li", {}, act, made("span", { class: "soft" }, kind));
}

/** Draws the names that nobody knows, each to be made an entity. */
function drawNames() {
  const box = byId("names"), number = state.names.length;
  box.hidden = !number;
  const words = `${counted(number, "name")} nobody knows`;
  box.querySelector("summary").replaceChildren(words, " ", made("kbd", {}, "m"));
  box.querySelector("ul").replaceChildren(...state.names.map(nameElement));
}

/** Marks an item as the one that keys decide on, with its words in the text. */
function mark(place) {
  current = place;
  for (const each of document.querySelectorAll(".current")) each.classList.remove("current");
  const { item, element } = items[place];
  element.classList.add("current");
  element.closest(".unit").classList.add("current");
  for (const each of document.querySelectorAll("mark[data-passages]")) {
    if (each.dataset.passages.split(" ").includes(String(item.passage))) each.classList.add("current");
  }
}

/** Goes to an item: marked, seen whole, with the keyboard on it. */
function select(place) {
  if (!items[place]) return;
  const { element } = items[place];
  element.focus({ preventScroll: true });
  mark(place);
  element.closest(".unit").scrollIntoView({ block: "nearest" });
}

/** Gives the place of the next item to decide or read, from a place on, then from the beginning. */
function nextLeft(from) {
  const places = items.map((each, place) => place).filter((place) => isLeft(items[place].item));
  return places.find((place) => place >= from) ?? places[0] ?? Math.min(from, items.length - 1);
}

/** Gives what is left to decide or read from the current item to the end of its paragraph. */
function restOfParagraph() {
  const behind = items.slice(current + 1);
  const end = behind.findIndex(({ element }) => isFirstOfUnit(element));
  const rest = [items[current], ...(end < 0 ? behind : behind.slice(0, end))];
  return rest.map((each) => each.item).filter(isLeft);
}

const isFirstOfUnit = (element) =>
  element.closest(".unit").classList.contains("first") && !element.previousElementSibling;
