// The families of the legend: few symbols for many classes, each opening on the classes it stands for.

const FEW_CLASSES = 12;

/** Fill the list of things: a row for each family, beneath it the classes it holds. */
function fillFamilies() {
  const list = byId("classes"), isOpen = DATA.classes.length <= FEW_CLASSES;
  list.parentElement.hidden = DATA.classes.length === 0;
  list.replaceChildren(...DATA.families.map((family) => familyRow(family, isOpen)));
}

/** Return the row of a family; one that holds a single class is the row of that class. */
function familyRow(family, isOpen) {
  const classes = DATA.classes.filter((cls) => cls.family === family.name);
  const picture = symbol(family.shape, lookOf(family));
  const alone = { ...family, name: classes[0].name, picture };
  if (classes.length === 1) return choice("classes", alone, DATA.classes);
  const rows = classes.map((cls) => choice("classes", cls, DATA.classes));
  const toggling = { class: "choice family", "aria-pressed": "true", title: family.label };
  const press = () => toggleFamily(classes);
  const button = make("button", { ...toggling, "data-family": family.name, onclick: press }, picture,
    make("span", {}, ...breakable(cut(family.label, 70))), make("small", {}, String(family.count)));
  const about = { class: "only", "aria-label": say("Only {name}", { name: family.label }) };
  const only = { ...about, onclick: () => keepFamily(classes) };
  const told = make("summary", {}, say("{n} kinds", { n: classes.length }));
  const kinds = make("details", { open: isOpen }, told, make("ul", {}, ...rows));
  return make("li", { class: "kinds" }, button, make("button", only, say("only")), kinds);
}

/** Hide a family whose classes are all shown, else show all of it. */
function toggleFamily(classes) {
  const { classes: hidden } = state.hidden, shown = classes.every(({ name }) => !hidden.has(name));
  for (const { name } of classes) (shown ? hidden.add(name) : hidden.delete(name));
  filtered();
}

function keepFamily(classes) {
  const kept = new Set(classes.map(({ name }) => name));
  state.hidden.classes = new Set(DATA.classes.map(({ name }) => name).filter((name) => !kept.has(name)));
  filtered();
}

/** Show how many things of each family are visible, or would be where all of it is struck out. */
function countFamilies(now) {
  for (const button of document.querySelectorAll(".family")) {
    const classes = DATA.classes.filter((cls) => cls.family === button.dataset.family);
    const shown = classes.filter(({ name }) => !state.hidden.classes.has(name));
    const number = (shown.length ? shown : classes).reduce((sum, { name }) => sum + (now.get(name) ?? 0), 0);
    button.querySelector("small").textContent = String(number);
    button.classList.toggle("nothing", !number);
  }
}

/** Strike out the families of which nothing is shown. */
function pressFamilies() {
  for (const button of document.querySelectorAll(".family")) {
    const classes = DATA.classes.filter((cls) => cls.family === button.dataset.family);
    button.setAttribute("aria-pressed", String(classes.some(({ name }) => !state.hidden.classes.has(name))));
  }
}
