// Completes rows as they are written: keys by the class of the subject, values by what a key takes.

const MOST = 8;

const inClasses = (wanted, classes) => !wanted.length || wanted.some((each) => classes.includes(each));

/** Gives what is typed before the caret, where it starts, of which key it is a value (empty: it is a key). */
function typing(text, caret) {
  const before = text.slice(0, caret).replace(/"[^"]*"/g, (quoted) => "_".repeat(quoted.length));
  const listed = /([A-Za-z]+):\s*\[(?:[^\]]*,)?\s*([^\],]*)$/.exec(before);
  const single = /(?:^|,)\s*([A-Za-z]+):\s*([^,[\]{}"]*)$/.exec(before);
  const found = listed || single || ["", "", /[^,\s]*$/.exec(before)[0]];
  const isInside = !listed && !single && /["[{]/.test(before.slice(before.lastIndexOf(",") + 1));
  return isInside ? null : { key: found[1], typed: found[2].trim(), start: caret - found[2].length };
}

/** Gives the classes of the thing that a row is about. */
function classesOf(text) {
  const record = /(?:^|[,\s])a:\s*([A-Za-z]+)/.exec(text);
  if (record) return terms.above[record[1]] || [];
  const id = /(?:^|[,\s])id:\s*([A-Za-z0-9-]+)/.exec(text);
  const thing = id && terms.things.find((each) => each.id === id[1]);
  return thing ? thing.classes : [];
}

/** Gives the keys that a row may still have: those of its subject, then those of any. */
function keysFor(text) {
  const classes = classesOf(text);
  const has = new Set([...text.matchAll(/([A-Za-z]+):/g)].map((each) => each[1]));
  const ofSubject = (said) => classes.length && said.of.length && inClasses(said.of, classes);
  const others = ["a", "id", ...terms.qualifiers];
  const own = Object.keys(terms.keys).filter((name) => ofSubject(terms.keys[name]));
  const free = [...new Set([...own, ...others])].filter((name) => !has.has(name));
  return free.map((name) => ({ id: name, label: terms.keys[name]?.told || "", names: [] }));
}

/** Gives what a key takes. */
function valuesFor(name) {
  const records = () => Object.entries(terms.records).map(([id, label]) => ({ id, label, names: [] }));
  if (name === "a") return records().filter((each) => each.id !== "Record");
  if (name === "id") return terms.things.filter((each) => inClasses(["Entity", "Record"], each.classes));
  const takes = terms.keys[name] ? terms.keys[name].takes : [];
  return takes.length ? terms.things.filter((each) => inClasses(takes, each.classes)) : [];
}

/** Says how well something fits what is typed, 0 best, -1 not at all. */
function fit(thing, typed) {
  const names = [thing.id, thing.label, ...thing.names].map((each) => each.toLowerCase());
  if (names.some((each) => each === typed)) return 0;
  if (names.some((each) => each.startsWith(typed))) return 1;
  return names.some((each) => each.includes(typed)) ? 2 : -1;
}

/** Gives what is offered for what is being typed, the best first. */
function offers(text, at) {
  const all = at.key ? valuesFor(at.key) : keysFor(text), typed = at.typed.toLowerCase();
  const ranked = all.map((thing) => [fit(thing, typed), thing]).filter(([rank]) => rank >= 0);
  const found = ranked.sort(([one], [other]) => one - other).slice(0, MOST).map(([, thing]) => thing);
  return found.length === 1 && found[0].id === at.typed ? [] : found;
}

/** Says whether what is typed could be made an entity. */
function isNew(at) {
  const takes = at.key === "id" ? ["Entity"] : terms.keys[at.key] ? terms.keys[at.key].takes : [];
  const entities = takes.some((each) => each in terms.entities || each === "Entity");
  return entities && at.typed.length > 1 && !terms.things.some((each) => each.id === at.typed);
}
