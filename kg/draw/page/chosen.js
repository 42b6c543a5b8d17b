// What the reader chose, as other views than the network ask for it: by statement, wherever it is said.

const linesSaying = new Map(), thingsOf = new Map();
for (const [line, { says }] of Object.entries(DATA.lines)) {
  for (const index of says) linesSaying.set(index, [...linesSaying.get(index) ?? [], line]);
}
for (const [id, { facts = [] }] of Object.entries(DATA.things)) {
  for (const index of facts) thingsOf.set(index, [...thingsOf.get(index) ?? [], id]);
}
const idsByIri = new Map(Object.entries(DATA.things).map(([id, { iri }]) => [iri, id]));

/** Return the things that a statement is about. */
function thingsIn(index) {
  const joinedBy = (linesSaying.get(index) ?? []).flatMap((line) => ends.get(line));
  return [...new Set([...joinedBy, ...thingsOf.get(index) ?? []])];
}

/** Return the things that a mark is about: those of its statements, or the one its own name begins with. */
function thingsOfMark({ id, says }) {
  const things = says.flatMap(thingsIn);
  return things.length ? things : [idsByIri.get(id.split(" ")[0])].filter(Boolean);
}

/** Say whether a mark passes the filters and is about what was chosen. */
function isAskedFor(mark) {
  const things = thingsOfMark(mark);
  const passing = mark.says.filter((index) => passes(DATA.statements[index]));
  return passing.length > 0 && isOfClasses(things) && isOfChoice(passing, things);
}

const isOfClasses = (things) => !things.length
  || things.some((id) => !state.hidden.classes.has(thing(id).cls ?? "") && !isStruckOut(id));

/** Say whether statements are of the path, line or thing that the reader chose, if there is any. */
function isOfChoice(said, things) {
  const { path, selected, only } = state, lines = said.flatMap((index) => linesSaying.get(index) ?? []);
  if (only && !things.includes(only)) return false;
  if (path) return lines.some((line) => path.lines.includes(line));
  return selected === null || (isNode(selected) ? things.includes(selected) : lines.includes(selected));
}

/** Return the name of what the reader chose, or nothing. */
function nameOfChoice() {
  const { path, selected, only } = state;
  if (path) return [path.from, path.to].map((id) => thing(id).label).join(" – ");
  if (selected !== null && !isNode(selected)) return pairOf(selected);
  return thing(selected ?? only)?.label ?? "";
}

/** Return the visible lines that are of what the reader chose. */
const linesChosen = () => [...visible.lines].filter((line) => {
  const { selected } = state;
  return state.path || selected === null || selected === line || ends.get(line).includes(selected);
});

/** Return the parts of the panel that tell of a mark, with buttons of the things it is about. */
const partsOfMark = (mark) =>
  [make("h2", {}, labelOf(mark)), ...mark.says.map((index, i) => cardOfMark(mark, index, mark.dates?.[i]))];

function cardOfMark(mark, index, date = mark.when) {
  const it = DATA.statements[index], lines = linesSaying.get(index) ?? [];
  const who = lines.length ? joined(lines, it) : [make("p", {}, ...listed(thingsOfMark(mark), say(", ")))];
  return card(it, [...who, printed(it)], [date]);
}

/** Return what a document prints of a figure that nobody doubts. */
function printed(it) {
  const told = it.printed && !it.status;
  return told ? make("p", {}, say("Printed: {figure}", { figure: it.printed })) : "";
}
