// The path finder: all shortest paths between two things, lines walked both ways.

const WAYS = 12;
const APART = say("Nothing in this picture joins them. Perhaps a filter hides what does.");

/** Wait for the reader to choose one thing, then another. */
function startPicking(first = null) {
  state.picking = first === null ? [] : [first];
  byId("find-path").setAttribute("aria-pressed", "true");
  tell(first === null ? say("Path: choose the first thing, by click or by search") : pickedFrom(first));
}

const pickedFrom = (id) => say("Path from {name}: choose where to", { name: cut(thing(id).label, 60) });

function stopPicking() {
  state.picking = null;
  byId("find-path").setAttribute("aria-pressed", "false");
}

function pick(id) {
  state.picking.push(id);
  if (state.picking.length < 2) return tell(pickedFrom(id));
  const [from, to] = state.picking;
  stopPicking();
  return showPath(from, to);
}

/** Show nothing but the shortest paths between two things, from left to right. */
function showPath(from, to) {
  Object.assign(state, { selected: null, path: null });
  review();
  state.path = pathsBetween(from, to);
  review();
  showPanel();
  settle();
  remember(true);
}

/** Return the nodes and lines of all shortest paths, and one of them in order. */
function pathsBetween(from, to) {
  const steps = distances(from), back = distances(to), length = steps.get(to);
  if (length === undefined) return { from, to, nodes: [from, to], lines: [], one: [] };
  const on = (id) => steps.get(id) + back.get(id) === length;
  const isStep = ([a, b]) => on(a) && on(b) && Math.abs(steps.get(a) - steps.get(b)) === 1;
  const lines = [...visible.lines].filter((line) => isStep(ends.get(line)));
  return { from, to, nodes: [...visible.nodes].filter(on), lines, one: oneOf(from, to, steps) };
}

function distances(from) {
  const steps = new Map([[from, 0]]), queue = [from];
  for (const node of queue) {
    const next = [...neighboursOf(node)].filter((other) => !steps.has(other));
    for (const other of next) steps.set(other, steps.get(node) + 1);
    queue.push(...next);
  }
  return steps;
}

/** Walk back from the end, always to the most connected of the nodes one step nearer. */
function oneOf(from, to, steps) {
  const walk = [to];
  while (walk[0] !== from) {
    const nearer = [...neighboursOf(walk[0])].filter((n) => steps.get(n) === steps.get(walk[0]) - 1);
    walk.unshift(nearer.sort((a, b) => places.get(b).size - places.get(a).size || (a < b ? -1 : 1))[0]);
  }
  return walk;
}

function partsOfPath() {
  const { from, to, one, nodes } = state.path;
  const [first, last] = [from, to].map((id) => cut(thing(id).label, 80));
  const head = make("h2", {}, say("From {start} to {end}", { start: first, end: last }));
  if (!one.length) return [head, make("p", {}, APART)];
  const others = nodes.filter((id) => !one.includes(id));
  const steps = one.slice(1).map((node, i) => make("li", {}, ...cardsOf(gathered(between(one[i], node)))));
  const length = make("p", { class: "aka" }, say("{n} steps", { n: one.length - 1 }), ...otherWays(others));
  return [head, length, make("ol", { class: "path" }, ...steps)];
}

/** Return the things through which equally short ways lead, as buttons that show these. */
function otherWays(others) {
  if (!others.length) return [];
  const button = (id) =>
    make("button", { class: "thing", onclick: () => showWay(id) }, cut(thing(id).label, 80));
  const buttons = others.slice(0, WAYS).flatMap((id) => [say(", "), button(id)]).slice(1);
  const rest = others.length > WAYS ? [" ", say("and {n} more", { n: others.length - WAYS })] : [];
  return [say("; equally short: through"), " ", ...buttons, ...rest];
}

/** Show, of all equally short ways, one through a thing. */
function showWay(id) {
  const { from, to } = state.path, onwards = oneOf(to, id, distances(to)).reverse().slice(1);
  state.path.one = [...oneOf(from, id, distances(from)), ...onwards];
  showPanel();
  net.redraw();
}

const between = (a, b) => shownLines(a).filter((line) => otherEnd(line, a) === b);
