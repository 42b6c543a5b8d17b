// Arrowheads: at each end that a statement points to, where the line meets the thing or its name.

const STEP = 2, AHEAD = [0, 4, 8];
const MOST = 0.75;

/** Draw the arrowheads of lines; `names` are [node, box] of the names written, which none may touch. */
function drawArrows(context, lines, names, isStrong) {
  const boxes = new Map(names), scale = net.getScale();
  context.save();
  for (const line of lines.filter((id) => visible.lines.has(id))) {
    const { forth, back, width, opacity } = strokes.get(line), { a, b, via } = curveOf(line);
    const length = Math.min(6 + 1.6 * width, (9 + width) / scale);
    context.globalAlpha = isStrong ? 1 : Math.max(0.45, opacity);
    context.fillStyle = line === state.selected || isStrong ? ACCENT : GREY;
    if (a !== b && forth) drawArrow(context, { a, b, via }, boxes.get(b.id), length);
    if (a !== b && back) drawArrow(context, { a: b, b: a, via }, boxes.get(a.id), length);
  }
  context.restore();
}

function drawArrow(context, curve, box, length) {
  const { x, y, way } = tipAt(curve, box, curve.b.options.size + 1.5), half = 0.42 * length;
  const back = { x: x + way.x * length, y: y + way.y * length };
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(back.x - way.y * half, back.y + way.x * half);
  context.lineTo(back.x + way.y * half, back.y - way.x * half);
  context.fill();
}

/** Return the point at which a line to `b` leaves it, or its name a little farther on, and the way back. */
function tipAt({ a, b, via }, box, reach) {
  const length = Math.hypot(a.x - b.x, a.y - b.y) || 1;
  const covers = ({ x, y }) => Math.hypot(x - b.x, y - b.y) < reach || (box && meet(pointBox({ x, y }), box));
  const on = (part) => mixed(mixed(b, via, part), mixed(via, a, part), part);
  const isUnder = (part) => AHEAD.some((far) => covers(on(part + far / length)));
  let part = 0;
  while (part < MOST && isUnder(part)) part += STEP / length;
  const tip = on(part), next = on(part + STEP / length);
  const gap = Math.hypot(next.x - tip.x, next.y - tip.y) || 1;
  return { ...tip, way: { x: (next.x - tip.x) / gap, y: (next.y - tip.y) / gap } };
}
