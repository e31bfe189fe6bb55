// Charts of one deposit as inline SVG: its rare earth pattern, and its estimates through time.
import { el, link, svgEl } from "./dom.js";
import { ring } from "./symbols.js";
import { CHART_MARGIN, CHART_WIDTH, chart, chartFigure, chartText, decadesAround, dotCircle, linearScale, logScale, logTicks, polyline, spanOf, uncertainty, upright, xAxis, yAxis, yearOf, yearTicks } from "./scales.js";

// --- Chemistry ---------------------------------------------------------------------------------

// CI chondrite, ppm: McDonough and Sun 1995, Chemical Geology 120, table 1.
export const CHONDRITE_PPM = {
  La: 0.237, Ce: 0.613, Pr: 0.0928, Nd: 0.457, Sm: 0.148, Eu: 0.0563, Gd: 0.199, Tb: 0.0361,
  Dy: 0.246, Y: 1.57, Ho: 0.0546, Er: 0.16, Tm: 0.0247, Yb: 0.161, Lu: 0.0246,
};

// Mass of an oxide per mass of its element: elements.oxide_factor.
export const OXIDE_FACTORS = {
  Y2O3: 1.26993, La2O3: 1.17277, CeO2: 1.22837, Ce2O3: 1.17128, Pr6O11: 1.20816, Pr2O3: 1.17031,
  Nd2O3: 1.16638, Sm2O3: 1.15961, Eu2O3: 1.15792, Gd2O3: 1.15261, Tb4O7: 1.17617, Tb2O3: 1.151,
  Dy2O3: 1.14768, Ho2O3: 1.14551, Er2O3: 1.14348, Tm2O3: 1.14206, Yb2O3: 1.13868, Lu2O3: 1.13716,
};

const PPM_PER_PERCENT = 10_000;

// In order of ionic radius: yttrium beside holmium. Promethium keeps its place and has no value.
export const PATTERN_ORDER = [
  "La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Y", "Ho", "Er", "Tm", "Yb", "Lu",
];

// { La2O3: 25.1, ... } in % of the oxides -> Map of element to its ppm in them over chondrite.
export function chondriteNormalised(pct) {
  const found = new Map();
  for (const [oxide, share] of Object.entries(pct)) {
    const element = oxide.match(/^[A-Z][a-z]?/)[0];
    if (!(oxide in OXIDE_FACTORS) || !(share > 0) || found.has(element)) continue;
    found.set(element, ((share / OXIDE_FACTORS[oxide]) * PPM_PER_PERCENT) / CHONDRITE_PPM[element]);
  }
  return found;
}

// How far an element lies from the line between its neighbours; null where one is not known.
function anomaly(values, element, before, after) {
  const all = [element, before, after].map((each) => values.get(each));
  return all.every(Boolean) ? all[0] / Math.sqrt(all[1] * all[2]) : null;
}

export function europiumAnomaly(values) {
  return anomaly(values, "Eu", "Sm", "Gd");
}

export function ceriumAnomaly(values) {
  return anomaly(values, "Ce", "La", "Pr");
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function power(value) {
  const exponent = Math.round(Math.log10(value));
  const digits = [...String(Math.abs(exponent))].map((digit) => RAISED[digit]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

// --- Rare earth pattern ------------------------------------------------------------------------

const SERIES = 6;
const MARKERS = [
  "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0Z",
  "M-3.1 -3.1H3.1V3.1H-3.1Z",
  "M0 -4L3.8 3H-3.8Z",
  "M0 -4.3L4.3 0L0 4.3L-4.3 0Z",
  "M0 4L3.8 -3H-3.8Z",
  "M-1.4 -4H1.4V-1.4H4V1.4H1.4V4H-1.4V1.4H-4V-1.4H-1.4Z",
];
const FEWEST_ELEMENTS = 3;

// claims: the distributions of a deposit (records.oxides). Returns a figure, or null where none has
// three elements.
export function reePattern(claims, { words, sources }) {
  const drawn = (claims ?? [])
    .map((claim) => ({ claim, values: chondriteNormalised(claim.pct ?? {}) }))
    .filter(({ values }) => values.size >= FEWEST_ELEMENTS);
  if (drawn.length === 0) return null;
  const height = 250;
  const frame = { left: CHART_MARGIN.left, right: CHART_WIDTH - CHART_MARGIN.right, top: 26, bottom: height - CHART_MARGIN.bottom };
  const domain = decadesAround(drawn.flatMap(({ values }) => [...values.values()]));
  const y = logScale(domain, [frame.bottom, frame.top]);
  const slot = (frame.right - frame.left) / PATTERN_ORDER.length;
  const x = (element) => frame.left + (PATTERN_ORDER.indexOf(element) + 0.5) * slot;
  const names = PATTERN_ORDER.map((each) => chartText(x(each), frame.bottom + 16, each, each === "Pm" ? "tick faint" : "tick"));
  const svg = chart(
    height,
    words.charts.patternLabel(drawn.length),
    "pattern",
    chartText(4, 14, words.charts.patternAxis, "axis", "start"),
    yAxis(y, logTicks(domain).filter((tick) => Number.isInteger(Math.log10(tick))), frame, power),
    names,
    drawn.map(({ values }, index) => series(values, index, x, y)),
  );
  return chartFigure(
    words.charts.pattern,
    svg,
    el("ul", { class: "chart-key" }, drawn.map((each, index) => patternKey(each, index, words, sources))),
    el("p", { class: "quiet" }, words.charts.patternNote),
  );
}

// Points, and a line from each to the next stated one; it breaks at a gap, and passes promethium.
export function runs(values) {
  const found = [[]];
  for (const element of PATTERN_ORDER) {
    if (element === "Pm") continue;
    if (values.has(element)) found.at(-1).push(element);
    else if (found.at(-1).length > 0) found.push([]);
  }
  return found.filter((run) => run.length > 0);
}

function series(values, index, x, y) {
  const at = (element) => [x(element), y(values.get(element))];
  return svgEl(
    "g",
    { class: `series series-${index % SERIES}` },
    runs(values).map((run) => polyline(run.map(at), "line")),
    [...values.keys()].map((element) => marker(index, ...at(element))),
  );
}

function marker(index, x, y) {
  const transform = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  return svgEl("path", { class: "marker", d: MARKERS[index % MARKERS.length], transform });
}

function patternKey({ claim, values }, index, words, sources) {
  const swatch = svgEl(
    "svg",
    { class: `series series-${index % SERIES}`, width: 30, height: 14, viewBox: "-15 -7 30 14", "aria-hidden": "true" },
    polyline([[-15, 0], [15, 0]], "line"),
    marker(index, 0, 0),
  );
  const anomalies = [["Eu/Eu*", europiumAnomaly(values)], ["Ce/Ce*", ceriumAnomaly(values)]]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => words.charts.anomaly(name, words.number(value.toFixed(2), 6)));
  return el(
    "li",
    {},
    swatch,
    el("span", {}, sourceName(claim, words, sources), anomalies.map((each) => el("span", { class: "anomaly" }, each))),
  );
}

function sourceName(claim, words, sources) {
  const source = claim.cite && Object.hasOwn(sources, claim.cite.source) ? sources[claim.cite.source] : null;
  if (!source) return claim.cite?.source ?? words.detail.sourceMissing;
  const name = [source.producer ?? source.title, words.date(source.date)].filter(Boolean).join(", ");
  const address = source.url ?? (source.doi && `https://doi.org/${source.doi}`);
  return [link(name, address), claim.cite.at && `, ${claim.cite.at}`];
}

// --- Estimates through time --------------------------------------------------------------------

const PANEL_PX = 150;

// estimates: records.estimates of one deposit. Returns a figure, or null for fewer than two dots.
export function estimatesThroughTime(estimates, { words, group }) {
  const dots = datedFigures(estimates);
  if (dots.length < 2) return null;
  const panels = ["reo", "ore"].map((kind) => dots.filter((dot) => dot.kind === kind)).filter((each) => each.length > 0);
  const years = dots.map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const pad = Math.max(0.6, (last - first) * 0.04);
  const frame = { left: 62, right: CHART_WIDTH - CHART_MARGIN.right };
  const x = linearScale([first - pad, last + pad], [frame.left + 6, frame.right - 6]);
  const height = panels.length * PANEL_PX + CHART_MARGIN.bottom;
  const bottom = height - CHART_MARGIN.bottom;
  const svg = chart(
    height,
    words.charts.timeLabel(dots.length, Math.floor(first), Math.floor(last)),
    `time group-${group}`,
    xAxis(x, yearTicks([first - pad, last + pad]), { top: 22, bottom }, String),
    panels.map((panel, index) => timePanel(panel, { ...frame, top: index * PANEL_PX + 24, bottom: (index + 1) * PANEL_PX - 4 }, x, words)),
  );
  return chartFigure(words.charts.time, svg, el("p", { class: "quiet" }, words.charts.timeNote));
}

// Every dated estimate as { kind: "reo" (kt) or "ore" (Mt), span, year, claim }.
export function datedFigures(estimates) {
  return (estimates ?? []).flatMap((claim) => {
    const year = yearOf(claim.date);
    const reo = spanOf(claim.reo ?? claim.reo_kt);
    const span = reo ?? spanOf(claim.ore);
    return year === null || !span ? [] : [{ kind: reo ? "reo" : "ore", span, year, claim }];
  });
}

function timePanel(dots, frame, x, words) {
  const isReo = dots[0].kind === "reo";
  const known = dots.flatMap(({ span }) => [span.low, span.high, span.at].filter((value) => value > 0));
  const domain = decadesAround(known);
  const y = logScale(domain, [frame.bottom, frame.top + 12]);
  const say = isReo ? (value) => words.mass(value) : (value) => `${words.number(value)} Mt`;
  const edge = { low: frame.bottom, high: frame.top };
  return [
    chartText(4, frame.top - 8, isReo ? words.charts.timeReo : words.charts.timeOre, "axis", "start"),
    yAxis(y, logTicks(domain), frame, say),
    dots.map((dot) => timeDot(dot, x(dot.year), y, edge, words)),
  ];
}

function timeDot({ claim, span }, x, y, edge, words) {
  const at = `translate(${x.toFixed(1)} ${y(span.at).toFixed(1)})`;
  const what = [words.date(claim.date), claim.label ?? claim.kind, claim.sentence].filter(Boolean).join(": ");
  return svgEl(
    "g",
    { class: claim.scope ? "dot aside" : "dot" },
    svgEl("title", {}, what),
    uncertainty(span, y, edge, upright(x)),
    svgEl("g", { transform: at }, dotCircle(4), ring(claim.level, 6.4)),
  );
}
