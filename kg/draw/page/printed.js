// Print: the figure of what the stage shows stands in place of the page, one for either way of the paper.

const PRINTED = { upright: { millimetres: 186, isTall: true }, across: { millimetres: 230 } };

/** Put figures in place of a network that is about to be printed; the style shows that for the paper. */
function showPrinted() {
  const isOther = document.body.dataset.view && state.view !== "network";
  if (isOther || !onStage().ids.length) return;
  const sheets = Object.entries(PRINTED).map(([way, size]) => {
    const figure = figureOf({ ...size, scheme: "light", isTransparent: true });
    figure.setAttribute("preserveAspectRatio", "xMidYMin");
    return make("div", { class: way }, figure);
  });
  document.body.append(make("div", { id: "printed" }, ...sheets));
}

function startPrinting() {
  addEventListener("beforeprint", showPrinted);
  addEventListener("afterprint", () => byId("printed")?.remove());
}
