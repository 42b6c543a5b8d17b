// Hatchings: areas of a hue that is doubtful.

const nameOfHatching = (key) => ["hatch", chart.parentElement.id, `${key}`].filter(Boolean).join("-");
const hatching = (key) => `url(#${nameOfHatching(key)})`;

/** Return hatchings of hues, called after the keys of these and what the chart is in, once for all of it. */
function hatches(hues, opacity) {
  const size = { width: 8, height: 8 }, nothing = { width: 0, height: 0, "aria-hidden": "true" };
  const turned = { ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const pattern = ([key, fill]) => makeSvg("pattern", { id: nameOfHatching(key), ...turned },
    makeSvg("rect", { ...size, fill, "fill-opacity": opacity }),
    makeSvg("rect", { ...size, width: 4, fill }));
  return makeSvg("svg", nothing, ...Object.entries(hues).map(pattern));
}
