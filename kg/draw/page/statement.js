// What the documents say: statements as cards, in their own words, with every doubt and contradiction.

const passagesOf = (it) => it.passages.map((p) => DATA.passages[p]);
const labelOf = (mark) => mark.label ?? DATA.statements[mark.says[0]].label;
const closeButton = (act) => {
  const named = { id: "close", title: say("Close (Escape)"), "aria-label": say("Close") };
  return make("button", { ...named, onclick: act }, "×");
};

/** Return the card of a statement under a heading; `dates` are those of it in words. */
function card(it, heading, dates = [it.period, it.as_of]) {
  return make("article", {}, ...heading, chips([it.certainty, it.restriction, ...dates]),
    doubt(it, it.printed && say("The document prints {figure}", { figure: it.printed })), detailsOf(it),
    ...passagesOf(it).map((passage) => quotation(passage, it)), citing(passagesOf(it)),
    ...(it.contradicts ?? []).map(contradiction));
}

function chips(texts) {
  const made = texts.filter(Boolean).map((text) => make("span", { class: "chip" }, text));
  return made.length ? make("p", {}, ...made) : "";
}

/** Say what is doubtful about a figure; of one that nobody doubts, nothing. */
function doubt(it, before = "") {
  if (!it.status && !it.corrected) return "";
  const meant = it.corrected && say("probably {figure}", { figure: it.corrected });
  const told = [before, meant, it.reason].filter(Boolean).join(say("; "));
  const heading = make("strong", {}, `⚠ ${it.status ?? say("corrected")}: `);
  return make("div", { class: "warning" }, heading, say("{told}.", { told }));
}

function detailsOf(it) {
  const rows = (it.details ?? []).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
  return rows.length ? make("dl", {}, ...rows) : "";
}

function quotation(passage, it) {
  const speaker = it.said_by ? `${say("said by {names}", { names: it.said_by.join(say(", ")) })} · ` : "";
  const { before = "", after = "", language } = passage;
  const lang = /^[a-z]{2,3}(-|$)/i.test(language) ? language : null;
  return make("div", {},
    make("blockquote", { lang }, before, make("mark", {}, passage.words), after),
    make("cite", {}, speaker + placeOf(passage), toOriginal(passage)));
}

/** Return where a passage stands: the title of its source, the date of that, its characters, its language. */
function placeOf(passage) {
  const { title, published } = DATA.sources[passage.source];
  const language = passage.language && say("in {language}", { language: languageOf(passage.language) });
  return [cut(title, 200), published, charactersOf(passage), language].filter(Boolean).join(say(", "));
}

/** Return which characters of its source a passage is, or nothing where nobody knows. */
function charactersOf({ at }) {
  const [from, to] = at.map(String);
  return to ? say("characters {from}–{to}", { from, to }) : "";
}

/** Return the name of the language that a code stands for, or what is none as it is. */
function languageOf(code) {
  try {
    return new Intl.DisplayNames([LOCALE], { type: "language", fallback: "none" }).of(code) ?? code;
  } catch {
    return code;
  }
}

const contradiction = (other) => make("div", { class: "warning" }, make("strong", {}, say("≠ Elsewhere: ")),
  `${cut(other.label, 300)} — “${cut(other.quote, 400)}” (${cut(other.source_title, 200)})`);

/** Return the words of the first passage behind some statements, as a tip shows them. */
function firstWords(said) {
  const [first] = said.flatMap(passagesOf);
  return first ? [make("q", {}, cut(first.words, 240)), make("small", {}, placeOf(first))] : [];
}
