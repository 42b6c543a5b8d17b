// Saving: the visible picture as SVG, and that SVG as PNG, under its title and above a legend of its classes.

const MARGIN = 30;
const TITLE = 22, ROW = 22, ENTRY = 13;

/** Return the visible picture as the text of an SVG file. */
function svgText() {
  const nodes = ranked.filter((id) => visible.nodes.has(id));
  const box = bounds(nodes), heading = { x: box.left + MARGIN, y: box.top + 1.4 * TITLE };
  const legend = svgLegend(box.left + MARGIN, box.bottom, box.right - MARGIN);
  box.bottom += legend.height;
  const scale = Math.max(1, Math.min(2, 1400 / (box.right - box.left)));
  const strokes = [...visible.edges].map(svgEdge).join("");
  const size = `width="${Math.round((box.right - box.left) * scale)}" height="${Math.round((box.bottom - box.top) * scale)}"`;
  const view = `viewBox="${box.left} ${box.top} ${box.right - box.left} ${box.bottom - box.top}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${view} font-family="system-ui, sans-serif"><title>${escaped(DATA.title)}</title>`
    + `<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8Z" fill="${GREY}"/></marker></defs>`
    + `<rect x="${box.left}" y="${box.top}" width="100%" height="100%" fill="${inks.paper}"/>${strokes}${[...nodes].reverse().map(svgNode).join("")}${svgLabels(nodes)}`
    + `<text x="${heading.x}" y="${heading.y}" font-size="${TITLE}" font-weight="600" fill="${inks.ink}">${escaped(cut(DATA.title, 120))}</text>${legend.text}</svg>`;
}

/** Return the classes shown, each with its symbol, in rows from one point to a right edge, and their height. */
function svgLegend(left, top, right) {
  const context = document.createElement("canvas").getContext("2d"), shown = new Set([...visible.nodes].map((id) => thing(id).cls ?? ""));
  let x = left, y = top;
  const entries = DATA.classes.filter((c) => shown.has(c.name)).map(({ label, shape, color }) => {
    const width = 24 + widthOf(context, label, ENTRY) + 20, ink = DATA.coloredByMeasure ? "#8c8c8c" : color;
    if (x > left && x + width > right) { x = left; y += ROW; }
    const entry = `<g transform="translate(${round(x)} ${round(y)})"><path d="${SHAPES[shape]}" fill="${ink}" stroke="${rim(ink)}" stroke-width=".6"/><text x="22" y="13" font-size="${ENTRY}" fill="${inks.ink}">${escaped(label)}</text></g>`;
    x += width;
    return entry;
  });
  return { text: `<g class="legend">${entries.join("")}</g>`, height: y - top + ROW + MARGIN / 2 };
}

/** Return the box around nodes, with room beside and above and below them. */
function bounds(nodes, aside = 160 + MARGIN, reach = 60 + MARGIN) {
  const xs = nodes.map((id) => where(id).x), ys = nodes.map((id) => where(id).y);
  const least = (all) => all.reduce((a, b) => Math.min(a, b), Infinity), most = (all) => all.reduce((a, b) => Math.max(a, b), -Infinity);
  return { left: Math.floor(least(xs) - aside), right: Math.ceil(most(xs) + aside), top: Math.floor(least(ys) - reach), bottom: Math.ceil(most(ys) + reach) };
}

const round = (number) => Math.round(number * 10) / 10;

function svgEdge(id) {
  const { a, b, via } = curveOf(id), { dashes, width = 1, arrows } = DATA.edges.find((e) => e.id === id) ?? {};
  const end = shortened(via, b, b.options.size + 1);
  const dash = dashes ? ` stroke-dasharray="${dashes.join(" ")}"` : "", arrow = arrows ? ' marker-end="url(#tip)"' : "";
  return `<path d="M${round(a.x)} ${round(a.y)}Q${round(via.x)} ${round(via.y)} ${round(end.x)} ${round(end.y)}" fill="none" stroke="${GREY}" stroke-opacity="${round(edgeSet.get(id).color.opacity)}" stroke-width="${width}"${dash}${arrow}/>`;
}

/** Return the point on the way from one point to another that keeps a distance from the latter. */
function shortened(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1, part = Math.max(0, 1 - distance / length);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function svgNode(id) {
  const { x, y } = where(id), { size, shape, color } = places.get(id);
  return `<path d="${SHAPES[shape]}" transform="translate(${round(x - size)} ${round(y - size)}) scale(${round(size * 10 / 8) / 10})" fill="${color}" stroke="${rim(color)}" stroke-width=".6"/>`;
}

/** Return the labels that have room, placed as on the screen at its natural size. */
function svgLabels(nodes) {
  const context = document.createElement("canvas").getContext("2d"), taken = new Boxes(70);
  const great = nodes.filter((id, i) => i < GREAT && places.get(id).size > 13), done = new Set(great);
  const write = (id, textOnly = false) => {
    const size = fontOf(id, 1), spot = spots(context, id, size, 1).find((box) => taken.free(box, id)) ?? (textOnly && spots(context, id, size, 1).find((box) => taken.free(box, id, true)));
    if (!spot) return "";
    taken.take(spot);
    const rows = thing(id).lines.map((text, i) => `<tspan x="${round(spot.x)}" y="${round(spot.top + size * (0.85 + i * 1.12))}">${escaped(text)}</tspan>`);
    return `<text font-size="${round(size)}" font-weight="${isBold(id) ? 600 : 400}" text-anchor="middle" fill="${inks.ink}" stroke="${inks.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${rows.join("")}</text>`;
  };
  for (const id of great) takeNode(id, taken, true);
  const first = great.map((id) => write(id, true));
  for (const id of nodes) if (!done.has(id)) takeNode(id, taken);
  return [...first, ...nodes.filter((id) => !done.has(id)).map((id) => write(id))].join("");
}

const saveSvg = () => downloadSvg(svgText(), fileNameOf(DATA.title));
const savePng = () => downloadPng(svgText(), fileNameOf(DATA.title), tell);
