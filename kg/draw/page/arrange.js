// Where what is left stands: drawn together by what joins it, names apart, in the shape of the stage.

const SMALL_PART = 70;
const GAP = 34;
const LETTER = 13;
const GLIDE = 240;
const STILL = 450;
const STRETCHES = [1, 1.15, 1.3, 1.5, 1.8];
let gliding = 0;

/** Return node → place for what is visible: where it always stood when that is everything. */
function arranged() {
  const ids = DATA.nodes.map(({ id }) => id).filter((id) => visible.nodes.has(id));
  if (isRearranged()) return comparedPlaces();
  if (ids.length === DATA.nodes.length) return new Map(ids.map((id) => [id, homes.get(id)]));
  if (state.path?.one.length) return packed([inColumns(pathColumns(ids))]);
  const drawn = (part) => (part.length > SMALL_PART ? evened(part) : spread(part));
  return packed(partsOf(ids).map((part) => apart(drawnOut(drawn(part)))));
}

/** Put parts that nothing joins as the stage of a phone has room for them, each laid out as it was. */
function standParts() {
  const parts = partsOf(ranked);
  if (!UPRIGHT || DATA.opensOnOverview || isRearranged() || parts.length < 2) return;
  const boxes = parts.map((part) => apart(drawnOut(part.map((id) => pointOf(id, homes.get(id))))));
  for (const [id, at] of packed(boxes)) {
    homes.set(id, at);
    Object.assign(resting.get(id), at);
  }
}

/** Return the groups of nodes that visible lines join, the largest first. */
function partsOf(ids) {
  const parts = [], seen = new Set();
  for (const id of ids) {
    const part = seen.has(id) ? [] : [...distances(id).keys()];
    for (const node of part) seen.add(node);
    if (part.length) parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/** Return the points of a large part: where it always stood, gaps halfway closed. */
function evened(part) {
  const points = part.map((id) => pointOf(id, homes.get(id)));
  for (const axis of ["x", "y"]) {
    const order = [...points].sort((a, b) => a[axis] - b[axis]), low = order[0][axis];
    const gap = (order.at(-1)[axis] - low) / Math.max(1, order.length - 1);
    order.forEach((point, rank) => { point[axis] = (point[axis] + low + rank * gap) / 2; });
  }
  return points;
}

/** Return the points of a small part, as far apart as in the network (stress, Gansner et al. 2004). */
function spread(part) {
  const begin = (id, i) => ({ x: homes.get(id).x + (i % 7), y: homes.get(id).y + (i % 5) });
  const points = part.map((id, i) => pointOf(id, begin(id, i)));
  const steps = part.map((id) => distances(id)), degree = part.map((id) => neighboursOf(id).size);
  const far = (i, j) => {
    const length = steps[i].get(part[j]);
    return 110 * length * (length > 1 ? 1 + 0.5 * Math.log(Math.min(degree[i], degree[j])) : 1);
  };
  for (let round = 0; round < 120; round += 1) {
    points.forEach((point, i) => pull(point, points, (j) => far(i, j), (j) => steps[i].get(part[j])));
  }
  return points;
}

/** Move a point to where its distances to all others fit best, the near counting most. */
function pull(point, points, far, steps) {
  let x = 0, y = 0, sum = 0;
  for (const [j, other] of points.entries()) {
    if (other === point) continue;
    const dx = point.x - other.x, dy = point.y - other.y, wanted = far(j), weight = steps(j) ** -3;
    const stretch = wanted / (Math.hypot(dx, dy) || 1);
    x += weight * (other.x + dx * stretch);
    y += weight * (other.y + dy * stretch);
    sum += weight;
  }
  if (sum) Object.assign(point, { x: x / sum, y: y / sum });
}

/** Return the things of a path, one column for each step from its start, its own in the middle. */
function pathColumns(ids) {
  const steps = distances(state.path.from), columns = [], isOwn = (id) => state.path.one.includes(id);
  const byRank = [...ids].sort((a, b) => isOwn(b) - isOwn(a) || homes.get(a).y - homes.get(b).y);
  for (const id of byRank) {
    const column = columns[steps.get(id)] ??= [];
    if (column.length % 2) column.push(id);
    else column.unshift(id);
  }
  return columns;
}

/** Return the points of things in columns, each from above to below, with its middle on one line. */
function inColumns(columns) {
  const points = columns.map((ids) => ids.map((id) => pointOf(id, homes.get(id))));
  const apartBy = 2 * Math.max(...points.flat().map(({ high }) => high));
  return points.flatMap((column, at) => column.map((point, row) =>
    ({ ...point, x: at * 260, y: (row - Math.floor((column.length - 1) / 2)) * apartBy })));
}

/** Return a node as a point with half the width and height that it takes together with its name. */
function pointOf(id, { x, y }) {
  const { size } = places.get(id), { rows } = thing(id);
  const half = Math.max(...rows.map((row) => widthOf(row, LETTER))) / 2;
  return { id, x, y, wide: Math.max(size, half) + 6, high: size + 7 * rows.length + 4 };
}

/** Return the points drawn out or in until they take the room that their names need, wide as the stage. */
function drawnOut(points) {
  const sparse = points.length > 9 ? 1.8 : points.length > 3 ? 2.4 : 1;
  const need = sparse * points.reduce((sum, { wide, high }) => sum + 4 * wide * high, 0);
  const [across, down] = ["x", "y"].map((axis) => extent(points, axis));
  const [width, height] = [Math.max(across, down / 3, 1), Math.max(down, across / 3, 1)];
  const lean = Math.sqrt(Math.min(2.5, Math.max(0.4, (aspect() * height) / width)));
  const scale = Math.sqrt(need / (width * height));
  return points.map((point) => ({ ...point, x: point.x * scale * lean, y: (point.y * scale) / lean }));
}

const aspect = () => byId("net").clientWidth / Math.max(1, byId("net").clientHeight);

function extent(points, axis) {
  const along = points.map((point) => point[axis]);
  return Math.max(...along) - Math.min(...along);
}

/** Return the points pushed apart until names hardly overlap. */
function apart(points) {
  for (let round = 0, moved = true; moved && round < 60; round += 1) {
    moved = false;
    const order = [...points].sort((a, b) => a.y - b.y);
    const tallest = Math.max(...points.map(({ high }) => high));
    for (const [i, a] of order.entries()) {
      for (let j = i + 1; j < order.length && order[j].y - a.y < a.high + tallest; j += 1) {
        moved = partTwo(a, order[j]) || moved;
      }
    }
  }
  return points;
}

/** Push two points apart by the shorter way; say whether they overlapped. */
function partTwo(a, b) {
  const x = a.wide + b.wide - Math.abs(a.x - b.x), y = a.high + b.high - Math.abs(a.y - b.y);
  if (x <= 0 || y <= 0) return false;
  const axis = x < 1.5 * y ? "x" : "y", push = 0.26 * (axis === "x" ? x : y) * (a[axis] < b[axis] ? -1 : 1);
  a[axis] += push;
  b[axis] -= push;
  return true;
}

/** Return the places of all parts in rows or in columns, of those lengths that fill the stage best. */
function packed(parts) {
  const boxes = parts.map(boxed), area = boxes.reduce((sum, { wide, high }) => sum + wide * high, 0);
  const most = (side, other) => Math.max(other, ...boxes.map((box) => box[side]));
  const [row, column] = [most("wide", Math.sqrt(area * aspect())), most("high", Math.sqrt(area / aspect()))];
  const ways = STRETCHES.flatMap((by) =>
    [shelved(boxes, "wide", "high", by * row), shelved(boxes, "high", "wide", by * column)]);
  const need = (corners) => Math.max(...corners.map(({ wide, high }, i) =>
    Math.max((wide + boxes[i].wide) / aspect(), high + boxes[i].high)));
  const corners = ways.reduce((one, other) => (need(other) < need(one) ? other : one));
  return new Map(boxes.flatMap(({ points, left, top }, i) => points.map(({ id, x, y }) =>
    [id, { x: Math.round(x - left + corners[i].wide), y: Math.round(y - top + corners[i].high) }])));
}

/** Return the corners of boxes put along shelves of a length, what is far less deep on the next one. */
function shelved(boxes, along, across, length) {
  let at = 0, shelf = 0, depth = 0;
  return boxes.map((box) => {
    if (at && (at + box[along] > length || box[across] < depth / 4)) { shelf += depth; at = depth = 0; }
    const corner = { [along]: at, [across]: shelf };
    at += box[along];
    depth = Math.max(depth, box[across]);
    return corner;
  });
}

/** Return points with the corner and extent of all they take, and a gap. */
function boxed(points) {
  const left = Math.min(...points.map((p) => p.x - p.wide));
  const top = Math.min(...points.map((p) => p.y - p.high));
  const right = Math.max(...points.map((p) => p.x + p.wide));
  const bottom = Math.max(...points.map((p) => p.y + p.high));
  return { points, left, top, wide: right - left + GAP, high: bottom - top + GAP };
}

const mixed = (a, b, part) => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });

/** Put a node somewhere, and its box with it, by which vis-network knows what is on the screen. */
function put(id, at) {
  Object.assign(where(id), at);
  where(id).updateBoundingBox?.();
}

/** Show what is visible, let it move to where it belongs, and fit the view to it. */
function settle() {
  changing(moveHome);
}

function moveHome() {
  const before = new Map(DATA.nodes.map(({ id }) => [id, { x: where(id).x, y: where(id).y }]));
  refresh();
  const after = arranged();
  for (const [id, at] of after) put(id, at);
  keepPlaces();
  const view = viewOfAll();
  if (!view) return;
  wholeScale = view.scale;
  glide(before, after, view);
}

/** Move nodes and view to their places: at once where there are many, without motion or on arrival. */
function glide(before, after, view) {
  const isWanted = !state.arriving && after.size <= STILL;
  const still = !isWanted || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const turn = gliding += 1, begun = performance.now();
  const seen = { ...net.getViewPosition(), scale: net.getScale() };
  const move = (now) => {
    if (turn !== gliding) return;
    const part = still ? 1 : Math.min(1, Math.max(0, (now - begun) / GLIDE));
    for (const [id, to] of after) put(id, mixed(before.get(id), to, part));
    const scale = seen.scale + (view.scale - seen.scale) * part;
    net.moveTo({ position: mixed(seen, view.position, part), scale, animation: false });
    if (part < 1) requestAnimationFrame(move);
    else showThisNear();
  };
  move(begun);
}
