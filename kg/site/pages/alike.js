// How names are compared, whatever their case and accents, as kg.spelling does.
/* exported ALIKE */
const ALIKE = (() => {
  "use strict";

  /** Returns a text without case, accents of European letters and extra white space. */
  function fold(text) {
    const bare = text.normalize("NFKC").toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
    return bare.normalize("NFC").trim().replace(/\s+/g, " ");
  }

  /** Returns how alike two texts are, from 0 to 100: the letters that are the same and in order. */
  function ratio(a, b) {
    let row = new Uint16Array(b.length + 1);
    for (const letter of a.split("")) {
      const next = new Uint16Array(b.length + 1);
      for (let at = 0; at < b.length; at += 1)
        next[at + 1] = letter === b[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]);
      row = next;
    }
    return (200 * row[b.length]) / (a.length + b.length);
  }

  /** Returns the name most like one, of which at least so much must be the same, from 0 to 1; else "". */
  function nearest(name, known, least) {
    const wanted = fold(name);
    const scored = [...known].map((each) => [ratio(fold(each), wanted), each]);
    const [score, found] = scored.reduce((best, each) => (each[0] > best[0] ? each : best), [0, ""]);
    return score >= 100 * least ? found : "";
  }

  return { fold, ratio, nearest };
})();
