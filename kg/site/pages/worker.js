// What the worker of the engine does, behind Oxigraph's own script: it answers what the page sends, in turn.
/* global Store, initSync, literal, namedNode */
{
  const RIGHT = "5"; // which 10-3-2 is, and which Oxigraph up to 0.5.11 finds to be 9
  let store = null, union = false;

  /** Returns a term as N-Triples has it, escaped by the engine, which refuses what is no term. */
  function written({ type, value, datatype, "xml:lang": language }) {
    if (type === "uri") return namedNode(value).toString();
    return literal(value, language ?? namedNode(datatype)).toString();
  }

  /** Returns a query with its values in every group that names a variable of theirs. */
  function filled(parts, values) {
    return parts.map(([text, named]) => {
      const wanted = Object.keys(values).filter((name) => named === null || named.includes(name));
      const terms = wanted.map((name) => written(values[name])).join(" ");
      return wanted.length ? `${text} VALUES (?${wanted.join(" ?")}) { (${terms}) } ` : text;
    }).join("");
  }

  /** Returns a term of the engine as SPARQL 1.1 Query Results JSON has it. */
  function told(term) {
    if (term.termType === "NamedNode") return { type: "uri", value: term.value };
    if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
    if (term.termType === "Quad") return { type: "triple", value: Object.fromEntries(parts(term)) };
    const kind = term.language ? { "xml:lang": term.language } : { datatype: term.datatype.value };
    return { type: "literal", value: term.value, ...kind };
  }

  const parts = (quad) => ["subject", "predicate", "object"].map((part) => [part, told(quad[part])]);

  function triples(text) {
    const quads = store.query(text, { use_default_graph_as_union: union });
    const once = new Map(quads.map((quad) => [quad.toString(), quad]));
    const rows = [...once.values()].map((quad) => parts(quad).map(([, term]) => term));
    const lines = [...once.keys()].map((quad) => `${quad} .\n`); // N-Triples
    return { columns: ["subject", "predicate", "object"], rows, lines };
  }

  function solutions(text) {
    const options = { results_format: "json", use_default_graph_as_union: union };
    const { head, results, boolean } = JSON.parse(store.query(text, options));
    if (boolean !== undefined) return { boolean };
    return { columns: head.vars, rows: results.bindings.map((row) => head.vars.map((name) => row[name])) };
  }

  const does = {
    begin({ module, quads, isUnion }) {
      initSync({ module });
      [store, union] = [new Store(), isUnion];
      store.load(quads, { format: "application/n-quads", lenient: true, no_transaction: true });
      const sum = JSON.parse(store.query("SELECT (10-3-2 AS ?sum) {}", { results_format: "json" }));
      return sum.results.bindings[0].sum.value === RIGHT;
    },

    ask({ head, texts, values, isGraph }) {
      const text = head + filled(texts, values);
      return isGraph ? triples(text) : solutions(text);
    },

    /** Returns those of some IRIs that no quad has. */
    absent({ iris }) {
      return iris.filter((iri) => {
        const node = namedNode(iri);
        return ![[node], [null, node], [null, null, node], [null, null, null, node]]
          .some((pattern) => store.match(...pattern).length);
      });
    },
  };

  self.onmessage = ({ data: { id, what, given } }) => {
    try {
      self.postMessage({ id, found: does[what](given) });
    } catch (error) {
      self.postMessage({ id, error: String(error?.message ?? error) });
    }
  };
}
