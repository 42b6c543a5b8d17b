// Marks of a chart: elements that tell what is said, drawn anew when the chart gets another width.

const elements = new Map(), twins = new Map(); // twins tell nothing themselves, and are struck out alike
const narrowed = { letters: "", by: null, has: () => true, asked: () => true, told: null, sheet: null };

const statementsOf = (mark) => mark.says.map((index) => DATA.statements[index]);

/** Let an element tell of its mark: a tip under the pointer, the panel on a click, Enter or space. */
function tells(element, mark) {
  elements.set(mark, element);
  element.classList.add("mark");
  return dress(element, {
    onclick: () => choose(mark),
    onkeydown: (event) => {
      if (element.tagName === "BUTTON" || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      choose(mark);
    },
    onpointerenter: (event) => hint(mark, event),
    onpointermove: place,
    onpointerleave: hideTip,
  });
}

/** Filter by letters, in a chart that has a filter. */
function narrow(letters) {
  narrowed.letters = letters;
  narrowed.by?.(letters);
}

/** Show what was struck out, since what is hidden has no width to be drawn to. */
function showAllMarks() {
  for (const element of [...elements.values(), ...twins.values()]) element.classList.remove("struck");
  for (const box of chart.querySelectorAll("[hidden]")) box.hidden = false;
}

/** Draw all marks to the width there is, then strike out again what is not asked for. */
function redraw(drawAll) {
  showAllMarks();
  drawAll();
  narrowed.by?.(narrowed.letters);
  narrowed.again?.();
  elements.get(markRead())?.classList.add("chosen");
}

/** Draw for paper before it is printed, what is folded opened, and for the screen again after it. */
function keepPrinted(drawAll) {
  let folded = [];
  const turn = ({ type }) => {
    if (!chart.clientWidth) return;
    const isPaper = type === "beforeprint";
    if (isPaper) folded = [...chart.querySelectorAll("details:not([open])")];
    for (const box of folded) box.open = isPaper;
    document.documentElement.toggleAttribute("data-paper", isPaper);
    redraw(drawAll);
  };
  addEventListener("beforeprint", turn);
  addEventListener("afterprint", turn);
}

/** Draw now and whenever the chart gets another width; what is read and what has the focus stay so. */
function keepDrawn(drawAll) {
  let width = 0;
  keepPrinted(drawAll);
  new ResizeObserver(() => {
    if (!chart.clientWidth || chart.clientWidth === width) return;
    width = chart.clientWidth;
    const focused = [...elements].find(([, element]) => element === document.activeElement)?.[0];
    redraw(drawAll);
    elements.get(focused)?.focus({ preventScroll: true });
  }).observe(chart);
}
