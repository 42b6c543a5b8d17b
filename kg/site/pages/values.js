// What is given for the parameters of a saved query as terms, as kg.query.parameters and kg.graph.names
// read it.
/* global ALIKE */
/* exported VALUES */
const VALUES = (() => {
  "use strict";

  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const WRITTEN = { integer: /^[+-]?[0-9]{1,18}$/, year: /^[0-9]{4}$/, date: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ };
  const EXAMPLES = { integer: "12", year: "2024", date: "2024-04-17" };

  /** Returns the term of each parameter that has one, by name.
   *
   * Throws an Error with a sentence for a value that fits nothing, and for one that is missing.
   */
  function terms(parameters, given, told, names) {
    const found = {};
    for (const parameter of parameters) {
      const value = given.get(parameter.name)?.trim() || "";
      if (value) found[parameter.name] = term(parameter, value, told, names);
      else if (parameter.term) found[parameter.name] = parameter.term;
      else if (parameter.default) found[parameter.name] = term(parameter, parameter.default, told, names);
      else if (!parameter.isOptional) throw new Error(needed(parameter));
    }
    return found;
  }

  function needed({ name, description, type, example }) {
    const such = example ? ` For example: ${example}` : "";
    return `A value is needed for ${name} (${description || type}).${such}`;
  }

  function term(parameter, value, told, names) {
    return parameter.isThing ? thing(parameter, value, told, names) : literal(parameter, value);
  }

  function literal({ name, type, example }, value) {
    if (type === "string") return { type: "literal", value, datatype: `${XSD}string` };
    if (!WRITTEN[type].test(value) || (type === "date" && !isDate(value))) {
      const kind = type === "integer" ? "an integer" : `a ${type}`;
      throw new Error(`${name}: “${value}” is not ${kind}. For example: ${example || EXAMPLES[type]}`);
    }
    if (type === "date") return { type: "literal", value, datatype: `${XSD}date` };
    return { type: "literal", value: String(BigInt(value.replace("+", ""))), datatype: `${XSD}integer` };
  }

  function isDate(value) {
    const date = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && value > "0001";
  }

  /** Returns the thing of a class that a value names: by its IRI, its prefixed name, its id or any label. */
  function thing({ name, type }, value, { prefixes }, names) {
    const things = names.classes[type] ?? {};
    const spelt = spelled(value, prefixes).find((iri) => Object.hasOwn(things, iri));
    const found = spelt ? [spelt] : called(things, value);
    if (found.length === 1) return { type: "uri", value: found[0] };
    const article = /^[AEIO]/.test(type) ? "an" : "a";
    throw new Error(`${name}: ${found.length
      ? `“${value}” names ${found.length} things: ${found.slice(0, 6).join(", ")}. Give the IRI of one.`
      : `“${value}” is not ${article} ${type}.${others(things, value)}`}`);
  }

  /** Returns the IRIs that a value can be the spelling of. */
  function spelled(value, prefixes) {
    const bare = value.replace(/^<(.*)>$/, "$1"), [prefix, ...rest] = bare.split(":");
    const known = Object.hasOwn(prefixes, prefix) ? [prefixes[prefix] + rest.join(":")] : [];
    if (rest.length) return [bare, ...known];
    const first = ["id", "src"].filter((each) => Object.hasOwn(prefixes, each)).map((each) => prefixes[each]);
    return [...first, ...Object.values(prefixes)].map((space) => space + encodeURIComponent(bare));
  }

  /** Returns the IRIs with the closest match: exact before folded, main names before others. */
  function called(things, value) {
    const wanted = ALIKE.fold(value);
    const near = Object.entries(things).flatMap(([iri, labels]) => labels
      .filter(([label]) => wanted && ALIKE.fold(label) === wanted)
      .map(([label, rank]) => [4 * (rank > 1) + 2 * (label !== value) + (rank > 0), iri]));
    const best = Math.min(...near.map(([rank]) => rank));
    return [...new Set(near.filter(([rank]) => rank === best).map(([, iri]) => iri))];
  }

  function others(things, value) {
    const labels = main(things), every = Object.values(things).flat().filter(([, rank]) => rank < 2);
    const near = ALIKE.nearest(value, every.map(([label]) => label), 0.7);
    if (near) return ` Did you mean ${near}?`;
    return labels.length ? ` There is ${labels.slice(0, 6).join(", ")}${labels.length > 6 ? " …" : "."}` : "";
  }

  /** Returns one name of each thing, sorted. */
  function main(things) {
    const first = Object.values(things).map((labels) => labels.find(([, rank]) => !rank)?.[0]);
    return first.filter(Boolean).sort((one, other) => one.localeCompare(other, "en"));
  }

  return { terms, main };
})();
