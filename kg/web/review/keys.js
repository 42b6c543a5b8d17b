// What keys and buttons do; then the page begins.

const item = () => items[current].item;
const has = (...kinds) => kinds.includes(item().kind);

/** Gives the row that the keyboard is on, if any. */
function chosenRow() {
  const element = document.activeElement.closest(".row");
  return element ? item().rows[Number(element.dataset.row)] : null;
}

function acceptNow() {
  const { passage } = item();
  if (has("draft")) return then(() => decide({ decision: "accept", passage }));
  const unread = "Unread: n makes a passage of it, x says why it needs none.";
  return say(has("unread") ? unread : "That is decided.");
}

/** Gives every passage with nothing to confirm: each row sure, nothing looking wrong. */
const surePassages = () => items.filter((each) => isSure(each.item)).map((each) => each.item.passage);

function acceptSure() {
  const passages = surePassages();
  if (passages.length) return then(() => decide({ decision: "accept-all", passages }));
  return say("Nothing is sure enough to be accepted unread: decide on each.");
}

const SURE = 0.9;
const isFine = (row) => Number(row.confidence) >= SURE && !row.problems.length;
const isSure = ({ kind, rows, problems }) =>
  kind === "draft" && rows.length > 0 && !problems.length && rows.every(isFine);

function rejectNow() {
  const row = chosenRow();
  if (row) return then(() => decide(removal(item(), row)));
  return has("draft", "accepted") && then(() => decide({ decision: "reject", passage: item().passage }));
}

function editNow() {
  if (!has("draft", "accepted")) return;
  const row = chosenRow() || item().rows[0];
  if (row) openRow(item(), row);
  else openRow(item(), null);
}

/** Takes what the misspelt figure of a row is meant to be, where it can be one figure alone. */
function takeNow() {
  const rows = has("draft", "accepted") ? [chosenRow(), ...item().rows] : [];
  const row = rows.find((each) => each && each.meant.length === 1);
  return row ? take(item(), row, row.meant[0]) : say("No figure here is misspelt for one other alone.");
}

function addNow() {
  if (has("draft", "accepted")) return openRow(item(), null);
  const { quote, after, before } = item();
  return has("unread") && then(() => decide({ decision: "add", quote, after, before }));
}

const splitNow = () => has("draft") && openSplit(item());
const wordsNow = () => has("draft", "accepted") && openWords(item());
const skipNow = () => has("draft", "unread") && openSkip(item());
const skipRest = () => has("draft", "unread") && openSkipRest(restOfParagraph());
const finishNow = () => !byId("done").hidden && then(() => decide({ decision: "accept-source" }));
const undoNow = () => state.canUndo && then(() => decide({ decision: "undo" }));
const move = (step) => () => select(Math.max(0, Math.min(items.length - 1, current + step)));

function namesNow() {
  const [name] = state.names;
  if (name) openEntity(name.label, name);
}

const KEYS = [
  [["j", "ArrowDown"], "Next sentence or passage", move(1)],
  [["k", "ArrowUp"], "The one before", move(-1)],
  [["."], "Next to decide or read", () => select(nextLeft(current + 1))],
  [["a"], "Accept the passage with its rows", acceptNow],
  [["A"], "Accept all that is sure, in the whole text", acceptSure],
  [["1 … 9"], "Choose a row, for e and r", null],
  [["c"], "Correct the misspelt figure of a row as it is offered", takeNow],
  [["e"], "Edit the row", editNow],
  [["n"], "New row; of an unread sentence, a passage", addNow],
  [["r"], "Reject the passage, or the chosen row", rejectNow],
  [["s"], "Split the passage in two", splitNow],
  [["w"], "Change the words of the passage", wordsNow],
  [["x"], "Skip: it needs no facts", skipNow],
  [["X"], "Skip the rest of the paragraph", skipRest],
  [["m"], "Make the first unknown name an entity", namesNow],
  [["u"], "Undo", undoNow],
  [["f"], "Accept the source, when all is decided", finishNow],
  [["?"], "These keys", () => byId("keys").showModal()],
];

function pressed(event) {
  const isElsewhere = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  const isWritten = event.target.closest("input, textarea, dialog");
  if (isElsewhere || isWritten || !items.length) return;
  const found = KEYS.find(([keys, , act]) => act && keys.includes(event.key));
  if (!found && !/^[1-9]$/.test(event.key)) return;
  event.preventDefault();
  if (found) then(() => void found[2]());
  else chooseRow(Number(event.key) - 1);
}

function chooseRow(number) {
  const row = items[current].element.querySelectorAll(".row")[number];
  if (row) row.focus();
}

/** Makes what the list of keys says of one. */
function keyLine([keys, words]) {
  const each = keys.flatMap((name) => [made("kbd", {}, name.replace("Arrow", "")), " "]);
  return [made("dt", {}, ...each), made("dd", {}, words)];
}

/** Lets forms, buttons and keys act. */
function begin() {
  const entity = byId("entity");
  document.addEventListener("keydown", pressed);
  byId("undo").addEventListener("click", undoNow);
  byId("sure").addEventListener("click", acceptSure);
  byId("finish").addEventListener("click", finishNow);
  byId("help").addEventListener("click", () => byId("keys").showModal());
  entity.querySelector("form").addEventListener("submit", addEntity);
  entity.querySelector("[data-close]").addEventListener("click", () => entity.close());
  byId("keys").querySelector("dl").replaceChildren(...KEYS.flatMap(keyLine));
}

/** Looks now and then whether another program has changed the files, unless something is being written. */
function watch() {
  const isQuiet = () => !form && !byId("entity").open && !document.hidden;
  const words = "Another program has changed the file; this is how it stands now.";
  const look = () => isQuiet() && then(() => renew(words));
  setInterval(look, 3000);
  window.addEventListener("focus", look);
}

begin();
then(() => renew("")).then(watch);
