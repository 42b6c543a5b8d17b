// Maps of tiles: on the tile of each place a circle whose area is the amount, beside them all in words.

const FULL = 0.45, GAP = 2, WIDEST = 84, WIDEST_ON_PAPER = 40, TURN = 2 * Math.PI;

function begin() {
  const sectors = DATA.maps.flatMap(({ places }) => places.flatMap((one) => one.sectors));
  const boxes = new Map(), sections = DATA.maps.map((sheet) => section(sheet, boxes));
  chart.replaceChildren(hatches(SOURCE_HUES, PALE), keyOfSources(sectors), ...sections);
  keepDrawn(() => {
    for (const [box, sheet] of boxes) box.replaceChildren(...drawn(sheet, box.clientWidth));
  });
  startLink();
}

function section(sheet, boxes) {
  const ground = make("div", { class: "ground" });
  boxes.set(ground, sheet);
  const amounts = sheet.places.flatMap((one) => one.sectors.map((sector) => amountOf(one, sector)));
  return make("section", { class: "places" }, make("h2", {}, sheet.title),
    make("p", { class: "soft" }, sheet.common), ground, make("ul", { class: "amounts" }, ...amounts));
}

/** Return an amount in words, as a button that opens what says it. */
function amountOf({ code, label }, sector) {
  const value = make("span", { class: isDoubtful(sector) ? "value doubt" : "value" }, sector.text);
  const named = make("span", {}, make("small", {}, code), " ", label);
  return make("li", {}, tells(make("button", {}, named, value), sector));
}

/** Return a map and the key of its circles, as wide as there is room. */
function drawn(sheet, width) {
  const isPaper = document.documentElement.hasAttribute("data-paper");
  const side = Math.min(isPaper ? WIDEST_ON_PAPER : WIDEST, width / sheet.columns);
  const size = { width: side * sheet.columns, height: side * sheet.rows };
  const told = new Set(sheet.places.map(({ code }) => code));
  const others = sheet.tiles.filter(({ code }) => !told.has(code));
  const empty = others.map(({ at, code }) => tile(at, code, side));
  const places = sheet.places.map((one) => placed(one, side));
  return [makeSvg("svg", { ...size, role: "group", "aria-label": sheet.title }, ...empty, ...places),
    keyOfSizes(sheet, side)];
}

function tile([column, row], code, side) {
  const inner = side - 2 * GAP;
  const box = { x: column * side + GAP, y: row * side + GAP, width: inner, height: inner };
  const about = { class: "tile", "aria-hidden": "true" }, at = { x: box.x + 4, y: box.y + 12, class: "soft" };
  return makeSvg("g", about, makeSvg("rect", { ...box, rx: 4 }), makeSvg("text", at, code));
}

/** Return the tile of a place with its circle, a sector for each amount. */
function placed(one, side) {
  const { at: [column, row], sectors, code, label } = one, count = sectors.length;
  const middle = [(column + 0.5) * side, (row + 0.5) * side];
  const turnOf = (i) => [i / count, (i + 1) / count];
  const marks = sectors.map((sector, i) => drawnSector(sector, middle, FULL * side, turnOf(i)));
  marks.forEach((mark, i) => twins.set(sectors[i], mark));
  const value = sectors.map(({ text }) => text).join(say("; "));
  const said = say("{name}: {value}", { name: label, value });
  const about = { class: "tile told", tabindex: 0, role: "button", "aria-label": said };
  const { firstChild: box, lastChild: text } = tile(one.at, code, side);
  return tells(makeSvg("g", about, box, ...marks, text), one);
}

/** Return the sector of an amount; of a range that of its lower end, the upper one as a ring around it. */
function drawnSector({ inner, radius, torn, negative, kind, source }, middle, full, turn) {
  const hue = hueOf(source), paint = kind === "stated" ? SOURCE_HUES[hue] : hatching(hue);
  const outline = (part) => sectorOf(middle, Math.max(2, part * full), turn), stroke = SOURCE_HUES[hue];
  const cls = torn ? "torn" : "area", fill = negative ? "none" : paint;
  const area = makeSvg("path", { d: outline(inner), class: cls, stroke, fill });
  if (inner === radius) return area;
  return makeSvg("g", {}, area, makeSvg("path", { d: outline(radius), class: "reach", stroke }));
}

/** Return the sector of a circle between two parts of a turn, clockwise from below; all of it for a whole. */
function sectorOf([x, y], radius, [from, to]) {
  const along = (part) => TURN * (part + 0.25);
  const point = (part) => [x + radius * Math.cos(along(part)), y + radius * Math.sin(along(part))];
  const arc = (part) => `A${radius},${radius},0,0,1,${point(part)}`, middle = (from + to) / 2;
  const start = to - from === 1 ? `M${point(from)}` : `M${x},${y}L${point(from)}`;
  return `${start}${arc(middle)}${arc(to)}Z`;
}

/** Return what the area of a circle stands for. */
function keyOfSizes({ key }, side) {
  const full = FULL * side, shown = key.map(({ radius, text }) => {
    const size = 2 * radius * full + 2, middle = [size / 2, size / 2];
    const circle = makeSvg("path", { d: sectorOf(middle, radius * full, [0, 1]), class: "ring" });
    const about = { width: size, height: size, "aria-hidden": "true" };
    return make("span", {}, makeSvg("svg", about, circle), text);
  });
  return make("div", { class: "sizes" }, ...shown);
}

begin();
