// The table of a chart stands in its page, for readers without scripts; with them it is sorted and filtered.

function reviveTable() {
  const old = document.querySelector("#table .scroll"), [caption] = old.querySelectorAll("caption");
  const sheet = startTable(byId("table"), shownText(caption), [...old.querySelectorAll("th")].map(shownText));
  let texts = [];
  for (const [at, row] of [...old.querySelectorAll("tbody tr")].entries()) {
    const own = [...row.cells].map(shownText);
    texts = [...own, ...texts.slice(own.length)]; // its last cells may be those of the row above
    sheet.rows.push(texts.map((text, column) => ({ text, rank: DATA.ranks[column]?.[at] ?? null })));
  }
  old.remove();
  showRows(sheet);
  return sheet;
}

narrowed.sheet = reviveTable();
