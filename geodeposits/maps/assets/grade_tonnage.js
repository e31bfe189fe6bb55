// The chart of all deposits: grade against tonnage, linked to the filter and the selection.
import { el, replaceChildren, svgEl, unbroken } from "./dom.js";
import { ring } from "./symbols.js";
import { CHART_WIDTH, chart, chartFigure, chartText, decadesAround, dotCircle, logScale, logTicks, lying, polyline, spanOf, uncertainty, upright, xAxis, yAxis } from "./scales.js";

// Contained REO of the sloping lines, kt.
export const ISO_KT = [1, 10, 100, 1000, 10_000, 100_000];

const KT_PER_MT_PERCENT = 10; // 1 Mt of ore at 1 % holds 10 kt

// The ends [ore Mt, grade %] of the line of equal contained REO within a frame; null if outside it.
export function isoLine(kt, [leastOre, mostOre], [leastGrade, mostGrade]) {
  const from = Math.max(leastOre, kt / (KT_PER_MT_PERCENT * mostGrade));
  const to = Math.min(mostOre, kt / (KT_PER_MT_PERCENT * leastGrade));
  if (from >= to) return null;
  return [from, to].map((ore) => [ore, kt / (KT_PER_MT_PERCENT * ore)]);
}

// Tonnage and grade of an estimate: stated on all oxides, or the grade that its REO implies.
export function gradeAndTonnage(claim) {
  const ore = spanOf(claim?.ore);
  if (!ore) return null;
  const stated = spanOf(claim.grade);
  if (stated) return { ore, grade: stated };
  const implied = claim.reo_kt > 0 ? claim.reo_kt / (KT_PER_MT_PERCENT * ore.at) : null;
  return implied === null || implied > 100 ? null : { ore, grade: spanOf(implied) };
}

const PLOT = { left: 52, right: CHART_WIDTH - 22, top: 28, bottom: 330 };
const PLOT_HEIGHT = 366;
const DOT_PX = 3.6;
const DOT_RING_PX = 5.4;
const PICK_PX = 12;
const ISO_NAME_PX = 26; // from the end of a line to the middle of its name
const LEAST_ISO_PX = 60;

// The chart of all deposits: draw() for a choice of figures, then filter() and select() at will.
export class GradeTonnage {
  constructor(element, { words, onSelect }) {
    Object.assign(this, { element, words, onSelect, dots: [], ids: null, selected: null });
  }

  // items: [{ deposit, claim }], claim being the figure shown of a deposit, or null.
  draw(items) {
    const { words } = this;
    this.dots = items.flatMap(({ deposit, claim }) => {
      const values = gradeAndTonnage(claim);
      return values ? [{ deposit, claim, ...values }] : [];
    });
    this.hover = el("p", { class: "chart-hover quiet" });
    const note = el("p", { class: "quiet" }, words.charts.gradeTonnageNote(words.number(this.dots.length, 9), words.number(items.length, 9)));
    const parts = this.dots.length > 0 ? [this.picture(), this.hover] : [];
    replaceChildren(this.element, chartFigure(words.charts.gradeTonnage, parts, note));
    this.filter(this.ids);
    this.select(this.selected);
  }

  picture() {
    const { words } = this;
    const [ores, grades] = ["ore", "grade"].map((name) => decadesAround(this.dots.map((dot) => dot[name].at)));
    this.x = logScale(ores, [PLOT.left, PLOT.right]);
    this.y = logScale(grades, [PLOT.bottom, PLOT.top]);
    for (const dot of this.dots) this.place(dot);
    this.layer = svgEl("g", {}, this.dots.map((dot) => dot.mark));
    this.name = chartText(0, 0, "", "chosen-name");
    const svg = chart(
      PLOT_HEIGHT,
      words.charts.gradeTonnageLabel(this.dots.length),
      "grade-tonnage",
      chartText(4, 14, words.charts.grade, "axis", "start"),
      chartText(PLOT.right, PLOT_HEIGHT - 4, words.charts.ore, "axis", "end"),
      yAxis(this.y, logTicks(grades), PLOT, (value) => words.number(value)),
      xAxis(this.x, logTicks(ores), PLOT, (value) => words.number(value, 9)),
      ISO_KT.map((kt) => this.iso(kt, ores, grades)),
      this.layer,
      ISO_KT.map((kt) => this.isoName(kt, ores, grades)),
      this.name,
    );
    svg.addEventListener("click", (event) => this.pick(event, (dot) => dot && this.onSelect(dot.deposit.id)));
    svg.addEventListener("pointermove", (event) => this.pick(event, (dot) => this.tell(svg, dot)));
    svg.addEventListener("pointerleave", () => this.tell(svg, null));
    return svg;
  }

  iso(kt, ores, grades) {
    const ends = this.isoEnds(kt, ores, grades);
    return ends ? polyline(ends, "iso") : [];
  }

  isoEnds(kt, ores, grades) {
    return isoLine(kt, ores, grades)?.map(([ore, grade]) => [this.x(ore), this.y(grade)]);
  }

  // The amount stands on its line near the lower end, where few deposits are.
  isoName(kt, ores, grades) {
    const [[x1, y1], [x2, y2]] = this.isoEnds(kt, ores, grades) ?? [[0, 0], [0, 0]];
    const long = Math.hypot(x2 - x1, y2 - y1);
    if (long < LEAST_ISO_PX) return [];
    const at = 1 - ISO_NAME_PX / long;
    const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    const name = chartText(0, -3, this.words.mass(kt), "iso-name");
    const place = [x1 + (x2 - x1) * at, y1 + (y2 - y1) * at].map((px) => px.toFixed(1)).join(" ");
    name.setAttribute("transform", `translate(${place}) rotate(${turn.toFixed(1)})`);
    return name;
  }

  place(dot) {
    const [x, y] = [this.x(dot.ore.at), this.y(dot.grade.at)];
    const bounds = [
      uncertainty(dot.ore, this.x, { low: PLOT.left, high: PLOT.right }, lying(y)),
      uncertainty(dot.grade, this.y, { low: PLOT.bottom, high: PLOT.top }, upright(x)),
    ];
    const disc = svgEl(
      "g",
      { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
      svgEl("circle", { class: "halo", r: DOT_RING_PX + 4 }),
      dotCircle(DOT_PX),
      ring(dot.claim.level, DOT_RING_PX),
    );
    const kind = `dot group-${dot.deposit.group}${dot.claim.scope ? " aside" : ""}`;
    Object.assign(dot, { px: [x, y], mark: svgEl("g", { class: kind, "data-dot": dot.deposit.id }, bounds.flat(), disc) });
  }

  // Grey out what a filter leaves out: ids is the Set of deposits that are in, or null for all.
  filter(ids) {
    this.ids = ids;
    for (const dot of this.dots) {
      dot.isOut = ids !== null && !ids.has(dot.deposit.id);
      dot.mark.classList.toggle("out", dot.isOut);
    }
    this.layer?.append(...this.dots.filter((dot) => !dot.isOut).map((dot) => dot.mark));
  }

  select(id) {
    this.selected = id;
    if (!this.name) return;
    this.name.textContent = "";
    for (const dot of this.dots) {
      const isChosen = dot.deposit.id === id;
      dot.mark.classList.toggle("selected", isChosen);
      if (isChosen) this.label(dot);
    }
  }

  label(dot) {
    this.layer.append(dot.mark);
    const [x, y] = dot.px;
    const isRight = x > (PLOT.left + PLOT.right) / 2;
    this.name.textContent = dot.deposit.name;
    this.name.setAttribute("text-anchor", isRight ? "end" : "start");
    this.name.setAttribute("x", x + (isRight ? -12 : 12));
    this.name.setAttribute("y", Math.max(PLOT.top + 8, y - 8));
  }

  // The nearest dot within reach of the pointer, those that the filter leaves in before others.
  pick(event, act) {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = CHART_WIDTH / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    const away = (dot) => Math.hypot(dot.px[0] - x, dot.px[1] - y) + (dot.isOut ? PICK_PX / 2 : 0);
    const near = this.dots.filter((dot) => away(dot) <= PICK_PX).sort((a, b) => away(a) - away(b));
    act(near[0] ?? null);
  }

  tell(svg, dot) {
    svg.classList.toggle("over", dot !== null);
    this.hover.textContent = dot ? `${dot.deposit.name}: ${unbroken(dot.claim.sentence)}` : "";
  }
}
