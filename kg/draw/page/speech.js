// The language of the page, that of its reader where it has several; what the page says by itself.

const SPEECH = JSON.parse(document.getElementById("words").textContent);
const SPOKEN = navigator.languages.map((tag) => SPEECH.languages.indexOf(tag.toLowerCase().split("-")[0]))
  .find((at) => at >= 0) ?? 0;
const LANGUAGE = SPEECH.languages[SPOKEN], LOCALE = { es: "es-MX" }[LANGUAGE] ?? LANGUAGE;
const plurals = new Intl.PluralRules(LOCALE);
const SAID_BY = ["aria-label", "title", "placeholder"];

/** Return a text of the page in its language: one that is told, or by its index, put together of others. */
function textAt(part) {
  if (typeof part === "string") return part;
  const told = SPEECH.texts[part], [frame, values] = told;
  if (!Array.isArray(values)) return told[SPOKEN] ?? frame;
  return textAt(frame).replace(/\{(\d+)\}/g, (match, at) => textAt(values[at]));
}

/** Return a number as the language writes it; browsers take long to begin with what small ones need not. */
const numeral = (number) =>
  (Math.abs(number) < 1000 && Number.isInteger(number) ? `${number}` : number.toLocaleString(LOCALE));

/** Return a message in the language of the page, its `{places}` filled; `{n}` decides between its forms. */
function say(message, values = {}) {
  const form = SPEECH.messages[message]?.[SPOKEN] ?? message;
  const told = (value) => (typeof value === "number" ? numeral(value) : value);
  const text = typeof form === "string" ? form : form[plurals.select(values.n)] ?? form.other;
  return text.replace(/\{(\w+)\}/g, (match, name) => told(values[name]));
}

/** Return what a text of the page says in its language: another one where it is a message. */
function spokenAs(text) {
  const message = text.trim().replace(/\s+/g, " ");
  return Object.hasOwn(SPEECH.messages, message) ? text.replace(text.trim(), () => say(message)) : text;
}

/** Say what stands in the page in the language of its reader; what a table shows is told elsewhere. */
function translate() {
  document.documentElement.lang = LANGUAGE;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { currentNode: node } = walk;
    if (!node.parentElement.closest("script, table, [data-said]")) node.data = spokenAs(node.data);
  }
  for (const name of SAID_BY) {
    for (const element of document.querySelectorAll(`body [${name}]`)) {
      element.setAttribute(name, spokenAs(element.getAttribute(name)));
    }
  }
}

if (SPOKEN) translate();
