// How the picture stands on a phone: laid on its side or drawn out in height, as fewer names meet.

const UPRIGHT = innerHeight > 1.2 * innerWidth;
const PHONE = 1.9, FEW_NAMES = 60;
const TEXT = 12, ROOM = { wide: 0.64 * innerWidth, high: innerHeight - 310 };
const higher = (high, wide, least) => Math.min(3, Math.max(least, (PHONE * wide) / Math.max(1, high)));
const [ACROSS, DOWN] = ["x", "y"].map((axis) => extent(DATA.nodes, axis));
const TALLER = higher(ACROSS, DOWN, 1.4), DRAWN = higher(DOWN, ACROSS, 1);
const AS_IT_IS = { standing: (at) => at, lying: (at) => at };
const ON_ITS_SIDE = {
  standing: ({ x, y }) => ({ x: y, y: TALLER * x }), lying: ({ x, y }) => ({ x: y / TALLER, y: x }),
};
const DRAWN_OUT = {
  standing: ({ x, y }) => ({ x, y: DRAWN * y }), lying: ({ x, y }) => ({ x, y: y / DRAWN }),
};
const { standing, lying } = UPRIGHT ? upright() : AS_IT_IS;

function upright() {
  const isDrawnOut = DATA.nodes.length <= FEW_NAMES && meetings(DRAWN_OUT) < meetings(ON_ITS_SIDE);
  return isDrawnOut ? DRAWN_OUT : ON_ITS_SIDE;
}

/** Return how many pairs of names, each below its thing, meet on this screen. */
function meetings(pose) {
  const names = DATA.nodes.map((node) => ({ ...pose.standing(node), ...roomOf(node) }));
  const [wide, high] = ["x", "y"].map((axis) => Math.max(1, extent(names, axis)));
  const scale = Math.min(ROOM.wide / wide, ROOM.high / high, 1.8);
  const doMeet = (a, b) => Math.abs(a.x - b.x) * scale < a.half + b.half
    && Math.abs(a.y - b.y) * scale < (a.tall + b.tall) / 2;
  return names.flatMap((a, i) => names.slice(i + 1).filter((b) => doMeet(a, b))).length;
}

/** Return half the width of a name, and its height together with the sign above it, in pixels. */
function roomOf({ id, size }) {
  const { rows } = thing(id), half = Math.max(...rows.map((row) => widthOf(row, TEXT))) / 2;
  return { half, tall: rows.length * TEXT * 1.12 + size };
}
