// Leader lines and letters: names without room beside their things stand farther off, or below the picture.

const TURNS = 16, LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

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

/** Return [node, letter, box] for the names that have no room, none where there are more than letters. */
function letteredOn(ids, plot) {
  if (ids.length > LETTERS.length) return [];
  return ids.map((id, i) => {
    const letter = LETTERS[i], dot = plot.dots.get(id);
    const extents = { half: printedWidth(letter, LEAST, true) / 2 + 0.5, height: LEAST };
    const beside = boxesAround(dot, extents, 0.4).find(fitsOn(plot));
    const box = beside ?? ledBox(dot, extents, plot, id) ?? boxAt(dot, extents, -dot.radius, 0);
    plot.taken.take(box);
    return [id, letter, box];
  });
}

function letterOn([, letter, box], plot) {
  const { soft, paper } = plot.sheet.inks;
  return printedLabel(letter, box, soft, paper, { bold: true });
}
