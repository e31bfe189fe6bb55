// Arcs from the country of a partner to the deposit: dashed by stage, faded after an exit.
import { el } from "./dom.js";

const ARC_PANE = "partners";
const LADDER = {
  talks: "talks",
  "letter-of-interest": "talks",
  mou: "agreed",
  "term-sheet": "agreed",
  binding: "binding",
  financed: "financed",
  operating: "financed",
};
const EXITS = new Set(["stalled", "ended", "denied", "ruled-out"]);
const BEND = 0.16; // of the distance, towards the pole
const BEND_BETWEEN = 0.035; // partners of one country do not cover each other
const PIECES = 40;
const WORLD = 1; // Mercator x of one world

// How far it got, and whether that is over: the last rung before an exit, of steps in order of date.
export function stageOf(steps) {
  const rungs = steps.map(({ rung }) => rung).filter(Boolean);
  const reached = rungs.filter((rung) => rung in LADDER);
  const newest = rungs.at(-1);
  return { stage: LADDER[reached.at(-1)] ?? "other", isOver: EXITS.has(newest), rung: newest ?? null };
}

// Map of ISO code to the label point [x, y] of its country, in Mercator units.
export function countryPoints(labels, names) {
  const byName = new Map(labels.map((label) => [label.name, label]));
  const points = new Map();
  for (const [code, name] of Object.entries(names)) {
    const label = byName.get(name);
    if (label) points.set(code, [label.x, label.y]);
  }
  return points;
}

// The points of a curve, in Mercator units, by the shorter way round; it bends towards the pole as
// a great circle does, without running off the sheet.
export function arcPoints([fromX, fromY], [toX, toY], order = 0) {
  const target = toX + Math.round((fromX - toX) / WORLD) * WORLD;
  const [dx, dy] = [target - fromX, toY - fromY];
  const far = Math.hypot(dx, dy);
  const north = fromY + toY <= 1 ? -1 : 1;
  const lift = north * far * (BEND + BEND_BETWEEN * order);
  const [overX, overY] = [(fromX + target) / 2, (fromY + toY) / 2 + lift];
  return Array.from({ length: PIECES + 1 }, (_, i) => {
    const t = i / PIECES;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [a * fromX + b * overX + c * target, a * fromY + b * overY + c * toY];
  });
}

function latLngOf([x, y]) {
  const lat = (2 * Math.atan(Math.exp(Math.PI * (1 - 2 * y))) - Math.PI / 2) * (180 / Math.PI);
  return [lat, (x - 0.5) * 360];
}

function mercatorOf({ lat, lon }) {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

// One arc a partner: { deposit, party, stage, isOver, rung, points }; missing counts those whose
// country is not known or not on the map.
export function partnerArcs(deposits, countries) {
  const arcs = [];
  let missing = 0;
  for (const deposit of deposits) {
    const before = new Map();
    for (const party of deposit.partners ?? []) {
      const from = countries.get(party.code);
      if (!from) missing += 1;
      if (!from || deposit.undrawn) continue;
      const order = before.get(party.code) ?? 0;
      before.set(party.code, order + 1);
      arcs.push({ deposit, party, ...stageOf(party.steps), points: arcPoints(from, mercatorOf(deposit), order) });
    }
  }
  return { arcs, missing };
}

// A layer to put into the layer control: nothing is worked out before it is switched on.
export class PartnerArcs {
  constructor(map, { deposits, countries, words, onSelect }) {
    Object.assign(this, { map, deposits, countries, words, onSelect, arcs: null, ids: null, selected: null });
    const pane = map.createPane(ARC_PANE);
    pane.style.zIndex = 430; // below the circles of accuracy and the symbols
    pane.setAttribute("aria-hidden", "true"); // the claims of a deposit say the same
    this.layer = L.layerGroup();
    this.layer.on("add", () => this.build());
  }

  get isOn() {
    return this.map.hasLayer(this.layer);
  }

  build() {
    if (this.arcs) return;
    const { arcs, missing } = partnerArcs(this.deposits, this.countries);
    Object.assign(this, { arcs, missing });
    this.renderer = L.svg({ pane: ARC_PANE, padding: 0.5 });
    for (const arc of arcs) this.add(arc);
    this.dress();
  }

  // An arc that leaves the sheet on one side is drawn on the other as well.
  add(arc) {
    const xs = arc.points.map(([x]) => x);
    const shifts = [0, Math.min(...xs) < 0 && 1, Math.max(...xs) > 1 && -1].filter((shift) => shift !== false);
    arc.lines = shifts.map((shift) => {
      const at = arc.points.map(([x, y]) => latLngOf([x + shift, y]));
      return this.line(at, `arc arc-${arc.stage}${arc.isOver ? " arc-over" : ""}`, { interactive: false });
    });
    arc.targets = arc.lines.map((line) => this.line(line.getLatLngs(), "arc-target", { bubblingMouseEvents: false }));
    for (const target of arc.targets) {
      target.bindTooltip(() => this.tooltip(arc), { sticky: true, className: "tip" });
      target.on("click", () => this.onSelect(arc.deposit.id));
    }
    for (const line of [...arc.lines, ...arc.targets]) this.layer.addLayer(line);
  }

  // A target is wider than its line and has no gaps, so that the pointer finds it.
  line(latLngs, className, options) {
    return L.polyline(latLngs, { pane: ARC_PANE, renderer: this.renderer, className, smoothFactor: 0.5, ...options });
  }

  tooltip({ deposit, party }) {
    const { words } = this;
    const newest = party.steps.at(-1);
    const step = [words.date(newest.date), newest.stage].filter(Boolean).join(" ");
    const where = party.country && party.country !== party.party ? ` (${party.country})` : "";
    return el(
      "div",
      {},
      el("strong", {}, `${party.party}${where} → ${deposit.name}`),
      el("div", {}, [step, newest.role].filter(Boolean).join(" · ")),
    );
  }

  // ids: the Set of deposits that a filter leaves in, or null for all.
  filter(ids) {
    this.ids = ids;
    this.dress();
  }

  select(id) {
    this.selected = id;
    this.dress();
  }

  dress() {
    for (const { deposit, lines, targets } of this.arcs ?? []) {
      const isOut = this.ids !== null && !this.ids.has(deposit.id);
      for (const line of [...lines, ...targets]) {
        const element = line.getElement();
        element?.classList.toggle("arc-out", isOut);
        element?.classList.toggle("arc-selected", deposit.id === this.selected);
      }
    }
  }

  // Arcs as seen, for the picture: [{ stage, path, stroke, width, dash, opacity }].
  get shown() {
    if (!this.isOn) return [];
    const seen = this.arcs.filter(({ deposit }) => this.ids === null || this.ids.has(deposit.id));
    return seen.flatMap(({ stage, lines }) => lines.map((line) => ({ stage, ...drawnAs(line.getElement()) })));
  }
}

function drawnAs(element) {
  const style = getComputedStyle(element);
  return {
    path: element.getAttribute("d"),
    stroke: style.stroke,
    width: Number.parseFloat(style.strokeWidth),
    dash: (style.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number),
    opacity: Number(style.strokeOpacity),
  };
}
