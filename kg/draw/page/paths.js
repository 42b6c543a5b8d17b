// The path finder: all shortest paths between two things, lines walked both ways.

/** Wait for the reader to choose one thing, then another. */
function startPicking(first = null) {
  state.picking = first === null ? [] : [first];
  byId("find-path").setAttribute("aria-pressed", "true");
  tell(first === null ? "Path: choose the first thing, by click or by search" : `Path from ${cut(thing(first).label, 60)}: choose where to`);
}

function stopPicking() {
  state.picking = null;
  byId("find-path").setAttribute("aria-pressed", "false");
}

function pick(id) {
  state.picking.push(id);
  if (state.picking.length < 2) return tell(`Path from ${cut(thing(id).label, 60)}: choose where to`);
  const [from, to] = state.picking;
  stopPicking();
  return showPath(from, to);
}

function showPath(from, to) {
  state.selected = null;
  state.path = pathsBetween(from, to);
  showPanel();
  setTimeout(() => net.fit({ nodes: state.path ? state.path.nodes : [], maxZoomLevel: 1.2 }), 60);
  remember();
}

/** Return the nodes and edges of all shortest paths, and one of them in order. */
function pathsBetween(from, to) {
  const steps = distances(from), back = distances(to), length = steps.get(to);
  const on = (id) => steps.has(id) && back.has(id) && steps.get(id) + back.get(id) === length;
  const nodes = [...visible.nodes].filter(on);
  const edges = [...visible.edges].filter((e) => { const [a, b] = ends.get(e); return on(a) && on(b) && Math.abs(steps.get(a) - steps.get(b)) === 1; });
  return { from, to, nodes: length === undefined ? [from, to] : nodes, edges: length === undefined ? [] : edges, one: oneOf(from, to, steps) };
}

function distances(from) {
  const steps = new Map([[from, 0]]), queue = [from];
  for (const node of queue) {
    for (const next of neighboursOf(node)) {
      if (!steps.has(next)) { steps.set(next, steps.get(node) + 1); queue.push(next); }
    }
  }
  return steps;
}

/** Walk back from the end, always to the most connected of the nodes one step nearer. */
function oneOf(from, to, steps) {
  if (!steps.has(to)) return [];
  const walk = [to];
  while (walk[0] !== from) {
    const nearer = [...neighboursOf(walk[0])].filter((n) => steps.get(n) === steps.get(walk[0]) - 1);
    walk.unshift(nearer.sort((a, b) => places.get(b).size - places.get(a).size || (a < b ? -1 : 1))[0]);
  }
  return walk;
}

function partsOfPath() {
  const { from, to, one, nodes } = state.path;
  const head = make("h2", {}, `From ${cut(thing(from).label, 80)} to ${cut(thing(to).label, 80)}`);
  if (!one.length) return [head, make("p", {}, "Nothing in this picture joins them. Perhaps a filter hides what does.")];
  const others = nodes.length - one.length;
  const steps = one.slice(1).map((node, i) => make("li", {}, ...cardsOf(told(between(one[i], node)))));
  return [head, make("p", { class: "aka" }, `${one.length - 1} step${one.length === 2 ? "" : "s"}${others ? `; equally short ways lead through ${others} other${others === 1 ? "" : "s"}` : ""}`), make("ol", { class: "path" }, ...steps)];
}

const between = (a, b) => edgesOf.get(a).filter((e) => visible.edges.has(e) && otherEnd(e, a) === b);
