// Leader lines and letters: names without room beside their things stand farther off, or below the picture.

const TURNS = 16, ALPHABET = "abcdefghijklmnopqrstuvwxyz";

/** Return the nearest free place for words farther off a thing, with the line that leads there. */
function ledBox(dot, extents, { paper, taken }, owner) {
  for (const far of PAPER.far) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const box = boxAt(dot, extents, far, (2 * Math.PI * turn) / TURNS);
      if (!inside(box, paper) || !taken.free(box, owner)) continue;
      const leader = leaderTo(dot, box);
      if (isClear(leader, taken, owner)) return { ...box, owner, leader };
    }
  }
  return null;
}

/** Return the box for words so far off the rim of a thing, in a direction. */
function boxAt(dot, { half, height }, far, way) {
  const reach = dot.radius + far;
  const x = dot.x + Math.cos(way) * (reach + half), y = dot.y + Math.sin(way) * (reach + height / 2);
  return { left: x - half, right: x + half, top: y - height / 2, bottom: y + height / 2, x, text: true };
}

/** Return the two ends of the line from the rim of a thing to the nearest point of a box. */
function leaderTo(dot, { left, right, top, bottom }) {
  const end = { x: within(dot.x, left, right), y: within(dot.y, top, bottom) };
  const part = (dot.radius + 0.8) / (Math.hypot(end.x - dot.x, end.y - dot.y) || 1);
  return [mixed(dot, end, part), end];
}

/** Say whether a leader line crosses no words and no sign but that of its own thing. */
function isClear([begin, end], taken, owner) {
  const steps = Math.max(2, Math.round(Math.hypot(end.x - begin.x, end.y - begin.y) / 2));
  const parts = Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps);
  return parts.every((part) => taken.free(squareOf(mixed(begin, end, part), 0.4), owner));
}

/** Return the leader line of a box that has one. */
function leaderOn({ leader }, { sheet: { inks: ink } }) {
  if (!leader) return [];
  const about = { class: "leader", stroke: ink.soft, "stroke-width": 0.4 };
  return [svgPath(`M${leader.map(pair).join("L")}`, about)];
}

/** Return [node, letters, box] for the names that have no room, as one reads, where letters have some. */
function letteredOn(ids, plot) {
  const { dots, taken } = plot, band = (id) => Math.floor(dots.get(id).y / PAPER.letters.band);
  const found = [];
  for (const id of ids.toSorted((a, b) => band(a) - band(b) || dots.get(a).x - dots.get(b).x)) {
    const letters = lettersFor(found.length), dot = dots.get(id);
    const extents = { half: (printedWidth(letters, LEAST, true) + 1) / 2, height: LEAST };
    const box = boxesAround(dot, extents, 0.4).find(fitsOn(plot)) ?? ledBox(dot, extents, plot, id);
    if (box) {
      taken.take(box);
      found.push([id, letters, box]);
    }
  }
  return found;
}

/** Return a, b … z, aa, ab … for 0, 1 … */
function lettersFor(number) {
  const before = Math.floor(number / ALPHABET.length);
  return (before ? lettersFor(before - 1) : "") + ALPHABET[number % ALPHABET.length];
}

function letterOn([, letters, box], plot) {
  const { soft, paper } = plot.sheet.inks;
  return printedLabel(letters, box, soft, paper, { bold: true });
}

/** Write letters with the names that they stand for in columns about equally high, one after another. */
function keyOfLetters(sheet, lettered) {
  const { column, gutter } = PAPER.letters, { soft, ink } = sheet.inks;
  const count = Math.max(1, Math.floor((sheet.room + gutter) / (column + gutter)));
  const wide = (sheet.room + gutter) / count - gutter;
  const aside = Math.max(...lettered.map(([, letters]) => printedWidth(letters, LEAST, true))) + 3;
  const entries = lettered.map(([id, letters]) => [letters, wrapped(thing(id).label, wide - aside, LEAST)]);
  const columns = dealtOut(entries, count);
  const drawn = columns.flatMap((some, number) => some.flatMap(([letters, rows], i) => {
    const x = sheet.left + number * (wide + gutter), y = sheet.y + heightOf(some.slice(0, i));
    const letter = printedRows([letters], { x, y }, LEAST, soft, { bold: true });
    return [...letter, ...printedRows(rows, { x: x + aside, y }, LEAST, ink)];
  }));
  sheet.draw(drawn, Math.max(...columns.map(heightOf)) + 2);
}

const heightOf = (entries) => rowsIn(entries) * LEAST * PAPER.leading;
const rowsIn = (entries) => entries.reduce((sum, [, rows]) => sum + rows.length, 0);

/** Return the entries in so many columns at most. */
function dealtOut(entries, count) {
  const high = Math.ceil(rowsIn(entries) / count), columns = [[]];
  for (const entry of entries) {
    if (rowsIn([...columns.at(-1), entry]) > high && columns.at(-1).length && columns.length < count) {
      columns.push([]);
    }
    columns.at(-1).push(entry);
  }
  return columns;
}
