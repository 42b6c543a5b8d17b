// A chart beside a network: its marks are those asked for there, and are read in the panel that both share.

let hinted = null;
const markRead = () => state.reading?.mark;
const choose = readMark;
const hideTip = () => { byId("tip").hidden = true; };

function hint(mark, event) {
  if (event.pointerType === "touch" || mark === markRead()) return;
  hinted = mark;
  const said = statementsOf(mark);
  showTip(null, pointOf(event), [make("strong", {}, labelOf(mark)), doubt(said[0]), ...firstWords(said)]);
}

const place = (event) => hint(hinted, event);

function pointOf({ clientX, clientY }) {
  const { left, top } = byId("stage").getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

/** Show the marks asked for, and which of them is read. */
function follow() {
  if (!elements.size) return;
  if (narrowed.by) narrowed.by(narrowed.letters);
  else tellKept(strike());
  for (const [mark, element] of elements) element.classList.toggle("chosen", mark === markRead());
}

/** Follow what is chosen, now and whenever the chart is drawn to another width. */
function startLink() {
  Object.assign(narrowed, { asked: isAskedFor, told: tellKept, again: follow });
  Object.assign(drawnViews.get(state.view), { elements, follow, narrow, letters: () => narrowed.letters });
  const heading = chart.parentElement.querySelector("h2");
  heading.after(...savingButtons(heading, tell));
  new ResizeObserver(() => chart.clientWidth && follow()).observe(chart);
}
