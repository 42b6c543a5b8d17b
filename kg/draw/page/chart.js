// What both charts share: elements, the panel that shows the words behind a mark, the tip, drawing again on resize.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const chart = document.getElementById("chart");
const panel = document.getElementById("panel");
const tip = document.getElementById("tip");
let opener = null;

/** Return a new element with a class and a text; text is never read as HTML. */
function make(tag, cls = "", text = "") {
  const element = document.createElement(tag);
  if (cls) element.className = cls;
  if (text) { element.textContent = text; element.dir = "auto"; }
  return element;
}

/** Return the quotes of a statement as elements, each with its words marked in their sentence. */
function quotes(statement) {
  return statement.quotes.flatMap(({ before, quote, after, place }) => {
    const words = make("blockquote");
    words.append(before, make("mark", "", quote), after);
    return [words, make("cite", "", place)];
  });
}

/** Show in the panel what the documents say about `statement`; `from` is the element that asked. */
function read(statement, from) {
  close();
  opener = from;
  from.classList.add("chosen");
  const shut = make("button", "", "×");
  shut.ariaLabel = "Close";
  shut.addEventListener("click", close);
  const about = [statement.when, statement.certainty, statement.restriction];
  if (statement.said_by.length) about.push(`said by ${statement.said_by.join(", ")}`);
  panel.replaceChildren(shut, make("h2", "", statement.label), make("p", "soft", about.filter(Boolean).join(" · ")));
  if (statement.printed) panel.append(make("p", "", `Printed: ${statement.printed}`));
  if (statement.status) panel.append(make("p", "warn", doubt(statement)));
  panel.append(...quotes(statement));
  for (const other of statement.contradicts) panel.append(make("p", "warn", `Otherwise: ${other}`));
  panel.hidden = false;
  tip.hidden = true;
  document.body.classList.add("reading");
  panel.focus({ preventScroll: true });
}

/** Return what tells a mark from all others, also when it is drawn anew. */
function key({ iri, source, target }) {
  return [iri, source?.id, target?.id].join(" ");
}

/** Say what is doubtful about a figure. */
function doubt({ status, corrected, reason }) {
  return `⚠ ${status}${corrected ? `, probably ${corrected}` : ""}${reason ? `: ${reason}` : ""}`;
}

function close() {
  panel.hidden = true;
  document.body.classList.remove("reading");
  if (!opener) return;
  opener.classList.remove("chosen");
  opener.focus({ preventScroll: true });
  opener = null;
}

/** Let an element tell its statement: a tip under the pointer, the panel on a click, Enter or space. */
function tells(element, statement) {
  element.dataset.key = key(statement);
  element.addEventListener("click", () => read(statement, element));
  element.addEventListener("keydown", (event) => {
    if (element.tagName === "BUTTON" || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    read(statement, element);
  });
  element.addEventListener("pointerenter", (event) => hint(statement, event));
  element.addEventListener("pointermove", place);
  element.addEventListener("pointerleave", () => { tip.hidden = true; });
}

function hint(statement, event) {
  if (event.pointerType === "touch" || event.currentTarget.classList.contains("chosen")) return;
  tip.replaceChildren(make("strong", "", statement.label));
  if (statement.status) tip.append(make("div", "", doubt(statement)));
  const [first] = statement.quotes;
  if (first) tip.append(make("q", "", first.quote), make("small", "soft", first.place));
  tip.hidden = false;
  place(event);
}

function place(event) {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const room = innerWidth - (panel.hidden ? 0 : panel.offsetWidth % innerWidth);
  tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, room - width - 8))}px`;
  tip.style.top = `${event.clientY + 18 + height > innerHeight ? event.clientY - height - 12 : event.clientY + 18}px`;
}

/** Draw now and whenever the chart gets another width; what is read and what has the focus stay so. */
function drawn(draw) {
  let width = 0;
  new ResizeObserver(() => {
    if (chart.clientWidth === width) return;
    width = chart.clientWidth;
    const focused = document.activeElement.dataset.key;
    draw();
    opener = again(opener?.dataset.key);
    opener?.classList.add("chosen");
    again(focused)?.focus({ preventScroll: true });
  }).observe(chart);
}

/** Return the mark with this key as it is drawn now. */
function again(wanted) {
  return wanted ? chart.querySelector(`[data-key="${CSS.escape(wanted)}"]`) : null;
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
