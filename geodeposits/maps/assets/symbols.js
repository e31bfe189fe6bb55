// One deposit, one symbol: area = contained REO, fill = type, ring = evidence level; looks.js may
// have other columns give area and fill.
import { svgEl } from "./dom.js";

const LARGEST_PX = 42; // radius of the largest disc on a wide map
const LARGEST_NARROW_PX = 26;
const NARROW_PX = 560;
export const SMALLEST_PX = 2;
const GAP_PX = 2.6; // from the disc to the middle of its ring

const TICK_PX = 4;
export const DIAMOND_PX = 4.6;
const FULL_COLOUR_PX = 5;

// Dash patterns in px; they differ in weight and rhythm, so that no colour is needed. What is
// less sure is paler as well.
const RINGS = {
  A: { width: 3.2, opacity: 0.95 },
  B: { width: 1.3, opacity: 0.9 },
  C: { width: 2.2, dash: 8, gap: 3.2, opacity: 0.75 },
  D: { width: 1.6, dash: 3, gap: 2.6, opacity: 0.6 },
  E: { width: 2.3, dash: 0.01, gap: 4.8, round: true, opacity: 0.35 },
};

export class Scale {
  constructor(largestKt, mapWidth, leastKt = 1000) {
    const largest = mapWidth < NARROW_PX ? LARGEST_NARROW_PX : LARGEST_PX;
    this.largestKt = largestKt;
    this.pxPerRootKt = largest / Math.sqrt(Math.max(largestKt, leastKt) || 1);
  }

  // Radius in px of a disc whose area is in proportion to the amount.
  radius(kt) {
    return Math.max(SMALLEST_PX, this.pxPerRootKt * Math.sqrt(kt));
  }

  // Whether an amount has the smallest disc, which no longer says how little it is.
  isSmallest(kt) {
    return this.radius(kt) <= SMALLEST_PX;
  }

  // The amount up to which all discs have the smallest size.
  get floorKt() {
    return (SMALLEST_PX / this.pxPerRootKt) ** 2;
  }

  // Amounts to explain the sizes by, none of them the smallest: round ones from near the largest,
  // each a tenth of the one before; the largest itself where no round one is left.
  get steps() {
    const decade = 10 ** Math.floor(Math.log10(this.largestKt));
    const first = [5, 2, 1, 0.5].find((digit) => digit * decade <= this.largestKt) * decade;
    const told = (kt) => !this.isSmallest(kt);
    const round = [first, first / 10, first / 100, first / 1000].filter(told);
    return round.length > 0 ? round : [this.largestKt].filter(told);
  }
}

export function extent(radius) {
  return radius + GAP_PX + 3;
}

// figure: { kt, level, isBare } or null; fill: a custom property in place of the group's colour.
// Returns an <svg> whose middle is the position.
export function symbol({ figure, group, fill = null, imprecise = false }, radius) {
  const reach = (figure ? extent(radius) : DIAMOND_PX + 1) + (imprecise ? TICK_PX : 0);
  const half = Math.ceil(reach); // in whole px, or the middle would be moved to a pixel
  const svg = svgEl("svg", {
    class: `symbol group-${group}`,
    width: 2 * half,
    height: 2 * half,
    viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  if (fill) {
    svg.style.setProperty("--fill", `var(${fill})`);
    svg.dataset.fill = fill;
  }
  if (imprecise) svg.append(ticks(reach));
  svg.append(...(figure ? disc(figure, radius) : [diamond()]));
  return svg;
}

function disc({ level, isBare = false }, radius) {
  const shapes = [
    svgEl("circle", { class: "halo", r: radius + GAP_PX + 1.6 }),
    svgEl("circle", { class: "mark-selected", r: radius + GAP_PX + 4.5 }),
    svgEl("circle", { class: "disc", r: radius, "fill-opacity": opacity(level, radius) }),
  ];
  return isBare ? shapes : [...shapes, ring(level, radius + GAP_PX)];
}

// A small disc needs its full colour to be told from another.
function opacity(level, radius) {
  return Math.max((RINGS[level] ?? RINGS.B).opacity, radius < FULL_COLOUR_PX ? 0.8 : 0);
}

export function ring(level, radius) {
  const style = RINGS[level] ?? RINGS.B;
  const attributes = { class: "ring", r: radius, "stroke-width": style.width };
  if (style.dash) {
    const around = 2 * Math.PI * radius;
    const stretch = around / Math.max(3, Math.round(around / (style.dash + style.gap))) / (style.dash + style.gap);
    attributes["stroke-dasharray"] = `${(style.dash * stretch).toFixed(2)} ${(style.gap * stretch).toFixed(2)}`;
  }
  if (style.round) attributes["stroke-linecap"] = "round";
  return svgEl("circle", attributes);
}

export function levelSwatch(level) {
  const svg = svgEl("svg", { class: "swatch", width: 22, height: 22, viewBox: "-11 -11 22 22", "aria-hidden": "true" });
  const inside = { class: "inside", r: 5.2, "fill-opacity": (RINGS[level] ?? RINGS.B).opacity };
  svg.append(svgEl("circle", inside), ring(level, 8.5));
  return svg;
}

function diamond() {
  const r = DIAMOND_PX;
  return svgEl("path", { class: "diamond", d: `M0 ${-r} L${r} 0 L0 ${r} L${-r} 0 Z` });
}

function ticks(reach) {
  const [from, to] = [reach - TICK_PX, reach];
  const directions = [[0, -1], [1, 0], [0, 1], [-1, 0]];
  const lines = directions.map(([x, y]) => `M${x * from} ${y * from}L${x * to} ${y * to}`);
  return svgEl("path", { class: "ticks", d: lines.join("") });
}
