// Putting it together: buttons, light and dark, the permanent link, and the first drawing.

const hasFewLines = DATA.edges.length <= 45;
const LARGEST = 1.8, CLOSE = 1.1;

function toggleScheme() {
  setScheme(document.documentElement.dataset.scheme === "dark" ? "light" : "dark");
  state.scheme = document.documentElement.dataset.scheme;
  remember();
}

function setScheme(name) {
  document.documentElement.dataset.scheme = name;
  readInks();
  if (net) net.redraw();
}

function startScheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => state.scheme || setScheme(dark.matches ? "dark" : "light");
  if (document.documentElement.dataset.scheme !== "auto") return readInks();
  dark.addEventListener("change", follow);
  return follow();
}

/**
 * Let all parts of the page follow, and put what the reader sees into the address, to be sent to others;
 * with a step that Back undoes, or in place of the last.
 */
function remember(isStep = false) {
  state.missing = null;
  for (const { changed } of followers) changed?.();
  if (location.protocol === "about:") return;
  const kept = fragment(), isOther = withoutView(kept) !== withoutView(location.hash);
  const act = isStep && isOther && !state.arriving ? "pushState" : "replaceState";
  history[act](null, "", kept || location.pathname + location.search);
}

function fragment() {
  const kept = new URLSearchParams();
  const keep = (key, value) => value && kept.set(key, value);
  keep("select", state.selected && nameOf(state.selected));
  keep("path", state.path && [state.path.from, state.path.to].map(nameOf).join("|"));
  keep("only", state.only && nameOf(state.only));
  keep("joins", state.joins && "yes");
  keep("folded", [...state.collapsed].map(nameOf).join("|"));
  for (const key of KEYS) keep(key, [...state.hidden[key]].join("|"));
  for (const key of ["from", "to", "scheme"]) keep(key, state[key]);
  keep("undated", state.undated ? "" : "no");
  keep("words", state.words === hasFewLines ? "" : state.words ? "yes" : "no");
  const others = followers.flatMap(({ kept: own }) => Object.entries(own?.() ?? {}));
  for (const [key, value] of others) keep(key, value);
  return kept.size ? `#${kept}` : "";
}

/** Return the first thing or line that an address names and the picture has not. */
function missingIn(kept) {
  const names = ["select", "path", "only"].flatMap((key) => kept.get(key)?.split("|") ?? []);
  return names.find((name) => !idsByName.has(name)) ?? null;
}

/** Show again what an address remembers; names it does not know are passed over. */
function recall(hash) {
  const kept = new URLSearchParams(hash.slice(1));
  const ids = (key) => (kept.get(key) ?? "").split("|").map((name) => idsByName.get(name)).filter(Boolean);
  for (const key of KEYS) state.hidden[key] = new Set(kept.get(key)?.split("|") ?? []);
  state.only = ids("only").find(isNode) ?? null;
  state.collapsed = new Set(ids("folded").filter(isNode));
  Object.assign(state, { selected: null, hovered: null, reading: null, joins: kept.get("joins") === "yes" });
  for (const key of ["from", "to"]) byId(`year-${key}`).value = kept.get(key)?.match(/^\d+$/)?.[0] ?? "";
  byId("undated").checked = kept.get("undated") !== "no";
  if (["dark", "light"].includes(kept.get("scheme"))) setScheme(state.scheme = kept.get("scheme"));
  if ((kept.has("words") ? kept.get("words") === "yes" : hasFewLines) !== state.words) toggleWords();
  readYears();
  const [from, to] = ids("path");
  if (from && to) showPath(from, to);
  else if (ids("select").length) (isNode(ids("select")[0]) ? goTo : choose)(ids("select")[0]);
}

/** Show again what an address remembers, the view of the picture last, as all else moves it; keep it, and
 * tell what it asks for in vain. */
function arrive(hash) {
  const kept = new URLSearchParams(hash.slice(1));
  state.arriving = true;
  if (state.picking !== null) stopPicking();
  recallOpened(kept.get("open") ?? "");
  recall(hash);
  for (const { recall: again } of followers) again?.(kept);
  state.arriving = false;
  remember();
  state.missing = missingIn(kept);
  if (state.missing !== null && state.view === "network") tell(summary());
}

function startAddress(arrived) {
  if (arrived.length > 1) arrive(arrived);
  state.arriving = false;
  addEventListener("popstate", goBack);
}

/** Go where Back or Forward leads; a focus on what is gone goes to the picture. */
function goBack() {
  arrive(location.hash);
  if (document.activeElement === document.body) pictureShown().focus();
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    tell(say("The link to this view is copied"));
  } catch {
    tell(say("This browser does not let the page copy; the link stands in the address bar"));
  }
}

/** Show everything visible as large as the stage lets it be. */
function fit() {
  changing(() => {
    const view = viewOfAll();
    if (!view) return;
    net.moveTo({ ...view, animation: false });
    wholeScale = view.scale;
    showThisNear();
  });
}

/** Return the view of everything visible; what an overview neither draws nor counts needs no room. */
function viewOfAll() {
  const everything = viewOf([...visible.nodes].map(where));
  if (!everything || !isOverview()) return everything;
  const seen = { position: net.getViewPosition(), scale: net.getScale(), animation: false };
  wholeScale = everything.scale;
  net.moveTo({ ...everything, animation: false });
  workOut();
  net.moveTo(seen);
  return viewOf([...[...drawing.nodes].map(where), ...bubbles]);
}

/** Return the view that has these points as large as the stage lets them be, with a margin for labels. */
function viewOf(points, largest = LARGEST) {
  if (!points.length) return null;
  const along = (axis) => points.map((point) => point[axis]), [xs, ys] = [along("x"), along("y")];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  net.setSize();
  const { clientWidth: width, clientHeight } = byId("net"), aside = Math.min(90, width / 5.5);
  const above = byId("reason").offsetHeight, height = clientHeight - above - covered();
  const wide = (width - 2 * aside) / Math.max(1, right - left);
  const high = (height - 80) / Math.max(1, bottom - top), scale = Math.min(wide, high, largest);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + (covered() - above) / 2 / scale };
  return { position, scale };
}

/** Let forces move the things drawn, as far apart as names on this screen need; or let them rest. */
function togglePhysics() {
  const on = byId("physics").getAttribute("aria-pressed") !== "true";
  byId("physics").setAttribute("aria-pressed", String(on));
  const scale = Math.min(1, net.getScale());
  const far = { springLength: 90 / scale, gravitationalConstant: -50 / scale ** 2 };
  const forces = { ...far, avoidOverlap: 0.4, centralGravity: 0.03, damping: 0.7 };
  const moving = { solver: "forceAtlas2Based", forceAtlas2Based: forces, maxVelocity: 25 / scale };
  net.setOptions({ physics: { enabled: on, stabilization: false, ...moving } });
  areasLie &&= !on;
  if (on) keepInView();
}

/** Keep all that forces move in view, as long as they do. */
function keepInView() {
  if (byId("physics").getAttribute("aria-pressed") !== "true") return;
  fit();
  setTimeout(keepInView, 250);
}

/** Open or close what a button opens where the page is narrow: the legend or the tools. */
function openPart(part, isOpen) {
  byId(part).classList.toggle("open", isOpen);
  byId(`open-${part}`).setAttribute("aria-expanded", String(isOpen));
}

const turnPart = (part) => openPart(part, !byId(part).classList.contains("open"));
const closeParts = () => ["filters", "tools"].forEach((part) => openPart(part, false));

function startButtons() {
  const clicks = {
    "open-filters": () => turnPart("filters"), "open-tools": () => turnPart("tools"),
    "find-path": togglePicking, "show-words": toggleWords, "show-table": () => tableOf.toggle(),
    save: openSaving,
    "copy-link": copyLink,
    "toggle-scheme": toggleScheme, "show-help": () => byId("help").showModal(),
    "zoom-in": () => zoom(1.3), "zoom-out": () => zoom(1 / 1.3), "zoom-fit": fit, physics: togglePhysics,
  };
  for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener("click", action);
  for (const part of ["net", "tools"]) byId(part).addEventListener("click", closeParts);
}

function start() {
  const arrived = location.hash;
  startScheme();
  review();
  buildLegend();
  standParts();
  startDrawing();
  net.once("afterDrawing", () => { document.documentElement.dataset.ready = "yes"; });
  changing(() => startParts(arrived), () => net.body.emitter.emit("_requestRedraw"));
}

/** Let every part of the page begin, and show what the address asks for. */
function startParts(arrived) {
  const parts = [startSearch, startKeys, startButtons, startSaving, startPrinting, startOverview];
  for (const begin of parts) begin();
  for (const { begin } of followers) begin?.();
  startComparison();
  fit();
  bendLines();
  tell(summary());
  showCounts();
  if (hasFewLines) toggleWords();
  startAddress(arrived);
}

start();
