// The key: what colours, sizes and widths stand for.

const WIDTHS = [1, 4, 16];

function buildKey() {
  const { sizes, size, colors, color } = DATA.key;
  const dots = sizes.map(({ label, radius }) => keyEntry(disc(radius, GREY_LOOK), label));
  const strong = WIDTHS.map((number) => keyEntry(stroke([], widthFor(number)), String(number)));
  byId("key").replaceChildren(
    ...(colors.length ? [subject(say("Colour: {meaning}", { meaning: color }))] : []),
    ...colors.map((each) => keyEntry(disc(7, each.color), each.label)),
    subject(say("Size: {meaning}", { meaning: size })), inRow(dots),
    subject(say("Width: statements on a line")), inRow(strong),
  );
}

const subject = (text) => make("li", { class: "of" }, text);
const keyEntry = (picture, label) => make("li", {}, picture, label);
const inRow = (entries) => make("li", {}, make("ul", {}, ...entries));

function disc(radius, color) {
  const size = 2 * radius + 2, viewBox = [-size / 2, -size / 2, size, size].join(" ");
  return makeSvg("svg", { viewBox, width: size, height: size, "aria-hidden": "true" },
    makeSvg("circle", { r: radius, fill: color, stroke: rim(color) }));
}
