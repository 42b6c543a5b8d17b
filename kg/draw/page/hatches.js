// Hatchings: areas of a hue that is doubtful.

/** Return hatchings of hues, called after the keys of these, once for a whole chart. */
function hatches(hues, opacity) {
  const size = { width: 8, height: 8 }, nothing = { width: 0, height: 0, "aria-hidden": "true" };
  const turned = { ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const hatching = ([name, fill]) => makeSvg("pattern", { id: `hatch-${name}`, ...turned },
    makeSvg("rect", { ...size, fill, "fill-opacity": opacity }),
    makeSvg("rect", { ...size, width: 4, fill }));
  return makeSvg("svg", nothing, ...Object.entries(hues).map(hatching));
}
