// What stands around the picture of a figure: what is shown, keys of what is seen, doubts, sources.

const KEY_LINE = 20, FEW_SOURCES = 12;
const BACK = { x: -1, y: 0 };
const LEFT_OUT = {
  classes: "without ", properties: "without lines of ", modalities: "without what is ",
  sources: "without what these alone say: ",
};

/** Return what the stage shows as a figure for print. */
function figureOf({ millimetres, scheme, isTransparent }) {
  const sheet = new Sheet(millimetres, PAPER.inks[scheme]), seen = onStage();
  const shown = `Shown: ${[...DATA.shown, ...narrowings(seen)].join("; ")}.`;
  sheet.write(document.title, { size: 11, bold: true });
  sheet.write(shown, { soft: true });
  sheet.y += 3;
  const drawn = drawFigure(sheet, seen);
  keyOfLines(sheet, drawn);
  for (const text of unnamedOf(drawn)) sheet.write(text);
  drawn.numbered.forEach((id, i) => sheet.write(doubtsOf(id, i + 1)));
  keyOfThings(sheet, seen);
  for (const text of sourcesOf(seen)) sheet.write(text, { soft: true });
  return sheet.svg(document.title, shown, isTransparent);
}

/** Return what the reader chose and filtered, and what the picture leaves out, in words. */
function narrowings({ ids, circles }) {
  const { selected, path, only, from, to } = state, name = (id) => thing(id).label;
  const folded = circles.reduce((sum, { things }) => sum + things.length, 0);
  const unseen = visible.nodes.size - ids.length;
  return [
    path && `the shortest paths between ${name(path.from)} and ${name(path.to)}`,
    only && `only ${name(only)} and its neighbours`,
    selected !== null && `chosen: ${isNode(selected) ? name(selected) : pairOf(selected)}`,
    ...Object.entries(LEFT_OUT).map(([key, words]) => without(key, words)),
    state.joins && "with what joins the others", isDated() && `only what speaks of ${spanTold(from, to)}`,
    unseen && `${ids.length} of ${visible.nodes.size} things`,
    folded && `${folded} others counted in circles`,
  ].filter(Boolean);
}

/** Return the names that letters stand for, or how many there are where they are too many. */
function unnamedOf({ unnamed, wanted, lettered }) {
  if (!unnamed.length) return [];
  if (!lettered.length) return [`Left out for want of room: ${unnamed.length} of ${wanted.length} names.`];
  return [`Letters: ${lettered.map(([id, letter]) => `${letter} ${thing(id).label}`).join("; ")}.`];
}

/** Return what a filter of the legend leaves out. */
function without(key, words) {
  const left = DATA[key].filter((it) => state.hidden[key].has(it.name ?? it.id));
  return left.length && `${words}${listedNames(left.map((it) => it.label ?? it.title))}`;
}

const listedNames = (names) => [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");

function spanTold(from, to) {
  if (from === null) return `${to} or earlier`;
  if (to === null) return `${from} or later`;
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
  sheet.key("Lines", [
    ...certaintiesOn(lines).map(({ name, dashes }) => entry(name, stroked(0.9, dashes))),
    drawn.some(({ forth, back }) => forth || back) && entry("direction", arrow),
    most > 1 && entry(most > 6 ? "6 or more statements" : `${most} statements`, stroked(printedLine(most))),
    lines.some(isDoubtful) && entry("doubtful figure", sign, LEAST),
  ].filter(Boolean));
}

/** Return the certainties of all that lines say. */
function certaintiesOn(lines) {
  const said = new Set(lines.flatMap(saidOn).map((it) => it.modality));
  return DATA.modalities.filter(({ name }) => said.has(name));
}

function keyOfThings(sheet, { ids, circles }) {
  const { sizes: steps, size, colors, color } = DATA.key, half = LEAST / 2;
  const entry = (label, shape, ink, radius = half) =>
    ({ label, room: 2 * radius, drawn: (x, y) => [signAt(shape, { x: x + radius, y }, radius, ink)] });
  sheet.key("Things", kindsOf(ids, circles).map((kind) => entry(kind.label, kind.shape, lookOf(kind))));
  sheet.key(`Colour: ${color}`, colors.map((each) => entry(each.label, "square", each.color)));
  const drawn = (x, y) =>
    [circleAt({ x: x + half, y }, half, { fill: "none", stroke: sheet.inks.soft, "stroke-width": 1 })];
  const counting = { label: "so many things, not drawn one by one", room: LEAST, drawn };
  sheet.key("Circles", circles.length ? [counting] : []);
  const known = steps.map(({ label, radius }) => [label, Math.max(1.6, radius * PAPER.radius)]);
  const high = Math.max(LEAST * 1.6, ...known.map(([, radius]) => 2 * radius + 2));
  sheet.key(`Size: ${size}`, known.map(([label, radius]) => entry(label, "dot", GREY_LOOK, radius)), high);
}

/** Return what signs stand for: the classes that are seen where they are few, else their families. */
function kindsOf(ids, circles) {
  const seen = new Set([...ids, ...circles.flatMap(({ things }) => things)].map((id) => thing(id).cls ?? ""));
  const classes = DATA.classes.filter(({ name }) => seen.has(name));
  if (classes.length <= FEW_CLASSES) return classes;
  const families = new Set(classes.map(({ family }) => family));
  return DATA.families.filter(({ name }) => families.has(name));
}

function doubtsOf(id, number) {
  const told = (it) => whole(it) + (it.corrected ? `, probably ${it.corrected}` : "");
  const names = ends.get(id).map((end) => thing(end).label).join(" and ");
  return `(${number}) Doubtful: ${names}: ${saidOn(id).filter((it) => it.status).map(told).join("; ")}.`;
}

/** Return the sources of what is seen, by date, and the date of the newest. */
function sourcesOf({ ids, circles }) {
  const seen = new Set([...ids, ...circles.flatMap(({ things }) => things)]);
  const isSeen = (line) => ends.get(line).some((id) => seen.has(id));
  const said = [...visible.lines].filter(isSeen).flatMap(saidOn);
  const key = ({ published: date, title }) => `${date} ${title}`;
  const known = [...new Set(said.flatMap(passagesOf).map(({ source }) => DATA.sources[source]))]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const cited = ({ title, dated }) => [title, dated].filter(Boolean).join(", ");
  const told = known.slice(0, FEW_SOURCES).map(cited);
  const more = known.length > FEW_SOURCES ? `; and ${known.length - FEW_SOURCES} more` : "";
  const newest = known.at(-1)?.dated, listing = known.length && `Sources: ${told.join("; ")}${more}.`;
  return [listing, newest && `Newest source: ${newest}.`].filter(Boolean);
}
