// The table of a timeline shows the rows of the entries that its filter keeps, which stand in its order.

const { sheet } = narrowed, allRows = sheet.rows;

narrowed.told = (kept) => {
  sheet.rows = allRows.filter((row, i) => kept.includes(DATA.entries[i]));
  showRows(sheet);
};
