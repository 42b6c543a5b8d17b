// What all charts share: the panel that shows the words behind a mark, the tip, drawing anew on resize.

const chart = byId("chart"), panel = byId("panel"), tip = byId("tip");
const elements = new Map();
let chosen = null;

const statementsOf = (mark) => mark.says.map((said) => DATA.statements[said.statement]);
const tell = (text) => { byId("note").textContent = text; };

/** Let an element tell of its mark: a tip under the pointer, the panel on a click, Enter or space. */
function tells(element, mark) {
  elements.set(mark, element);
  return dress(element, {
    onclick: () => choose(mark),
    onkeydown: (event) => {
      if (element.tagName === "BUTTON" || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      choose(mark);
    },
    onpointerenter: (event) => hint(mark, event),
    onpointermove: place,
    onpointerleave: () => { tip.hidden = true; },
  });
}

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
  panel.replaceChildren(closeButton(leave), make("h2", {}, mark.label), ...mark.says.map(cardOf));
  tip.hidden = true;
  openPanel(true);
  scrollBy(0, element.getBoundingClientRect().top - top);
  panel.focus({ preventScroll: true });
}

/** Return the card of one of the statements behind a mark, with the date that it gives. */
function cardOf({ statement, when: date }) {
  const it = DATA.statements[statement];
  const printed = it.printed && !it.status ? make("p", {}, `Printed: ${it.printed}`) : "";
  return card(it, [printed], [date]);
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
  tip.replaceChildren(make("strong", {}, mark.label), doubt(said[0]), ...firstWords(said));
  tip.hidden = false;
  place(event);
}

function place({ clientX: x, clientY: y }) {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const room = innerWidth - (panel.hidden ? 0 : panel.offsetWidth % innerWidth);
  tip.style.left = `${Math.max(4, Math.min(x + 14, room - width - 8))}px`;
  tip.style.top = `${y + 18 + height > innerHeight ? y - height - 12 : y + 18}px`;
}

/** Draw for paper before it is printed, what is folded opened, and for the screen again after it. */
function keepPrinted(drawAll) {
  let folded = [];
  const turn = ({ type }) => {
    const isPaper = type === "beforeprint";
    if (isPaper) folded = [...chart.querySelectorAll("details:not([open])")];
    for (const box of folded) box.open = isPaper;
    root.toggleAttribute("data-paper", isPaper);
    drawAll();
  };
  addEventListener("beforeprint", turn);
  addEventListener("afterprint", turn);
}

/** Draw now and whenever the chart gets another width; what is read and what has the focus stay so. */
function keepDrawn(drawAll) {
  let width = 0;
  keepPrinted(drawAll);
  new ResizeObserver(() => {
    if (chart.clientWidth === width) return;
    width = chart.clientWidth;
    const focused = [...elements].find(([, element]) => element === document.activeElement)?.[0];
    drawAll();
    elements.get(chosen)?.classList.add("chosen");
    elements.get(focused)?.focus({ preventScroll: true });
  }).observe(chart);
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
