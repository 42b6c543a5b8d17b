// The search box: finds things by any of their names, whatever the case and accents, even with a slip.

const HITS = 12;
const NOTHING = say("Nothing of that name in this picture");
const namesById = new Map(DATA.nodes.map(({ id }) =>
  [id, [thing(id).label, ...(thing(id).names ?? [])].map((name) => plain(name.slice(0, 300)))]));
let marked = -1;

/** Return the nodes one of whose names holds the text, or, where none does, a word like it. */
function hits(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const exact = best((name) =>
    [name === wanted, name.startsWith(wanted), ` ${name}`.includes(` ${wanted}`), name.includes(wanted)]
      .indexOf(true));
  if (exact.length || wanted.length < 4) return exact;
  return best((name) => ([name, ...name.split(" ")].some((word) => isNear(word, wanted)) ? 0 : -1));
}

/** Say whether one wrong, missing, added or swapped letter tells two words apart. */
function isNear(a, b) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const alike = (m, n) => a.slice(same + m) === b.slice(same + n);
  const swapped = a[same] === b[same + 1] && a[same + 1] === b[same];
  return alike(1, 1) || alike(1, 0) || alike(0, 1) || (swapped && alike(2, 2));
}

/** Return the nodes with the best names, the great before the small; a name that does not count ranks -1. */
function best(rank) {
  const ranks = (names) => names.map(rank).filter((each) => each >= 0);
  return [...namesById].map(([id, names]) => [Math.min(...ranks(names)), -places.get(id).size, id])
    .filter(([least]) => least < Infinity).sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .slice(0, HITS).map(([, , id]) => id);
}

function startSearch() {
  const box = byId("query");
  box.addEventListener("input", () => showHits(hits(box.value)));
  box.addEventListener("keydown", searchKey);
  box.addEventListener("blur", () => setTimeout(() => document.activeElement !== box && closeHits(), 150));
}

function showHits(ids) {
  const list = byId("hits"), nothing = { role: "option", "aria-disabled": "true" };
  list.replaceChildren(...ids.map(hit));
  if (!ids.length && byId("query").value.trim()) list.append(make("li", nothing, NOTHING));
  list.hidden = !list.children.length;
  byId("query").setAttribute("aria-expanded", String(!list.hidden));
  markHit(ids.length ? 0 : -1);
}

function hit(id, index) {
  const { shape, color } = places.get(id), { label, clsLabel = "" } = thing(id);
  const pressed = (event) => { event.preventDefault(); take(id); };
  return make("li", { role: "option", id: `hit${index}`, "data-id": id, onmousedown: pressed },
    symbol(shape, color), cut(label, 80), make("small", {}, clsLabel));
}

function markHit(index) {
  marked = index;
  [...byId("hits").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
  byId("query").setAttribute("aria-activedescendant", index < 0 ? "" : `hit${index}`);
}

function searchKey(event) {
  const count = byId("hits").querySelectorAll("[data-id]").length;
  if (event.key === "ArrowDown" && count) markHit((marked + 1) % count);
  else if (event.key === "ArrowUp" && count) markHit((marked + count - 1) % count);
  else if (event.key === "Enter" && marked >= 0) take(byId("hits").children[marked].dataset.id);
  else if (event.key === "Escape") closeHits();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(id) {
  byId("query").value = "";
  closeHits();
  if (!visible.nodes.has(id)) reveal(id);
  if (state.picking !== null) pick(id);
  else goTo(id);
  pictureShown().focus();
}

/** Undo what hides a thing that the reader asked for by name. */
function reveal(id) {
  state.hidden.classes.delete(thing(id).cls ?? "");
  Object.assign(state, { only: null, path: null });
  for (const other of linesOf.get(id).map((e) => otherEnd(e, id))) state.collapsed.delete(other);
  state.selected = id;
  filtered(true);
}

function closeHits() {
  byId("hits").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
  markHit(-1);
}
