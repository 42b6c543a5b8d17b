// What all pages share: what the page knows (DATA), elements, texts.

const DATA = inWords(JSON.parse(document.getElementById("data").textContent));
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);
const make = (tag, ...parts) => dress(document.createElement(tag), ...parts);
const makeSvg = (tag, ...parts) => dress(document.createElementNS(SVG, tag), ...parts);

/** Put in place of each number of a text that text, in the language spoken; return what it stands in. */
function inWords(value) {
  for (const key in value) {
    const part = value[key];
    if (typeof part !== "object" || part === null) continue;
    if (typeof part[""] === "number") value[key] = textAt(part[""]);
    else inWords(part);
  }
  return value;
}

/** Give an element attributes, listeners and children; text is always text, never markup. */
function dress(element, attributes = {}, ...children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** Cut a text to a length, at a character and not within one. */
function cut(text, length) {
  const characters = [...text];
  return characters.length > length ? characters.slice(0, length - 1).join("") + "…" : text;
}

/** Return a text without accents, capitals and unseen characters, to compare it with what is typed. */
const plain = (text) =>
  text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/\s+/g, " ").toLowerCase();

for (const element of document.querySelectorAll("[data-said]")) {
  element.textContent = DATA.said[element.dataset.said] ?? element.textContent;
}
document.title = DATA.said.title ?? document.title;
