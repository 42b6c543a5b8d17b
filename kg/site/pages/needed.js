// Which triple pattern of a query has no match, and what has one instead, in the words of kg.query.patterns.
/* global SHOWN, WORDS */
/* exported NEEDED */
const NEEDED = (() => {
  "use strict";

  const SKIPPED = new Set(["OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "{"]);
  const NUMBERS = /(?:integer|decimal|double|float|int|long)$/;
  const TERMS = new Set(["variable", "iri", "name", "number", "string"]);
  const FEW = 20;

  /** Returns the patterns that every row needs; none where the text has words that are not read here. */
  function patterns(text) {
    const words = WORDS.read(text), start = opening(words), end = WORDS.closing(words, start), found = [];
    for (let at = start + 1; start >= 0 && at < end;) {
      const word = words[at].text.toUpperCase();
      const next = SKIPPED.has(word) ? behind(words, at) : [".", "UNION"].includes(word) ? at + 1 : null;
      const read = next ?? triples(words, at, text, found);
      if (read === null) return [];
      at = read;
    }
    return found;
  }

  /** Returns the place of the brace that opens the pattern of a query; -1 for none. */
  function opening(words) {
    const named = words.findIndex(({ text }, at) => /^where$/i.test(text) && words[at + 1]?.text === "{");
    return named < 0 ? words.findIndex(({ text }) => text === "{") : named + 1;
  }

  /** Returns the place behind the brackets that come next. */
  function behind(words, from) {
    const wanted = words[from].text.toUpperCase() === "FILTER" ? ["(", "{"] : ["{"];
    const sort = words[from].text.toUpperCase() === "BIND" ? ["("] : wanted;
    return WORDS.closing(words, words.findIndex(({ text }, at) => at >= from && sort.includes(text))) + 1;
  }

  /** Reads the triples of one subject into `found`; returns the place behind them, null where it cannot. */
  function triples(words, from, text, found) {
    const part = (start, end) => text.slice(words[start].at, words[end - 1].at + words[end - 1].text.length);
    let at = term(words, from), property = null;
    const subject = at && part(from, at);
    for (let sign = ";"; at && [";", ","].includes(sign); sign = words[at]?.text) {
      if (sign === "," || property) at += 1;
      if (sign === ";" && [".", "}", ";"].includes(words[at]?.text)) continue;
      const begun = at, object = sign === ";" ? path(words, at) : at;
      if (sign === ";" && object) property = part(begun, object);
      at = object && term(words, object);
      if (at) found.push(pattern(subject, property, part(object, at)));
    }
    return at;
  }

  function pattern(subject, property, object) {
    const text = `${subject} ${property} ${object}`;
    const variables = WORDS.read(text).filter((word) => word.kind === "variable");
    return { subject, property, object, text, names: variables.map((word) => word.text.slice(1)) };
  }

  /** Returns the place behind a term; null for what is none, or holds others. */
  function term(words, at) {
    const { kind: sort, text } = words[at] ?? {}, next = words[at + 1] ?? {};
    if (sort === "string" && next.kind === "language") return at + 2;
    if (sort === "string" && next.text === "^^") return at + 3;
    if (TERMS.has(sort) || ["true", "false"].includes(text)) return at + 1;
    if (["+", "-"].includes(text) && next.kind === "number") return at + 2;
    return text === "[" && next.text === "]" ? at + 2 : null;
  }

  /** Returns the place behind a predicate or path; null for what is none. */
  function path(words, from) {
    if (words[from]?.kind === "variable") return from + 1;
    let at = from;
    do {
      if (at > from) at += 1;
      while (["^", "!"].includes(words[at]?.text)) at += 1;
      const { kind: sort, text } = words[at] ?? {};
      if (!["iri", "name"].includes(sort) && !["a", "("].includes(text)) return null;
      at = text === "(" ? WORDS.closing(words, at) + 1 : at + 1;
      if (["*", "+", "?"].includes(words[at]?.text) && touches(words, at)) at += 1;
    } while (["/", "|"].includes(words[at]?.text));
    return at;
  }

  const touches = (words, at) => words[at - 1].at + words[at - 1].text.length === words[at].at;
  const joined = (some) => some.map(({ text }) => text).join(" . ");

  /** Returns the sentences on the first pattern that has no match alone, or after those before it. */
  async function lacking({ text, values: given }, query, known) {
    const told = { ...known, iris: WORDS.names(text, known.prefixes) };
    const found = patterns(text), written = (some) => shown(some, given, told);
    const matches = async (some) => (await query(`ASK { ${joined(some)}`, some)).boolean;
    for (const each of found)
      if (!await matches([each]))
        return [`nothing in this graph matches: ${written(each.text)}`, ...await instead(each, query, told)];
    for (let count = 2; count <= found.length; count += 1) {
      const some = found.slice(0, count);
      if (!await matches(some)) return [await together(some, matches, written)];
    }
    return [];
  }

  async function together(some, matches, written) {
    const last = some.at(-1), isNear = ({ names }) => names.some((one) => last.names.includes(one));
    for (const each of some.slice(0, -1).filter(isNear))
      if (!await matches([each, last]))
        return `each of these matches something, but nothing matches both: ${written(joined([each, last]))}`;
    return `the patterns match up to this one, which matches only by itself: ${written(last.text)}`;
  }

  /** Returns how the graph writes the value that a pattern gives; nothing where that is not at fault. */
  async function instead({ subject, property, object, names }, query, told) {
    const given = literal(object);
    if (!given) return turned({ subject, property, object, names }, query, told);
    const begun = `SELECT DISTINCT ?value_ { ${subject} ${property} ?value_`;
    const alike = `FILTER(!isIRI(?value_) && LCASE(STR(?value_)) = LCASE(${given.text}))`;
    const same = await values(query, `${begun} ${alike}`, { names });
    const [first, ...more] = same.length ? same : await values(query, begun, { names });
    if (!first || (!same.length && [first, ...more].some((one) => isLike(given, one)))) return [];
    const what = `what ${shown(property, {}, told)} gives is ${kind(first, told)}`;
    if (!same.length) return [`${what}, such as ${inWords(first, told)}`];
    return [`${what}: write ${shown(`${subject} ${property}`, {}, told)} ${inWords(first, told, true)}`];
  }

  /** Returns the pattern with its ends exchanged where that has a match, but for a class and its instance. */
  async function turned({ subject, property, object, names }, query, told) {
    const text = `${object} ${property} ${subject}`;
    const isClass = property === "a" || told.iris.get(property)?.endsWith("#type");
    if (isClass || !(await query(`ASK { ${text}`, [{ names }])).boolean) return [];
    return [`the other way round it matches: write ${shown(text, {}, told)}`];
  }

  /** Returns a few values, those in English or without a language first. */
  async function values(query, text, asked) {
    const { rows } = await query(text, [asked], ` } LIMIT ${FEW}`);
    const foreign = (one) => !/^(?:en\b|$)/.test(one["xml:lang"] ?? "");
    const found = rows.map(([value]) => value).filter((value) => value.type !== "bnode");
    return found.sort((one, other) => foreign(one) - foreign(other) || (one.value < other.value ? -1 : 1));
  }

  /** Returns the quoted form of a literal of a query, and what it is; nothing for another term. */
  function literal(text) {
    const words = WORDS.read(text), [first, second] = words;
    const isText = second?.text !== "^^";
    if (first.kind === "string") return { text: first.text, isText, type: words[2]?.text };
    return /^[+\-.\d]/.test(text) ? { text: `"${text}"`, isNumber: true } : null;
  }

  function isLike(given, { type, datatype, "xml:lang": language }) {
    if (type !== "literal") return false;
    if (given.isText) return Boolean(language) || datatype.endsWith("#string");
    const own = given.isNumber ? "" : given.type.split(/[:#]/).at(-1).replace(">", "");
    return given.isNumber ? NUMBERS.test(datatype) : (datatype ?? "").endsWith(`#${own}`);
  }

  function kind({ type, datatype, "xml:lang": language }, told) {
    if (type !== "literal") return "an IRI";
    if (language) return `a text in ${language}`;
    return datatype.endsWith("#string") ? "a text" : `an ${SHOWN.short(datatype, told)}`;
  }

  /** Returns a value as people write it; `whole` with its datatype. */
  function inWords({ type, value, datatype, "xml:lang": language }, told, whole = false) {
    if (type !== "literal") return SHOWN.short(value, told);
    const quoted = JSON.stringify(value);
    if (language) return `${quoted}@${language}`;
    if (datatype.endsWith("#string")) return quoted;
    return whole ? `${quoted}^^${SHOWN.short(datatype, told)}` : value;
  }

  /** Returns patterns as people write them, with the values given for their variables. */
  function shown(text, given, told) {
    const words = WORDS.read(text), written = ({ kind: sort, text: word }) => {
      const iri = sort === "iri" ? word.slice(1, -1) : told.iris.get(word);
      if (iri) return SHOWN.short(iri, told);
      return sort === "variable" && given[word.slice(1)] ? inWords(given[word.slice(1)], told, true) : word;
    };
    return words.reduceRight((made, word) =>
      made.slice(0, word.at) + written(word) + made.slice(word.at + word.text.length), text);
  }

  return { patterns, lacking };
})();
