// The overview of a great network: main things are drawn, others wait in counted bubbles or for zooming in.

const OPENING = 40;
const MAIN_SHARE = 0.6;
const PER_THING = 24_000;
const FEWEST_IN_BUBBLE = DATA.middle ? 3 : 4;
const TIES_OF_BUBBLE = 3;
const RINGS = 24;
const NAME_SHARE = 0.5;
const familyOfClass = new Map(DATA.classes.map((cls) => [cls.name, cls.family]));
const looksOfFamilies = new Map(DATA.families.map((family) => [family.name, family]));
const drawing = { nodes: new Set(), lines: new Set() };
const opened = new Set();
let bubbles = [], wholeScale = null, lookedAt = null;

const areaOfNode = new Map(DATA.areas.flatMap(({ things }, i) => things.map((id) => [id, i])));
const familyOf = (id) => familyOfClass.get(thing(id).cls ?? "");
/** Return what a thing is folded with: of what hangs on one thing what is said alike, else its family too. */
const groupOf = (id) =>
  DATA.middle && areaOfNode.has(id) ? `${areaOfNode.get(id)}` : `${areaOfNode.get(id) ?? ""} ${familyOf(id)}`;

/** Say whether the picture shows less than what the filters leave. */
const isOverview = () => DATA.opensOnOverview && visible.nodes.size > OPENING * 1.5;

/** Show what is drawn at this zoom and with this selection. */
function showDetail() {
  changing(() => {
    workOut();
    showNodes();
    strokeLines();
  });
}

/** Work out what is drawn at this zoom and with this selection. */
function workOut() {
  bubbles = [];
  Object.assign(drawing, visible);
  if (isOverview()) thinOut();
}

/** Return how many things there is room for: more the larger the stage and the closer it is looked at. */
function roomFor() {
  const { clientWidth: width, clientHeight: height } = byId("net");
  const steps = wholeScale ? Math.max(0, Math.floor(2 * Math.log2(net.getScale() / wholeScale) + 0.01)) : 0;
  return Math.max(16, Math.min(OPENING, (width * height) / PER_THING)) * 2 ** steps;
}

function thinOut() {
  const passing = ranked.filter((id) => visible.nodes.has(id)), room = roomFor();
  const main = mainOf(passing, Math.round(room * MAIN_SHARE));
  drawing.nodes = new Set([...main, ...passing.filter((id) => opened.has(groupOf(id)))]);
  foldOthers(passing.filter((id) => !drawing.nodes.has(id)), Math.round(room * (1 - MAIN_SHARE)));
  for (const id of chosenOnes()) if (visible.nodes.has(id)) drawing.nodes.add(id);
  const isDrawn = (line) => ends.get(line).every((id) => drawing.nodes.has(id));
  drawing.lines = new Set([...visible.lines].filter(isDrawn));
}

/** Put what is not drawn into so many bubbles. */
function foldOthers(waiting, most) {
  lookedAt = net.getScale();
  bubbles = bubblesOf(waiting).slice(0, most);
  const ids = [...drawing.nodes], room = 9 / net.getScale();
  const signs = ids.map((id) => ({ x: where(id).x, y: where(id).y, radius: sizeOf(id) }));
  spreadOut(bubbles, [...signs, ...ids.filter(isBold).flatMap((id) => circlesOfName(id, room))], room);
}

/**
 * Return circles in a row where the name of a thing stands below it, which leave half the usual room; none
 * where it takes much of the width of a stage, from which it would drive others.
 */
function circlesOfName(id, room) {
  const [{ left, right, top, bottom }] = spots(id, net.getScale());
  const stage = stageBox();
  if (right - left > NAME_SHARE * (stage.right - stage.left)) return [];
  const at = { y: (top + bottom) / 2, radius: (bottom - top) / 2 - 2.5 * room };
  return [0, 0.25, 0.5, 0.75, 1].map((part) => ({ ...at, x: left + part * (right - left) }));
}

/** Return the first of as many areas as half the room allows, and others for which there is room. */
function mainOf(passing, room) {
  const firsts = DATA.areas.map((area, i) => passing.find((id) => areaOfNode.get(id) === i)).filter(Boolean);
  const heads = firsts.slice(0, room / 2);
  const others = passing.filter((id) => !heads.includes(id));
  return [...heads, ...others.slice(0, room - heads.length)];
}

/** Return what was selected with all its neighbours, or the things of a path. */
const chosenOnes = () => (state.selected !== null || state.path ? standingOut().nodes : []);

/** Return the bubbles of things that wait: those of one family in one area, the fullest first. */
function bubblesOf(waiting) {
  return [...Map.groupBy(waiting, groupOf)].filter(([, things]) => things.length >= FEWEST_IN_BUBBLE)
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([group, things]) => bubble(group, things));
}

function bubble(group, things) {
  const mean = (axis) => things.reduce((sum, id) => sum + where(id)[axis], 0) / things.length;
  const family = looksOfFamilies.get(familyOf(things[0])), scale = net.getScale();
  const isMixed = things.some((id) => familyOf(id) !== family.name);
  const label = DATA.middle ? DATA.areas[areaOfNode.get(things[0])]?.label ?? family.label : family.label;
  const radius = (11 + 1.9 * Math.sqrt(Math.min(things.length, 150))) / scale;
  const place = { x: mean("x"), y: mean("y") }, color = isMixed ? GREY : lookOf(family);
  return { group, things, label, color, radius, ...place, ties: tiesOf(things) };
}

/** Return the things drawn to which most lines of those in a bubble lead, with how many there are. */
function tiesOf(things) {
  const within = new Set(things), tied = new Map();
  const outer = things.flatMap(shownLines).flatMap((line) => ends.get(line))
    .filter((id) => !within.has(id) && drawing.nodes.has(id));
  for (const id of outer) tied.set(id, (tied.get(id) ?? 0) + 1);
  return [...tied].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TIES_OF_BUBBLE);
}

/** Move circles, one after the other, to the nearest place off what stands fixed and off those before. */
function spreadOut(circles, fixed, room) {
  const taken = fixed.map((each) => ({ ...each, radius: each.radius + 3 * room }));
  for (const each of circles) {
    Object.assign(each, freePlace(each, taken));
    taken.push({ ...each, radius: each.radius + 2 * room });
  }
}

/** Return the free place for a circle that is nearest to where it is, itself where there is none near. */
function freePlace({ x, y, radius }, taken) {
  const isOff = (at) => (other) => Math.hypot(at.x - other.x, at.y - other.y) > radius + other.radius;
  for (let ring = 0; ring < RINGS; ring += 1) {
    for (let way = 0; way < 2 * Math.PI; way += Math.PI / 12) {
      const far = (ring * radius) / 3, at = { x: x + far * Math.cos(way), y: y + far * Math.sin(way) };
      if (taken.every(isOff(at))) return at;
    }
  }
  return { x, y };
}

/** Draw what joins bubbles to the things drawn, beneath all of them. */
function drawBubbleTies(context) {
  const scale = net.getScale();
  context.strokeStyle = GREY;
  context.globalAlpha = 0.3;
  for (const { x, y, ties } of bubbles) {
    for (const [id, count] of ties) {
      context.lineWidth = Math.min(4, 0.7 + Math.log2(count) / 2) / scale;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(where(id).x, where(id).y);
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

function drawBubbles(context, scale, taken) {
  const size = 12.5 / scale;
  for (const { x, y, radius, color, things } of bubbles) {
    Object.assign(context, { fillStyle: inks.paper, strokeStyle: color, lineWidth: 3 / scale });
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.fill();
    context.stroke();
    context.font = `600 ${size}px system-ui, sans-serif`;
    writeRows(context, [String(things.length)], { x, top: y - size * 0.5 }, size, scale, inks.ink);
    taken.take({ ...squareOf({ x, y }, radius), text: true });
  }
}

function nameBubbles(context, scale, taken) {
  const size = 11.5 / scale, stage = stageBox();
  context.font = `${size}px system-ui, sans-serif`;
  for (const each of bubbles) {
    const fits = (spot) => inside(spot, stage) && taken.free(spot);
    const box = spotsOfBubble(each, size, 4 / scale).find(fits);
    if (box) {
      taken.take(box);
      writeRows(context, [each.label], box, size, scale, inks.ink);
    }
  }
}

/** Return the places for the name of a bubble: below, above, to the right and left of it. */
function spotsOfBubble({ x, y, radius, label }, size, gap) {
  const half = widthOf(label, size) / 2, aside = radius + half + gap;
  const sides = [[0, radius + gap], [0, -radius - gap - size], [aside, -size / 2], [-aside, -size / 2]];
  return sides.map(([dx, dy]) => [x + dx, y + dy]).map(([at, top]) =>
    ({ left: at - half, right: at + half, top, bottom: top + size * 1.1, x: at, text: true }));
}

/** Return the bubble at a point of the drawing, if there is one. */
const bubbleAt = ({ x, y }) => bubbles.find((each) => Math.hypot(each.x - x, each.y - y) <= each.radius);

/** Open the bubble at a point of the drawing; say whether there is one. */
function openBubble(point) {
  const found = bubbleAt(point);
  if (found) openGroups([found.group], found.things);
  return Boolean(found);
}

/** Draw all things of some groups, and go near enough to read the names of these. */
function openGroups(groups, things) {
  for (const group of groups) opened.add(group);
  showDetail();
  glide(new Map(), new Map(), viewOf(things.map(where), CLOSE));
  tell(summary());
  remember(true);
}

/** Open again the bubbles that an address names; what is none is passed over. */
function recallOpened(names) {
  const known = new Set(DATA.nodes.map(({ id }) => groupOf(id)));
  opened.clear();
  for (const group of names.split("|")) if (known.has(group)) opened.add(group);
}

/** Fold every bubble again. */
function closeBubbles() {
  opened.clear();
  showDetail();
}

/** Tell of the bubble under the pointer. */
function hoverBubble({ offsetX: x, offsetY: y }) {
  const found = bubbleAt(net.DOMtoCanvas({ x, y })), tip = byId("tip");
  byId("net").style.cursor = found ? "pointer" : "";
  if (found) showTip(null, { x, y }, tipOfBubble(found));
  if (!found && state.hovered === null) tip.hidden = true;
}

function tipOfBubble({ things, label }) {
  const names = things.slice(0, 4).map((id) => cut(thing(id).label, 60)).join(say(", "));
  const told = make("div", {}, make("small", {}, `${names} …`));
  const value = say("{n} things", { n: things.length });
  return [make("strong", {}, say("{name}: {value}", { name: label, value })), told];
}

/** Fill the list of the largest areas, each of which leads there and opens all that is in it. */
function fillAreas() {
  const row = ({ label, things }) => {
    const go = () => openGroups(things.map(groupOf), things);
    const count = make("small", {}, String(things.length));
    const button = { class: "choice", onclick: go };
    return make("li", {}, make("button", button, make("span", {}), make("span", {}, label), count));
  };
  byId("areas").parentElement.hidden = !DATA.areas.length;
  byId("areas").replaceChildren(...DATA.areas.slice(0, FEW).map(row));
}

/** Say what the overview leaves out, or nothing where all is drawn. */
function waitingTold() {
  const some = drawing.nodes.size;
  if (!isOverview() || some === visible.nodes.size) return [];
  return [say("{n} drawn: zoom in or open a circle for the others", { n: some })];
}

/** Draw what lies beneath nodes and lines; where the zoom is another one, show more or fewer of these. */
function drawBelow(context) {
  drawAreas(context);
  drawBubbleTies(context);
  if (net.getScale() !== lookedAt && isOverview()) requestAnimationFrame(showThisNear);
}

/** Show as much as this zoom has room for, and say how much that is. */
function showThisNear() {
  showDetail();
  if (state.selected === null && !state.path) tell(summary());
}

function startOverview() {
  fillAreas();
  net.on("beforeDrawing", drawBelow);
  byId("net").addEventListener("pointermove", hoverBubble);
}

subscribe({ kept: () => ({ open: [...opened].join("|") }) });
