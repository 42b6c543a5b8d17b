// Labels of lines: the shortest words that say what one stands for, and how many statements it has.

const LINE_WORDS = 64;
const ALONG = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26];
const FEW_NUMBERS = 160;

/** Return what is written on a line: the shortest words that say it, how many statements, any doubt. */
function wordsOn(line) {
  const said = saidOn(line), kinds = [...new Set(said.map((it) => it.property_label))];
  const kind = kinds.reduce((a, b) => (b.length < a.length ? b : a));
  const counting = kinds.length > 1 ? say("{name} and {n} more", { name: kind, n: said.length - 1 })
    : say("{whole} ({parts})", { whole: kind, parts: said.length });
  return (said.some((it) => it.status) ? "⚠ " : "") + (said.length > 1 ? counting : whole(said[0]));
}

/** Return a record's label or figure, unless it is a whole sentence; else the name of its kind. */
function whole(it) {
  const words = briefly(it);
  return [...words].length <= LINE_WORDS ? words : it.property_label;
}

/** Return a statement in few words: a figure with its years, a record's label, a fact's property. */
function briefly(it) {
  if (!it.printed) return it.label;
  const years = it.years && [...new Set(it.years)].join("–");
  const name = [it.property_label, years].filter(Boolean).join(" ");
  return say("{name}: {value}", { name, value: it.printed });
}

/** Return a text in one line, or in two as even as its words allow. */
function inTwo(text) {
  if (text.length <= 26) return [text];
  const gaps = [...text.matchAll(/ /g)].map(({ index }) => index);
  const off = (place) => Math.abs(place - text.length / 2);
  const gap = gaps.reduce((a, b) => (off(b) < off(a) ? b : a), 0);
  return gap ? [text.slice(0, gap), text.slice(gap + 1)] : [text];
}

/**
 * Write on lines their words, where asked for and there is room, else the number of statements, where no
 * other line runs; words that are alike on several lines of one thing are written once.
 */
function drawLineLabels(context, scale, taken, out) {
  const lines = [...(out ? out.lines : drawing.lines)].filter((id) => visible.lines.has(id));
  if (!state.words && !out && lines.length > FEW_NUMBERS) return;
  const size = 11 / scale, frame = stageBox(), told = new Set(), number = (id) => strokes.get(id).number;
  const fits = (box) => inside(box, frame) && taken.free(box), segments = new Map(lines.map(segmentOf));
  for (const id of lines.sort((a, b) => number(b) - number(a))) {
    const { words } = strokes.get(id), fans = ends.get(id).map((end) => `${end} ${words}`);
    const isNew = (state.words || out) && !fans.some((fan) => told.has(fan));
    const texts = [isNew ? words : "", number(id) > 1 ? String(number(id)) : ""];
    const stands = (box, rows) => fits(box) && (rows[0] !== texts[1] || standsAlone(id, box, segments));
    const label = labelOn(id, texts.filter(Boolean).map(inTwo), size, stands);
    if (label) writeOnLine(context, label, size, taken, scale);
    if (isNew && label?.rows.join(" ") === words) for (const fan of fans) told.add(fan);
  }
}

/** Return the first of some texts in rows that stands somewhere along a line, with its place. */
function labelOn(id, texts, size, stands) {
  for (const rows of texts) {
    const box = alongLine(id, rows, size).find((one) => stands(one, rows));
    if (box) return { rows, box };
  }
  return null;
}

const segmentOf = (id) => [id, ends.get(id).map(where)];

/** Say whether no other line runs through a box, so that a number in it is of this line and no other. */
const standsAlone = (line, box, segments) =>
  [...segments].every(([id, segment]) => id === line || !runsThrough(segment, box));

/** Say whether a segment runs through a box (Liang and Barsky 1984). */
function runsThrough([a, b], { left, right, top, bottom }) {
  let [from, to] = [0, 1];
  const [wide, high] = [b.x - a.x, b.y - a.y];
  const sides = [[-wide, a.x - left], [wide, right - a.x], [-high, a.y - top], [high, bottom - a.y]];
  for (const [way, room] of sides) {
    if (way === 0 && room < 0) return false;
    if (way < 0) from = Math.max(from, room / way);
    if (way > 0) to = Math.min(to, room / way);
  }
  return from <= to;
}

/** Return the places for rows of text along a line, its middle first. */
function alongLine(id, rows, size) {
  const half = Math.max(...rows.map((row) => widthOf(row, size))) / 2;
  const high = rows.length * size * 0.56;
  return ALONG.map((part) => net.body.edges[id].edgeType.getPoint(part))
    .map(({ x, y }) => ({ left: x - half, right: x + half, top: y - high, bottom: y + high, x }));
}

function writeOnLine(context, { rows, box }, size, taken, scale) {
  taken.take({ ...box, text: true });
  context.font = `${size}px system-ui, sans-serif`;
  context.globalAlpha = 0.8;
  context.fillStyle = inks.paper;
  context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  context.globalAlpha = 1;
  writeRows(context, rows, box, size, scale, inks.soft);
}
