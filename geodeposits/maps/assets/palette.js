// What the discs of a cloud look like: a colour by a category, a radius by a number, and what the
// legend says of both.
import { coversOf, Sprite } from "./discs.js";

const RIM_PX = 0.9; // of the halo that parts discs from each other
const SIZES = 8;
const COLOURS = 8;
const SHADES = 9; // of a column whose values have an order, from the least to the most
const SHARES_IN_LEGEND = [1, 0.25, 0.05, 0.01]; // of the largest number
const REST = "--group-other";
const FALLBACK = {
  "--group-1": "#d55e00",
  "--group-2": "#0064ad",
  "--group-3": "#009e73",
  "--group-4": "#eda800",
  "--group-5": "#b14f93",
  "--group-6": "#5ab8ec",
  "--group-7": "#8c6d46",
  "--group-8": "#ece34c",
  "--class-1": "#e45d30",
  "--class-2": "#d14843",
  "--class-3": "#bc3754",
  "--class-4": "#a12c60",
  "--class-5": "#872169",
  "--class-6": "#6c186e",
  "--class-7": "#520f6a",
  "--class-8": "#370a5c",
  "--class-9": "#1a0b3e",
  [REST]: "#8a8f95",
  "--cloud": "#52606d",
  "--halo": "rgb(255 255 255 / 72%)",
  "--accent": "#0b5cad",
};

// rows: the row of each place. color: { name } of a category column, or null; size: a
// radius in px, or { name, smallest, largest } of a column of numbers. inks is what each place is
// drawn with: 1 + colour · sizes + size. isLacking says that rows have no number: they are the smallest.
export class Palette {
  constructor(element, table, rows, { color, size }) {
    Object.assign(this, { element, table, isLacking: false, ...scaleOf(table, size) });
    const { named, places } = color ? this.#coloured(color) : { named: [{ value: null, property: "--cloud", rest: "all" }] };
    this.named = named;
    this.inks = inksOf(rows, places, this.sizes, this.radii.length);
  }

  // [{ value, property, colour }]; value null is all that is left: `rest` says whether that is
  // "others", what has no value ("missing"), "both", or "all".
  legend() {
    const colourOf = coloursAt(this.element);
    return this.named.map((each) => ({ ...each, colour: colourOf(each.property) }));
  }

  // What the sizes stand for: [{ number, radius }], the largest first; nothing where all are alike.
  sizesInLegend() {
    const { radii, step, most } = this;
    if (!step || !(most > 0)) return [];
    const numbers = SHARES_IN_LEGEND.map((share) => roundedDown(most * share));
    const found = numbers.map((number) => ({ number, radius: radii[step(number)] }));
    return found.filter(({ radius }, k) => k === 0 || radius < found[k - 1].radius);
  }

  // The colours that the style sheets give now, that of the halo first.
  colours() {
    return ["--halo", ...this.named.map(({ property }) => property)].map(coloursAt(this.element));
  }

  // Discs in some colours, those of colours(), by default.
  sprites(ratio, colours = this.colours()) {
    const [halo, ...fills] = pixelsOf(colours, this.element);
    const discs = this.radii.map((radius) => ({ inner: radius * ratio, outer: (radius + RIM_PX) * ratio }));
    const covers = discs.map(coversOf); // alike in all colours
    return fills.flatMap((fill) => discs.map((disc, k) => new Sprite(disc, fill, halo, covers[k])));
  }

  #coloured({ name }) {
    const { codes, starts, values } = this.#codesOf(name);
    const named = namedColours(this.table.column(name), values, values.includes("") || hasEmpty(starts));
    const places = new Map(named.map(({ property }, place) => [property, place]).reverse());
    const byCode = Uint16Array.from(values, (value) => {
      const own = named.find((each) => each.value === value);
      return places.get(own ? own.property : REST);
    });
    const rest = places.get(REST);
    return { named, places: { codes, starts, byCode, rest } };
  }

  // Of several texts a row, the first gives the colour.
  #codesOf(name) {
    const isList = this.table.column(name)?.kind === "categories";
    return isList ? this.table.categories(name) : this.table.category(name);
  }
}

// 1 + colour · sizes + size of each place; of a row with several codes the first counts.
function inksOf(rows, places, sizes, steps) {
  const inks = new Uint16Array(rows.length).fill(1);
  if (places) addColours(inks, rows, places, steps);
  if (sizes) for (let k = 0; k < rows.length; k += 1) inks[k] += sizes[rows[k]];
  return inks;
}

function addColours(inks, rows, { codes, starts, byCode, rest }, steps) {
  if (starts) {
    for (let k = 0; k < rows.length; k += 1) {
      const [first, end] = [starts[rows[k]], starts[rows[k] + 1]];
      inks[k] += (first < end ? byCode[codes[first]] : rest) * steps;
    }
  } else {
    for (let k = 0; k < rows.length; k += 1) inks[k] += byCode[codes[rows[k]]] * steps;
  }
}

// { radii, sizes: of each row, step(number) -> place in radii, most, isLacking }
function scaleOf(table, size) {
  if (typeof size === "number") return { radii: [size] };
  const { name, smallest = 2, largest = 9 } = size;
  const numbers = table.column(name)?.kind === "integer" ? table.integer(name) : table.number(name);
  const most = numbers.reduce((max, number) => (number > max ? number : max), 0);
  const radii = Array.from({ length: SIZES }, (_, k) => smallest + ((largest - smallest) * k) / (SIZES - 1));
  const step = (number) => {
    const radius = number > 0 ? largest * Math.sqrt(number / most) : 0;
    return Math.max(0, Math.round(((radius - smallest) / (largest - smallest)) * (SIZES - 1)));
  };
  return { radii, sizes: Uint8Array.from(numbers, step), step, most, isLacking: numbers.some(Number.isNaN) };
}

// The colours of a column's values: shades where they have an order, else one each for the most
// frequent; then the rest.
export function namedColours({ ordered = false }, values, isMissing) {
  const known = values.filter((value) => value !== "");
  const own = ordered
    ? known.map((value, k) => ({ value, property: shade(k, known.length) }))
    : known.slice(0, COLOURS).map((value, k) => ({ value, property: `--group-${k + 1}` }));
  const hasOthers = own.length < known.length;
  if (!hasOthers && !isMissing && own.length > 0) return own;
  return [...own, { value: null, property: REST, rest: !isMissing ? "others" : hasOthers ? "both" : "missing" }];
}

// The k-th of so many shades; of one alone, that in the middle.
function shade(k, count) {
  const share = count > 1 ? k / (count - 1) : 0.5;
  return `--class-${1 + Math.round(share * (SHADES - 1))}`;
}

function hasEmpty(starts) {
  return starts?.some((start, i) => start === starts[i + 1]) ?? false;
}

// 1, 2 or 5 times a power of ten, not above a number.
function roundedDown(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return ([5, 2].find((each) => each * power <= number) ?? 1) * power;
}

export function fallback(property) {
  return FALLBACK[property] ?? FALLBACK[REST];
}

// -> what gives the colour of a custom property, as it stands in the style sheets now.
export function coloursAt(element) {
  const style = getComputedStyle(element);
  return (property) => style.getPropertyValue(property).trim() || fallback(property);
}

// CSS colours -> [red, green, blue, alpha] of each, 0 to 255. The style tells them without a canvas:
// the first canvas of a page has to wait for the browser's graphics.
function pixelsOf(colours, place) {
  const element = document.createElement("i");
  element.style.forcedColorAdjust = "none";
  place.append(element);
  const style = getComputedStyle(element);
  const pixels = colours.map((colour) => {
    element.style.color = colour;
    const [red, green, blue, alpha = 1] = style.color.match(/[\d.]+/g).map(Number); // rgb(…) or rgba(…)
    return [red, green, blue, Math.round(255 * alpha)];
  });
  element.remove();
  return pixels;
}
