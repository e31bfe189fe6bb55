// Reads the tables that maps/columns.py writes: positions at once, columns when first asked for.
import { jsonOf } from "./codec.js";

const LIST_JOINT = ", ";
const GROUPED_FROM = 10_000;
const FIRST_ROWS = 1000; // shown before the rest is wanted
const SIGNIFICANT_DIGITS = 6;
const FORMATS = new Map(); // a format is slow to make

// blocks: Map of name to Uint8Array, as codec.js gives it.
export function decodeTable(blocks, prefix) {
  return new Table(blocks, prefix);
}

class Table {
  #blocks;
  #prefix;
  #decoded = new Map();
  #begun = new Map(); // integers of the first rows
  #positions = new Map();

  constructor(blocks, prefix) {
    this.#blocks = blocks;
    this.#prefix = prefix;
    this.meta = jsonOf(this.#block(".meta"));
    Object.assign(this, { rows: this.meta.rows, placed: this.meta.placed, columns: this.meta.columns });
    this.columns.forEach(({ name }, position) => this.#positions.set(name, position));
    const { lat, lon } = positionsOf(this.#block(".z"), this.meta);
    Object.assign(this, { lat, lon });
  }

  // What is known of a column: { name, label, kind, values?, unit? }; undefined where there is none.
  column(name) {
    return this.columns[this.#positions.get(name)];
  }

  // -> { codes, values }: values[codes[i]] is the text of row i, "" where unknown.
  category(name) {
    return this.#once(name, "category", ({ values }, part) => ({ codes: codesOf(part(), this.rows), values }));
  }

  // -> { starts, codes, values }: the texts of row i are those of codes[starts[i]] to before codes[starts[i + 1]].
  categories(name) {
    return this.#once(name, "categories", ({ values }, part) => {
      const starts = startsOf(codesOf(part(".counts"), this.rows));
      return { starts, codes: codesOf(part(), starts[this.rows]), values };
    });
  }

  // -> Float32Array, NaN where unknown.
  number(name) {
    return this.#once(name, "number", ({ distinct }, part) => {
      if (distinct === undefined) return floatsOf(part(), this.rows);
      const values = floatsOf(part(".distinct"), distinct);
      const codes = codesOf(part(), this.rows);
      const numbers = new Float32Array(this.rows);
      for (let i = 0; i < this.rows; i += 1) numbers[i] = values[codes[i]];
      return numbers;
    });
  }

  // -> Float64Array of whole numbers, NaN where unknown.
  integer(name) {
    return this.#once(name, "integer", ({ first }, part) => integersOf(part(), this.rows, first));
  }

  // -> array of texts, "" where unknown.
  text(name) {
    return this.#once(name, "text", ({ escaped, numbered, first }, part) => {
      if (!numbered) return textsOf(part(), this.rows, escaped);
      const { beginning, width } = numbered;
      const numbers = integersOf(part(), this.rows, first);
      return Array.from(numbers, (number) => beginning + String(number).padStart(width, "0"));
    });
  }

  // The value of row i for people; "" where unknown.
  value(i, name, locale = "en") {
    const { kind, unit } = this.#known(name);
    if (kind === "text") return this.text(name)[i];
    if (kind === "category") {
      const { codes, values } = this.category(name);
      return values[codes[i]];
    }
    if (kind === "categories") {
      const { starts, codes, values } = this.categories(name);
      return Array.from(codes.subarray(starts[i], starts[i + 1]), (code) => values[code]).join(LIST_JOINT);
    }
    const number = kind === "integer" ? this.#integerAt(i, name) : this.number(name)[i];
    if (Number.isNaN(number)) return "";
    const text = kind === "integer" ? String(number) : figureText(number, locale); // no separator in a year
    return text + (unit ? `\u00a0${unit}` : "");
  }

  // Integers are read from the first on: the first rows do not wait for the last.
  #integerAt(i, name) {
    if (i >= FIRST_ROWS || this.#decoded.has(name)) return this.integer(name)[i];
    if (!this.#begun.has(name)) {
      const block = this.#block(`.${this.#positions.get(name)}`);
      this.#begun.set(name, integersOf(block, this.rows, this.column(name).first, Math.min(FIRST_ROWS, this.rows)));
    }
    return this.#begun.get(name)[i];
  }

  #once(name, kind, decode) {
    const known = this.#known(name);
    if (known.kind !== kind) throw new TypeError(`column ${name} is of kind ${known.kind}, not ${kind}`);
    const position = this.#positions.get(name);
    if (!this.#decoded.has(name)) {
      this.#decoded.set(name, decode(known, (part = "") => this.#block(`.${position}${part}`)));
    }
    return this.#decoded.get(name);
  }

  #known(name) {
    const known = this.column(name);
    if (!known) throw new RangeError(`the table has no column ${name}`);
    return known;
  }

  #block(ending) {
    const block = this.#blocks.get(this.#prefix + ending);
    if (!block) throw new RangeError(`block ${this.#prefix}${ending} is missing`);
    return block;
  }
}

function figureText(number, locale) {
  const useGrouping = Math.abs(number) >= GROUPED_FROM;
  const key = `${locale} ${useGrouping}`;
  if (!FORMATS.has(key)) FORMATS.set(key, new Intl.NumberFormat(locale, { useGrouping, maximumSignificantDigits: SIGNIFICANT_DIGITS }));
  return FORMATS.get(key).format(number);
}

function widthOf(block, rows) {
  const width = rows === 0 ? 0 : block.length / rows;
  if (!Number.isInteger(width)) throw new RangeError(`${block.length} bytes are no planes of ${rows} codes`);
  return width;
}

// Z-codes of up to 52 bits, added up in two halves of 24 and 28 bits, which bytes do not straddle.
function positionsOf(block, { rows, placed, digits }) {
  const [lat, lon] = [new Float64Array(rows).fill(NaN), new Float64Array(rows).fill(NaN)];
  const width = widthOf(block, placed);
  const none = new Uint8Array(placed);
  const planes = Array.from({ length: 7 }, (_, k) => (k < width ? block.subarray(k * placed, (k + 1) * placed) : none));
  const [p0, p1, p2, p3, p4, p5, p6] = planes;
  const scale = 10 ** digits;
  const [north, east] = [90 * scale, 180 * scale];
  let [low, high] = [0, 0];
  for (let i = 0; i < placed; i += 1) {
    low += p0[i] | (p1[i] << 8) | (p2[i] << 16);
    high += (p3[i] | (p4[i] << 8) | (p5[i] << 16) | (p6[i] << 24)) + (low >>> 24);
    low &= 0xffffff;
    lat[i] = ((everySecondBit(low >>> 1) | (everySecondBit(high >>> 1) << 12)) - north) / scale;
    lon[i] = ((everySecondBit(low) | (everySecondBit(high) << 12)) - east) / scale;
  }
  return { lat, lon };
}

function everySecondBit(code) {
  let bits = code & 0x55555555;
  bits = (bits | (bits >>> 1)) & 0x33333333;
  bits = (bits | (bits >>> 2)) & 0x0f0f0f0f;
  bits = (bits | (bits >>> 4)) & 0x00ff00ff;
  return (bits | (bits >>> 8)) & 0xffff;
}

// -> the smallest array that holds the codes; of one plane, the block itself.
function codesOf(block, rows) {
  const width = widthOf(block, rows);
  if (width <= 1) return block;
  const codes = width === 2 ? new Uint16Array(rows) : new Uint32Array(rows);
  for (let plane = 0; plane < width; plane += 1) {
    const from = plane * rows;
    for (let i = 0; i < rows; i += 1) codes[i] |= block[from + i] << (8 * plane);
  }
  return codes;
}

function floatsOf(block, rows) {
  const bits = new Uint32Array(rows);
  bits.set(codesOf(block, rows));
  return new Float32Array(bits.buffer);
}

function startsOf(counts) {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = starts[i] + counts[i];
  return starts;
}

// 0 is unknown; else 1 + the zigzag code of the difference to the last number known.
// Those of the first `wanted` of the rows.
function integersOf(block, rows, first, wanted = rows) {
  const width = widthOf(block, rows);
  const numbers = new Float64Array(wanted);
  for (let plane = width - 1; plane >= 0; plane -= 1) {
    const from = plane * rows;
    for (let i = 0; i < wanted; i += 1) numbers[i] = numbers[i] * 256 + block[from + i];
  }
  let last = first;
  for (let i = 0; i < wanted; i += 1) {
    const code = numbers[i] - 1;
    if (code >= 0) last += code % 2 === 0 ? code / 2 : -(code + 1) / 2;
    numbers[i] = code >= 0 ? last : NaN;
  }
  return numbers;
}

function textsOf(block, rows, escaped) {
  if (rows === 0) return [];
  const texts = new TextDecoder("utf-8", { ignoreBOM: true }).decode(block).split("\n");
  if (texts.length !== rows) throw new RangeError(`${texts.length} texts for ${rows} rows`);
  return escaped ? texts.map(unescaped) : texts;
}

function unescaped(text) {
  return text.replace(/\\(.)/gs, (_, letter) => (letter === "n" ? "\n" : letter));
}
