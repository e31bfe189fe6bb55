// The filters that one column offers: values to check with live counts, or a range with its bars.
import { el, replaceChildren, svgEl } from "./dom.js";

const FIRST_VALUES = 8;
const MOST_VALUES = 300;
const BAR = { width: 12, height: 36 };

// A folding part of the filters, with how much of it is chosen beside its title.
function foldingPart(panel, column, update, ...children) {
  const { name, unit } = column;
  const chosen = el("span", { class: "quiet" });
  const label = panel.options.labelOf(column);
  const title = unit ? `${label} (${unit})` : label;
  const fields = el("fieldset", {}, el("legend", { class: "spoken" }, title), children);
  const element = el("details", { class: "facet", "data-facet": name, open: panel.opened.has(name) }, el("summary", {}, el("span", {}, title), " ", chosen), fields);
  element.addEventListener("toggle", () => {
    panel.opened[element.open ? "add" : "delete"](name);
    if (element.open) update();
  });
  return { element, chosen };
}

export class FacetFilter {
  constructor(panel, column) {
    Object.assign(this, { panel, column, isLong: false, boxes: new Map() });
    this.list = el("ul", { class: "values" });
    this.more = el("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => {
      this.isLong = !this.isLong;
      this.update();
    });
    this.hint = el("p", { class: "quiet" });
    Object.assign(this, foldingPart(panel, column, () => this.update(), this.list, this.more, this.hint));
  }

  get values() {
    return this.panel.store.values(this.column.name);
  }

  update() {
    const { store, words } = this.panel;
    const { name } = this.column;
    const choice = store.choice(name);
    setText(this.chosen, choice ? words.chosen(this.panel.whole(choice.size)) : "");
    if (!this.element.open) return;
    this.arrange(this.inOrder(choice).map((value) => this.box(value).item));
    const counts = store.counts(name);
    this.values.forEach((value, k) => this.boxes.has(value) && this.mark(value, counts[k], choice?.has(value) ?? false));
    const all = this.values.length;
    this.more.hidden = all <= FIRST_VALUES;
    this.more.setAttribute("aria-expanded", String(this.isLong));
    setText(this.more, this.isLong ? words.fewer : words.more(this.panel.whole(all)));
    setText(this.hint, this.isLong && all > MOST_VALUES ? words.capped(this.panel.whole(MOST_VALUES), this.panel.whole(all)) : "");
  }

  // An element that is moved loses the focus.
  arrange(items) {
    const { children } = this.list;
    if (children.length === items.length && items.every((item, k) => item === children[k])) return;
    const { activeElement } = document;
    this.list.replaceChildren(...items);
    if (this.list.contains(activeElement)) activeElement.focus();
  }

  // The most frequent, what is chosen and what has the focus wherever it stands; the unknown last.
  inOrder(choice) {
    const known = this.values.filter((value) => value !== "");
    const ordered = this.values.includes("") ? [...known, ""] : known;
    const first = new Set(ordered.slice(0, this.isLong ? MOST_VALUES : FIRST_VALUES));
    const hasFocus = (value) => this.boxes.get(value)?.input === document.activeElement;
    return ordered.filter((value) => first.has(value) || choice?.has(value) || hasFocus(value));
  }

  box(value) {
    if (!this.boxes.has(value)) {
      const input = el("input", { type: "checkbox", name: `f.${this.column.name}`, value });
      const count = el("span", { class: "tally" });
      const item = el("li", {}, el("label", {}, input, el("span", { class: "value" }, this.panel.valueText(this.column.name, value)), count));
      input.addEventListener("change", () => this.panel.store.toggle(this.column.name, value, input.checked));
      this.boxes.set(value, { input, count, item });
    }
    return this.boxes.get(value);
  }

  // What nobody would find cannot be chosen, but it can be given up; the focus is never lost.
  mark(value, count, isChosen) {
    const box = this.boxes.get(value);
    box.input.checked = isChosen;
    box.input.disabled = count === 0 && !isChosen && box.input !== document.activeElement;
    setText(box.count, this.panel.whole(count));
  }
}

export class RangeFilter {
  constructor(panel, column) {
    Object.assign(this, { panel, column });
    const { words } = panel;
    const [from, to] = ["from", "to"].map((end) => {
      const input = el("input", { type: "number", step: "any", inputmode: "decimal", name: `r.${column.name}.${end}` });
      input.addEventListener("input", () => this.apply());
      return input;
    });
    Object.assign(this, { from, to });
    this.bars = svgEl("svg", { class: "histogram", viewBox: `0 0 ${20 * BAR.width} ${BAR.height}`, preserveAspectRatio: "none", role: "img" });
    this.hint = el("p", { class: "quiet", id: `hint-${column.name}` });
    const fields = el("div", { class: "ends" }, el("label", {}, `${words.from} `, from), el("label", {}, `${words.to} `, to));
    Object.assign(this, foldingPart(panel, column, () => this.update(), this.bars, fields, this.hint));
  }

  apply() {
    const [low, high] = [this.from, this.to].map((input) => (input.value === "" ? null : input.valueAsNumber));
    this.isWrong = (low !== null && high !== null && low > high) || [this.from, this.to].some((input) => input.validity.badInput);
    for (const input of [this.from, this.to]) {
      if (this.isWrong) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    if (this.isWrong) setText(this.hint, this.panel.words.rangeWrong);
    else this.panel.store.set(this.column.name, [low, high]);
  }

  update() {
    const { store, words } = this.panel;
    const choice = store.choice(this.column.name);
    setText(this.chosen, choice ? rangeText(choice, this.column, this.panel.options.words) : "");
    if (!this.element.open) return;
    const found = store.histogram(this.column.name);
    this.from.placeholder = String(Number(found.low.toPrecision(4)));
    this.to.placeholder = String(Number(found.high.toPrecision(4)));
    this.draw(found, choice ?? [null, null]);
    const { activeElement } = document;
    if (activeElement !== this.from && activeElement !== this.to) this.fill(choice);
    if (!this.isWrong) setText(this.hint, [found.log && words.logScale, this.told(found.unknown, choice)].filter(Boolean).join(" · "));
  }

  told(unknown, choice) {
    if (unknown === 0) return "";
    return choice ? this.panel.words.leftOut(this.panel.whole(unknown)) : this.panel.words.unknown(this.panel.whole(unknown));
  }

  fill(choice) {
    const ends = choice ?? [null, null];
    [this.from, this.to].forEach((input, k) => {
      input.value = ends[k] ?? "";
      input.removeAttribute("aria-invalid");
    });
    this.isWrong = false;
  }

  draw({ low, high, edges, all, live }, [from, to]) {
    const tallest = Math.max(...all);
    const bars = all.flatMap((count, k) => {
      const isIn = edges[k + 1] >= (from ?? -Infinity) && edges[k] <= (to ?? Infinity);
      return [bar(k, count / tallest, "bar-all"), bar(k, live[k] / tallest, isIn ? "bar-live" : "bar-out")];
    });
    const number = (value) => figureOf(value, this.column, this.panel.options.words);
    this.bars.setAttribute("aria-label", this.panel.words.histogram(number(low), number(high)));
    replaceChildren(this.bars, bars);
  }
}

// The root of the share, so that one row is seen beside thousands.
function bar(k, share, name) {
  const height = Math.sqrt(share) * BAR.height;
  return svgEl("rect", { class: name, x: k * BAR.width + 1, y: BAR.height - height, width: BAR.width - 2, height });
}

function figureOf(value, { kind }, words) {
  return kind === "integer" ? String(value) : words.number(value, 7); // no separator in a year
}

// "10–500 kt", "≥ 2015"
export function rangeText([low, high], column, words) {
  const number = (value) => figureOf(value, column, words);
  const { unit } = column;
  const text = low === null ? `≤ ${number(high)}` : high === null ? `≥ ${number(low)}` : `${number(low)}–${number(high)}`;
  return unit ? `${text} ${unit}` : text;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
