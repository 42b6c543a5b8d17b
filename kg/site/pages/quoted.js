// Which passages the texts of an answer are the words of, as kg.tables.quoted has it.
/* exported QUOTED */
const QUOTED = (() => {
  "use strict";

  const BETWEEN = " … "; // what joins the words of several passages in one text

  /** Returns the promise of text → its pieces, [text, IRI of the passage or ""], where passages have it. */
  async function pieces(rows, { evidence }, send) {
    const all = rows.flat().filter((term) => term?.type === "literal" && term.value.includes(" "));
    const texts = [...new Set(all.map((term) => term.value))];
    const wanted = new Set(texts.flatMap((text) => [text, ...text.split(BETWEEN)]));
    const found = wanted.size ? first(await places(wanted, evidence, send)) : new Map();
    const cut = texts.map((text) => {
      const parts = found.has(text) ? [text] : text.split(BETWEEN);
      return [text, parts.map((part) => [part, found.get(part) ?? ""])];
    });
    return new Map(cut.filter(([, parts]) => parts.some(([, passage]) => passage)));
  }

  /** Returns the promise of [text, passage, source], quotes before sentences, in the order of the source. */
  async function places(texts, evidence, send) {
    const wanted = [...texts].map((text) => JSON.stringify(text)).join(" ");
    const asked = `SELECT ?text ?passage ?source { VALUES ?text { ${wanted} } ` +
      `{ ?passage <${evidence}quote> ?text BIND (0 AS ?around) } ` +
      `UNION { ?passage <${evidence}sentence> ?text BIND (1 AS ?around) } ` +
      `?passage <${evidence}beginIndex> ?start ; <${evidence}inSource> ?source ` +
      "FILTER (isIRI(?passage) && isNumeric(?start)) } " +
      "ORDER BY ?around ?start ?passage";
    const { rows } = await send("ask", { head: "", texts: [[asked, []]], values: {}, isGraph: false });
    return rows.map((row) => row.map((term) => term.value));
  }

  /** Returns text → the first passage that has it; of what several sources say none. */
  function first(rows) {
    const found = new Map(), sources = new Map();
    for (const [text, passage, source] of rows) {
      if (!found.has(text)) found.set(text, passage);
      if ((sources.get(text) ?? source) !== source) found.set(text, "");
      sources.set(text, source);
    }
    return found;
  }

  return { pieces };
})();
