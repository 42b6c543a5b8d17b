// Labels: names of things, placed where there is room for them, the great before the small.

const GREAT = 40;

/** Boxes already taken by text, in cells so that asking is quick. */
class Boxes {
  constructor(cell) { this.cell = cell; this.cells = new Map(); }

  * around(box) {
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x += 1) {
      const last = Math.floor(box.bottom / this.cell);
      for (let y = Math.floor(box.top / this.cell); y <= last; y += 1) yield `${x},${y}`;
    }
  }

  /** Say whether a box is free: of all but what belongs to one node, or of other text only. */
  free(box, ignored = null, textOnly = false) {
    const near = [...this.around(box)].flatMap((key) => this.cells.get(key) ?? []);
    return !near.some((other) => other.owner !== ignored && (other.text || !textOnly) && meet(box, other));
  }

  take(box) {
    for (const key of this.around(box)) this.cells.set(key, [...(this.cells.get(key) ?? []), box]);
  }
}

/** Return the size of a node's label, at most 22 pixels on the screen. */
function fontOf(id, scale) {
  const base = 11 + Math.min(places.get(id).size, 28) / 7;
  return Math.min(base * Math.max(1, scale ** 0.35), 22) / scale;
}

const isBold = (id) => places.get(id).size > 15 || id === state.selected;

/** Return the part of the drawing that is on the screen. */
function stageBox() {
  const { width, height } = byId("net").getBoundingClientRect();
  const [a, b] = [net.DOMtoCanvas({ x: 2, y: 2 }), net.DOMtoCanvas({ x: width - 2, y: height - 2 })];
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (box, frame) => box.left >= frame.left && box.right <= frame.right
  && box.top >= frame.top && box.bottom <= frame.bottom;

/** Return the places for the name of a node. */
function spots(id, scale) {
  const { x, y, options: { size: radius } } = where(id), { rows } = thing(id), size = fontOf(id, scale);
  const widest = Math.max(...rows.map((text) => widthOf(text, size)));
  const half = (widest * (isBold(id) ? 1.09 : 1) + 2 / scale) / 2, height = rows.length * size * 1.12;
  const boxes = boxesAround({ x, y, radius }, { half, height }, 1 / scale);
  return boxes.map((box) => ({ ...box, owner: id }));
}

const squareOf = ({ x, y }, half) => ({ left: x - half, right: x + half, top: y - half, bottom: y + half });

/** Return the places around a circle: below, above, to the right and left, at its corners, then shifted. */
function boxesAround({ x, y, radius }, { half, height }, gap) {
  const reach = radius + 3 * gap, aside = reach + half;
  const box = (middle, top) =>
    ({ left: middle - half, right: middle + half, top, bottom: top + height, x: middle, text: true });
  const beside = y - height / 2, slant = 0.7 * radius + 2 * gap, over = half + slant;
  return [
    box(x, y + reach), box(x, y - reach - height), box(x + aside, beside), box(x - aside, beside),
    box(x + over, y + slant), box(x - over, y + slant),
    box(x + over, y - slant - height), box(x - over, y - slant - height),
    box(x + aside, y - gap), box(x - aside, y - gap),
    box(x + aside, y + gap - height), box(x - aside, y + gap - height),
    box(x + half / 2, y + reach), box(x - half / 2, y + reach),
    box(x + half / 2, y - reach - height), box(x - half / 2, y - reach - height),
  ];
}

/** Return [node, box] for the names that are on the screen, and tell how many have no room there. */
function namesToDraw(scale, taken, out) {
  const frame = stageBox(), ids = ranked.filter((id) => drawing.nodes.has(id) && (!out || out.nodes.has(id)));
  const isOnPath = (id) => !!state.path?.one.includes(id);
  const isGreat = (id, i) => isBold(id) || i < 3 || isOnPath(id);
  const must = (id) => id === (state.selected ?? state.hovered) || isOnPath(id);
  const fits = (box) => inside(box, frame);
  const spotsOf = (id) => spots(id, scale).map((box, i) => (i < 2 ? movedIn(box, frame) : box));
  const dotOf = (id) => ({ x: where(id).x, y: where(id).y, radius: where(id).options.size });
  const names = placed(ids, { spotsOf, dotOf, isGreat, fits, must }, taken);
  const written = new Set(names.map(([id]) => id));
  tellUnnamed(ids.filter((id) => !written.has(id) && inside(pointBox(where(id)), frame)).length);
  return names;
}

/** Return a box below or above a thing moved sideways into a frame, but not past the thing. */
function movedIn(box, frame) {
  const half = (box.right - box.left) / 2;
  const by = within(within(0, frame.left - box.left, frame.right - box.right), -half, half);
  return { ...box, left: box.left + by, right: box.right + by, x: box.x + by };
}

const pointBox = ({ x, y }) => ({ left: x, right: x, top: y, bottom: y });

function tellUnnamed(number) {
  const told = number ? say("{n} names without room", { n: number }) : "";
  const parts = told ? [told, make("span", {}, say(": zoom in"))] : [];
  const now = byId("unnamed").firstChild?.textContent ?? "";
  if (now !== told) byId("unnamed").replaceChildren(...parts);
}

/** Return [node, box] for labels that fit somewhere or must be seen; great ones may cover lesser nodes. */
function placed(ids, { spotsOf, dotOf, isGreat, fits, must }, taken) {
  const great = new Set(ids.slice(0, GREAT).filter(isGreat));
  const place = (id) => {
    const all = spotsOf(id);
    const room = (loose) => all.find((box) => fits(box) && taken.free(box, id, loose));
    const box = room(false) ?? (great.has(id) ? room(true) : null) ?? (must(id) ? all[0] : null);
    if (box) taken.take(box);
    return box ? [[id, box]] : [];
  };
  const [first, others] = [ids.filter(must), [...great].filter((id) => !must(id))];
  for (const id of ids) takeNode(id, dotOf(id), taken, great.has(id));
  return [...first, ...others, ...ids.filter((id) => !great.has(id) && !must(id))].flatMap(place);
}

/** Keep labels off a node; off a great one, even labels that may stand on lesser nodes. */
function takeNode(id, { x, y, radius }, taken, great) {
  taken.take({ ...squareOf({ x, y }, radius), owner: id, text: great });
}

function writeLabel(context, id, box, scale) {
  const size = fontOf(id, scale);
  context.font = `${isBold(id) ? 600 : 400} ${size}px system-ui, sans-serif`;
  writeRows(context, thing(id).rows, box, size, scale, inks.ink);
}

function writeRows(context, rows, { x, top: y }, size, scale, color) {
  const ink = { lineJoin: "round", lineWidth: 3.2 / scale, strokeStyle: inks.paper, fillStyle: color };
  Object.assign(context, { textAlign: "center", textBaseline: "top", ...ink });
  rows.forEach((text, i) => {
    context.strokeText(text, x, y + i * size * 1.12);
    context.fillText(text, x, y + i * size * 1.12);
  });
}
