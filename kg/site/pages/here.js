// The page to ask with where there is no server; the fragment of its address says what is asked.
/* global ALIKE, CARRIED, EDITOR, NEEDED, QUOTED, SHOWN, TERMS, VALUES, WORDS */
(() => {
  "use strict";

  const { make } = SHOWN;
  const told = JSON.parse(document.getElementById("told").textContent);
  const [free, plain, saved, answer] = ["free", "plain", "saved", "answer"]
    .map((id) => document.getElementById(id));
  const GRAPHS = ["CONSTRUCT", "DESCRIBE"], FORMS = ["SELECT", "ASK", ...GRAPHS];
  const CHAINED = "this engine would count from the right here, and give another number. " +
    "Put brackets: (?a - ?b) - ?c, or (?a * ?b) / ?c.";
  const UNKNOWN = "Every name is in this graph, and every pattern has a match: it is a FILTER, or what is " +
    "not read here, that lets nothing through. kg query may tell.";
  let asking = 0, last = null, editor = null, isEdited = false;

  const prologue = Object.entries(told.prefixes).filter(isUsable)
    .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}> `).join("");

  function isUsable([prefix, iri]) {
    return WORDS.read(`${prefix}:`)[0].text === `${prefix}:` && WORDS.read(`<${iri}>`)[0].kind === "iri";
  }

  /** Shows the answer to what is made of the names in the graph below the form that asks. */
  async function ask(making) {
    const mine = asking += 1;
    busy();
    const parts = await found(making);
    if (mine === asking) answer.replaceChildren(...parts);
  }

  /** Returns the parts of the answer, or why there is none. */
  async function found(making) {
    const begun = performance.now();
    CARRIED.end("Another query was asked meanwhile.");
    try {
      const { names } = await CARRIED.load(), asked = making(names), rows = await answered(asked);
      offer(names);
      return await shown(asked, rows, names, ((performance.now() - begun) / 1000).toFixed(2));
    } catch (error) {
      return [section("There is no answer.", [error.message])];
    }
  }

  async function answered({ text, texts, values }) {
    const { isRight, ask: send } = await CARRIED.begin(told.union);
    const form = WORDS.form(text), isGraph = GRAPHS.includes(form);
    refuse(text, form, isRight);
    const rows = await send("ask", { head: prologue, texts, values, isGraph })
      .catch((error) => Promise.reject(new Error(reason(text, error.message))));
    return isGraph || !rows.columns ? rows : ordered(text, rows);
  }

  /** Throws an Error for a query that would not be answered, or not rightly. */
  function refuse(text, form, isRight) {
    const chain = isRight ? -1 : WORDS.chain(text);
    if (!FORMS.includes(form)) throw new Error(`Only queries are answered: ${FORMS.join(", ")}.`);
    if (WORDS.calls(text)) throw new Error("SERVICE would call another endpoint: refused.");
    if (chain >= 0) throw new Error(`${place(text, chain)}: ${CHAINED}`);
  }

  function ordered(text, { columns, rows }) {
    const wanted = WORDS.inOrder(text, columns), at = wanted.map((column) => columns.indexOf(column));
    return { columns: wanted, rows: rows.map((row) => at.map((each) => row[each])) };
  }

  /** Returns line:column of an offset. */
  function place(text, offset) {
    const before = text.slice(0, offset).split("\n");
    return `${before.length}:${before.at(-1).length + 1}`;
  }

  /** Returns what the engine complains of, with the place in the text as it was written. */
  function reason(text, message) {
    const [, line, column] = /^error at (\d+):(\d+): /.exec(message) ?? [];
    if (!line) return message;
    const strange = WORDS.undeclared(text, told.prefixes);
    if (strange) return `${place(text, strange.at)}: the prefix ${strange.prefix}: is declared nowhere.`;
    const at = Math.max(column - 1 - (line === "1" ? [...prologue].length : 0), 0);
    const rest = [...text.split("\n")[line - 1] ?? ""].slice(at).join("").trim();
    const what = rest ? `“${rest.slice(0, 30)}” is not understood` : "something is missing";
    return `${line}:${at + 1}: ${what}.`;
  }

  function section(said, hints, ...more) {
    const parts = hints.map((hint) => make("p", { class: "warning hints" }, hint));
    const named = { "aria-live": "polite", "aria-label": "Answer" };
    return make("section", named, make("p", {}, said), ...parts, ...more);
  }

  function busy() {
    const button = make("button", { type: "button" }, "Stop");
    button.addEventListener("click", () => {
      CARRIED.end("");
      asking += 1;
      answer.replaceChildren(section("Given up.", []));
    });
    answer.replaceChildren(section("Asking …", [], button));
  }

  async function shown(asked, given, names, seconds) {
    if (given.boolean !== undefined) return [section(given.boolean ? "Yes." : "No.", [])];
    const count = given.rows.length, many = count > SHOWN.MOST ? `; the first ${SHOWN.MOST} are shown` : "";
    const said = `${count.toLocaleString("en")} row${count === 1 ? "" : "s"} in ${seconds} s${many}`;
    if (!count) return [section(said, await lacking(asked, names))];
    const { ask: send } = await CARRIED.begin(told.union);
    const pieces = await QUOTED.pieces(given.rows.slice(0, SHOWN.MOST), told, send);
    return [section(said, [], SHOWN.table(given, told, names, pieces)), away(given, asked.name)];
  }

  function away(given, name) {
    const files = [["CSV", "csv", "text/csv", () => [SHOWN.csv(given)]]];
    if (given.lines) files.unshift(["N-Triples", "nt", "application/n-triples", () => given.lines]);
    const buttons = files.flatMap((file) => [saving(name, ...file), " "]);
    const said = "This page has the address of the answer. Take it away: ";
    return make("p", { class: "formats" }, said, ...buttons);
  }

  /** Makes the button that saves a file, whose parts are written when it is pressed. */
  function saving(name, title, end, type, written) {
    const button = make("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      const file = URL.createObjectURL(new Blob(written(), { type }));
      make("a", { href: file, download: `${name}.${end}` }).click();
      URL.revokeObjectURL(file);
    });
    return button;
  }

  /** Returns what may tell why nothing was found, as far as that can be told here. */
  async function lacking(asked, names) {
    const known = WORDS.names(asked.text, told.prefixes), { ask: send } = await CARRIED.begin(told.union);
    const absent = new Set(await send("absent", { iris: [...known.values()] }));
    const strange = [...known].filter(([, iri]) => absent.has(iri));
    if (strange.length) return strange.map(([name, iri]) => strangeness(name, iri, names));
    const failing = await NEEDED.lacking(asked, querying(asked, send), told);
    return failing.length ? failing : [UNKNOWN];
  }

  /** Returns what asks a query, open at its end, with the prefixes and values of another. */
  function querying({ text, values }, send) {
    const verb = WORDS.read(text).find((word) => FORMS.includes(word.text.toUpperCase()));
    const own = text.slice(0, verb.at);
    return (begun, patterns, end = " }") => {
      const named = patterns.flatMap(({ names }) => names);
      const texts = [[begun, named], [end, []]];
      return send("ask", { head: prologue + own, texts, values, isGraph: false });
    };
  }

  function strangeness(name, iri, names) {
    const at = Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1, space = iri.slice(0, at);
    const same = Object.keys(names.things).filter((each) => each.startsWith(space) && each !== space);
    const near = ALIKE.nearest(iri.slice(at), same.map((each) => each.slice(at)), 0.75);
    return `${name} is not in this graph${near ? `; did you mean ${SHOWN.short(space + near, told)}?` : ""}`;
  }

  /** Shows the form of a saved query, with what is given. */
  function fill(name, given) {
    const query = told.queries[name];
    saved.dataset.name = name;
    saved.querySelector("h2").textContent = query.title;
    saved.querySelector("p").textContent = query.description;
    saved.querySelector("pre").textContent = query.text;
    saved.querySelector(".change").href = `#${new URLSearchParams({ query: query.text })}`;
    saved.querySelector(".values").replaceChildren(...query.parameters.flatMap((each) => field(each, given)));
  }

  function field({ name, type, description, example, default: usual, isOptional, isThing }, given) {
    const without = usual ? `, ${usual} where nothing is given` : example ? `, for example ${example}` : "";
    const hint = `${description} (${type}${isOptional ? ", optional" : ""}${without})`;
    const [id, by] = [`value-${name}`, `hint-${name}`];
    const input = make("input", { id, name, "aria-describedby": by, list: isThing && `of-${type}` });
    input.value = given.get(name) ?? "";
    input.required = !isOptional && !usual;
    return [make("label", { for: id }, name), make("p", { class: "hint", id: by }, hint), input];
  }

  /** Offers the names of things in the fields that take one. */
  function offer(names) {
    if (saved.querySelector("datalist")) return;
    for (const [type, things] of Object.entries(names.classes)) {
      const options = VALUES.main(things).map((label) => make("option", { value: label }));
      saved.append(make("datalist", { id: `of-${type}` }, ...options));
    }
  }

  /** Does what the fragment says: shows a saved question or a query, and asks it. */
  function follow() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const [name, text] = [wanted.get("question"), wanted.get("query")];
    const isSaved = name !== null && Object.hasOwn(told.queries, name);
    [free.hidden, saved.hidden] = [isSaved, !isSaved];
    answer.replaceChildren();
    if (!isSaved) pose(text);
    else fill(name, wanted);
    if (isSaved && saved.checkValidity()) ask((names) => ofQuestion(name, wanted, names));
  }

  /** Asks a query in the editor; until that is here in the plain field. */
  function pose(text) {
    if (isEdited && text) EDITOR.show(text);
    if (isEdited) return;
    if (text) plain.elements.query.value = text;
    if (text) last = ask(() => ofText(text));
    edit().catch(() => {}); // the plain field does the same
  }

  /** Puts the editor in place of the plain field, with what that holds, as soon as nothing is asked there. */
  async function edit() {
    await last;
    if (document.getElementById("edited")) await (editor ??= CARRIED.take("edited"));
    await last;
    if (!editor || isEdited || free.hidden) return;
    isEdited = true;
    const { value, defaultValue } = plain.elements.query, parts = [...answer.children];
    EDITOR.begin({ form: plain, prefixes: told.prefixes, ask: inEditor, terms: async () => TERMS, address });
    if (parts.length || value !== defaultValue) EDITOR.show(value, parts);
  }

  function inEditor(text, signal) {
    signal.addEventListener("abort", () => CARRIED.end("Given up."));
    return found(() => ofText(text));
  }

  const address = (query) => (query ? `#${new URLSearchParams({ query })}` : location.pathname);
  const ofText = (text) => ({ text, texts: [[text, []]], values: {}, name: "answer" });

  /** Returns what a saved query asks with the values given. */
  function ofQuestion(name, given, names) {
    const { text, parts, parameters } = told.queries[name];
    return { text, texts: parts, values: VALUES.terms(parameters, given, told, names), name };
  }

  /** Has the address say what is asked, from which it is asked, anew where it says so already. */
  function move(values) {
    const fragment = `#${new URLSearchParams(values)}`;
    if (location.hash === fragment) follow();
    else location.hash = fragment;
  }

  plain.addEventListener("submit", (event) => {
    event.preventDefault();
    move({ query: plain.elements.query.value });
  });
  plain.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) plain.requestSubmit();
  });
  saved.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = [...new FormData(saved)].filter(([, value]) => value.trim());
    move([["question", saved.dataset.name], ...given]);
  });
  addEventListener("hashchange", follow);
  const isLarge = document.getElementById("state").dataset.large === "yes";
  if (!isLarge) CARRIED.begin(told.union).catch(() => {}); // who asks is told why
  if (!isLarge) CARRIED.load().then(({ names }) => offer(names)).catch(() => {}); // who asks is told why
  follow();
})();
