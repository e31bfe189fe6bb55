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
  #begun = new Map(); // columns of which the first rows alone are decoded
  #positions = new Map();

  constructor(blocks, prefix) {
    this.#blocks = blocks;
    this.#prefix = prefix;
    this.meta = jsonOf(this.#block(".meta"));
    Object.assign(this, { rows: this.meta.rows, placed: this.meta.placed, columns: this.meta.columns });
    this.columns.forEach(({ name }, position) => this.#positions.set(name, position));
    Object.assign(this, positionsOf(this.#block(".z"), this.meta));
  }

  // What is known of a column: { name, label, kind, values?, unit? }; undefined where there is none.
  column(name) {
    return this.columns[this.#positions.get(name)];
  }

  // -> { codes, values }: values[codes[i]] is the text of row i, "" where unknown.
  category(name) {
    return this.#whole(name, "category");
  }

  // -> { starts, codes, values }: the texts of row i are those of codes[starts[i]] to before codes[starts[i + 1]].
  categories(name) {
    return this.#whole(name, "categories");
  }

  // -> Float32Array, NaN where unknown.
  number(name) {
    return this.#whole(name, "number");
  }

  // -> Float64Array of whole numbers, NaN where unknown.
  integer(name) {
    return this.#whole(name, "integer");
  }

  // -> array of texts, "" where unknown.
  text(name) {
    return this.#whole(name, "text");
  }

  // The value of row i for people; "" where unknown.
  value(i, name, locale = "en") {
    const { kind, unit } = this.#known(name);
    const value = ONE_OF[kind](this.#holding(i, name, kind), i);
    if (typeof value === "string") return value;
    if (Number.isNaN(value)) return "";
    const text = kind === "integer" ? String(value) : figureText(value, locale); // no separator in a year
    return text + (unit ? `\u00a0${unit}` : "");
  }

  // The column as far as row i: the first rows do not wait for the last.
  #holding(i, name, kind) {
    if (i >= FIRST_ROWS || this.#decoded.has(name)) return this.#whole(name, kind);
    if (!this.#begun.has(name)) this.#begun.set(name, this.#decode(name, Math.min(FIRST_ROWS, this.rows)));
    return this.#begun.get(name);
  }

  #whole(name, kind) {
    const known = this.#known(name);
    if (known.kind !== kind) throw new TypeError(`column ${name} is of kind ${known.kind}, not ${kind}`);
    if (!this.#decoded.has(name)) this.#decoded.set(name, this.#decode(name, this.rows));
    return this.#decoded.get(name);
  }

  #decode(name, wanted) {
    const [known, position] = [this.#known(name), this.#positions.get(name)];
    return DECODERS[known.kind](known, (part = "") => this.#block(`.${position}${part}`), this.rows, wanted);
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

// What a column's blocks hold of the first `wanted` of its rows.
const DECODERS = {
  category: ({ values }, part, rows, wanted) => ({ codes: codesOf(part(), rows, wanted), values }),
  categories({ values }, part, rows) {
    const starts = startsOf(codesOf(part(".counts"), rows));
    return { starts, codes: codesOf(part(), starts[rows]), values };
  },
  number({ distinct }, part, rows, wanted) {
    if (distinct === undefined) return floatsOf(part(), rows, wanted);
    const values = floatsOf(part(".distinct"), distinct);
    const codes = codesOf(part(), rows, wanted);
    const numbers = new Float32Array(wanted);
    for (let i = 0; i < wanted; i += 1) numbers[i] = values[codes[i]];
    return numbers;
  },
  integer: ({ first }, part, rows, wanted) => integersOf(part(), rows, first, wanted),
  text({ escaped, numbered, first }, part, rows, wanted) {
    if (!numbered) return textsOf(part(), rows, escaped, wanted);
    const { beginning, width } = numbered;
    const numbers = integersOf(part(), rows, first, wanted);
    return Array.from(numbers, (number) => beginning + String(number).padStart(width, "0"));
  },
};

// What a decoded column holds of row i: a text, or a number.
const ONE_OF = {
  category: ({ codes, values }, i) => values[codes[i]],
  categories: ({ starts, codes, values }, i) => Array.from(codes.subarray(starts[i], starts[i + 1]), (code) => values[code]).join(LIST_JOINT),
  number: (numbers, i) => numbers[i],
  integer: (numbers, i) => numbers[i],
  text: (texts, i) => texts[i],
};

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
// squares: of each code what is left without the last 12 bits of both coordinates.
function positionsOf(block, { rows, placed, digits }) {
  const [lat, lon] = [new Float64Array(rows).fill(NaN), new Float64Array(rows).fill(NaN)];
  const squares = new Uint32Array(placed);
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
    squares[i] = high;
    lat[i] = ((everySecondBit(low >>> 1) | (everySecondBit(high >>> 1) << 12)) - north) / scale;
    lon[i] = ((everySecondBit(low) | (everySecondBit(high) << 12)) - east) / scale;
  }
  return { lat, lon, squares };
}

function everySecondBit(code) {
  let bits = code & 0x55555555;
  bits = (bits | (bits >>> 1)) & 0x33333333;
  bits = (bits | (bits >>> 2)) & 0x0f0f0f0f;
  bits = (bits | (bits >>> 4)) & 0x00ff00ff;
  return (bits | (bits >>> 8)) & 0xffff;
}

// -> the smallest array that holds the codes of the first `wanted` rows; of one plane, the block itself.
function codesOf(block, rows, wanted = rows) {
  const width = widthOf(block, rows);
  if (width <= 1) return wanted < rows ? block.subarray(0, wanted) : block;
  const codes = width === 2 ? new Uint16Array(wanted) : new Uint32Array(wanted);
  for (let plane = 0; plane < width; plane += 1) {
    const from = plane * rows;
    for (let i = 0; i < wanted; i += 1) codes[i] |= block[from + i] << (8 * plane);
  }
  return codes;
}

function floatsOf(block, rows, wanted = rows) {
  const bits = new Uint32Array(wanted);
  bits.set(codesOf(block, rows, wanted));
  return new Float32Array(bits.buffer);
}

function startsOf(counts) {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = starts[i] + counts[i];
  return starts;
}

// 0 is unknown; else 1 + the zigzag code of the difference to the last number known.
function integersOf(block, rows, first, wanted) {
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

function textsOf(block, rows, escaped, wanted) {
  if (wanted === 0) return [];
  const end = wanted < rows ? endOfLine(block, wanted) : block.length;
  const texts = new TextDecoder("utf-8", { ignoreBOM: true }).decode(block.subarray(0, end)).split("\n");
  if (texts.length !== wanted) throw new RangeError(`${texts.length} texts for ${wanted} rows`);
  return escaped ? texts.map(unescaped) : texts;
}

// Where the newline stands that ends so many lines.
function endOfLine(block, lines) {
  let end = -1;
  for (let line = 0; line < lines; line += 1) {
    end = block.indexOf(10, end + 1);
    if (end < 0) return block.length;
  }
  return end;
}

function unescaped(text) {
  return text.replace(/\\(.)/gs, (_, letter) => (letter === "n" ? "\n" : letter));
}
