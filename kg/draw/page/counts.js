// Counts of the legend: how much each of its entries shows, or would show if it were not struck out.

/** Return key → name → how many things of a class, or statements on lines; and how many each filter hides. */
function counts() {
  const found = new Map([...KEYS, "years"].map((key) => [key, new Map()]));
  const failing = DATA.statements.map(failures), near = circle();
  const isHidden = (id) => state.hidden.classes.has(thing(id).cls ?? "");
  for (const [line, pair] of ends) {
    if (pair.some((id) => isStruckOut(id)) || (near && !pair.includes(state.only))) continue;
    const unseen = pair.some(isHidden) && !visible.lines.has(line) ? ["classes"] : [];
    for (const index of DATA.lines[line].says) countIn(found, index, pair, [...unseen, ...failing[index]]);
  }
  for (const { id } of DATA.nodes) if (isAlone(id)) note(found.get("classes"), thing(id).cls ?? "", id);
  return new Map([...found].map(([key, names]) => [key, sizes(names)]));
}

const sizes = (names) => new Map([...names].map(([name, items]) => [name, items.size]));
const note = (names, name, item) => names.set(name, (names.get(name) ?? new Set()).add(item));

/** Count a statement wherever at most the filter of that very kind stands in its way. */
function countIn(found, index, pair, failed) {
  const it = DATA.statements[index], sources = passagesOf(it).map(({ source }) => DATA.sources[source].id);
  const names = { properties: [it.property], modalities: [it.modality], sources, years: [""] };
  for (const key of found.keys()) {
    if (failed.some((other) => other !== key)) continue;
    if (key === "classes") for (const id of pair) note(found.get(key), thing(id).cls ?? "", id);
    else for (const name of names[key]) note(found.get(key), name, index);
    if (failed.length) note(found.get(key), LIFTED, index);
  }
}

const LIFTED = Symbol("what would be seen without a filter");

/** Return what is visible of each entry where it is drawn, the number in words where it is not. */
function showCounts() {
  const now = counts();
  for (const button of document.querySelectorAll(".choice[data-key]")) {
    const number = now.get(button.dataset.key).get(button.dataset.name) ?? 0;
    button.querySelector("small").textContent = String(number);
    button.classList.toggle("nothing", !number);
  }
  countFamilies(now.get("classes"));
  showReason(now);
}
