// Putting it together: buttons, light and dark, the permanent link, and the first drawing.

const FEW_LINES = 45;
const LARGEST = 1.8;

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

/** Put what the reader sees into the address, so that it can be sent to others. */
function remember() {
  if (location.protocol === "about:") return;
  history.replaceState(null, "", fragment() || location.pathname + location.search);
}

function fragment() {
  const kept = new URLSearchParams();
  const put = (key, value) => value && kept.set(key, value);
  put("select", state.selected && nameOf(state.selected));
  put("path", state.path && [state.path.from, state.path.to].map(nameOf).join("|"));
  put("only", state.only && nameOf(state.only));
  put("folded", [...state.collapsed].map(nameOf).join("|"));
  for (const key of KEYS) put(key, [...state.hidden[key]].join("|"));
  put("from", state.from);
  put("to", state.to);
  put("undated", state.undated ? "" : "no");
  put("words", state.words === (DATA.edges.length <= FEW_LINES) ? "" : state.words ? "yes" : "no");
  put("scheme", state.scheme);
  for (const [key, value] of Object.entries(keptView())) put(key, value);
  return kept.size ? `#${kept}` : "";
}

/** Show again what an address remembers; names it does not know are passed over. */
function recall(hash) {
  const kept = new URLSearchParams(hash.slice(1));
  const ids = (key) => (kept.get(key) ?? "").split("|").map((name) => idsByName.get(name)).filter(Boolean);
  for (const key of KEYS) state.hidden[key] = new Set(kept.get(key)?.split("|") ?? []);
  state.only = ids("only").find(isNode) ?? null;
  state.collapsed = new Set(ids("folded").filter(isNode));
  for (const key of ["from", "to"]) byId(`year-${key}`).value = kept.get(key)?.match(/^\d+$/)?.[0] ?? "";
  byId("undated").checked = kept.get("undated") !== "no";
  if (["dark", "light"].includes(kept.get("scheme"))) setScheme(state.scheme = kept.get("scheme"));
  if (kept.has("words") && (kept.get("words") === "yes") !== state.words) toggleWords();
  readYears();
  const [from, to] = ids("path");
  if (from && to) showPath(from, to);
  else if (ids("select").length) (isNode(ids("select")[0]) ? goTo : choose)(ids("select")[0]);
  recallView(kept);
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    tell("The link to this view is copied");
  } catch {
    tell("This browser does not let the page copy; the link stands in the address bar");
  }
}

/** Show everything visible as large as the stage lets it be, with a margin for labels. */
function fit() {
  const { left, right, top, bottom } = bounds([...visible.nodes], 0, 0);
  if (left > right) return;
  const { clientWidth: width, clientHeight: height } = byId("net"), aside = Math.min(90, width / 7);
  const wide = (width - 2 * aside) / Math.max(1, right - left);
  const high = (height - 110) / Math.max(1, bottom - top), scale = Math.min(wide, high, LARGEST);
  net.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
}

function togglePhysics() {
  const on = byId("physics").getAttribute("aria-pressed") !== "true";
  byId("physics").setAttribute("aria-pressed", String(on));
  const forces = { solver: "forceAtlas2Based", forceAtlas2Based: { springLength: 90, avoidOverlap: 0.4 } };
  net.setOptions({ physics: { enabled: on, stabilization: false, ...forces } });
}

function openFilters(isOpen) {
  byId("filters").classList.toggle("open", isOpen);
  byId("open-filters").setAttribute("aria-expanded", String(isOpen));
}

function startButtons() {
  const clicks = {
    "open-filters": () => openFilters(!byId("filters").classList.contains("open")),
    "find-path": togglePicking, "show-words": toggleWords, "show-table": toggleTable,
    "save-png": () => downloadPng(pictureToSave(), tell), "save-svg": () => downloadSvg(pictureToSave()),
    "copy-link": copyLink,
    "toggle-scheme": toggleScheme, "show-help": () => byId("help").showModal(),
    "zoom-in": () => zoom(1.3), "zoom-out": () => zoom(1 / 1.3), "zoom-fit": fit, physics: togglePhysics,
  };
  for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener("click", action);
  byId("net").addEventListener("pointerdown", () => openFilters(false));
}

function start() {
  const arrived = location.hash;
  startScheme();
  buildLegend();
  review();
  startDrawing();
  startView();
  startSearch();
  startKeys();
  startButtons();
  fit();
  tell(summary());
  if (DATA.edges.length <= FEW_LINES) toggleWords();
  if (arrived.length > 1) recall(arrived);
  document.documentElement.dataset.ready = "yes";
}

start();
