// Sankey diagrams: where all stands comes with the data, how wide it is from the page; then the sums alone.

const HUES = { imports: "#d98200", exports: "#009e73", other: "#3b98d6" };
const POST = 8, NARROW = 560, PALE = 0.35;
for (const diagram of DATA.diagrams) diagram.bands = bandsOf(diagram);
const isOnPaper = () => "paper" in document.documentElement.dataset;

function begin() {
  const boxes = new Map(DATA.diagrams.map((diagram) => [diagram, make("div")]));
  const figures = [...boxes].map(([{ title, note }, box]) => figure(title, note, box));
  chart.replaceChildren(hatches(HUES, PALE), ...figures);
  if (DATA.alone.length) chart.append(alone());
  keepDrawn(() => {
    for (const [diagram, box] of boxes) box.replaceChildren(...sized(diagram, box.clientWidth));
  });
  startLink();
}

/** Return the bands of what flows from post to post, each a mark that tells of it. */
function bandsOf({ posts, flows }) {
  const ends = ({ from, to }) => ({ from: posts[from], to: posts[to] });
  return flows.flatMap(({ bands, ...flow }) => bands.map((band) => ({ ...flow, ...band, ...ends(band) })));
}

/** Return a diagram as wide as the page lets it be, and what tells its scale. */
function sized(diagram, width) {
  if (isOnPaper()) return [sankey(diagram, NARROW), scaleBar(diagram.scale, 1, false)];
  const upright = width < NARROW, long = upright ? width / diagram.tallest : 1;
  return [upright ? bars(diagram, long) : sankey(diagram, width), scaleBar(diagram.scale, long, upright)];
}

/** Return a bar as long as an amount is on the diagram beside it. */
function scaleBar({ text, height }, long, upright) {
  const high = upright ? 6 : height, wide = upright ? height * long : 6;
  const width = isOnPaper() ? `${(100 * wide) / NARROW}%` : wide, viewBox = `0 0 ${wide} ${high}`;
  const drawn = makeSvg("svg", { width, height: high, viewBox, "aria-hidden": "true" },
    makeSvg("rect", { class: "post", width: wide, height: high }));
  const told = { amount: text };
  return make("p", { class: "scale" }, drawn,
    upright ? say("so long is {amount}", told) : say("so high is {amount}", told));
}

/** Return the bands of a diagram as bars under one another, for pages too narrow for bands side by side. */
function bars({ title, bands }, long) {
  const flows = bands.filter(({ from }) => from.column === 0);
  const rows = flows.map((band) => make("li", {}, barOf(band, long)));
  return make("ul", { class: "bars", "aria-label": title }, ...rows);
}

function barOf(band, long) {
  const size = { width: Math.max(2, band.thickness * long), height: 16 };
  const area = makeSvg("rect", { ...size, x: 0, y: 0 });
  colour(area, band);
  const isFirm = ["stated", "range", "rest"].includes(band.kind);
  const told = band.figure ?? statementsOf(band)[0].printed;
  const figure = make("span", { class: isFirm ? "value" : "value doubt" }, told);
  const drawn = makeSvg("svg", { width: "100%", height: 16, "aria-hidden": "true" }, area);
  return tells(make("button", {}, make("strong", {}, band.name), figure, drawn), band);
}

const figure = (title, note, ...parts) =>
  make("section", { class: "flow" }, make("h2", {}, title), note ? make("p", {}, note) : "", ...parts);

/** Return the drawing of a diagram, as wide as the page lets it be. */
function sankey({ title, height, posts, bands }, width) {
  const last = Math.max(...posts.map((post) => post.column)), room = Math.min(250, width * 0.33);
  const x = (column) => room + column * (width - 2 * room - POST) / last;
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return makeSvg("svg", { ...size, class: "sankey", role: "group", "aria-label": title },
    ...bands.map((band) => ribbon(band, x(band.from.column) + POST, x(band.to.column))),
    ...posts.map((post) => makeSvg("g", {}, ...withWords(post, x(post.column), last, room))));
}

const hueOfBand = ({ indicator }) => (indicator in HUES ? indicator : "other");

/** Return the paint of a band: full for what is stated, hatched for what is doubtful, grey for the rest. */
function paint(band) {
  const hue = HUES[hueOfBand(band)];
  return { stated: hue, range: hue, rest: "var(--rest)" }[band.kind] ?? hatching(hueOfBand(band));
}

/** Return a band: an area, not a thick line, since a flat line has no box to hatch. */
function ribbon(band, from, to) {
  const d = outline(band, from, to), area = makeSvg("path", { d });
  colour(area, band);
  const ends = say("{start} to {end}", { start: band.from.name, end: band.to.name });
  const label = say("{name}: {value}", { name: ends, value: labelOf(band) });
  const named = { role: "button", "aria-label": label };
  return tells(makeSvg("g", { class: `band ${band.kind}`, tabindex: 0, ...named },
    makeSvg("path", { class: "edge", d, "stroke-width": 3 }), area), band);
}

function colour(area, band) {
  Object.assign(area.style, {
    fill: paint(band), fillOpacity: { stated: 0.6, range: 0.2 }[band.kind] ?? 0.85,
    stroke: { unscaled: "var(--warn)", range: HUES[hueOfBand(band)] }[band.kind] ?? "none",
    strokeDasharray: "4 3",
  });
}

function outline({ leaves, enters, thickness }, from, to) {
  const middle = (from + to) / 2;
  return `M${from},${leaves}C${middle},${leaves} ${middle},${enters} ${to},${enters}v${thickness}`
    + `C${middle},${enters + thickness} ${middle},${leaves + thickness} ${from},${leaves + thickness}Z`;
}

/** Return a post with name and figure: left of the first column, right of the last, above those between. */
function withWords(post, x, last, room) {
  const side = post.column === 0 ? -1 : post.column === last ? 1 : 0;
  const space = side ? room : Math.max(room, 2 * room - 60), value = post.doubt ? "value doubt" : "value";
  const rows = [...wrap(post.name, space, "name"), ...wrap(post.figure, space, value)];
  const high = (rows.length - 1) * 15;
  const first = side ? post.y + post.height / 2 - high / 2 + 4 : post.y - 6 - high;
  const aside = x + POST / 2 + side * (POST / 2 + 8), anchor = ["end", "middle", "start"][side + 1];
  return [makeSvg("rect", { class: "post", x, y: post.y, width: POST, height: post.height }),
    ...rows.map(([text, cls], i) =>
      makeSvg("text", { x: aside, y: first + i * 15, "text-anchor": anchor, class: cls }, text))];
}

/** Return a text in rows that fit a width, each with its class. */
function wrap(text, room, cls) {
  const most = Math.max(8, Math.floor((room - 8) / (cls === "name" ? 7.9 : 7.2)));
  const rows = [""];
  for (const word of text.split(" ").filter(Boolean)) {
    if (rows.at(-1) && rows.at(-1).length + word.length >= most) rows.push(word);
    else rows.push([rows.pop(), word].filter(Boolean).join(" "));
  }
  return rows.map((row) => [row, cls]);
}

function alone() {
  const told =
    say("Each is one number: no document gives others to compare it with, or it has no direction.");
  return figure(say("Sums that stand alone"), told, make("ul", { id: "alone" }, ...DATA.alone.map(listed)));
}

function listed(mark) {
  const [it] = statementsOf(mark), meant = mark.meant ? make("small", { class: "soft" }, mark.meant) : "";
  const button = make("button", {}, make("span", {}, labelOf(mark)),
    make("strong", { class: "value" }, it.printed ?? ""), meant, doubt(it));
  return make("li", {}, tells(button, mark));
}

begin();
