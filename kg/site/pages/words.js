// The words of a SPARQL text, as kg.graph.sparql reads them, and what can be told from them alone.
/* exported WORDS */
const WORDS = (() => {
  "use strict";

  const KINDS = new RegExp([
    "(?<space>\\s+)", "(?<comment>#[^\\n\\r]*)", '(?<iri><[^\\x00-\\x20<>"{}|^`\\\\]*>)',
    '(?<string>"""(?:"{0,2}(?:[^"\\\\]|\\\\.))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\\\]|\\\\.))*\'\'\'' +
      '|"(?:[^"\\\\\\n\\r]|\\\\.)*"|\'(?:[^\'\\\\\\n\\r]|\\\\.)*\')',
    "(?<variable>[?$][\\p{L}\\p{N}_]+)", "(?<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
    "(?<name>(?:_|\\p{L}(?:[\\p{L}\\p{N}_.\\-]*[\\p{L}\\p{N}_\\-])?)?:" +
      "(?:(?:[\\p{L}\\p{N}_:]|%[0-9A-Fa-f]{2}|\\\\.)" +
      "(?:(?:[\\p{L}\\p{N}_:.\\-]|%[0-9A-Fa-f]{2}|\\\\.)*(?:[\\p{L}\\p{N}_:\\-]|%[0-9A-Fa-f]{2}|\\\\.))?)?)",
    "(?<number>(?:\\d*\\.\\d+|\\d+\\.?)[eE][+\\-]?\\d+|\\d*\\.\\d+|\\d+)",
    "(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)", "(?<mark>\\^\\^|&&|\\|\\||!=|<=|>=|.)",
  ].join("|"), "gsu");
  const OPERANDS = new Set(["variable", "number", "string", "name", "iri"]);
  const SIGNS = new Set(["+", "-", "*", "/"]);
  const CLOSED_BY = { "(": ")", "{": "}", "[": "]" };

  /** Returns the words of a text as {kind, text, at}, without white space and comments. */
  function read(text) {
    const found = [];
    for (const match of text.matchAll(KINDS)) {
      const kind = Object.keys(match.groups).find((each) => match.groups[each] !== undefined);
      if (kind !== "space" && kind !== "comment") found.push({ kind, text: match[0], at: match.index });
    }
    return found;
  }

  /** Returns the place of the bracket that closes the one at a place, the last word where none does. */
  function closing(words, place) {
    let depth = 0;
    for (let at = place; at < words.length; at += 1) {
      if (words[at].text in CLOSED_BY) depth += 1;
      if (Object.values(CLOSED_BY).includes(words[at].text)) depth -= 1;
      if (!depth) return at;
    }
    return words.length - 1;
  }

  /** Says whether a bracket calculates: it is given to a function, or holds what no path may. */
  function calculates(words, start, end) {
    const before = words[start - 1];
    const holds = words.slice(start, end).some(({ kind }) => ["variable", "number", "string"].includes(kind));
    return holds || ["word", "name"].includes(before?.kind);
  }

  /** Yields what is counted with, bracket by bracket: runs of terms, true for one that counts, and signs. */
  function* runs(words, from = 0, to = words.length) {
    let run = [];
    for (let at = from; at < to; at += 1) {
      const word = words[at];
      if (word.kind === "word" && word.text.toUpperCase() === "VALUES") at = rows(words, at);
      else if (word.text in CLOSED_BY) {
        const end = closing(words, at);
        yield* runs(words, at + 1, end);
        run = [...withoutName(run, words[at - 1]), { counts: calculates(words, at, end) }];
        at = end;
      } else if (OPERANDS.has(word.kind)) run.push({ counts: !["name", "iri"].includes(word.kind) });
      else if (SIGNS.has(word.text)) run.push(...(run.length && !run.at(-1).sign ? [{ sign: word }] : []));
      else if (word.kind !== "word" || !run.at(-1)?.sign) run = yield* ended(run);
    }
    yield run;
  }

  const withoutName = (run, before) => (["name", "iri"].includes(before?.kind) ? run.slice(0, -1) : run);

  function* ended(run) {
    yield run;
    return [];
  }

  /** Returns the place behind the rows of a VALUES. */
  function rows(words, at) {
    const start = words.findIndex(({ text }, place) => place > at && text === "{");
    return start < 0 ? words.length : closing(words, start);
  }

  /** Returns the offset of the second sign of equal rank between terms that are counted with; -1 for none.
   *
   * An engine that reads these from the right, as Oxigraph did up to 0.5.11, finds 9 for 10 - 3 - 2.
   */
  function chain(text) {
    for (const run of runs(read(text))) {
      let [sums, products, counts] = [0, 0, false];
      for (const [place, { sign, ...term }] of run.entries()) {
        if (!sign && !run[place - 1]?.sign) [sums, products, counts] = [0, 0, term.counts];
        if (sign) [sums, products] = "+-".includes(sign.text) ? [sums + 1, 0] : [sums, products + 1];
        if (sign && counts && run[place + 1] && Math.max(sums, products) > 1) return sign.at;
      }
    }
    return -1;
  }

  /** Returns the IRI for each name that a query asks about, by the way it is written there. */
  function names(text, known) {
    const words = read(text), prefixes = { ...known, ...declared(words) }, found = new Map();
    for (const [at, word] of words.entries()) {
      const before = words[at - 1]?.text ?? "", after = words[at + 1]?.text;
      const isNone = before === "^^" || after === "(" || declares(words, at) || declares(words, at - 1);
      const iri = isNone ? undefined : expanded(word, prefixes);
      if (iri) found.set(word.text, iri);
    }
    return found;
  }

  /** Returns the first prefix that is neither known nor declared, and where it stands; nothing for none. */
  function undeclared(text, known) {
    const words = read(text), prefixes = { ...known, ...declared(words) };
    const used = words.filter(({ kind }) => kind === "name")
      .map((word) => ({ prefix: word.text.slice(0, word.text.indexOf(":")), at: word.at }));
    return used.find(({ prefix }) => prefix !== "_" && !Object.hasOwn(prefixes, prefix));
  }

  const declares = (words, at) => words[at - 1]?.text.toUpperCase() === "PREFIX";

  function declared(words) {
    const pairs = words.flatMap((word, at) => (declares(words, at) ? [[word, words[at + 1]]] : []));
    return Object.fromEntries(pairs.map(([{ text }, iri]) => [text.slice(0, -1), iri?.text.slice(1, -1)]));
  }

  function expanded({ kind, text }, prefixes) {
    if (kind === "iri") return text.slice(1, -1);
    const [prefix, local] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)];
    const known = kind === "name" && Object.hasOwn(prefixes, prefix);
    return known ? prefixes[prefix] + local.replace(/\\(.)/g, "$1") : undefined;
  }

  /** Returns SELECT, ASK, CONSTRUCT or DESCRIBE, or the first word of what is none of them. */
  function form(text) {
    const words = read(text).filter(({ kind }) => kind === "word").map((word) => word.text.toUpperCase());
    return words.find((word) => !["PREFIX", "BASE", "VERSION"].includes(word)) ?? "";
  }

  /** Says whether a text may call another endpoint. */
  function calls(text) {
    return read(text).some((word) => word.kind === "word" && /service/i.test(word.text));
  }

  /** Returns columns in the order of a text that selects all: the engine's is that of the alphabet. */
  function inOrder(text, columns) {
    const words = read(text), at = words.findIndex((word) => word.text.toUpperCase() === "SELECT");
    const next = /^(?:DISTINCT|REDUCED)$/i.test(words[at + 1]?.text) ? at + 2 : at + 1;
    if (at < 0 || words[next]?.text !== "*") return columns;
    const named = words.filter(({ kind }) => kind === "variable").map((word) => word.text.slice(1));
    return columns.toSorted((one, other) => named.indexOf(one) - named.indexOf(other));
  }

  return { read, closing, chain, names, undeclared, form, calls, inOrder };
})();
