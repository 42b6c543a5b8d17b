// What both charts share: the panel that shows the words behind a mark, the tip, drawing anew on resize.

const chart = byId("chart"), panel = byId("panel"), tip = byId("tip");
const elements = new Map();
let chosen = null;

const statementOf = (mark) => DATA.statements[mark.statement];

/** Let an element tell of its mark: a tip under the pointer, the panel on a click, Enter or space. */
function tells(element, mark) {
  elements.set(mark, element);
  return dress(element, {
    onclick: () => read(mark),
    onkeydown: (event) => {
      if (element.tagName === "BUTTON" || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      read(mark);
    },
    onpointerenter: (event) => hint(mark, event),
    onpointermove: place,
    onpointerleave: () => { tip.hidden = true; },
  });
}

/** Show in the panel what the documents say about a mark. */
function read(mark) {
  shut();
  chosen = mark;
  elements.get(mark).classList.add("chosen");
  const it = statementOf(mark), heading = make("h2", {}, mark.label);
  const printed = it.printed && !it.status ? make("p", {}, `Printed: ${it.printed}`) : "";
  panel.replaceChildren(closeButton(shut), heading, card(it, [printed], [mark.when]));
  panel.hidden = false;
  tip.hidden = true;
  document.body.classList.add("reading");
  panel.focus({ preventScroll: true });
}

function shut() {
  panel.hidden = true;
  document.body.classList.remove("reading");
  if (!chosen) return;
  elements.get(chosen).classList.remove("chosen");
  elements.get(chosen).focus({ preventScroll: true });
  chosen = null;
}

function hint(mark, event) {
  if (event.pointerType === "touch" || mark === chosen) return;
  const it = statementOf(mark);
  tip.replaceChildren(make("strong", {}, mark.label), doubt(it), ...firstWords([it]));
  tip.hidden = false;
  place(event);
}

function place({ clientX: x, clientY: y }) {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const room = innerWidth - (panel.hidden ? 0 : panel.offsetWidth % innerWidth);
  tip.style.left = `${Math.max(4, Math.min(x + 14, room - width - 8))}px`;
  tip.style.top = `${y + 18 + height > innerHeight ? y - height - 12 : y + 18}px`;
}

/** Draw now and whenever the chart gets another width; what is read and what has the focus stay so. */
function keepDrawn(drawAll) {
  let width = 0;
  new ResizeObserver(() => {
    if (chart.clientWidth === width) return;
    width = chart.clientWidth;
    const focused = [...elements].find(([, element]) => element === document.activeElement)?.[0];
    drawAll();
    elements.get(chosen)?.classList.add("chosen");
    elements.get(focused)?.focus({ preventScroll: true });
  }).observe(chart);
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
