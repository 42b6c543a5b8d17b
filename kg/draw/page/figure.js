// The figure: what the stage shows now, on paper, where names and words find places of their own.

const WIDEST_NAME = 92, ABOVE = 22, HIGHEST = 1.25;
const OF_BUBBLE = 0.55, FADED = 0.12, FULL_WIDTH = 450;

/** Return what of the drawing is on the stage. */
function onStage() {
  const stage = stageBox(), isSeen = (place) => inside(pointBox(place), stage);
  const isThere = (id) => drawing.nodes.has(id) && isSeen(where(id));
  const grounds = isMap() ? areas.filter(({ box }) => box && meet(box, stage)) : [];
  return { stage, ids: ranked.filter(isThere), circles: bubbles.filter(isSeen), grounds };
}

/** Draw what is seen on a sheet; return the lines drawn, those that are numbered, and what has no room. */
function drawFigure(sheet, seen) {
  const { lie, height, across } = laidOn(sheet, seen);
  const paper = { left: sheet.left, right: sheet.left + sheet.room, top: sheet.y, bottom: sheet.y + height };
  const out = state.selected !== null || state.path ? standingOut() : null;
  const radius = (id) => Math.max(1.6, places.get(id).size * PAPER.radius);
  const dots = new Map(seen.ids.map((id) => [id, { ...lie(where(id)), radius: radius(id) }]));
  const plot = { sheet, seen, lie, across, paper, out, dots, taken: new Boxes(40) };
  plot.circles = seen.circles.map((each) => ({ ...each, ...lie(each), radius: bubbleRadius(each, sheet) }));
  spreadOut(plot.circles, [...dots.values()], 3);
  plot.lines = [...drawing.lines].filter((id) => ends.get(id).some((end) => dots.has(end)));
  const headings = headingsOn(plot), words = wordsOf(plot);
  sheet.draw([beneath(plot), ...circlesOf(plot), ...signsOf(plot), ...headings, ...words.drawn], height + 4);
  return { ...plot, ...words };
}

/** Return how large a circle is on paper: smaller on a narrow sheet, never less than its number takes. */
const bubbleRadius = ({ radius }, { room }) =>
  Math.max(LEAST, OF_BUBBLE * radius * net.getScale() * Math.min(1, room / FULL_WIDTH));

/** Return how the drawing lies on a sheet, and how high: as names need at this width, or as it may be. */
function laidOn(sheet, { ids, circles, grounds, stage }) {
  const corners = grounds.flatMap(({ box }) => cornersIn(box, stage));
  const points = [...ids.map(where), ...circles, ...corners], { room } = sheet;
  const [left, top] = ["x", "y"].map((axis) => Math.min(...points.map((point) => point[axis])));
  const [wide, high] = ["x", "y"].map((axis) => Math.max(extent(points, axis), 1));
  const side = Math.min(46, room / 8), across = Math.min((room - 2 * side) / wide, 1);
  const ofNames = ((ids.length + circles.length) * WIDEST_NAME * 26) / room - 2 * ABOVE;
  const needed = sheet.isTall ? Infinity : ofNames;
  const most = Math.min(across * 1.7, (HIGHEST * room - 2 * ABOVE) / high);
  const down = Math.min(Math.max(across, needed / high), most);
  const begin = sheet.left + (room - wide * across) / 2, upper = sheet.y + ABOVE;
  const lie = ({ x, y }) => ({ x: begin + (x - left) * across, y: upper + (y - top) * down });
  return { lie, across, height: high * down + 2 * ABOVE };
}

/** Return the upper left and lower right corner of what of a box lies in another. */
const cornersIn = (box, { left, right, top, bottom }) => [
  { x: within(box.left, left, right), y: within(box.top, top, bottom) },
  { x: within(box.right, left, right), y: within(box.bottom, top, bottom) },
];
const within = (number, least, most) => Math.max(least, Math.min(most, number));

/** Return grounds and lines, cut off where the picture ends. */
function beneath(plot) {
  const { paper: { left, top, right, bottom }, seen, sheet } = plot;
  const size = { x: left, y: top, width: right - left, height: bottom - top };
  const box = Object.fromEntries(Object.entries(size).map(([key, value]) => [key, round(value)]));
  const { area } = sheet.inks, ground = { class: "area", fill: area, stroke: area };
  const wide = round(2 * AREA_MARGIN * plot.across);
  const about = { ...ground, "stroke-linejoin": "round", "stroke-width": wide };
  const shape = ({ hull }) => svgPath(`M${hull.map((point) => pair(plot.lie(point))).join("L")}Z`, about);
  const drawn = seen.grounds.filter(({ hasGround }) => hasGround).map(shape);
  return makeSvg("svg", { ...box, viewBox: Object.values(box).join(" ") },
    ...drawn, ...plot.circles.flatMap((each) => tiesOn(each, plot)),
    ...plot.lines.map((id) => lineOn(id, plot)));
}

function tiesOn({ x, y, ties }, { lie, sheet, out }) {
  return ties.map(([id, count]) => svgPath(`M${pair({ x, y })}L${pair(lie(where(id)))}`, {
    stroke: sheet.inks.line, "stroke-opacity": out ? FADED : 0.35,
    "stroke-width": round(Math.min(1.5, 0.3 + Math.log2(count) / 6)),
  }));
}

/** Return the ends of a line on paper and the point towards which it is drawn out. */
function curveOn(id, { lie, dots }) {
  const { a, b, via } = curveOf(id), end = (node) => dots.get(node.id) ?? { ...lie(node), radius: 0 };
  return { a: end(a), b: end(b), via: lie(via) };
}

const isDoubtful = (id) => saidOn(id).some((it) => it.status);
const isFaded = (id, out) => out && !out.lines.has(id);

function inkOf(id, { out, sheet: { inks: ink } }) {
  const clear = isDoubtful(id) || (out ? 1 : strokes.get(id).opacity);
  return [isDoubtful(id) ? ink.warn : ink.line, round(isFaded(id, out) ? FADED : Number(clear))];
}

function lineOn(id, plot) {
  const { number, dashes } = strokes.get(id), [color, opacity] = inkOf(id, plot), curve = curveOn(id, plot);
  const about = { class: "line", fill: "none", stroke: color, "stroke-opacity": opacity };
  const ink = { ...about, "stroke-width": printedLine(number), "stroke-dasharray": dashesOf(dashes) };
  const [from, to] = ends.get(id), { x, y, radius } = curve.b, turn = radius + 3;
  if (from === to) return circleAt({ x: x + turn, y: y - turn }, turn, ink);
  return svgPath(`M${pair(curve.a)}Q${pair(curve.via)} ${pair(curve.b)}`, ink);
}

const printedLine = (number) => round(Math.min(0.5 + 0.2 * (number - 1), 1.5));

function circlesOf({ circles, out, sheet: { inks: ink } }) {
  return circles.map(({ x, y, radius, color, things }) => {
    const look = { class: "circle", fill: ink.paper, stroke: color, "stroke-width": 1.4 };
    const middle = { x, y: y - LEAST * 0.5 };
    return makeSvg("g", { opacity: out ? 0.3 : null }, circleAt({ x, y }, radius, look),
      ...printedRows([String(things.length)], middle, LEAST, ink.ink, { bold: true, middle: true }));
  });
}

function signsOf({ dots, out }) {
  return [...dots].reverse().map(([id, place]) => {
    const { shape, color } = places.get(id);
    return signAt(shape, place, place.radius, color, out && !out.nodes.has(id) ? 0.3 : null);
  });
}

/** Return what stands over each list of a comparison, and keep other names off. */
function headingsOn({ dots, taken, sheet }) {
  if (!areasLie || !compares()) return [];
  const seen = sharing().map((list) => ({ ...list, ids: list.ids.filter((id) => dots.has(id)) }));
  const lists = seen.filter(({ ids }) => ids.length);
  const topOf = (ids) => Math.min(...ids.map((id) => dots.get(id).y - dots.get(id).radius));
  const top = topOf(lists.flatMap(({ ids }) => ids));
  return lists.flatMap((list) => {
    const xs = list.ids.map((id) => dots.get(id).x), x = (Math.min(...xs) + Math.max(...xs)) / 2;
    const half = printedWidth(headingOf(list), LEAST, true) / 2, y = (UPRIGHT ? topOf(list.ids) : top) - 12;
    taken.take({ left: x - half, right: x + half, top: y, bottom: y + LEAST });
    return printedRows([headingOf(list)], { x, y }, LEAST, sheet.inks.ink, { bold: true, middle: true });
  });
}
