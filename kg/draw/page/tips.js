// Tips: what the thing or line under the pointer is, in a few words.

function hover(id, event = null) {
  byId("tip").hidden = id === null;
  if (state.hovered === id) return;
  state.hovered = id;
  if (id !== null) handOver(standingOut().lines);
  if (id !== null && event) showTip(id, event.pointer.DOM);
  net.redraw();
}

function showTip(id, pointer, parts = isNode(id) ? tipOfNode(id) : tipOfLine(id)) {
  const tip = byId("tip");
  tip.hidden = false;
  tip.replaceChildren(...parts);
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(pointer.x + 14, stage.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, Math.min(pointer.y + 14, stage.height - tip.offsetHeight - 8))}px`;
}

function tipOfNode(id) {
  const told = [thing(id).clsLabel, neighbours(id)].filter(Boolean).join(" · ");
  return [make("strong", {}, cut(thing(id).label, 160)), make("div", {}, make("small", {}, told))];
}

function tipOfLine(id) {
  const said = saidOn(id), told = said.length === 1 ? cut(briefly(said[0]), 160) : wordsOn(id);
  return [make("strong", {}, told), make("div", {}, make("small", {}, pairOf(id))), ...firstWords(said)];
}

/** Return the two things that a line joins, with the ways that its statements lead. */
function pairOf(id) {
  const [a, b] = ends.get(id).map((node) => cut(thing(node).label, 60)), { forth, back } = strokes.get(id);
  if (back && !forth) return `${b} → ${a}`;
  return `${a} ${forth && back ? "⇄" : forth ? "→" : "–"} ${b}`;
}
