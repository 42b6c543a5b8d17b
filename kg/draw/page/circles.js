// A button over each counted circle, so that the keyboard and what reads a page aloud can open it.

const LEAST_TARGET = 24;
const circleButtons = new Map();

/** Keep a button over every circle that is drawn, and none elsewhere; a focus that loses its own goes on. */
function placeCircles() {
  const shown = bubbles.map((each) => [each, net.canvasToDOM(each)]).filter(([, point]) => isOnStage(point));
  const groups = new Set(shown.map(([{ group }]) => group));
  for (const [group, button] of circleButtons) if (!groups.has(group)) removeCircle(group, button);
  for (const [each, point] of shown) placeCircle(each, point);
}

function isOnStage({ x, y }) {
  const { clientWidth: width, clientHeight: height } = byId("net");
  return x > 0 && x < width && y > 0 && y < height - covered();
}

function removeCircle(group, button) {
  if (button === document.activeElement) byId("net").focus();
  button.remove();
  circleButtons.delete(group);
}

function placeCircle(each, { x, y }) {
  const wide = Math.max(LEAST_TARGET, 2 * each.radius * net.getScale());
  const button = circleButtons.get(each.group) ?? addCircle(each.group);
  const [left, top, width, height] = [x - wide / 2, y - wide / 2, wide, wide].map((size) => `${size}px`);
  Object.assign(button.style, { left, top, width, height });
  if (button.ariaLabel !== nameOfCircle(each)) button.ariaLabel = nameOfCircle(each);
}

function addCircle(group) {
  const own = () => bubbles.find((each) => each.group === group);
  const about = () => showTip(null, net.canvasToDOM(own()), tipOfBubble(own()));
  const act = () => openGroups([group], own().things);
  const button = make("button", { onclick: act, onfocus: about, onblur: () => hover(null) });
  circleButtons.set(group, button);
  byId("circles").append(button);
  return button;
}

/** Return what is in a circle: how many things of which class or family, in which area. */
function nameOfCircle({ things, label }) {
  const isOneClass = new Set(things.map((id) => thing(id).cls)).size === 1;
  const area = DATA.middle ? "" : DATA.areas[areaOfNode.get(things[0])]?.label;
  const about = { count: things.length, name: label, area };
  const told = { area, things: isOneClass ? called(things) : say("{count} {name}", about) };
  return area ? say("{things} in {area}, open", told) : say("{things}, open", told);
}

subscribe({ begin: () => net.on("afterDrawing", placeCircles) });
