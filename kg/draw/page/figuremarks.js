// Marks of a figure: the signs of things, the warning sign, arrowheads, lines.

const svgPath = (d, about) => makeSvg("path", { d, ...about });
const pair = ({ x, y }) => `${round(x)} ${round(y)}`;

/** Return the sign of a class, its middle at a point. */
function signAt(shape, { x, y }, radius, color, opacity = null) {
  const scale = radius / 8, corner = pair({ x: x - radius, y: y - radius });
  const place = `translate(${corner}) scale(${scale.toFixed(4)})`;
  const ink = { fill: color, stroke: rim(color), "stroke-width": round(0.5 / scale), opacity };
  return svgPath(SHAPES[shape], { transform: place, ...ink });
}

function circleAt({ x, y }, radius, about) {
  return makeSvg("circle", { cx: round(x), cy: round(y), r: round(radius), ...about });
}

/** Return the warning sign, its upper left corner at a point, drawn so that no font has to have it. */
function warningAt({ x, y }, ink) {
  const size = LEAST, line = { stroke: ink.warn, "stroke-width": round(size / 9) };
  const brush = { ...line, "stroke-linejoin": "round", "stroke-linecap": "round" };
  const high = (part) => round(y + size * part);
  const middle = round(x + size / 2), stem = `M${middle} ${high(0.42)}V${high(0.64)}`;
  const ring = `M${middle} ${high(0.06)}L${round(x + size)} ${high(0.94)}`;
  return [
    svgPath(`${ring}L${round(x)} ${high(0.94)}Z`, { fill: ink.paper, ...brush }),
    svgPath(`${stem}M${middle} ${high(0.79)}v0.01`, { fill: "none", ...brush }),
  ];
}

/** Return an arrowhead with its tip at a point, `way` leading back from it. */
function arrowheadAt({ x, y, way }, about, length = 4.2) {
  const half = 0.38 * length, back = { x: x + way.x * length, y: y + way.y * length };
  const one = { x: back.x - way.y * half, y: back.y + way.x * half };
  const other = { x: back.x + way.y * half, y: back.y - way.x * half };
  return svgPath(`M${pair({ x, y })}L${pair(one)}L${pair(other)}Z`, { class: "head", ...about });
}

/** Return a line of this many points from a point to the right, as keys show it. */
const keyLine = (x, y, length, about) => svgPath(`M${pair({ x, y })}h${length}`, { fill: "none", ...about });
const dashesOf = (dashes) =>
  (dashes?.length ? dashes.map((part) => round(part * PAPER.dash)).join(" ") : null);
