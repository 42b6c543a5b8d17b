// A chart that has a page of its own: the panel that shows the words behind a mark, and the tip.

const chart = byId("chart"), panel = byId("panel"), tip = byId("tip");
let chosen = null;

const markRead = () => chosen;
const hideTip = () => { tip.hidden = true; };
const tell = (text) => { byId("note").textContent = text; };

/** Read a mark because the reader wants to, which the address remembers; leave it again. */
function choose(mark) {
  read(mark);
  remember(true);
}

function leave() {
  if (!chosen) return;
  shut();
  remember(true);
}

/** Show in the panel what the documents say about a mark. */
function read(mark) {
  const element = elements.get(mark), { top } = element.getBoundingClientRect();
  if (chosen) elements.get(chosen).classList.remove("chosen");
  chosen = mark;
  element.classList.add("chosen");
  const cards = mark.says.map((index, i) => cardOf(index, mark.dates?.[i] ?? mark.when));
  panel.replaceChildren(closeButton(leave), make("h2", {}, labelOf(mark)), ...cards);
  tip.hidden = true;
  openPanel(true);
  scrollBy(0, element.getBoundingClientRect().top - top);
  panel.focus({ preventScroll: true });
}

/** Return the card of one of the statements behind a mark, with the date that it gives. */
function cardOf(index, date) {
  const it = DATA.statements[index];
  return card(it, [printed(it)], [date]);
}

/** Return what a document prints of a figure that nobody doubts. */
function printed(it) {
  const told = it.printed && !it.status;
  return told ? make("p", {}, say("Printed: {figure}", { figure: it.printed })) : "";
}

/** Make room for the panel or take it back; what has been read stays where it is under the pointer. */
function openPanel(isOpen) {
  panel.hidden = !isOpen;
  document.body.classList.toggle("reading", isOpen);
}

function shut() {
  if (!chosen) return;
  const element = elements.get(chosen), { top } = element.getBoundingClientRect();
  openPanel(false);
  scrollBy(0, element.getBoundingClientRect().top - top);
  element.classList.remove("chosen");
  element.focus({ preventScroll: true });
  chosen = null;
}

function hint(mark, event) {
  if (event.pointerType === "touch" || mark === chosen) return;
  const said = statementsOf(mark);
  tip.replaceChildren(make("strong", {}, labelOf(mark)), doubt(said[0]), ...firstWords(said));
  tip.hidden = false;
  place(event);
}

function place({ clientX: x, clientY: y }) {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const room = innerWidth - (panel.hidden ? 0 : panel.offsetWidth % innerWidth);
  tip.style.left = `${Math.max(4, Math.min(x + 14, room - width - 8))}px`;
  tip.style.top = `${y + 18 + height > innerHeight ? y - height - 12 : y + 18}px`;
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
