// The table of a chart stands in its page, for readers without scripts; with them it is sorted and filtered.

function reviveTable() {
  const old = document.querySelector("#table .scroll"), [caption] = old.querySelectorAll("caption");
  const said = ({ dataset: { text }, textContent }) => SPEECH.texts[text]?.[SPOKEN] ?? textContent;
  const cell = (each) => ({ text: said(each), rank: each.dataset.rank ? Number(each.dataset.rank) : null });
  const sheet = startTable(byId("table"), said(caption), [...old.querySelectorAll("th")].map(said));
  sheet.rows = [...old.querySelectorAll("tbody tr")].map((row) => [...row.cells].map(cell));
  old.remove();
  showRows(sheet);
  return sheet;
}

const below = { sheet: reviveTable() };
below.rows = below.sheet.rows;

/** Show in the table the rows of the entries that are kept, which stand in its order. */
narrowed.told = (kept) => {
  below.sheet.rows = below.rows.filter((row, i) => kept.includes(DATA.entries[i]));
  showRows(below.sheet);
};
