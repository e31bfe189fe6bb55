// What every chart is made of: scales and their ticks, axes, bars of uncertainty, the frame.
import { el, svgEl } from "./dom.js";

// --- Scales ------------------------------------------------------------------------------------

// A scale of logarithms from [low, high] to [from, to].
export function logScale([low, high], [from, to]) {
  const span = Math.log10(high) - Math.log10(low);
  return (value) => from + ((Math.log10(value) - Math.log10(low)) / span) * (to - from);
}

export function linearScale([low, high], [from, to]) {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

// Whole decades around values; at least one decade wide.
export function decadesAround(values) {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(...values)) - 1e-9);
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

// Powers of ten within; in between 2 and 5 times them where there are few.
export function logTicks([low, high]) {
  const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const decades = Array.from({ length: to - from + 1 }, (_, i) => Number(`1e${from + i}`));
  if (decades.length > 2) return decades;
  return decades.flatMap((decade) => [1, 2, 5].map((digit) => digit * decade)).filter((tick) => tick <= high * 1.001);
}

// Whole years, at most so many.
export function yearTicks([first, last], most = 7) {
  const step = [1, 2, 5, 10, 20, 50, 100].find((each) => (last - first) / each <= most) ?? 200;
  const ticks = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) ticks.push(year);
  return ticks;
}

// "2013" -> 2013.5, "2013-09" -> 2013.708, "2013-09-30" -> the day: the middle of what is known.
export function yearOf(date) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? "");
  if (!found) return null;
  const [year, month, day] = found.slice(1).map((part) => (part ? Number(part) : null));
  if (month === null) return year + 0.5;
  return year + (month - 1 + (day === null ? 0.5 : (day - 0.5) / 31)) / 12;
}

// A number, or what is known of { low, high, best } -> { low, high, at }; null where nothing can be
// drawn.
export function spanOf(value) {
  if (value === null || value === undefined) return null;
  const known = typeof value === "number" ? { low: value, high: value } : value;
  const { low = null, high = null, best = null } = known;
  const at = best ?? (low !== null && high !== null ? (low + high) / 2 : (low ?? high));
  return at > 0 ? { low, high, at } : null;
}

// --- Parts of a chart --------------------------------------------------------------------------

export const CHART_WIDTH = 440;
export const CHART_MARGIN = { left: 46, right: 10, top: 10, bottom: 26 };
const ARROW_PX = 15;
const LEAST_BAR_PX = 4;

export function chart(height, label, kind, ...parts) {
  const box = `0 0 ${CHART_WIDTH} ${height}`;
  return svgEl("svg", { class: `chart ${kind}`, viewBox: box, role: "img", "aria-label": label }, parts.flat(Infinity));
}

// A stroke, where a style gives one, is a halo below the letters.
export function chartText(x, y, words, kind, anchor = "middle") {
  return svgEl("text", { x: x.toFixed(1), y: y.toFixed(1), class: kind, "text-anchor": anchor, "paint-order": "stroke" }, words);
}

export function polyline(points, kind) {
  const d = points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  return svgEl("path", { class: kind, d });
}

// Height of an axis title is not turned: it stands above the axis, where it can be read.
export function yAxis(scale, ticks, { left, right }, say) {
  return ticks.flatMap((tick) => {
    const y = scale(tick);
    return [polyline([[left, y], [right, y]], "grid"), chartText(left - 6, y + 4, say(tick), "tick", "end")];
  });
}

export function xAxis(scale, ticks, { top, bottom }, say) {
  return ticks.flatMap((tick) => {
    const x = scale(tick);
    return [polyline([[x, top], [x, bottom]], "grid"), chartText(x, bottom + 16, say(tick), "tick")];
  });
}

// A bar where a range is stated, an arrow where only a bound is.
export function uncertainty({ low, high, at }, scale, edge, draw) {
  if (low === high) return [];
  const middle = scale(at);
  const sign = Math.sign(edge.high - edge.low);
  const end = (bound, fallback, away) => {
    if (bound === null) return middle + away * sign * ARROW_PX;
    const place = bound > 0 ? scale(bound) : fallback;
    return away * sign > 0 ? Math.min(place, Math.max(edge.low, edge.high)) : place;
  };
  const parts = [];
  if (low === null || high === null) {
    const tip = low === null ? end(null, edge.low, -1) : end(null, edge.high, 1);
    parts.push(draw.arrow(middle, tip));
  } else {
    const [from, to] = [low > 0 ? scale(low) : edge.low, scale(high)];
    const spread = Math.max(LEAST_BAR_PX, Math.abs(to - from)) / 2;
    const centre = (from + to) / 2;
    parts.push(draw.bar(centre - spread, centre + spread));
  }
  return parts;
}

export function upright(x) {
  return {
    bar: (a, b) => polyline([[x - 3, a], [x + 3, a], [x, a], [x, b], [x - 3, b], [x + 3, b]], "range"),
    arrow: (from, tip) => polyline(arrowPoints(from, tip, (along, across) => [x + across, along]), "bound"),
  };
}

export function lying(y) {
  return {
    bar: (a, b) => polyline([[a, y - 3], [a, y + 3], [a, y], [b, y], [b, y - 3], [b, y + 3]], "range"),
    arrow: (from, tip) => polyline(arrowPoints(from, tip, (along, across) => [along, y + across]), "bound"),
  };
}

function arrowPoints(from, tip, place) {
  const back = tip - Math.sign(tip - from) * 5;
  return [place(from, 0), place(tip, 0), place(back, -3), place(tip, 0), place(back, 3)];
}

export function chartFigure(title, ...parts) {
  return el("figure", { class: "chart-figure" }, el("figcaption", {}, title), parts.flat());
}

export function dotCircle(r) {
  return svgEl("circle", { class: "disc", r });
}
