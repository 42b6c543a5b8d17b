// Bends: a line that would run through a thing between its ends goes around it.

const FEW_TO_BEND = 60;
const CLEAR = 10;

/** Bend the lines drawn that would run through a thing, and straighten the others. */
function bendLines() {
  const few = visible.lines.size <= FEW_TO_BEND, things = nodeSet.get([...drawing.nodes]);
  const bends = [...drawing.lines].map((line) => [line, few ? bendOf(line, things) : 0]);
  const smooth = (bend) => ({ enabled: bend > 0, type: "curvedCW", roundness: bend });
  const isChanged = ([line, bend]) => (edgeSet.get(line).smooth?.roundness ?? 0) !== bend;
  edgeSet.update(bends.filter(isChanged).map(([id, bend]) => ({ id, smooth: smooth(bend) })));
}

/** Return how round a line has to be, as vis-network counts it: 0 where nothing stands in its way. */
function bendOf(line, things) {
  const [a, b] = ends.get(line).map((id) => nodeSet.get(id)), length = Math.hypot(b.x - a.x, b.y - a.y);
  const blocking = things.filter((c) => c.id !== a.id && c.id !== b.id && isBetween(a, b, c, length));
  const widest = Math.max(0, ...blocking.map(({ size }) => size));
  return blocking.length ? Math.min(0.5, Math.max(0.12, (2.5 * (widest + CLEAR)) / length)) : 0;
}

/** Say whether a thing stands on the straight way from one to another. */
function isBetween(a, b, c, length) {
  const x = (b.x - a.x) / (length || 1), y = (b.y - a.y) / (length || 1);
  const along = (c.x - a.x) * x + (c.y - a.y) * y, aside = Math.abs((c.x - a.x) * y - (c.y - a.y) * x);
  return along > c.size && along < length - c.size && aside < c.size;
}

/** Keep things where the reader put them. */
function keepPlaces() {
  net.storePositions();
  bendLines();
}
