// Elements made of texts: what documents say goes in as text, never as markup.

/** Makes an element with attributes and what is in it; a function among the attributes hears its event. */
function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== "" && value !== null) element.setAttribute(key, value);
  }
  element.append(...inside.filter((each) => each !== null));
  return element;
}

/** Makes a button that tells its key. */
function button(words, key, act, attributes = {}) {
  const does = (event) => {
    event.stopPropagation();
    act();
  };
  const hint = key ? [" ", made("kbd", {}, key)] : [];
  return made("button", { type: "button", click: does, ...attributes }, words, ...hint);
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
