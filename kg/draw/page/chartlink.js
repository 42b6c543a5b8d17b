// What the reader chose of a chart stands in its address: what is read, letters of the filter, light or dark.

const root = document.documentElement;
let scheme = "";

/** Put what the reader chose into the address; with a step that Back undoes, or in place of the last. */
function remember(step) {
  if (location.protocol === "about:") return;
  const kept = new URLSearchParams();
  if (chosen) kept.set("select", chosen.id);
  if (narrowed.letters) kept.set("rows", narrowed.letters);
  if (scheme) kept.set("scheme", scheme);
  const address = kept.size ? `#${kept}` : location.pathname + location.search;
  history[step ? "pushState" : "replaceState"](null, "", address);
}

/** Show again what the address says; what it names and the chart has not is told. */
function recall() {
  const kept = new URLSearchParams(location.hash.slice(1)), wanted = kept.get("select");
  if (["light", "dark"].includes(kept.get("scheme"))) setScheme(kept.get("scheme"));
  if ((kept.get("rows") ?? "") !== narrowed.letters) narrow(kept.get("rows") ?? "");
  const mark = [...elements.keys()].find(({ id }) => id === wanted);
  const missing = (name) => say("The link asks for “{name}”, which is not in this picture.", { name });
  tell(wanted && !mark ? missing(cut(wanted, 80)) : "");
  if (!mark) return shut();
  const box = elements.get(mark).closest("details");
  if (box) box.open = true;
  elements.get(mark).scrollIntoView({ block: "center" });
  return read(mark);
}

function setScheme(name) {
  root.dataset.scheme = scheme = name;
}

function toggleScheme() {
  const dark = root.dataset.scheme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : null;
  setScheme(dark ?? root.dataset.scheme === "dark" ? "light" : "dark");
  remember(false);
}

/** Begin with what the address says, once the chart is drawn, and follow it from then on. */
function startLink() {
  byId("saving").append(...savingButtons(document.querySelector("h1"), alert));
  const title = say("Light or dark"), named = { id: "toggle-scheme", title, "aria-label": title };
  byId("saving").append(make("button", { ...named, onclick: toggleScheme }, "◐"));
  addEventListener("popstate", recall);
  if (location.hash.length > 1) requestAnimationFrame(recall);
}
