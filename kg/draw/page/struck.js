// Marks that are not asked for are struck out, and what holds no other with them.

const BOXES =
  ".lane, .flow, .figures .row:not(.head), .figures, .indicator, .bars li, #alone li, .amounts li, .places";

/** Strike out all marks but those asked for, and the boxes left without any; return the marks that stay. */
function strike() {
  const kept = [...elements.keys()].filter((mark) => narrowed.has(mark) && narrowed.asked(mark));
  const staying = new Set(kept);
  for (const [mark, element] of [...elements, ...twins]) {
    element.classList.toggle("struck", !staying.has(mark));
  }
  for (const box of chart.querySelectorAll(BOXES)) {
    box.hidden = Boolean(box.querySelector(".mark")) && !box.querySelector(".mark:not(.struck)");
  }
  return kept;
}
