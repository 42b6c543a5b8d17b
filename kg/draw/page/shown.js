// Texts that the table of a page shows stand there alone: what else tells them takes them from there.

const shownAs = takeShown();

/** Take the texts from the table, and return the index of each of its elements that has one. */
function takeShown() {
  const elements = document.querySelectorAll("#table :is(caption, th, td, td span)"), found = new Map();
  for (const [i, index] of SPEECH.shown.entries()) {
    const told = SPEECH.texts[index];
    if (told) found.set(elements[i], index);
    if (told?.[0] === 0) told[0] = elements[i].textContent;
  }
  return found;
}

/** Return the text of an element of the table in the language spoken. */
const shownText = (element) => (shownAs.has(element) ? textAt(shownAs.get(element)) : element.textContent);
