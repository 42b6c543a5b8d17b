// The search box: finds things by any of their names, whatever the case and accents, even with a slip.

const HITS = 12;
const plain = (text) => text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/\s+/g, " ").toLowerCase();
const names = DATA.nodes.map(({ id }) => [id, [thing(id).label, ...(thing(id).names ?? [])].map((name) => plain(name.slice(0, 300)))]);
let marked = -1;

/** Return the nodes one of whose names holds the text, or, where none does, a word like it. */
function found(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const exact = holding(wanted);
  return exact.length || wanted.length < 4 ? exact : names.filter(([, all]) => all.some((name) => [name, ...name.split(" ")].some((word) => isNear(word, wanted))))
    .map(([id]) => id).sort((a, b) => places.get(b).size - places.get(a).size).slice(0, HITS);
}

/** Say whether one wrong, missing, added or swapped letter tells two words apart. */
function isNear(a, b) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const alike = (m, n) => a.slice(same + m) === b.slice(same + n);
  return alike(1, 1) || alike(1, 0) || alike(0, 1) || (a[same] === b[same + 1] && a[same + 1] === b[same] && alike(2, 2));
}

/** Return the nodes one of whose names holds the text, those called just that first, then those that begin with it. */
function holding(wanted) {
  const rank = (all) => Math.min(...all.map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9)));
  return names.map(([id, all]) => [rank(all), -places.get(id).size, id]).filter(([r]) => r < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, HITS).map(([, , id]) => id);
}

function startSearch() {
  const box = byId("query");
  box.addEventListener("input", () => showHits(found(box.value)));
  box.addEventListener("keydown", searchKey);
  box.addEventListener("blur", () => setTimeout(() => document.activeElement !== box && closeHits(), 150));
}

function showHits(ids) {
  const nothing = make("li", { role: "option", "aria-disabled": "true" }, "Nothing of that name in this picture");
  const list = byId("hits");
  list.replaceChildren(...ids.map(hit));
  if (!ids.length && byId("query").value.trim()) list.append(nothing);
  list.hidden = !list.children.length;
  byId("query").setAttribute("aria-expanded", String(!list.hidden));
  mark(ids.length ? 0 : -1);
}

function hit(id, index) {
  const item = make("li", { role: "option", id: `hit${index}`, "data-id": id, onmousedown: (event) => { event.preventDefault(); take(id); } },
    symbol(places.get(id).shape, places.get(id).color), cut(thing(id).label, 80), make("small", {}, thing(id).clsLabel ?? ""));
  return item;
}

function mark(index) {
  marked = index;
  [...byId("hits").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
  byId("query").setAttribute("aria-activedescendant", index < 0 ? "" : `hit${index}`);
}

function searchKey(event) {
  const count = byId("hits").querySelectorAll("[data-id]").length;
  if (event.key === "ArrowDown" && count) mark((marked + 1) % count);
  else if (event.key === "ArrowUp" && count) mark((marked + count - 1) % count);
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
  byId("net").focus();
}

/** Undo what hides a thing that the reader asked for by name. */
function reveal(id) {
  state.hidden.classes.delete(thing(id).cls ?? "");
  state.only = null;
  for (const other of edgesOf.get(id).map((e) => otherEnd(e, id))) state.collapsed.delete(other);
  state.selected = id;
  filtered();
}

function closeHits() {
  byId("hits").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
  mark(-1);
}
