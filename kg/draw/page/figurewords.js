// Words of a figure: names, numbers and labels of lines, each where nothing else stands.

/** Return all that is written in a picture and arrowheads, and which names have no room. */
function wordsOf(plot) {
  const { circles, taken, out, lines } = plot;
  for (const { x, y, radius } of circles) taken.take({ ...squareOf({ x, y }, radius), text: true });
  const areaNames = out ? [] : areaNamesOn(plot), found = namedOn(plot);
  const boxes = new Map(found.names.filter(([, { leader }]) => !leader));
  const numbered = lines.filter((id) => isDoubtful(id) && !isFaded(id, out));
  const doubts = [...new Set(numbered.flatMap(saidOn).filter((it) => it.status))];
  const drawn = [
    lines.flatMap((id) => headsOn(id, plot, boxes)), areaNames, nameWords(found, plot),
    numbered.flatMap((id) => warningOn(id, numbersOf(id, doubts), plot)),
    out ? [] : circles.flatMap((each) => circleName(each, plot)), lineWordsOn(plot),
  ];
  return { ...found, drawn: drawn.flat(), numbered, doubts };
}

/** Return under which numbers the doubtful figures of a line are told below. */
const numbersOf = (id, doubts) =>
  saidOn(id).filter((it) => it.status).map((it) => doubts.indexOf(it) + 1).join(", ");

/** Return the things that want a name (those that stand out, or all), names in their places, letters. */
function namedOn(plot) {
  const wanted = [...plot.dots.keys()].filter((id) => !plot.out || plot.out.nodes.has(id));
  const names = namesOn(wanted, plot), named = new Map(names);
  const unnamed = wanted.filter((id) => !named.has(id));
  return { wanted, names, unnamed, lettered: letteredOn(unnamed, plot) };
}

function nameWords({ names, lettered }, plot) {
  const { ink, paper } = plot.sheet.inks, about = (id) => ({ bold: isBold(id), middle: true, halo: paper });
  const name = ([id, { x, top: y }]) => printedRows(thing(id).rows, { x, y }, nameSize(id), ink, about(id));
  const leaders = [...names, ...lettered].flatMap((each) => leaderOn(each.at(-1), plot));
  return [...leaders, ...names.flatMap(name), ...lettered.flatMap((each) => letterOn(each, plot))];
}

const nameSize = (id) => LEAST + Math.min((places.get(id).size * PAPER.radius) / 5, 1.5);
const fitsOn = ({ paper, taken }) => (box) => inside(box, paper) && taken.free(box);
const printedLabel = (text, box, color, halo, about = {}) =>
  printedRows([text], { x: box.x, y: box.top }, LEAST, color, { middle: true, halo, ...about });

/** Return [node, box] for the names that have room, beside their things or at the end of a leader line. */
function namesOn(ids, { dots, paper, taken }) {
  const dotOf = (id) => dots.get(id);
  const spotsOf = (id) => boxesAround(dotOf(id), extentsOf(id), 0.4).map((box) => ({ ...box, owner: id }));
  const isGreat = (id, i) => isBold(id) || i < 3;
  const fits = (box) => inside(box, paper), must = (id) => id === state.selected;
  const names = placed(ids, { spotsOf, dotOf, isGreat, fits, must }, taken), named = new Map(names);
  const led = ids.filter((id) => !named.has(id)).flatMap((id) => {
    const box = ledBox(dotOf(id), extentsOf(id), { paper, taken }, id);
    if (box) taken.take(box);
    return box ? [[id, box]] : [];
  });
  return [...names, ...led];
}

/** Return half the width and the height of a name on paper. */
function extentsOf(id) {
  const { rows } = thing(id), size = nameSize(id);
  const widest = Math.max(...rows.map((row) => printedWidth(row, size, isBold(id))));
  return { half: widest / 2 + 1, height: rows.length * size * PAPER.leading };
}

function areaNamesOn(plot) {
  const { seen, lie, sheet, paper } = plot;
  return seen.grounds.filter(wantsName).flatMap(({ label, box }) => {
    const [a, b] = [lie({ x: box.left, y: box.top }), lie({ x: box.right, y: box.bottom })];
    const corners = { left: a.x, right: b.x, top: a.y, bottom: b.y };
    const half = printedWidth(label, LEAST, true) / 2;
    const spot = spotsOfArea(half, corners, LEAST, paper).find(plot.taken.free.bind(plot.taken));
    if (spot) plot.taken.take(spot);
    return spot ? printedLabel(label, spot, sheet.inks.soft, sheet.inks.paper, { bold: true }) : [];
  });
}

function circleName(each, plot) {
  const { label } = each, { sheet, taken } = plot;
  const extents = { half: printedWidth(label, LEAST) / 2 + 1, height: LEAST * PAPER.leading };
  const box = boxesAround(each, extents, 0.5).find(fitsOn(plot)) ?? ledBox(each, extents, plot);
  if (box) taken.take(box);
  const { ink, paper } = sheet.inks;
  return box ? [...leaderOn(box, plot), ...printedLabel(label, box, ink, paper)] : [];
}

/** Return the places for rows of text along a line on paper, its middle first. */
function alongOn(id, rows, plot, aside = 0) {
  const { a, b, via } = curveOn(id, plot), high = (rows.length * LEAST * PAPER.leading) / 2;
  const half = Math.max(...rows.map((row) => printedWidth(row, LEAST))) / 2 + 2 + aside;
  return ALONG.map((part) => mixed(mixed(a, via, part), mixed(via, b, part), part))
    .map(({ x, y }) => ({ left: x - half, right: x + half, top: y - high, bottom: y + high, x, text: true }));
}

/** Return the sign of a doubtful line with its numbers, on it or, where there is no room, at its end. */
function warningOn(id, numbers, plot) {
  const { sheet, taken } = plot, { b } = curveOn(id, plot), fits = fitsOn(plot);
  const extents = { half: (LEAST + 2 + printedWidth(numbers, LEAST)) / 2, height: LEAST };
  const tried = [...alongOn(id, [numbers], plot, LEAST / 2 + 1), ...boxesAround(b, extents, 0.4)];
  const box = tried.find(fits);
  if (!box) return [];
  taken.take(box);
  const words = { x: box.left + LEAST + 1, y: box.top }, { warn, paper } = sheet.inks;
  const sign = warningAt({ x: box.left, y: box.top }, sheet.inks);
  return [...sign, ...printedRows([numbers], words, LEAST, warn, { halo: paper })];
}

/** Return the words of lines as the page writes them, where there is room, else the number of statements. */
function lineWordsOn(plot) {
  const { out, lines, sheet } = plot, told = lines.filter((id) => !isFaded(id, out));
  if (!state.words && !out && told.length > FEW_NUMBERS) return [];
  const number = (id) => strokes.get(id).number;
  return told.sort((a, b) => number(b) - number(a)).flatMap((id) => {
    const words = state.words || out ? strokes.get(id).words.replace("⚠ ", "") : "";
    const texts = [words, number(id) > 1 ? String(number(id)) : ""].filter(Boolean).map(inTwo);
    const [rows, box] = firstFitting(texts, (some) => alongOn(id, some, plot).find(fitsOn(plot))) ?? [];
    if (box) plot.taken.take(box);
    const color = isDoubtful(id) ? sheet.inks.warn : sheet.inks.soft;
    const about = { middle: true, halo: sheet.inks.paper };
    return box ? printedRows(rows, { x: box.x, y: box.top }, LEAST, color, about) : [];
  });
}

/** Return the first of some texts that has a place, with that place. */
const firstFitting = (texts, fitting) =>
  texts.map((rows) => [rows, fitting(rows)]).find(([, box]) => box);

function headsOn(id, plot, boxes) {
  const { forth, back } = strokes.get(id), { a, b, via } = curveOn(id, plot), [from, to] = ends.get(id);
  const [color, opacity] = inkOf(id, plot), least = isFaded(id, plot.out) ? FADED : 0.45;
  const about = { fill: color, "fill-opacity": Math.max(least, opacity) };
  const head = (curve, box) => arrowheadAt(tipAt(curve, box, curve.b.radius + 0.8), about);
  if (from === to) return [];
  return [
    forth && plot.dots.has(to) && head({ a, b, via }, boxes.get(to)),
    back && plot.dots.has(from) && head({ a: b, b: a, via }, boxes.get(from)),
  ].filter(Boolean);
}
