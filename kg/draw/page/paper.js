// Paper: a sheet in points, on which heading, picture, keys and sources stand one under another.

const PAPER = DATA.paper;
const LEAST = PAPER.least;
const advances = new Map(Object.entries(PAPER.widths).flatMap(([letters, width]) =>
  [...letters].map((letter) => [letter, width / 1000])));
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;
const CLOSING = "、。，．：；）」』】";
const round = (number) => Math.round(number * 100) / 100;

/** Return how wide a text is in print, in the letters of every figure; slightly too much. */
function printedWidth(text, size, bold = false) {
  const advance = [...text].reduce((sum, letter) => sum + advanceOf(letter), 0);
  return advance * size * (bold ? PAPER.bold : 1);
}

function advanceOf(letter) {
  const known = advances.get([...letter.normalize("NFD")][0]);
  return known ?? (/[\p{M}\p{Cf}]/u.test(letter) ? 0 : WIDE.test(letter) ? 1 : 0.62);
}

/** Return a text in rows no wider than the room. */
function wrapped(text, room, size, bold = false) {
  const rows = [""];
  for (const piece of piecesOf(text.trim().replace(/\s+/g, " "), room, size, bold)) {
    const row = rows.at(-1);
    if (row && printedWidth(row + piece.trimEnd(), size, bold) > room) rows.push(piece);
    else rows[rows.length - 1] = row + piece;
  }
  return rows.map((row) => row.trim());
}

/** Return words with the space behind them, wide letters one by one; what is wider than the room in parts. */
function piecesOf(text, room, size, bold) {
  const pieces = [];
  let isFresh = true;
  for (const letter of text) {
    const begins = isFresh && !(pieces.length && CLOSING.includes(letter));
    if (begins || printedWidth(pieces.at(-1) + letter, size, bold) > room) pieces.push("");
    pieces[pieces.length - 1] += letter;
    isFresh = letter === " " || WIDE.test(letter);
  }
  return pieces;
}

/** Return rows of text, the top of the first at a height. */
function printedRows(rows, { x, y }, size, color, { bold = false, middle = false, halo = null } = {}) {
  const about = { "font-size": round(size), fill: color, "font-weight": bold ? "bold" : null };
  const rims = { "stroke-width": 2, "stroke-linejoin": "round", "paint-order": "stroke" };
  const free = halo && { stroke: halo, ...rims };
  const look = { ...about, "text-anchor": middle ? "middle" : null, ...free };
  const base = (i) => round(y + size * (0.86 + i * PAPER.leading));
  return rows.map((row, i) => makeSvg("text", { x: round(x), y: base(i), ...look }, row));
}

/** What stands on a figure so far; `y` is where the next thing begins. A tall one is for upright paper. */
class Sheet {
  constructor(millimetres, ink, isTall = false) {
    const width = millimetres * PAPER.points;
    Object.assign(this, { width, inks: ink, isTall, left: PAPER.edge, y: PAPER.edge });
    this.room = this.width - 2 * PAPER.edge;
    this.parts = [];
  }

  draw(elements, height) {
    this.parts.push(...elements);
    this.y += height;
  }

  write(text, { size = LEAST, bold = false, soft = false } = {}) {
    if (!text) return;
    const rows = wrapped(text, this.room, size, bold), color = soft ? this.inks.soft : this.inks.ink;
    const drawn = printedRows(rows, { x: this.left, y: this.y }, size, color, { bold });
    this.draw(drawn, rows.length * size * PAPER.leading);
  }

  /** Write a key: its heading, then entries beside one another in as many rows as they take. */
  key(heading, entries, high = LEAST * 1.6) {
    if (!entries.length) return;
    const first = this.left + printedWidth(heading, LEAST, true) + 8;
    const at = { x: first, y: this.y + high / 2 };
    const about = { x: this.left, y: at.y - LEAST / 2 };
    this.parts.push(...printedRows([heading], about, LEAST, this.inks.soft, { bold: true }));
    for (const entry of entries) this.keyEntry(entry, first, at, high);
    this.y = at.y + high / 2;
  }

  keyEntry({ label, room, drawn }, first, at, high) {
    const end = this.left + this.room, rows = wrapped(label, end - first - room - 3, LEAST);
    const wide = room + 3 + Math.max(...rows.map((row) => printedWidth(row, LEAST)));
    if (at.x > first && at.x + wide > end) Object.assign(at, { x: first, y: at.y + high });
    const words = { x: at.x + room + 3, y: at.y - LEAST / 2 };
    this.parts.push(...drawn(at.x, at.y), ...printedRows(rows, words, LEAST, this.inks.ink));
    at.y += (rows.length - 1) * LEAST * PAPER.leading;
    at.x += wide + 10;
  }

  /** Return all of it as one SVG, with paper behind it unless that is left out. */
  svg(title, description, isTransparent) {
    const height = this.y + PAPER.edge, [wide, high] = [this.width, height].map(round);
    const size = (points) => `${(points / PAPER.points).toFixed(2)}mm`;
    const about = { width: size(this.width), height: size(height), viewBox: `0 0 ${wide} ${high}` };
    const paper = isTransparent ? "" : makeSvg("rect", { width: wide, height: high, fill: this.inks.paper });
    return makeSvg("svg", { ...about, "font-family": PAPER.fonts, role: "img" },
      makeSvg("title", {}, title), makeSvg("desc", {}, description), paper, ...this.parts);
  }
}
