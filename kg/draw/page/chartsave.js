// Saving a chart: what the page shows of it, words and signs, as one SVG in the colours of the screen.

const INKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
  "opacity", "font-size", "font-weight", "paint-order", "stroke-linejoin"];

/** Return everything that is drawn in the chart, and its heading, as an SVG of its own. */
function pictureToSave(heading) {
  const frame = chart.getBoundingClientRect();
  const top = heading.getBoundingClientRect().top - 14;
  const move = (box) => [box.left - frame.left, box.top - top];
  const size = { width: Math.ceil(frame.width), height: Math.ceil(frame.bottom - top + 20) };
  const paper = getComputedStyle(document.body).backgroundColor;
  return makeSvg("svg", { ...size, "font-family": "system-ui, sans-serif" },
    makeSvg("title", {}, document.title), makeSvg("rect", { width: "100%", height: "100%", fill: paper }),
    ...[...chart.querySelectorAll("svg")].map((svg) => signs(svg, move)),
    ...[heading, chart].flatMap((part) => words(part, move)));
}

/** Return a copy of a drawing where the page shows it, its inks written on every mark. */
function signs(svg, move) {
  const copy = svg.cloneNode(true), [x, y] = move(svg.getBoundingClientRect());
  const marks = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((mark, i) => {
    const style = getComputedStyle(marks[i]);
    for (const name of INKS) mark.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["style", "class", "tabindex", "role"]) mark.removeAttribute(name);
  });
  dress(copy, { x, y, overflow: svg.closest(".track") ? "hidden" : "visible" });
  return svg.getBoundingClientRect().height || svg.querySelector("pattern") ? copy : "";
}

/** Return the words of an element line by line, where the page shows them. */
function words(part, move) {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest("svg")) found.push(...rowsOf(walk.currentNode, move));
  }
  return found;
}

/** Return a text of the page row by row, in the letters of the page. */
function rowsOf(node, move) {
  const style = getComputedStyle(node.parentElement), size = parseFloat(style.fontSize);
  const font = { "font-size": size, "font-weight": style.fontWeight, fill: style.color };
  const shown = boxed(node).filter(({ box }) => box.height);
  return [...Map.groupBy(shown, ({ box }) => box.top).values()].map((row) => {
    const [x, y] = move(row[0].box), text = row.map(({ word }) => word).join("").trim();
    return makeSvg("text", { x, y: y + row[0].box.height / 2 + size * 0.36, ...font }, text);
  });
}

/** Return the words of a text, where it may break, each with the box in which the page shows it. */
function boxed(node) {
  const range = document.createRange();
  return [...node.data.matchAll(/\s*(?:[^\s/–-]+[/–-]*|[/–-]+)/g)].map(({ 0: word, index }) => {
    range.setStart(node, index + word.search(/\S/));
    range.setEnd(node, index + word.length);
    return { word, box: range.getBoundingClientRect() };
  });
}

/** Return the buttons that save the chart beneath its heading, as SVG and as PNG. */
function savingButtons(heading, complain) {
  const ways = { SVG: downloadSvg, PNG: (svg) => downloadPng(svg, complain) };
  return Object.entries(ways).map(([name, save]) => {
    const act = () => save(pictureToSave(heading));
    const title = say("Save the picture as {format}", { format: name });
    const about = { class: `save-${name.toLowerCase()}`, title };
    return make("button", { ...about, onclick: act }, name);
  });
}
