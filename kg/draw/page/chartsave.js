// Saving a chart: what the page shows of it, words and signs, as one SVG in the colours of the screen.
"use strict";

const INKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-size", "font-weight", "paint-order", "stroke-linejoin"];

/** Return everything that is drawn in the chart, and its heading, as the text of an SVG file. */
function svgText() {
  const frame = chart.getBoundingClientRect(), heading = document.querySelector("h1");
  const top = heading.getBoundingClientRect().top - 14, [width, height] = [Math.ceil(frame.width), Math.ceil(frame.bottom - top + 20)];
  const move = (box) => [box.left - frame.left, box.top - top];
  const drawn = [...chart.querySelectorAll("svg")].filter((svg) => !svg.parentElement.closest("svg")).map((svg) => signs(svg, move));
  const style = getComputedStyle(document.body);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="system-ui, sans-serif"><title>${escaped(document.title)}</title>`
    + `<rect width="100%" height="100%" fill="${style.backgroundColor}"/>${drawn.join("")}${[heading, chart].flatMap((part) => words(part, move)).join("")}</svg>`;
}

/** Return a copy of a drawing where the page shows it, its inks written on every mark. */
function signs(svg, move) {
  const copy = svg.cloneNode(true), [x, y] = move(svg.getBoundingClientRect());
  const marks = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((mark, i) => {
    const style = getComputedStyle(marks[i]);
    for (const name of INKS) mark.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["style", "class", "tabindex", "role", "data-key"]) mark.removeAttribute(name);
  });
  copy.setAttribute("x", x);
  copy.setAttribute("y", y);
  if (!svg.closest(".track")) copy.setAttribute("overflow", "visible");
  return svg.getBoundingClientRect().height || svg.querySelector("pattern") ? new XMLSerializer().serializeToString(copy) : "";
}

/** Return the words of an element line by line, where the page shows them. */
function words(part, move) {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest("svg")) found.push(...lines(walk.currentNode, move));
  return found;
}

function lines(node, move) {
  const style = getComputedStyle(node.parentElement), range = document.createRange(), rows = new Map();
  for (const { 0: word, index } of node.data.matchAll(/\s*(?:[^\s/–-]+[/–-]*|[/–-]+)/g)) {
    range.setStart(node, index + word.search(/\S/));
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    if (!box.height) continue;
    const row = rows.get(box.top) ?? { box, words: [] };
    row.words.push(word);
    rows.set(box.top, row);
  }
  const size = parseFloat(style.fontSize);
  return [...rows.values()].map(({ box, words: said }) => {
    const [x, y] = move(box);
    return `<text x="${x}" y="${y + box.height / 2 + size * 0.36}" font-size="${size}" font-weight="${style.fontWeight}" fill="${style.color}">${escaped(said.join("").trim())}</text>`;
  });
}

for (const [name, act] of [["SVG", downloadSvg], ["PNG", (text, file) => downloadPng(text, file, alert)]]) {
  const button = make("button", "", name);
  button.title = `Save the picture as ${name}`;
  button.id = `save-${name.toLowerCase()}`;
  button.addEventListener("click", () => act(svgText(), fileNameOf(document.title)));
  document.getElementById("saving").append(button);
}
