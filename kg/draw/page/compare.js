// Two things compared: what both share in the middle, what only one is joined to on its side, all counted.

const HEADING_TYPE = 13, TALLEST = 14, WIDEST = 3, FLAT = 2.5, NARROW = 0.3, ROWS_OF_HEADING = 16;

/** Say whether the picture compares: both things are seen, and neither a path nor one circle alone. */
const compares = () => DATA.compared.length === 2 && !state.path && !state.only
  && DATA.compared.every((id) => visible.nodes.has(id));

/** Return the name and the things of each list, from the first of the compared to the second. */
function sharing() {
  const [ours, theirs] = DATA.compared.map(neighboursOf), [a, b] = DATA.compared.map(nameCut);
  const others = [...visible.nodes].filter((id) => !DATA.compared.includes(id));
  const list = (has, lacks) => others.filter((id) => has.has(id) && !lacks.has(id));
  const both = others.filter((id) => ours.has(id) && theirs.has(id));
  return [
    { name: say("only {name}", { name: a }), ids: list(ours, theirs) },
    { name: say("shared"), ids: both },
    { name: say("only {name}", { name: b }), ids: list(theirs, ours) },
  ];
}

const headingOf = ({ name, ids }) => say("{name} {count}", { name, count: ids.length });
const nameCut = (id) => cut(thing(id).label, 60);

/** Return things, first those that both are related to alike, then relation by relation. */
function ranking(ids) {
  const ranks = new Map(ids.map((id) => {
    const [ours, theirs] = relationsOf(id), isAlike = ours.some((name) => theirs.includes(name));
    return [id, [isAlike ? "0" : "1", [...ours, ...theirs].join().replaceAll("← ", ""), thing(id).label]];
  }));
  const differences = (a, b) => ranks.get(a).map((rank, i) => inOrder(rank, ranks.get(b)[i]));
  return [...ids].sort((a, b) => differences(a, b).find(Boolean) ?? 0);
}

/** Return, for either of the compared, the names of its relations to a thing; an arrow marks those back. */
function relationsOf(id) {
  return DATA.compared.map((end) => {
    const lines = between(end, id), names = lines.flatMap((line) => saidOn(line).map((it) =>
      (wayOf(line, it) && fromTo(line, it)[0] !== end ? "← " : "") + it.property_label));
    return [...new Set(names)].sort();
  });
}

/** Say how much is shared and how much is not, or nothing where nothing is compared. */
function comparedTold() {
  if (!compares()) return [];
  const lists = sharing(), [first, shared, second] = lists.map(headingOf);
  return [[lists[1].ids.length ? shared : say("nothing shared"), first, second].join(say(", "))];
}

/** Say whether the panel lists what is compared, on the button of the list too. */
function listsCompared() {
  const isListed = state.comparing && state.selected === null && compares();
  byId("show-compared").setAttribute("aria-pressed", String(isListed));
  return isListed;
}

function partsOfComparison() {
  const [a, b] = DATA.compared, [line] = between(a, b), [first, shared, second] = sharing();
  const told = line && say("What joins the two: {n} statements", { n: saidOn(line).length });
  return [
    make("h2", {}, listedNames([a, b].map(nameCut))),
    make("p", { class: "aka" }, ...comparedTold()),
    line ? make("p", { class: "doing" }, make("button", { onclick: () => choose(line) }, told)) : "",
    sideOf(shared, say("Nothing shown here is joined to both.")),
    sideOf(first, onlyBoth(a)),
    sideOf(second, onlyBoth(b)),
    saidAlike(),
  ];
}

const onlyBoth = (id) => say("Nothing shown here is joined to {name} alone.", { name: nameCut(id) });

/** Return a list of things, each with how it is related to what is compared; or that there is none. */
function sideOf({ name, ids }, none) {
  const row = (id) => make("li", {}, thingButton(id), " ", make("small", {}, howRelated(id)));
  const rows = ranking(ids).map(row), summed = make("summary", {}, `${name} `, make("small", {}, ids.length));
  const list = rows.length ? make("ul", { class: "side" }, ...rows) : make("p", {}, none);
  return make("details", { open: true }, summed, list);
}

/** Return the relations of a thing: those of both alike, then what only one has, with its name. */
function howRelated(id) {
  const [ours, theirs] = relationsOf(id), isShared = ours.length && theirs.length;
  const alike = ours.filter((name) => theirs.includes(name));
  const own = [ours, theirs].map((names) => names.filter((name) => !alike.includes(name)).join(say(", ")));
  if (!isShared) return own.join("");
  const named = (name, value) => value && say("{name}: {value}", { name, value });
  const told = own.map((names, i) => named(nameCut(DATA.compared[i]), names));
  return [named(say("both"), alike.join(say(", "))), ...told].filter(Boolean).join(say("; "));
}

/** Return what is said of each alone in the same words, as of two with one year of foundation. */
function saidAlike() {
  const factsOf = (id) => (thing(id).facts ?? []).map((s) => DATA.statements[s]);
  const own = DATA.compared.map((id) => factsOf(id).filter(passes));
  const labels = own.map((said) => new Set(said.map((it) => it.label)));
  const alike = own.flat().filter((it) => labels.every((known) => known.has(it.label)));
  return alike.length ? statementGroup(say("said alike of both"), alike.map((it) => [it, []]), true) : "";
}

/** Return the places of what is left, a column for each list; lists lie below one another on a phone. */
function comparedPlaces() {
  const [a, b] = DATA.compared, lists = [[a], ...sharing().map(({ ids }) => ranking(ids)), [b]];
  const [least, shape] = UPRIGHT ? [WIDEST, NARROW] : [TALLEST, FLAT];
  const most = Math.max(least, Math.ceil(Math.sqrt(shape * visible.nodes.size)));
  const gaps = Array(UPRIGHT ? Math.round(visible.nodes.size / most / ROWS_OF_HEADING) : 0).fill([]);
  const points = inColumns(lists.flatMap((ids) => [...gaps, ...inParts(ids, most)]));
  const turned = (point) => ({ ...point, x: 2.6 * point.y, y: point.x / 2 });
  return packed([UPRIGHT ? points.map(turned) : points]);
}

/** Return a list in equal parts of so many things at most. */
function inParts(ids, most) {
  const count = Math.ceil(ids.length / most), size = Math.ceil(ids.length / count);
  return Array.from({ length: count }, (_, i) => ids.slice(i * size, (i + 1) * size));
}

/** Say whether things stand elsewhere than they lie at first: on a phone, and where filters hide lines. */
const isRearranged = () => compares() && (UPRIGHT || visible.lines.size < DATA.edges.length);

/** Write over each list what it is, and keep other names off. */
function drawHeadings(context, scale, taken) {
  if (!areasLie) return;
  const size = HEADING_TYPE / scale, lists = sharing().filter(({ ids }) => ids.length);
  context.font = `600 ${size}px system-ui, sans-serif`;
  const topOf = (ids) => Math.min(...ids.map((id) => where(id).y - where(id).options.size));
  const top = topOf(lists.flatMap(({ ids }) => ids));
  for (const list of lists) {
    const xs = list.ids.map((id) => where(id).x), x = (Math.min(...xs) + Math.max(...xs)) / 2;
    const half = widthOf(headingOf(list), size) * 0.55;
    const edge = UPRIGHT ? topOf(list.ids) : top;
    const [left, right, above, below] = [x - half, x + half, edge - 1.6 * size, edge - 0.4 * size];
    const box = { left, right, top: above, bottom: below, x, text: true };
    taken.take(box);
    writeRows(context, [headingOf(list)], box, size, scale, inks.ink);
  }
}

function toggleCompared() {
  const isListed = listsCompared();
  if (isListed) return choose(null);
  Object.assign(state, { only: null, comparing: true, selected: null, path: null });
  settle();
  showPanel();
  return remember();
}

function startComparison() {
  if (!DATA.compared.length) return;
  byId("show-compared").hidden = false;
  byId("show-compared").addEventListener("click", toggleCompared);
  state.comparing = !UPRIGHT;
  showPanel();
  if (UPRIGHT) settle();
}
