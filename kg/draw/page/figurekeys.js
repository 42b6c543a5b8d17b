// What stands around the picture of a figure: what is shown, keys of what is seen, doubts, sources.

const KEY_LINE = 20, FEW_SOURCES = 12;
const BACK = { x: -1, y: 0 };
const LEFT_OUT = {
  classes: (names) => say("without {names}", { names }),
  properties: (names) => say("without lines of {names}", { names }),
  modalities: (names) => say("without what is {names}", { names }),
  sources: (names) => say("without what these alone say: {names}", { names }),
};

/** Return what the stage shows as a figure for print. */
function figureOf({ millimetres, scheme, isTransparent, isTall }) {
  const sheet = new Sheet(millimetres, PAPER.inks[scheme], isTall), seen = onStage();
  const parts = [...DATA.shown, ...narrowings(seen)].join(say("; "));
  const shown = say("Shown: {parts}.", { parts });
  sheet.write(document.title, { size: 11, bold: true });
  sheet.write(shown, { soft: true });
  sheet.y += 3;
  const drawn = drawFigure(sheet, seen);
  keyOfLines(sheet, drawn);
  sheet.write(unnamedOf(drawn), { soft: true });
  if (drawn.lettered.length) keyOfLetters(sheet, drawn.lettered);
  drawn.doubts.forEach((it, i) => sheet.write(doubtTold(it, i + 1, drawn.numbered)));
  keyOfThings(sheet, seen);
  for (const text of sourcesOf(seen)) sheet.write(text, { soft: true });
  return sheet.svg(document.title, shown, isTransparent);
}

/** Return what the reader chose and filtered, and what the picture leaves out, in words. */
function narrowings({ ids, circles }) {
  const { selected, path, only, from, to } = state, name = (id) => thing(id).label;
  const folded = circles.reduce((sum, { things }) => sum + things.length, 0);
  const unseen = visible.nodes.size - ids.length, endsOfPath = path ? [path.from, path.to] : [];
  return [
    path && say("the shortest paths between {names}", { names: listedNames(endsOfPath.map(name)) }),
    only && say("only {name} and its neighbours", { name: name(only) }),
    selected !== null && say("chosen: {name}", { name: (isNode(selected) ? name : pairOf)(selected) }),
    ...Object.entries(LEFT_OUT).map(([key, saying]) => without(key, saying)),
    state.joins && say("with what joins the others"),
    isDated() && say("only what speaks of {years}", { years: spanTold(from, to) }),
    unseen && say("{count} of {all} things", { count: ids.length, all: visible.nodes.size }),
    folded && say("{n} others counted in circles", { n: folded }),
  ].filter(Boolean);
}

/** Return how many names have no room, nor letters that stand for them; nothing where all have. */
function unnamedOf({ unnamed, wanted, lettered }) {
  const count = unnamed.length - lettered.length;
  const parts = say("{count} of {all} names", { count, all: wanted.length });
  return count ? say("Left out for want of room: {parts}.", { parts }) : "";
}

/** Return what a filter of the legend leaves out. */
function without(key, saying) {
  const left = DATA[key].filter((it) => state.hidden[key].has(it.name ?? it.id));
  return left.length && saying(listedNames(left.map((it) => it.label ?? it.title)));
}

/** Return names as people list them: A, B and C. */
function listedNames(names) {
  if (names.length < 2) return names.join("");
  return say("{some} and {last}", { some: names.slice(0, -1).join(say(", ")), last: names.at(-1) });
}

function spanTold(from, to) {
  if (from === null) return say("{year} or earlier", { year: String(to) });
  if (to === null) return say("{year} or later", { year: String(from) });
  return from === to ? String(from) : `${from}–${to}`;
}

function keyOfLines(sheet, { lines }) {
  const { line } = sheet.inks, drawn = lines.map((id) => strokes.get(id));
  const most = Math.max(0, ...drawn.map(({ number }) => number));
  const stroked = (width, dashes) => (x, y) =>
    [keyLine(x, y, KEY_LINE, { stroke: line, "stroke-width": width, "stroke-dasharray": dashesOf(dashes) })];
  const arrow = (x, y) =>
    [...stroked(0.5)(x, y), arrowheadAt({ x: x + KEY_LINE, y, way: BACK }, { class: null, fill: line })];
  const entry = (label, how, room = KEY_LINE) => ({ label, room, drawn: how });
  const sign = (x, y) => warningAt({ x, y: y - LEAST / 2 }, sheet.inks);
  sheet.key(say("Lines"), [
    ...certaintiesOn(lines).map(({ label, dashes }) => entry(label, stroked(0.9, dashes))),
    drawn.some(({ forth, back }) => forth || back) && entry(say("direction"), arrow),
    most > 1 && entry(manyTold(most), stroked(printedLine(most))),
    lines.some(isDoubtful) && entry(say("doubtful figure"), sign, LEAST),
  ].filter(Boolean));
}

const manyTold = (n) =>
  (n > 6 ? say("{n} or more statements", { n: 6 }) : say("{n} statements", { n }));

/** Return the certainties of all that lines say. */
function certaintiesOn(lines) {
  const said = new Set(lines.flatMap(saidOn).map((it) => it.modality));
  return DATA.modalities.filter(({ name }) => said.has(name));
}

function keyOfThings(sheet, { ids, circles }) {
  const { sizes: steps, size, colors, color } = DATA.key, half = LEAST / 2;
  const entry = (label, shape, ink, radius = half) =>
    ({ label, room: 2 * radius, drawn: (x, y) => [signAt(shape, { x: x + radius, y }, radius, ink)] });
  sheet.key(say("Things"), kindsOf(ids, circles).map((kind) => entry(kind.label, kind.shape, lookOf(kind))));
  const shades = colors.map((each) => entry(each.label, "square", each.color));
  sheet.key(say("Colour: {meaning}", { meaning: color }), shades);
  const drawn = (x, y) =>
    [circleAt({ x: x + half, y }, half, { fill: "none", stroke: sheet.inks.soft, "stroke-width": 1 })];
  const counting = { label: say("so many things, not drawn one by one"), room: LEAST, drawn };
  sheet.key(say("Circles"), circles.length ? [counting] : []);
  const known = steps.map(({ label, radius }) => [label, Math.max(1.6, radius * PAPER.radius)]);
  const high = Math.max(LEAST * 1.6, ...known.map(([, radius]) => 2 * radius + 2));
  const large = known.map(([label, radius]) => entry(label, "dot", GREY_LOOK, radius));
  sheet.key(say("Size: {meaning}", { meaning: size }), large, high);
}

/** Return what signs stand for: the classes that are seen where they are few, else their families. */
function kindsOf(ids, circles) {
  const seen = new Set([...ids, ...circles.flatMap(({ things }) => things)].map((id) => thing(id).cls ?? ""));
  const classes = DATA.classes.filter(({ name }) => seen.has(name));
  if (classes.length <= FEW_CLASSES) return classes;
  const families = new Set(classes.map(({ family }) => family));
  return DATA.families.filter(({ name }) => families.has(name));
}

/** Return what is doubtful about a figure that some of these lines tell. */
function doubtTold(it, number, lines) {
  const meant = it.corrected && say("probably {figure}", { figure: it.corrected });
  const value = [whole(it), meant].filter(Boolean).join(say(", "));
  const things = new Set(lines.filter((id) => saidOn(id).includes(it)).flatMap((id) => ends.get(id)));
  const name = listedNames([...things].map((id) => thing(id).label));
  return say("({number}) Doubtful: {told}.", { number, told: say("{name}: {value}", { name, value }) });
}

/** Return the sources of what is seen, by date, and the date of the newest. */
function sourcesOf({ ids, circles }) {
  const seen = new Set([...ids, ...circles.flatMap(({ things }) => things)]);
  const isSeen = (line) => ends.get(line).some((id) => seen.has(id));
  const said = [...visible.lines].filter(isSeen).flatMap(saidOn);
  const key = ({ published: date, title }) => `${date} ${title}`;
  const known = [...new Set(said.flatMap(passagesOf).map(({ source }) => DATA.sources[source]))]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const cited = ({ title, dated }) => [title, dated].filter(Boolean).join(say(", "));
  const told = known.slice(0, FEW_SOURCES).map(cited);
  if (known.length > FEW_SOURCES) told.push(say("and {n} more", { n: known.length - FEW_SOURCES }));
  const date = known.at(-1)?.dated, names = told.join("; ");
  const listing = known.length && say("Sources: {names}.", { names });
  return [listing, date && say("Newest source: {date}.", { date })].filter(Boolean);
}
