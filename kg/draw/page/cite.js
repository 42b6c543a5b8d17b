// Citing: the words behind a statement and their source, copied as text or for programs that keep references.

const CITED = {
  bibtex: {
    name: "BibTeX", escaped: (quotes) => latex(quotes.join("; ")), together: (entries) => entries.join("\n"),
  },
  csl: {
    name: "CSL", escaped: (quotes) => JSON.stringify(quotes.join("; ")).slice(1, -1),
    together: (entries) => `${JSON.stringify(entries.flatMap((entry) => JSON.parse(entry)), null, 2)}\n`,
  },
  ris: {
    name: "RIS", escaped: (quotes) => quotes.join("\r\nN1  - "), together: (entries) => entries.join(""),
  },
};
const LONG = 12;

const onOneLine = (text) => text.replace(/[\p{Cc}\p{Z}]+/gu, " ").replace(/^ | $/g, "");
const latex = (text) => [...text].map((character) => DATA.latex[character] ?? character).join("");

/** Return what `kg cite` writes of passages: an entry for each source, with the words quoted from it. */
function citation(format, passages) {
  const { escaped, together } = CITED[format];
  const behind = (passage) => (passage.at.length ? ` (${charactersOf(passage)})` : "");
  const inQuotes = (passage) => `“${onOneLine(passage.words)}”${behind(passage)}`;
  return together([...Map.groupBy(passages, ({ source }) => source)].map(([source, some]) => {
    const [first, last] = DATA.sources[source].entries[format];
    return first + escaped(some.map(inQuotes)) + last;
  }));
}

/** Return quotes as text, each with where it stands. */
function citedWords(passages) {
  const told = (passage) => `“${onOneLine(passage.words)}” — ${placeOf(passage)} ${originalOf(passage)}`;
  return passages.map((passage) => told(passage).trimEnd()).join("\n");
}

/** Return the address of a passage in the original, which scrolls there, or nothing where none is known. */
function originalOf(passage) {
  const { url } = DATA.sources[passage.source], parts = onOneLine(passage.words).split(" ");
  const spans = parts.length > LONG ? [parts.slice(0, 5), parts.slice(-5)] : [parts];
  const text = spans.map((span) => encodeURIComponent(span.join(" ")).replaceAll("-", "%2D")).join(",");
  return url && `${url}${url.includes("#") ? "" : "#"}:~:text=${text}`;
}

function toOriginal(passage) {
  const href = originalOf(passage), elsewhere = { target: "_blank", rel: "noopener noreferrer" };
  return href && make("a", { class: "original", href, ...elsewhere }, say("In the original ↗"));
}

/** Return the buttons that copy passages: one stop of the tab key, arrows go from one to the next. */
function citing(passages) {
  if (!passages.length) return "";
  const told = make("span", { role: "status" });
  const button = (name, text) => make("button", { onclick: () => toClipboard(text(), bar, told) }, name);
  const formats = Object.entries(CITED).map(([id, { name }]) => button(name, () => citation(id, passages)));
  const buttons = [button(say("Quote"), () => citedWords(passages)), ...formats];
  const bar = make("div", { class: "citing", role: "toolbar", "aria-label": say("Copy with its source") },
    make("span", {}, say("Copy")), ...buttons, told);
  buttons.slice(1).forEach((each) => { each.tabIndex = -1; });
  bar.addEventListener("keydown", (event) => roam(event, buttons));
  return bar;
}

/** Move the focus among the buttons of a bar. */
function roam(event, buttons) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key], from = buttons.indexOf(event.target);
  if (!way || from < 0) return;
  const next = buttons[(from + way + buttons.length) % buttons.length];
  buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
  next.focus();
  event.preventDefault();
}

/** Copy a text, or lay it out selected where the browser does not let a page copy. */
async function toClipboard(text, bar, told) {
  bar.parentElement.querySelector(".tocopy")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = say("copied");
  } catch {
    const field = make("textarea", { class: "tocopy", readonly: true, "aria-label": say("To copy") }, text);
    bar.after(field);
    field.select();
    told.textContent = say("selected, to copy by key");
  }
}
