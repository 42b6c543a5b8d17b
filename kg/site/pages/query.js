// The page to ask with in its editor: the server answers as it does for a browser.
/* global EDITOR */
(() => {
  "use strict";

  const form = document.querySelector("form.asking");
  const given = document.getElementById("answer");

  async function ask(query, signal) {
    const asking = { method: "POST", body: new URLSearchParams({ query }), signal };
    const text = await fetch("sparql", { ...asking, headers: { Accept: "text/html" } })
      .then((answer) => answer.text(), (error) => error.message);
    const answer = new DOMParser().parseFromString(text, "text/html").getElementById("answer");
    if (!answer) throw new Error(`The server does not answer: ${text}`);
    return document.importNode(answer, true).children;
  }

  EDITOR.begin({
    form,
    ask,
    prefixes: JSON.parse(document.getElementById("prefixes").textContent),
    terms: () => fetch("terms.json").then((answer) => answer.json()),
    address: (query) => (query ? `?${new URLSearchParams({ query })}` : location.pathname),
  });
  const isAsked = new URLSearchParams(location.search).get("query");
  if (isAsked) EDITOR.show(form.elements.query.value, [...given.children]);
  given.remove();
})();
