// The dialog that saves what the stage shows as a figure: its format, width and colours, and what it will be.

const DPI = 300, MILLIMETRES = 25.4;

function startSaving() {
  const dialog = byId("saving"), form = dialog.querySelector("form");
  form.addEventListener("input", showPreview);
  for (const button of form.querySelectorAll("[data-width]")) {
    const widen = () => { form.elements.width.value = button.dataset.width; showPreview(); };
    button.addEventListener("click", widen);
  }
  form.addEventListener("submit", ({ submitter }) => submitter.value === "save" && saveFigure());
}

function openSaving() {
  if (document.body.dataset.view && state.view !== "network") return undefined;
  if (!drawing.nodes.size) return tell(say("There is nothing to save: no thing is shown"));
  const form = byId("saving").querySelector("form"), { scheme } = document.documentElement.dataset;
  form.elements.colours.value = scheme === "dark" ? "dark" : "light";
  byId("saving").showModal();
  return showPreview();
}

/** Return what was chosen in the dialog. */
function chosenPaper() {
  const { format, width, colours } = byId("saving").querySelector("form").elements;
  const isTransparent = colours.value === "transparent";
  const scheme = isTransparent ? "light" : colours.value;
  return { format: format.value, millimetres: Number(width.value), scheme, isTransparent };
}

/** Show the figure as it will be, where its width is one. */
function showPreview() {
  const form = byId("saving").querySelector("form");
  if (form.elements.width.checkValidity()) byId("preview").replaceChildren(figureOf(chosenPaper()));
}

function saveFigure() {
  const chosen = chosenPaper(), svg = figureOf(chosen);
  const wide = Math.round((chosen.millimetres / MILLIMETRES) * DPI);
  if (chosen.format === "svg") downloadSvg(svg);
  else downloadPng(svg, tell, wide, (blob) => dense(blob, DPI));
}
