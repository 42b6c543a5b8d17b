// The view: where the reader moved the picture and its things by hand, kept in the permanent link.

const hand = { moved: false, placed: new Set(), soon: 0 };

function startView() {
  net.on("zoom", movedView);
  net.on("dragEnd", ({ nodes }) => (nodes.length ? placedByHand(nodes) : movedView()));
  byId("zoom-fit").addEventListener("click", () => { hand.moved = false; rememberSoon(); });
}

function movedView() {
  hand.moved = true;
  rememberSoon();
}

function placedByHand(ids) {
  for (const id of ids) hand.placed.add(id);
  rememberSoon();
}

/** Remember once the hand rests: browsers allow few changes of an address in a second. */
function rememberSoon() {
  clearTimeout(hand.soon);
  hand.soon = setTimeout(remember, 200);
}

/** Return what a link keeps of the view: its middle and scale, and where things were put. */
function keptView() {
  const numbers = ({ x, y }) => [x, y].map((number) => Math.round(number)).join(",");
  const { moved, placed: ids } = hand, scale = Math.round(net.getScale() * 1000) / 1000;
  return {
    at: moved ? `${numbers(lying(net.getViewPosition()))},${scale}` : "",
    placed: [...ids].map((id) => `${nameOf(id)},${numbers(lying(where(id)))}`).join("|"),
  };
}

/** Return an address without the view, a change of which is no step. */
function withoutView(hash) {
  const kept = new URLSearchParams(hash.slice(1));
  for (const key of ["at", "placed"]) kept.delete(key);
  return String(kept);
}

/** Show again the view that a link keeps; what it says wrongly is passed over. */
function recallView(kept) {
  clearTimeout(hand.soon);
  hand.moved = false;
  hand.placed.clear();
  for (const each of (kept.get("placed") ?? "").split("|")) {
    const [, name, x, y] = each.match(/^(.*),(-?\d+),(-?\d+)$/) ?? [], id = idsByName.get(name);
    if (id && isNode(id)) putBack(id, standing({ x: Number(x), y: Number(y) }));
  }
  if (hand.placed.size) keepPlaces();
  const [, x, y, scale] = kept.get("at")?.match(/^(-?\d+),(-?\d+),(\d+(?:\.\d+)?)$/) ?? [];
  if (!Number(scale)) return;
  hand.moved = true;
  net.moveTo({ position: standing({ x: Number(x), y: Number(y) }), scale: Number(scale), animation: false });
}

function putBack(id, { x, y }) {
  put(id, { x, y });
  hand.placed.add(id);
}

subscribe({ begin: startView, kept: keptView, recall: recallView });
