// The areas of a picture: what belongs together lies on a ground of its own, which bears its name.

const AREA_MARGIN = 30, AREA_TYPE = 12.5, AREA_STRETCH = 1.7;
const areas = DATA.areas.map((area, i) =>
  ({ ...area, number: i, hull: [], box: null, hasGround: DATA.opensOnOverview || i % 2 === 0 }));

let areasLie = true;

/** Say whether areas are to be seen: nothing moved their things, and lines do not say the same in words. */
const isMap = () => areasLie && !isRearranged() && !(DATA.middle && state.words)
  && (isOverview() || visible.nodes.size === DATA.nodes.length);

const isCounted = ({ number }) => bubbles.some(({ things }) => areaOfNode.get(things[0]) === number);

/** Say whether something of an area is drawn, or counted in a circle. */
const isInhabited = (area) => area.things.some((id) => drawing.nodes.has(id)) || isCounted(area);

/** Say whether the name of an area is to be written: circles around one thing and drawn heads bear it. */
const wantsName = (area) => area.box && !(DATA.middle && isCounted(area)) && !isHeaded(area);
const isHeaded = ({ heads }) => heads.length && heads.every((id) => drawing.nodes.has(id));

/** Draw the grounds, before anything else is drawn. */
function drawAreas(context) {
  if (!isMap()) return;
  Object.assign(context, { lineJoin: "round", lineWidth: 2 * AREA_MARGIN });
  context.fillStyle = context.strokeStyle = inks.area;
  for (const area of areas) {
    const things = isInhabited(area) ? area.things : [];
    area.hull = hullOf(things.filter((id) => visible.nodes.has(id)).map(where));
    area.box = area.hull.length > 2 ? boxAround(area.hull) : null;
    if (area.box && area.hasGround) drawGround(context, area.hull);
  }
}

function drawGround(context, hull) {
  context.beginPath();
  for (const { x, y } of hull) context.lineTo(x, y);
  context.closePath();
  context.fill();
  context.stroke();
}

function boxAround(points) {
  const xs = points.map(({ x }) => x), ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs) - AREA_MARGIN, Math.max(...xs) + AREA_MARGIN];
  return { left, right, top: Math.min(...ys) - AREA_MARGIN, bottom: Math.max(...ys) + AREA_MARGIN };
}

/** Return the corners of the convex hull of some points (Andrew 1979). */
function hullOf(points) {
  const sorted = points.map(({ x, y }) => ({ x, y })).sort((a, b) => a.x - b.x || a.y - b.y);
  return [...chainOf(sorted), ...chainOf(sorted.reverse())];
}

function chainOf(points) {
  const chain = [];
  for (const point of points) {
    while (chain.length > 1 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

const turnsLeft = (a, b, c) => (b.x - a.x) * (c.y - a.y) > (b.y - a.y) * (c.x - a.x);

/** Write the names of the areas that are wide enough for theirs, and keep other names off them. */
function drawAreaNames(context, scale, taken) {
  if (compares()) return drawHeadings(context, scale, taken);
  if (!isMap()) return;
  const size = AREA_TYPE / scale, frame = stageBox();
  context.font = `600 ${size}px system-ui, sans-serif`;
  for (const { label, box } of areas.filter(wantsName)) {
    const half = widthOf(label, size) * 0.55 + size;
    const name = spotsOfArea(half, box, size, frame).find((spot) => taken.free(spot));
    if (name) {
      taken.take(name);
      writeRows(context, [label], name, size, scale, inks.soft);
    }
  }
}

/** Return the places for the name of an area, none where it is too narrow: its upper and its lower edge. */
function spotsOfArea(half, box, size, frame) {
  const x = (box.left + box.right) / 2;
  if (2 * half > AREA_STRETCH * (box.right - box.left)) return [];
  const tops = [Math.max(box.top - size * 0.6, frame.top + size), box.bottom - size * 0.6];
  const edge = (top) => ({ left: x - half, right: x + half, top, bottom: top + size * 1.2, x, text: true });
  return tops.map(edge)
    .filter((spot) => spot.top < box.bottom && inside(spot, frame));
}
