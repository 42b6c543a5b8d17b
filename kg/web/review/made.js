// Elements made of texts: what documents say goes in as text, never as markup.

/** Makes an element with attributes and what is in it; a function among the attributes hears its event. */
function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [kind, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(kind, value);
    else if (value !== "") element.setAttribute(kind, value);
  }
  element.append(...inside.filter((each) => each !== null));
  return element;
}

/** Makes a button that tells its key. */
function button(words, hint, act, attributes = {}) {
  const does = (event) => {
    event.stopPropagation();
    act();
  };
  const hints = hint ? [" ", made("kbd", {}, hint)] : [];
  return made("button", { type: "button", click: does, ...attributes }, words, ...hints);
}

const byId = (id) => document.getElementById(id);

/** Says something to eye and ear, for a while. */
function say(words) {
  const box = byId("said");
  box.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (box.textContent = ""), 6000);
}

const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
