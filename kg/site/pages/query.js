// The editor of queries in place of the plain field: tabs that stay, completion, answers as the server writes
// them for a browser.
/* global Yasgui, Yasqe, Yasr */
(() => {
  "use strict";
  const LONGEST = 6000; // characters of a query that an address can be relied on to hold
  const form = document.querySelector("form.asking");
  const given = document.getElementById("answer");
  const prefixes = JSON.parse(document.getElementById("prefixes").textContent);
  const labels = new Map();
  let terms = null;

  /** Returns what can be completed, asked for once, when it is first wanted; nothing where that fails. */
  async function known() {
    terms ??= fetch("terms.json").then((answer) => answer.json());
    const told = await terms.catch(() => ({ classes: [], properties: [] }));
    for (const [prefixed, label] of [...told.properties, ...told.classes]) labels.set(prefixed, label);
    return told;
  }

  /** Lets the prefixes that need no declaration have none: the editor marks others as mistakes. */
  function declare() {
    const sparql = Yasqe.modes.sparql11;
    Yasqe.defineMode("sparql11", (...settings) => {
      const mode = sparql(...settings);
      return { ...mode, startState: () => ({ ...mode.startState(), prefixes: { ...prefixes } }) };
    });
  }

  /** Completes what the graph uses, by name or label: classes behind `a`, properties where one may stand. */
  const completer = {
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => kindAt(yasqe) !== undefined,
    async get(yasqe, token) {
      const typed = token.string.toLowerCase();
      const found = (await known())[kindAt(yasqe)]
        .map((names) => [names[0], Math.min(...names.map((one) => placed(one.toLowerCase(), typed)))])
        .filter(([, at]) => at < Infinity);
      return found.sort(([, one], [, other]) => one - other).map(([prefixed]) => prefixed);
    },
    postprocessHints: (_, hints) =>
      hints.map((hint) => ({ ...hint, displayText: `${hint.text}  ${labels.get(hint.text)}` })),
  };

  /** Returns 0 where what is typed begins a name, with its prefix or without, 1 within it, else infinity. */
  function placed(text, typed) {
    if (text.startsWith(typed) || text.includes(`:${typed}`)) return 0;
    return text.includes(typed) ? 1 : Infinity;
  }

  function kindAt(yasqe) {
    const token = yasqe.getCompleteToken();
    if (!/^\p{L}/u.test(token.string)) return undefined;
    const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
    if (before.string === "a" || before.string === "rdf:type") return "classes";
    return token.state.possibleCurrent.includes("a") ? "properties" : undefined;
  }

  /** Shows the answer in the page that the endpoint gives a browser. */
  class Answer {
    priority = 1;
    hideFromSelection = true;

    constructor(yasr) {
      this.yasr = yasr;
      yasr.resultsEl.setAttribute("aria-live", "polite");
    }

    canHandleResults() {
      return true;
    }

    draw() {
      const { results, resultsEl, isStopped } = this.yasr;
      const text = results.getError()?.text ?? results.getOriginalResponseAsString();
      const answer = new DOMParser().parseFromString(text, "text/html").getElementById("answer");
      const why = isStopped ? "Given up." : `The server does not answer: ${text}`;
      resultsEl.replaceChildren(...(answer ? document.importNode(answer, true).children : [warning(why)]));
    }
  }

  function warning(text) {
    const told = document.createElement("p");
    told.className = "warning";
    told.textContent = text;
    return told;
  }

  function configure() {
    declare();
    Yasqe.registerAutocompleter(completer);
    Yasqe.defaults.autocompleters = ["variables", "terms"]; // others ask elsewhere
    Object.assign(Yasqe.defaults.extraKeys, { Tab: false, "Shift-Tab": false }); // they leave the editor
    Yasqe.defaults.value = form.elements.query.defaultValue;
    Yasr.prototype.updateResponseInfo = () => {}; // it counts rows, for which it reads the page as XML
    Yasr.registerPlugin("answer", Answer);
    for (const plugin of ["table", "response", "boolean", "error"]) delete Yasr.defaults.plugins[plugin];
    Object.assign(Yasr.defaults, { defaultPlugin: "answer", pluginOrder: ["answer"] });
    Yasr.defaults.maxPersistentResponseSize = 0; // the graph may be another by then
  }

  function editor(place) {
    return new Yasgui(place, {
      autofocus: false,
      populateFromUrl: false, // an address may name another endpoint
      endpointCatalogueOptions: { getData: () => [] },
      persistenceId: "kg",
      requestConfig: asking(),
      yasqe: {
        screenReaderLabel: "Query",
        editorHeight: "14em",
        showQueryButton: false,
        pluginButtons: () => [added(), asked()],
      },
    });
  }

  /** How to ask: functions, which count before what a browser has kept. */
  function asking() {
    return {
      endpoint: () => new URL("sparql", location.href).href,
      method: () => "POST",
      acceptHeaderSelect: () => "text/html",
      acceptHeaderGraph: () => "text/html",
    };
  }

  function button(text, pressed) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", pressed);
    return made;
  }

  function added() {
    return button("New tab", () => {
      const tab = yasgui.addTab(true);
      move("");
      tab.getYasqe().focus();
    });
  }

  /** Makes the button that asks the query of a tab and, while it is asked, gives it up. */
  function asked() {
    const made = button("Ask", () => {
      const tab = yasgui.getTab();
      if (made.textContent === "Stop") tab.getYasqe().abortQuery();
      else tab.query().catch(() => {}); // the answer tells what is wrong
    });
    made.className = "ask";
    return made;
  }

  function name(tab, text) {
    tab.getYasqe().rootEl.querySelector(".ask").textContent = text;
  }

  /** Has the address lead here again. */
  function move(query) {
    const asks = query && query.length < LONGEST;
    history.replaceState(null, "", asks ? `?${new URLSearchParams({ query })}` : location.pathname);
  }

  /** Shows the tab with the query of the address, a new one where there is none, and its answer. */
  function show(query) {
    const held = Object.values(yasgui._tabs).find((tab) => tab.getPersistedJson().yasqe.value === query);
    if (held) yasgui.selectTabId(held.getId());
    const tab = held ?? yasgui.addTab(true, { yasqe: { value: query } });
    tab.getYasr().resultsEl.replaceChildren(...given.children);
  }

  function began(tab) {
    tab.getYasr().isStopped = false;
    name(tab, "Stop");
    move(tab.getQuery());
  }

  function stopped(tab) {
    tab.getYasr().isStopped = true;
    name(tab, "Ask");
  }

  function follow() {
    yasgui.on("query", (_, tab) => began(tab));
    yasgui.on("queryResponse", (_, tab) => name(tab, "Ask"));
    yasgui.on("queryAbort", (_, tab) => stopped(tab));
    yasgui.on("tabClose", () => {
      if (!yasgui.persistentConfig.getTabs().length) yasgui.addTab(true);
    });
    yasgui.on("tabSelect", (_, id) => {
      const tab = yasgui.getTab(id);
      move(tab.getYasr().resultsEl.hasChildNodes() ? tab.getQuery() : "");
    });
  }

  configure();
  const yasgui = editor(form.parentElement.insertBefore(document.createElement("div"), form));
  follow();
  if (new URLSearchParams(location.search).get("query")) show(form.elements.query.value);
  form.hidden = true;
  document.getElementById("editor").hidden = false;
  given.remove();
})();
