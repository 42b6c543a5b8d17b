// Answers as tables for people, as kg.tables has them, and as CSV (SPARQL 1.1 Query Results).
/* global ALIKE */
/* exported SHOWN */
const SHOWN = (() => {
  "use strict";

  const MOST = 500; // rows that are shown
  const DATE = /^[0-9]+(?:[-/:][0-9]+)+$/; // a date or period, which a browser would break at its hyphens

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, given] of Object.entries(attributes)) if (given) made.setAttribute(key, given);
    made.append(...children);
    return made;
  }

  /** Returns a table of the first rows, names with labels and links, words of passages linked to these. */
  function table({ columns, rows }, told, names, pieces) {
    const head = columns.map((column) => make("th", { scope: "col" }, column));
    const body = rows.slice(0, MOST).map((row) => {
      const spelled = new Set(row.filter((term) => term?.type === "literal").map((term) => term.value));
      const cells = row.map((term) => cell(term, spelled, told, names, pieces));
      cells.forEach((each, at) => (each.dataset.column = columns[at]));
      return make("tr", {}, ...cells);
    });
    const made = make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body));
    return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Rows" }, made);
  }

  function cell(term, spelled, told, names, pieces) {
    const parts = term?.type === "literal" && pieces.get(term.value);
    if (parts) return make("td", {}, ...parts.flatMap((part, at) => led(part, at, names)));
    if (term?.type !== "uri") {
      const [text, isNumber] = term ? plain(term, told) : ["", false];
      const kind = isNumber ? "number" : DATE.test(text) && "date";
      return make("td", { class: kind }, ...lines(text));
    }
    const [link, label] = names.things[term.value] ?? [web(term.value), ""], name = short(term.value, told);
    const own = ALIKE.fold(name.slice(name.lastIndexOf(":") + 1)).replace(/[^\p{L}\p{N}]/gu, "");
    const adds = label && !spelled.has(label) && ALIKE.fold(label).replace(/[^\p{L}\p{N}]/gu, "") !== own;
    const text = adds ? `${name} (${label})` : name;
    return make("td", {}, link ? make("a", { href: link }, text) : text);
  }

  /** Returns a piece of a text, linked to the passage whose words it is. */
  function led([text, passage], at, { things }) {
    const link = passage && (things[passage]?.[0] ?? web(passage));
    const told = lines(text);
    return [at ? " … " : "", ...(link ? [make("a", { class: "words", href: link }, ...told)] : told)];
  }

  const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [make("br", {}), line] : [line]));
  const web = (iri) => (/^https?:\/\//.test(iri) ? iri : "");

  /** Returns the text of a literal or blank node, and whether it is a number. */
  function plain(term, { numeric }) {
    if (term.type === "bnode") return [`_:${term.value}`, false];
    if (term.type === "triple") return [value(term), false];
    const language = term["xml:lang"];
    if (language) return [language.startsWith("en") ? term.value : `${term.value} @${language}`, false];
    const figure = /^([+-]?)([0-9]+)((?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)$/.exec(term.value);
    if (!figure || !numeric.includes(term.datatype)) return [term.value, false];
    return [figure[1] + grouped(figure[2]) + figure[3], true];
  }

  /** Returns digits with thousands separated from 10,000 on, so that years stay years. */
  function grouped(digits) {
    return digits.length > 4 ? digits.replace(/\B(?=(?:[0-9]{3})+$)/g, ",") : digits;
  }

  /** Returns the prefixed name of an IRI where a prefix covers it, the longest namespace first. */
  function short(iri, { prefixes }) {
    const covering = Object.entries(prefixes)
      .filter(([, space]) => space && iri.startsWith(space) && iri !== space)
      .sort(([, one], [, other]) => other.length - one.length);
    return covering.length ? `${covering[0][0]}:${iri.slice(covering[0][1].length)}` : `<${iri}>`;
  }

  function value(term) {
    if (term.type !== "triple") return term.type === "bnode" ? `_:${term.value}` : term.value;
    const { subject, predicate, object } = term.value;
    return `<< ${[subject, predicate, object].map(value).join(" ")} >>`;
  }

  /** Returns all rows as CSV, in which IRIs are whole. */
  function csv({ columns, rows }) {
    const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const told = rows.map((row) => row.map((term) => (term ? quoted(value(term)) : "")));
    return [columns.map(quoted), ...told].map((row) => `${row.join(",")}\r\n`).join("");
  }

  return { make, table, short, csv, MOST };
})();
