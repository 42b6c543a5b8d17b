// Finds things by their names as a server would, in the index that names.js holds.
/* global ALIKE, INDEX */
(() => {
  "use strict";

  const { fold, ratio } = ALIKE;
  const LIKE_ENOUGH = 72, WHOLE_WORDS = 0.9, SCATTERED = 0.85, BEGINNING = 90, MOST = 60, LONGEST = 200;
  const NOTHING = "Nothing in this graph has a name like that. " +
    "Accents, case and a wrong letter do no harm; try fewer words.";

  const words = (text) => text.split(" ").map((word) => word.replace(/^[,.:;()]+|[,.:;()]+$/g, ""));
  const beginning = (text, wanted) => Math.max(ratio(text, wanted), text.startsWith(wanted) ? BEGINNING : 0);

  /** Returns the likeness of the stretch of words, as many as are wanted, that is most like it. */
  function part(label, wanted) {
    const size = wanted.split(" ").length, all = label.split(" ");
    const stretches = all.slice(0, Math.max(all.length - size + 1, 0))
      .map((_, at) => all.slice(at, at + size).join(" ").replace(/^[,.:;()]+|[,.:;()]+$/g, ""));
    return Math.max(0, ...stretches.map((stretch) => beginning(stretch, wanted)));
  }

  /** Returns the likeness of the worst of several wanted words to the word most like it. */
  function each(label, wanted) {
    const best = (one) => Math.max(...words(label).map((word) => beginning(word, one)));
    const likest = wanted.split(" ").map(best);
    return likest.length > 1 ? Math.min(...likest) : 0;
  }

  function likeness(label, wanted) {
    if (label === wanted) return 100;
    const whole = ratio(label, wanted), ascii = /^[\0-\x7f]*$/.test(label);
    if (ascii && wanted.length < 3) return whole;
    if (!ascii && !label.includes(" ") && label.includes(wanted)) return Math.max(whole, 100 * WHOLE_WORDS);
    return Math.max(whole, WHOLE_WORDS * part(label, wanted), SCATTERED * each(label, wanted));
  }

  /** Returns things as {link, label, cls, matched, language}, the likest first. */
  function search(text) {
    const wanted = fold(text);
    const hits = wanted ? INDEX.things.map(([link, label, cls, kind, names]) => {
      const [score, hidden, matched, language] = names
        .map(([name, tag, unseen]) => [likeness(fold(name), wanted), unseen, name, tag])
        .sort((a, b) => b[0] - a[0] || a[1] - b[1])[0];
      return { link, label, cls, kind, matched, language, hidden, score: Math.round(10 * score) / 10 };
    }) : [];
    const order = (a, b) => (a < b ? -1 : Number(a > b));
    const least = (a, b) => a.hidden - b.hidden || a.kind - b.kind ||
      [...a.label].length - [...b.label].length || order(a.label, b.label);
    return hits.filter(({ score }) => score >= LIKE_ENOUGH).sort((a, b) => b.score - a.score || least(a, b));
  }

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function shown({ link, label, cls, matched, language }) {
    const found = make("a", { class: "thing", href: link }, label);
    const kind = make("span", { class: "soft" }, cls);
    const other = matched === label ? [] : [" ", make("span", { lang: language }, matched)];
    return make("li", {}, found, " ", kind, ...other);
  }

  const asked = (new URLSearchParams(location.search).get("q") ?? "").slice(0, LONGEST).trim();
  if (!asked) return;
  const hits = search(asked), few = hits.slice(0, MOST);
  const told = hits.length > MOST ? `The ${MOST} names that are most like it` : `${hits.length} found`;
  document.querySelector("input[name=q]").value = asked;
  document.querySelector("h1").textContent = `Search: ${asked}`;
  document.title = document.title.replace(/^Search/, () => `Search: ${asked}`);
  document.getElementById("asked").remove();
  document.getElementById("found").append(...(few.length
    ? [make("p", { class: "soft" }, `${told}, the likest first.`), make("ul", {}, ...few.map(shown))]
    : [make("p", {}, NOTHING)]));
})();
