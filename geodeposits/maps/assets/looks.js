// What fills and sizes the symbols of deposits: the type group and the contained REO, or the columns
// that the map was asked to show instead. The ring stays the evidence for the figure.
import { namedColours } from "./palette.js";
import { spanOf } from "./scales.js";

const OWN_ROLES = { color_by: "group", size_by: "reo_kt" };
const OTHER_FILL = "--group-other";
const LARGEST_STANDS_FOR_KT = 1000; // the largest disc of a map stands for as much at least
// Amounts that either figure states, the reported one and the best documented.
const STATED_AMOUNTS = {
  ore_mt: (claim) => spanOf(claim?.ore)?.at,
  grade_pct: (claim) => spanOf(claim?.grade)?.at,
};

export class Look {
  constructor(table) {
    const named = (role) => (table.meta[role] && table.meta[role] !== OWN_ROLES[role] ? table.column(table.meta[role]) : null);
    Object.assign(this, { table, color: named("color_by"), size: named("size_by") });
    if (!this.color) return;
    const { codes, values } = table.category(this.color.name);
    this.named = namedColours(this.color, values, values.includes(""));
    const own = new Map(this.named.map((each) => [each.value, each.property]));
    this.fills = Array.from(codes, (code) => own.get(values[code]) ?? OTHER_FILL);
  }

  // The custom property that fills the symbol of row i; null where its type does.
  fill(i) {
    return this.color ? this.fills[i] : null;
  }

  // What a symbol shows of a claim: { kt: the amount that is its area, level, isBare: no ring }; or
  // null without an amount.
  figure(i, claim) {
    if (!this.size) return claim?.reo_kt ? { kt: claim.reo_kt, level: claim.level } : null;
    const amount = this.amount(i, claim);
    return Number.isFinite(amount) ? { kt: Math.max(0, amount), level: claim?.level, isBare: !claim } : null;
  }

  amount(i, claim) {
    const { name, kind } = this.size;
    if (Object.hasOwn(STATED_AMOUNTS, name)) return STATED_AMOUNTS[name](claim);
    return (kind === "integer" ? this.table.integer(name) : this.table.number(name))[i];
  }

  // The amount that the largest disc stands for where all are less.
  get least() {
    return this.size ? 0 : LARGEST_STANDS_FOR_KT;
  }

  // What the legend says instead of type and contained REO: { colours, area }, each null or
  // { title } and, of colours, entries: [{ property, label }], those of the rows that are drawn.
  legend(page, rows) {
    const { color, size } = this;
    const title = (column) => titled(page.labelOf(column), column);
    const present = new Set(rows.map((i) => this.fill(i)));
    const label = ({ value, rest }) => (rest ? page.words.panel.rest[rest] : page.wordOf(color.name, value));
    const entries = (color ? this.named : [])
      .filter(({ property }) => present.has(property))
      .map((each) => ({ property: each.property, label: label(each) }));
    return { colours: color && { title: title(color), entries }, area: size && { title: title(size) } };
  }
}

export function titled(label, { unit }) {
  return unit ? `${label} (${unit})` : label;
}
