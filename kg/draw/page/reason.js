// Where filters leave things that nothing joins, or nothing: the reason, and one button that leads on.

const LIFTING = {
  classes: (n) => say("Show {n} statements that the filter of things hides", { n }),
  properties: (n) => say("Show {n} statements that the filter of lines hides", { n }),
  modalities: (n) => say("Show {n} statements that the filter of certainty hides", { n }),
  sources: (n) => say("Show {n} statements that the filter of sources hides", { n }),
  years: (n) => say("Show {n} statements that the filter of years hides", { n }),
};

/** Tell why most things have no line, or there is nothing at all, with the one thing to do about it. */
function showReason(now) {
  const isPlain = !DATA.edges.length || state.path || visible.lonely.size <= visible.nodes.size / 2;
  const { told, act, words } = isPlain && visible.nodes.size ? {} : reason(now);
  byId("reason").hidden = !told;
  byId("reason").replaceChildren(told ?? "", act ? make("button", { onclick: act }, words) : "");
}

function reason(now) {
  const lonely = [...visible.lonely];
  const told = say("{things}, no line between them", { things: called(lonely) });
  if (lonely.length > 1 && canBeJoined(lonely)) {
    return { told, words: say("Show what joins them"), act: () => { state.joins = true; filtered(); } };
  }
  if (lonely.length && visible.lines.size) return { told };
  const hiding = [...now].map(([key, names]) => [key, names.get(LIFTED) ?? 0]).sort((a, b) => b[1] - a[1]);
  return { told: lonely.length ? told : say("No statement passes all filters"), ...wayOut(...hiding[0]) };
}

/** Return the button that lifts the filter which alone hides most, or, where none does, all of them. */
function wayOut(key, statements) {
  if (!statements) return { words: say("Show everything"), act: showEverything };
  return { words: LIFTING[key](statements), act: () => lift(key) };
}

/** Say whether anything hidden joins two of these things. */
function canBeJoined(ids) {
  const said = [...ends.keys()].filter((line) => saidOn(line).length);
  return joining(new Set(ids), said).some((id) => !isStruckOut(id));
}

/** Return how many things these are, by the name of their class where they have one. */
function called(ids) {
  const names = new Set(ids.map((id) => thing(id).clsLabel)), [name] = names;
  if (names.size > 1 || !name) return say("{n} things", { n: ids.length });
  if (LANGUAGE === "en") return ids.length === 1 ? `1 ${name}` : `${ids.length} ${several(name)}`;
  return say("{name}: {value}", { name, value: ids.length });
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
