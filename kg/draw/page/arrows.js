// Arrowheads: at each end that a statement points to, where the line meets the thing or its name.

/** Draw the arrowheads of lines; `names` are [node, box] of the names written, which none may touch. */
function drawArrows(context, lines, names, isStrong) {
  const boxes = new Map(names), scale = net.getScale();
  context.save();
  for (const line of lines.filter((id) => visible.lines.has(id))) {
    const { forth, back, width, opacity } = strokes.get(line), [a, b] = ends.get(line);
    const length = Math.min(6 + 1.6 * width, (9 + width) / scale);
    context.globalAlpha = isStrong ? 1 : Math.max(0.45, opacity);
    context.fillStyle = line === state.selected || isStrong ? ACCENT : GREY;
    if (a !== b && forth) drawArrow(context, a, b, boxes.get(b), length);
    if (a !== b && back) drawArrow(context, b, a, boxes.get(a), length);
  }
  context.restore();
}

function drawArrow(context, from, to, box, length) {
  const { x, y, way } = tipAt(where(from), where(to), box), half = 0.42 * length;
  const back = { x: x + way.x * length, y: y + way.y * length };
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(back.x - way.y * half, back.y + way.x * half);
  context.lineTo(back.x + way.y * half, back.y - way.x * half);
  context.fill();
}

/** Return the point at which a line to a node meets it or its name, and the way back from there. */
function tipAt(from, to, box) {
  const length = Math.hypot(from.x - to.x, from.y - to.y) || 1;
  const way = { x: (from.x - to.x) / length, y: (from.y - to.y) / length };
  const edge = to.options.size + 1.5, out = box ? leaving(to, way, box) : 0;
  const reach = out > edge && out < 0.75 * length ? out + 2 : edge;
  return { x: to.x + way.x * reach, y: to.y + way.y * reach, way };
}

/** Return how far from a point, in a direction, one leaves a box; 0 where the way does not cross it. */
function leaving({ x, y }, way, box) {
  const [across, down] = [within(x, way.x, box.left, box.right), within(y, way.y, box.top, box.bottom)];
  const enters = Math.max(across[0], down[0]), leaves = Math.min(across[1], down[1]);
  return enters < leaves && leaves > 0 ? leaves : 0;
}

/** Return when a movement along one axis enters and leaves the stretch between two places. */
function within(at, speed, low, high) {
  if (Math.abs(speed) < 1e-6) return at > low && at < high ? [-Infinity, Infinity] : [Infinity, -Infinity];
  return [(low - at) / speed, (high - at) / speed].sort((a, b) => a - b);
}
