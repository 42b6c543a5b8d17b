// Splits a passage in two where the caret stands.

const HOW = "The second begins at the caret (Ctrl+→ moves by words)";

/** Opens the words to split, the caret where a part of the sentence ends; what is typed changes nothing. */
function openSplit(item) {
  const area = made("textarea", { ...AREA, beforeinput: (event) => event.preventDefault() });
  const both = made("div", { class: "parts", "aria-live": "polite" });
  area.value = item.quote;
  const parts = () => [item.quote.slice(0, area.selectionStart), item.quote.slice(area.selectionStart)];
  const tell = () => both.replaceChildren(...parts().map((each) => made("span", {}, bare(each))));
  for (const event of ["keyup", "click", "select"]) area.addEventListener(event, tell);
  openForm([field(HOW, area), both], "Split", () => splitting(item, parts()));
  const middle = boundary(item.quote);
  area.setSelectionRange(middle, middle);
  tell();
}

/** Gives the words of a part without what joined it to the other. */
function bare(words) {
  return words.trim().replace(/^(?:and|but|while|y|pero|,|;|、)\s+/i, "").replace(/[,;、]$/, "");
}

/** Gives the decision: rows whose printed figure stands in the second part alone go there. */
function splitting(item, [first, second]) {
  const printed = (row) => row.cells.filter(([name]) => name === "printed").flatMap(([, values]) => values);
  const goes = (row) => printed(row).some((each) => second.includes(each) && !first.includes(each));
  const moved = item.rows.filter(goes).map((row) => row.row);
  return { decision: "split", passage: item.passage, first: bare(first), second: bare(second), moved };
}

/** Gives the place in a sentence nearest to its middle where a part of it ends. */
function boundary(text) {
  const places = [...text.matchAll(/[,;、]\s*|\s(?=and\s|but\s|while\s|y\s|pero\s)/g)];
  const ends = places.map((each) => each.index + each[0].length);
  const far = (place) => Math.abs(place - text.length / 2);
  return ends.sort((one, other) => far(one) - far(other))[0] ?? text.indexOf(" ", text.length / 2) + 1;
}
