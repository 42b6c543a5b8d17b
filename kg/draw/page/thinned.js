// What is written along an axis: as much as has room, nothing so near another that they would touch.

const BETWEEN = 10;

/** Return every tick in a row, or every second, third and so on, until their texts stand apart in a width. */
function thinned(ticks, size, width) {
  const kept = (every) => ticks.filter((_, i) => i % every === 0).map((tick) => inward(tick, size, width));
  let every = 1;
  while (!areApart(kept(every), size)) every += 1;
  return kept(every);
}

/** Return a tick whose text, of which `x` is the middle, begins and ends within a width. */
function inward({ x, text }, size, width) {
  const half = widthOf(text, size) / 2;
  return { x: Math.max(half, Math.min(width - half, x)), text };
}

function areApart(ticks, size) {
  const room = (a, b) => (widthOf(a.text, size) + widthOf(b.text, size)) / 2 + BETWEEN;
  return ticks.every((a, i) => ticks.slice(i + 1).every((b) => Math.abs(a.x - b.x) >= room(a, b)));
}
