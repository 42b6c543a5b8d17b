// Where filters leave things that nothing joins, or nothing: the reason, and one button that leads on.

const FILTERS = {
  classes: "things", properties: "lines", modalities: "certainty", sources: "sources", years: "years",
};

/** Tell why most things have no line, or there is nothing at all, with the one thing to do about it. */
function showReason(now) {
  const isPlain = !DATA.edges.length || state.path || visible.lonely.size <= visible.nodes.size / 2;
  const { told, act, words } = isPlain && visible.nodes.size ? {} : reason(now);
  byId("reason").hidden = !told;
  byId("reason").replaceChildren(told ?? "", act ? make("button", { onclick: act }, words) : "");
}

function reason(now) {
  const lonely = [...visible.lonely], told = `${called(lonely)}, no line between them`;
  if (lonely.length > 1 && canBeJoined(lonely)) {
    return { told, words: "Show what joins them", act: () => { state.joins = true; filtered(); } };
  }
  if (lonely.length && visible.lines.size) return { told };
  const hiding = [...now].map(([key, names]) => [key, names.get(LIFTED) ?? 0]).sort((a, b) => b[1] - a[1]);
  return { told: lonely.length ? told : "No statement passes all filters", ...wayOut(...hiding[0]) };
}

/** Return the button that lifts the filter which alone hides most, or, where none does, all of them. */
function wayOut(key, statements) {
  if (!statements) return { words: "Show everything", act: showEverything };
  const hides = `${counted(statements, "statement")} that the filter of ${FILTERS[key]} hides`;
  return { words: `Show ${hides}`, act: () => lift(key) };
}

/** Say whether anything hidden joins two of these things. */
function canBeJoined(ids) {
  const said = [...ends.keys()].filter((line) => saidOn(line).length);
  return joining(new Set(ids), said).some((id) => !isStruckOut(id));
}

/** Return how many things these are, by the name of their class where they have one. */
function called(ids) {
  const names = new Set(ids.map((id) => thing(id).clsLabel ?? "thing"));
  const [name] = names.size === 1 ? names : ["thing"];
  return ids.length === 1 ? `1 ${name}` : `${ids.length} ${several(name)}`;
}

/** Return the plural of a word as English regularly has it. */
function several(word) {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, "ies");
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

function lift(key) {
  if (key !== "years") {
    state.hidden[key].clear();
    return filtered();
  }
  byId("year-from").value = byId("year-to").value = "";
  byId("undated").checked = true;
  return readYears();
}
