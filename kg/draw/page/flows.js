// Sankey diagrams by d3-sankey, bands to scale, names and figures beside the posts; then the sums that stand alone.
"use strict";

const HUES = { imports: "#d98200", exports: "#009e73", other: "#3b98d6" };
const GAP = 44;
const POST = 8;

function begin() {
  const figures = data.diagrams.map((diagram) => ({ diagram, figure: figure(diagram) }));
  chart.replaceChildren(hatches(), ...figures.map(({ figure: section }) => section));
  if (data.alone.length) chart.append(...alone());
  if (!data.diagrams.length && !data.alone.length) chart.append(make("p", "soft", "No sum of money with two ends is stated here."));
  drawn(() => { for (const { diagram, figure: section } of figures) sankey(diagram, section.lastChild); });
}

function figure(diagram) {
  const section = make("section", "flow");
  section.append(make("h2", "", diagram.title));
  if (diagram.note) section.append(make("p", "", diagram.note));
  section.append(make("div"));
  return section;
}

/** Draw one diagram into `box`, as wide as the page lets it be. */
function sankey(diagram, box) {
  const width = box.clientWidth;
  const columns = d3.rollup(diagram.nodes, (nodes) => nodes.length, (node) => node.column);
  const most = d3.max(columns.values());
  const room = Math.min(250, width * 0.33);
  const height = diagram.height + GAP * (most - 1);
  const top = columns.size > 2 ? 46 : 22;
  const { nodes, links } = d3.sankey().nodeId((node) => node.id).nodeAlign((node) => node.column).nodeWidth(POST)
    .nodePadding(GAP).nodeSort(null).linkSort(null).extent([[room, top], [width - room, top + height]])({
      nodes: diagram.nodes.map((node) => ({ ...node })),
      links: diagram.bands.map((band) => ({ ...band, value: band.amount })),
    });
  const last = d3.max(nodes, (node) => node.column);
  const svg = d3.select(box).html("").append("svg").attr("width", width).attr("height", top + height + 42).attr("role", "group").attr("aria-label", diagram.title);
  svg.append("g").selectAll("g").data(links).join("g").each(function (link) { band(this, link); });
  const posts = svg.append("g").selectAll("g").data(nodes).join("g");
  posts.append("rect").attr("class", "post").attr("x", (node) => node.x0).attr("width", POST)
    .attr("y", (node) => node.y0).attr("height", (node) => Math.max(2, node.y1 - node.y0));
  posts.each(function (node) { name(d3.select(this), node, node.column === 0 ? -1 : node.column === last ? 1 : 0, room); });
}

/** Return the paint of a band: full for what is stated, hatched for what is doubtful, grey for the rest. */
function paint({ kind, indicator }) {
  const name = indicator in HUES ? indicator : "other";
  return { stated: HUES[name], rest: "var(--rest)" }[kind] ?? `url(#hatch-${name})`;
}

/** Define a hatching of every hue, once for the whole page. */
function hatches() {
  const defs = d3.create("svg").attr("width", 0).attr("height", 0).attr("aria-hidden", "true");
  for (const [name, color] of Object.entries(HUES)) {
    const pattern = defs.append("pattern").attr("id", `hatch-${name}`).attr("width", 8).attr("height", 8)
      .attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
    pattern.append("rect").attr("width", 8).attr("height", 8).attr("fill", color).attr("fill-opacity", 0.35);
    pattern.append("rect").attr("width", 4).attr("height", 8).attr("fill", color);
  }
  return defs.node();
}

function band(element, link) {
  const group = d3.select(element).attr("class", `band ${link.kind}`).attr("tabindex", 0).attr("role", "button")
    .attr("aria-label", `${link.source.name} to ${link.target.name}: ${link.label}`);
  const wide = Math.max(2, link.width);
  const path = ribbon(link, wide);
  group.append("path").attr("class", "edge").attr("d", path).style("stroke-width", 3);
  group.append("path").attr("d", path).style("fill", paint(link)).style("fill-opacity", link.kind === "stated" ? 0.6 : 0.85)
    .style("stroke", link.kind === "unscaled" ? "var(--warn)" : "none").style("stroke-dasharray", "4 3");
  tells(element, link);
}

/** Return the outline of a band: an area, not a thick line, since a flat line has no box to hatch. */
function ribbon({ source, target, y0, y1 }, wide) {
  const [a, b, half] = [source.x1, target.x0, wide / 2];
  const middle = (a + b) / 2;
  return `M${a},${y0 - half}C${middle},${y0 - half} ${middle},${y1 - half} ${b},${y1 - half}`
    + `L${b},${y1 + half}C${middle},${y1 + half} ${middle},${y0 + half} ${a},${y0 + half}Z`;
}

/** Write name and figure beside a post: left of the first column, right of the last, above those between. */
function name(group, node, side, room) {
  const middle = (node.y0 + node.y1) / 2;
  const x = side < 0 ? node.x0 - 8 : side > 0 ? node.x1 + 8 : (node.x0 + node.x1) / 2;
  const space = side ? room : Math.max(room, 2 * room - 60);
  const lines = [...wrap(node.name, space, "name"), ...wrap(node.figure, space, `value${node.doubt ? " doubt" : ""}`)];
  const top = side ? middle - ((lines.length - 1) * 15) / 2 + 4 : node.y0 - 6 - (lines.length - 1) * 15;
  group.selectAll("text").data(lines).join("text").attr("class", (line) => line.cls).attr("x", x)
    .attr("y", (_, i) => top + i * 15).attr("text-anchor", ["end", "middle", "start"][side + 1]).text((line) => line.text);
}

/** Return a text in lines that fit a width. */
function wrap(text, room, cls) {
  const most = Math.max(8, Math.floor((room - 8) / (cls === "name" ? 7.9 : 7.2)));
  const lines = [""];
  for (const word of text.split(" ").filter(Boolean)) {
    if (lines.at(-1) && lines.at(-1).length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] += `${lines.at(-1) && " "}${word}`;
  }
  return lines.map((line) => ({ text: line, cls }));
}

function alone() {
  const list = make("ul");
  list.id = "alone";
  for (const statement of data.alone) {
    const item = make("li");
    const button = make("button");
    button.append(make("span", "", statement.label), make("strong", "value", statement.printed));
    if (statement.certainty && statement.modality !== "reported") button.append(make("small", "soft", statement.certainty));
    if (statement.status) button.append(make("small", "doubt", doubt(statement)));
    tells(button, statement);
    item.append(button);
    list.append(item);
  }
  const section = make("section", "flow");
  section.append(make("h2", "", "Sums that stand alone"), make("p", "", "They have no parts, no period or no direction, so they are not drawn."), list);
  return [section];
}

begin();
