// The editor of queries in place of a plain field: tabs that stay, completion, answers as the page gets them.
/* global Yasgui, Yasqe, Yasr */
/* exported EDITOR */
const EDITOR = (() => {
  "use strict";

  const LONGEST = 6000; // characters of a query that an address can be relied on to hold
  const labels = new Map();
  let page = null, terms = null, yasgui = null;

  /** Returns what can be completed, got once, when it is first wanted; nothing where that fails. */
  async function known() {
    terms ??= page.terms();
    const told = await terms.catch(() => ({ classes: [], properties: [] }));
    for (const [prefixed, label] of [...told.properties, ...told.classes]) labels.set(prefixed, label);
    return told;
  }

  /** Lets the prefixes that need no declaration have none: the editor marks others as mistakes. */
  function declare() {
    const sparql = Yasqe.modes.sparql11;
    Yasqe.defineMode("sparql11", (...settings) => {
      const mode = sparql(...settings);
      return { ...mode, startState: () => ({ ...mode.startState(), prefixes: { ...page.prefixes } }) };
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

  /** Shows the parts of an answer as they are. */
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
      this.yasr.resultsEl.replaceChildren(...this.yasr.results.getData());
    }
  }

  /** Asks what a tab holds as the page asks, in place of the editor's own way, which needs an endpoint. */
  async function query() {
    this.abortQuery();
    const stopping = new AbortController();
    this.emit("query", {}, stopping);
    const parts = await page.ask(this.getValue(), stopping.signal).catch((error) => [warning(error.message)]);
    if (stopping.signal.aborted) return;
    this.emit("queryResponse", { content: [...parts], status: 200, headers: new Headers() }, 0);
  }

  function warning(text) {
    const told = document.createElement("p");
    told.className = "warning";
    told.textContent = text;
    return told;
  }

  function configure() {
    declare();
    Yasqe.prototype.query = query;
    Yasqe.registerAutocompleter(completer);
    Yasqe.defaults.autocompleters = ["variables", "terms"]; // others ask elsewhere
    Object.assign(Yasqe.defaults.extraKeys, { Tab: false, "Shift-Tab": false }); // they leave the editor
    Yasqe.defaults.value = page.form.elements.query.value;
    Yasr.prototype.updateResponseInfo = () => {}; // it counts rows, for which it reads the answer as XML
    Yasr.registerPlugin("answer", Answer);
    for (const plugin of ["table", "response", "boolean", "error"]) delete Yasr.defaults.plugins[plugin];
    Object.assign(Yasr.defaults, { defaultPlugin: "answer", pluginOrder: ["answer"] });
    Yasr.defaults.maxPersistentResponseSize = 0; // the graph may be another by then
  }

  function made(place) {
    return new Yasgui(place, {
      autofocus: false,
      populateFromUrl: false, // an address may name another endpoint
      endpointCatalogueOptions: { getData: () => [] },
      persistenceId: `kg ${new URL(".", location).pathname}`,
      yasqe: {
        screenReaderLabel: "Query",
        editorHeight: "14em",
        showQueryButton: false,
        pluginButtons: () => [added(), asked()],
      },
    });
  }

  function button(text, pressed) {
    const pressable = document.createElement("button");
    pressable.type = "button";
    pressable.textContent = text;
    pressable.addEventListener("click", pressed);
    return pressable;
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
    const pressable = button("Ask", () => {
      const yasqe = yasgui.getTab().getYasqe();
      if (pressable.textContent === "Stop") yasqe.abortQuery();
      else yasqe.query();
    });
    pressable.className = "ask";
    return pressable;
  }

  function name(tab, text) {
    tab.getYasqe().rootEl.querySelector(".ask").textContent = text;
  }

  /** Has the address lead here again. */
  function move(text) {
    history.replaceState(null, "", page.address(text && text.length < LONGEST ? text : ""));
  }

  /** Shows the tab with a query, a new one where there is none, and its answer; asks for that without one. */
  function show(text, parts) {
    const held = Object.values(yasgui._tabs).find((tab) => tab.getPersistedJson().yasqe.value === text);
    if (held) yasgui.selectTabId(held.getId());
    const tab = held ?? yasgui.addTab(true, { yasqe: { value: text } });
    if (parts) tab.getYasr().resultsEl.replaceChildren(...parts);
    else tab.getYasqe().query();
  }

  function began(tab) {
    name(tab, "Stop");
    move(tab.getQuery());
  }

  function stopped(tab) {
    name(tab, "Ask");
    tab.getYasr().resultsEl.replaceChildren(warning("Given up."));
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

  /** Puts the editor in place of a form.
   *
   * `ask` gives the promise of the parts of the answer to a text, until its signal ends that; `terms` that of
   * what can be completed; `address` is the one of a query.
   */
  function begin(given) {
    page = given;
    configure();
    const { form } = page, wasWritten = form.contains(document.activeElement);
    yasgui = made(form.parentElement.insertBefore(document.createElement("div"), form));
    follow();
    form.hidden = true;
    document.getElementById("editor").hidden = false;
    if (wasWritten) yasgui.getTab().getYasqe().focus();
  }

  return { begin, show };
})();
