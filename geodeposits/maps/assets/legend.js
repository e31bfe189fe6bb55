// The legend: sizes with values, the colours that are present, the rings in words.
import { el, replaceChildren, svgEl } from "./dom.js";
import { levelSwatch, SMALLEST_PX, symbol } from "./symbols.js";

const LINE_PX = 14;

// deposits: what is drawn; figures: the figure of each, or null.
// colours, area: what stands in place of the types and of contained REO, as Look.legend tells.
// partners: whether the arcs are on; quiet: whether a layer of occurrences is.
export function drawLegend(element, { scale, groups, deposits, figures, words, colours = null, area = null, partners = false, quiet = null }) {
  const present = new Set(deposits.map((deposit) => deposit.group));
  const types = groups.filter((group) => present.has(group.key)).map((group) => ({ group: group.key, label: group.label }));
  const shown = colours?.entries ?? types;
  const amount = area ? words.number : words.mass;
  replaceChildren(
    element,
    block(area?.title ?? words.legend.size, sizes(scale, figures, { words, amount, deposits, quiet }), "sizes"),
    shown.length > 0 && block(colours?.title ?? words.legend.type, shown.map((each) => entry(colourSwatch(each), each.label))),
    block(
      words.legend.level,
      Object.entries(words.levels).map(([level, meaning]) => entry(levelSwatch(level), `${level}  ${meaning}`)),
      "levels",
    ),
    partners && block(words.legend.partners, Object.entries(words.arcs.stages).map(stageEntry), "stages"),
  );
}

export function block(title, entries, kind = "") {
  return el("div", { class: `legend-block ${kind}` }, el("h2", {}, title), el("ul", {}, entries));
}

function entry(mark, text) {
  return el("li", {}, mark, el("span", {}, text));
}

function stageEntry([stage, meaning]) {
  const line = svgEl("path", { class: `arc arc-${stage}`, d: "M1 7H33" });
  const swatch = { class: "arc-swatch", width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true" };
  return entry(svgEl("svg", swatch, line), meaning);
}

function colourSwatch({ group = "any", property: fill }) {
  return symbol({ figure: { level: "B" }, group, fill }, 5.5);
}

function sizes(scale, figures, { words, amount, deposits, quiet }) {
  const known = figures.filter(Boolean);
  const rows = [];
  if (known.length > 0) rows.push(el("li", {}, nestedDiscs(scale, known.some(({ kt }) => scale.isSmallest(kt)), amount)));
  if (known.length < figures.length) rows.push(entry(symbol({ figure: null, group: "any" }), words.legend.none));
  if (deposits.some((deposit) => deposit.imprecise)) {
    rows.push(entry(symbol({ figure: { level: "B" }, group: "any", imprecise: true }, 3), words.legend.imprecise));
  }
  if (quiet) rows.push(entry(quietSwatch(), words.legend.quiet));
  return rows;
}

function quietSwatch() {
  const swatch = { class: "quiet-swatch", width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true" };
  return svgEl("svg", swatch, svgEl("circle", { class: "quiet-dot", r: 2.4 }));
}

// Discs that stand on one line, the largest behind, each with its amount at the height of its top.
function nestedDiscs(scale, hasSmallest, amount) {
  const discs = scale.steps.map((kt) => ({ radius: scale.radius(kt), text: amount(kt) }));
  if (hasSmallest) discs.push({ radius: SMALLEST_PX, text: `≤ ${amount(scale.floorKt, 1)}` });
  const widest = discs[0].radius;
  const labelX = 2 * widest + 14;
  let lowest = -2 * widest - LINE_PX;
  const parts = discs.flatMap(({ radius, text }) => {
    const top = -2 * radius;
    lowest = Math.max(top, lowest + LINE_PX);
    return [
      svgEl("circle", { cx: widest, cy: -radius, r: radius }),
      svgEl("path", { d: `M${widest} ${top}L${labelX - 3} ${lowest}` }),
      svgEl("text", { x: labelX, y: lowest + 4 }, text),
    ];
  });
  const [width, above, below] = [labelX + 62, 2 * widest + 8, Math.max(2, lowest + 8)];
  const box = `-1 ${-above} ${width} ${above + below}`;
  return svgEl("svg", { class: "nested", width, height: above + below, viewBox: box, role: "img", "aria-label": discs.map((d) => d.text).join(", ") }, parts);
}
