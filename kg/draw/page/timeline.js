// A row per dated thing, in lanes, under one axis whose sections have scales of their own.
"use strict";

const { entries, sections } = data;
const rows = [];

function begin() {
  chart.replaceChildren(tools(), axis());
  for (const [name, members] of d3.group(entries, (entry) => entry.lane)) chart.append(lane(name, members));
  drawn(draw);
}

function tools() {
  const bar = make("div", "tools");
  const find = make("input");
  find.type = "search";
  find.placeholder = "Only rows with…";
  find.ariaLabel = "Show only rows that contain these letters";
  find.addEventListener("input", () => filter(find.value.toLowerCase()));
  bar.append(find);
  for (const [sign, text] of [
    ["day", "on that day"], ["span", "some time within, or all through"], ["open", "end not stated"],
    ["attested", "true then; begin and end not stated"],
  ]) {
    const key = make("span");
    const svg = d3.select(key).append("svg").attr("width", 34).attr("height", 18).attr("aria-hidden", "true");
    mark(svg, { sign: sign === "open" ? "span" : sign, modality: "" }, sign === "open" || sign === "span" ? 2 : 17, sign === "open" ? null : 30, 34);
    key.append(text);
    bar.append(key);
  }
  bar.append(make("span", "", "broken outline: planned or possible"));
  return bar;
}

function filter(letters) {
  for (const { row, entry } of rows) {
    const text = `${entry.label} ${entry.when} ${entry.quotes.map((q) => q.quote).join(" ")}`;
    row.hidden = !text.toLowerCase().includes(letters);
  }
  for (const box of chart.querySelectorAll(".lane")) box.hidden = !box.querySelector(".row:not([hidden])");
}

function axis() {
  const head = make("div", "axis");
  head.append(make("span", "", "Each dashed line begins a section with a wider scale."), make("div"));
  head.lastChild.id = "ticks";
  return head;
}

function lane(name, members) {
  const box = make("details", "lane");
  box.open = true;
  const title = make("summary", "", name);
  title.append(make("small", "", `  ${members.length}`));
  box.append(title, ...members.map(row));
  return box;
}

function row(entry) {
  const button = make("button", "row");
  const words = make("span");
  const when = [entry.when, entry.modality === "reported" ? "" : entry.certainty, entry.restriction].filter(Boolean).join(", ");
  words.append(make("span", "", `${entry.status ? "⚠ " : ""}${entry.label}`), make("small", "", when));
  button.append(words, make("div", "track"));
  tells(button, entry);
  rows.push({ row: button, entry });
  return button;
}

/** Return the scale from years to pixels: linear within each section. */
function scale(width) {
  const [left, right] = [8, 14];
  const ends = d3.cumsum(sections, (section) => section[2]);
  const room = width - left - right;
  return d3.scaleLinear()
    .domain([sections[0][0], ...sections.map((section) => section[1])])
    .range([left, ...Array.from(ends, (end) => left + room * end)]);
}

/** Return the years to write under the axis, none so near another that they would touch. */
function ticks(x) {
  const cuts = sections.map((section) => section[0]);
  const wanted = sections.flatMap(([from, to]) =>
    d3.ticks(from, to, Math.max(1, (x(to) - x(from)) / 58)).filter((year) => Number.isInteger(year) && year < to));
  const kept = [];
  for (const year of [...cuts, ...wanted]) if (kept.every((other) => Math.abs(x(other) - x(year)) > 38)) kept.push(year);
  return kept.sort(d3.ascending);
}

function draw() {
  if (!sections.length) { chart.append(make("p", "soft", "Nothing in this graph has a date.")); return; }
  const box = document.getElementById("ticks");
  const width = box.clientWidth;
  const x = scale(width);
  const years = ticks(x);
  const head = d3.select(box).html("").append("svg").attr("width", width).attr("height", 20).attr("aria-hidden", "true");
  head.selectAll("text").data(years).join("text").attr("x", x).attr("y", 13).attr("text-anchor", "middle").attr("class", "soft").text(String);
  for (const { row: button, entry } of rows) {
    const svg = d3.select(button.lastChild).html("").append("svg").attr("width", width).attr("height", 20).attr("aria-hidden", "true");
    svg.selectAll("line").data(years).join("line").attr("class", (year) => (sections.some(([from], i) => i && from === year) ? "cut" : "grid"))
      .attr("x1", x).attr("x2", x).attr("y1", -80).attr("y2", 100);
    const { start, end } = entry;
    mark(svg, entry, start === null ? null : x(start), end === null ? null : x(end), width);
  }
}

/** Draw the sign of an entry between two places; a missing place is an end that is not stated. */
function mark(svg, { sign, modality }, from, to, width) {
  const cls = `sign ${sign} ${modality}`;
  const middle = from === null ? to : to === null ? from : (from + to) / 2;
  if (sign === "day") svg.append("circle").attr("class", cls).attr("cx", middle).attr("cy", 10).attr("r", 5);
  else if (sign === "attested") svg.append("path").attr("class", cls).attr("d", `M${middle - 6},10l6,-6l6,6l-6,6z`);
  else if (from !== null && to !== null) {
    svg.append("rect").attr("class", cls).attr("x", from + 0.5).attr("y", 5).attr("rx", 2).attr("height", 10).attr("width", Math.max(4, to - from - 1));
  } else {
    const [a, b, tail] = from === null ? [to, 4, 1] : [from, width - 4, -1];
    svg.append("path").attr("class", cls).attr("d", `M${a},5L${b + 7 * tail},5L${b},10L${b + 7 * tail},15L${a},15z`);
  }
}

begin();
