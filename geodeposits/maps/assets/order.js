// Text folded for search and order, and rows put in order, fast enough for hundreds of thousands.

// Letters that have no mark to take off, and one letter for those that people write for each other.
const PLAIN_LETTERS = {
  ı: "i", ß: "ss", ø: "o", đ: "d", ð: "d", ł: "l", æ: "ae", œ: "oe", þ: "th", ħ: "h", ŋ: "n", ς: "σ",
  "’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-",
};
const MARKS = /\p{M}+/gu;
const CODES = 65_536; // of UTF-16, and of 16 binary digits
const FOLDED = new Array(CODES); // by code: the codes of what it folds to
const LONGEST_FOLD = 18; // one letter's: U+FDFA

// "Kızılcaören" -> "kizilcaoren": case, marks and the dotless i say nothing to a search.
export function fold(text) {
  let codes = new Uint16Array(2 * text.length + LONGEST_FOLD);
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const folded = (FOLDED[text.charCodeAt(i)] ??= foldedCode(text[i]));
    for (let k = 0; k < folded.length; k += 1) codes[length++] = folded[k];
    if (codes.length - length < LONGEST_FOLD) codes = enlarged(codes);
  }
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(codes.subarray(0, length));
}

function foldedCode(letter) {
  const bare = letter.toLowerCase().normalize("NFKD").replace(MARKS, "").toLowerCase();
  const plain = Array.from(bare, (each) => PLAIN_LETTERS[each] ?? each).join("");
  return Array.from(plain, (each) => each.charCodeAt(0));
}

function enlarged(codes) {
  const larger = new Uint16Array(2 * codes.length);
  larger.set(codes);
  return larger;
}

export function foldedLines(texts) {
  const lines = linesOfText(fold(texts.join("\n")), texts.length);
  return lines ?? linesOfText(texts.map((text) => fold(text).replaceAll("\n", " ")).join("\n"), texts.length);
}

// Null where the text has other than `count` lines.
function linesOfText(text, count) {
  const starts = new Uint32Array(count + 1);
  let line = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    line += 1;
    if (line >= count) return null;
    starts[line] = end + 1;
  }
  starts[count] = text.length + 1;
  return count === 0 || line === count - 1 ? { text, starts } : null;
}

export function findInLines(word, { text, starts }, found) {
  let line = 0;
  let at = text.indexOf(word);
  while (at !== -1) {
    while (starts[line + 1] <= at) line += 1;
    found[line] = 1;
    line += 1;
    if (line >= found.length) return;
    at = text.indexOf(word, starts[line]);
  }
}

export const BINS = 20;
export const NO_BIN = 255;
const LOG_FROM = 1000; // largest by smallest: from here on the bins are of equal ratio

// Each value's place in the alphabet; NaN for the unknown.
export function ranksOf(values) {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  const sorted = values.filter(Boolean).sort(compare);
  const places = new Map(sorted.map((value, place) => [value, place]));
  return values.map((value) => places.get(value) ?? NaN);
}

// Bins of equal width, or of equal ratio where the values span decades; what is not above zero is
// then in the first. { low, high, log, edges, all, of: the bin of each row }.
export function binned(values) {
  let [low, high, lowest, known] = [Infinity, -Infinity, Infinity, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    known += 1;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value > 0 && value < lowest) lowest = value;
  }
  if (known === 0) return null;
  const log = low >= 0 && high / lowest >= LOG_FROM;
  const [from, to] = log ? [Math.log(lowest), Math.log(high)] : [low, high];
  const step = (to - from) / BINS || 1;
  const of = new Uint8Array(values.length).fill(NO_BIN);
  const all = new Array(BINS).fill(0);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    const place = log ? (value > 0 ? Math.log(value) : from) : value;
    of[i] = Math.min(BINS - 1, Math.floor((place - from) / step));
    all[of[i]] += 1;
  }
  const edges = Array.from({ length: BINS + 1 }, (_, k) => (log ? Math.exp(from + k * step) : from + k * step));
  return { low, high, log, edges, all, of };
}

// --- Sorting: the first bits of a key with the place of its row below them are one whole number of
// 64 bits, and those an engine sorts by itself; then what these bits leave open

const SMALL_RUN = 24;
const ZERO = 48; // the code of the digit
const MOST_DIGITS = 15; // longer numbers are compared from their beginning

export function orderOfNumbers(values) {
  const { all, known } = knownFirst(values.length, (i) => !Number.isNaN(values[i]));
  const rows = all.subarray(0, known);
  const keys = Float64Array.from(rows, (i) => values[i] + 0); // no minus zero
  const bits = new Uint32Array(keys.buffer); // the low half of each, then the high
  for (let k = 0; k < known; k += 1) {
    const isNegative = bits[2 * k + 1] >>> 31 === 1;
    if (isNegative) bits[2 * k] ^= 0xffffffff;
    bits[2 * k + 1] ^= isNegative ? 0xffffffff : 0x80000000;
  }
  sortByBits(rows, bits, (run) => {
    const first = values[run[0]];
    if (run.some((i) => values[i] !== first)) run.sort((a, b) => values[a] - values[b] || a - b);
  });
  return { all, known };
}

function knownFirst(length, isKnown) {
  const all = new Uint32Array(length);
  let [known, unknown] = [0, 0];
  for (let i = 0; i < length; i += 1) if (isKnown(i)) all[known++] = i;
  for (let i = 0; i < length; i += 1) if (!isKnown(i)) all[known + unknown++] = i;
  return { all, known };
}

function placeBits(length) {
  return Math.ceil(Math.log2(length + 1));
}

// bits: a key of 64 bits a row, the low half first. Rows whose key begins alike are handed to
// settle(), in the order that they had.
function sortByBits(rows, bits, settle) {
  const below = 2 ** placeBits(rows.length);
  for (let k = 0; k < rows.length; k += 1) bits[2 * k] = (bits[2 * k] & -below) | k;
  new BigUint64Array(bits.buffer).sort();
  const before = rows.slice();
  for (let k = 0; k < rows.length; k += 1) rows[k] = before[bits[2 * k] & (below - 1)];
  const isSame = (a, b) => bits[2 * a + 1] === bits[2 * b + 1] && ((bits[2 * a] ^ bits[2 * b]) & -below) === 0;
  for (let from = 0, to = 1; to <= rows.length; to += 1) {
    if (to < rows.length && isSame(from, to)) continue;
    if (to - from > 1) settle(rows.subarray(from, to));
    from = to;
  }
}

// Lines in the order of their folded letters, and of the numbers that they hold: "hole 9", "hole 10".
export function orderOfLines(folded) {
  const lines = /\d/.test(folded.text) ? withLengths(folded) : folded;
  const { starts } = lines;
  const { all, known } = knownFirst(starts.length - 1, (i) => starts[i + 1] - starts[i] > 1);
  sortLines(all.subarray(0, known), lines, alphabetOf(lines.text), 0);
  return { all, known };
}

// The digits of a number behind how many they are: of two numbers the one with more is the larger.
function withLengths({ text, starts }) {
  const [codes, moved] = [new Uint16Array(2 * text.length), new Uint32Array(starts.length)];
  let [length, line] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    while (starts[line] === at) moved[line++] = length;
    if (!isDigit(text.charCodeAt(at))) {
      codes[length++] = text.charCodeAt(at);
      continue;
    }
    let end = at + 1;
    while (isDigit(text.charCodeAt(end))) end += 1;
    while (at < end - 1 && text.charCodeAt(at) === ZERO) at += 1;
    codes[length++] = ZERO + Math.min(end - at, MOST_DIGITS);
    while (at < end) codes[length++] = text.charCodeAt(at++);
    at -= 1;
  }
  while (line < moved.length - 1) moved[line++] = length; // a last line that is empty
  moved[line] = length + 1;
  return { text: new TextDecoder("utf-16le", { ignoreBOM: true }).decode(codes.subarray(0, length)), starts: moved };
}

function isDigit(code) {
  return code >= ZERO && code < ZERO + 10;
}

// Sort rows by their lines from a letter on.
function sortLines(rows, lines, alphabet, offset) {
  const width = Math.min(53, 64 - placeBits(rows.length));
  const next = offset + Math.floor(width / Math.log2(alphabet.base));
  sortByBits(rows, lineBits(rows, lines, alphabet, { from: offset, to: next, width }), (run) => {
    if (run.length <= SMALL_RUN) insertInOrder(run, (a, b) => compareLines(lines, a, b, next));
    else if (run.some((i) => lines.starts[i] + next < lines.starts[i + 1] - 1)) sortLines(run, lines, alphabet, next);
  });
}

// Some letters of each line as one number of `width` bits, the first of 64.
function lineBits(rows, { text, starts }, { rank, base }, { from, to, width }) {
  const bits = new Uint32Array(2 * rows.length);
  for (let k = 0; k < rows.length; k += 1) {
    const start = starts[rows[k]];
    const end = Math.min(starts[rows[k] + 1] - 1, start + to);
    let key = 0;
    let at = start + from;
    for (; at < end; at += 1) key = key * base + rank[text.charCodeAt(at)];
    for (; at < start + to; at += 1) key *= base;
    const high = Math.floor(key / 2 ** (width - 32));
    bits[2 * k] = (key - high * 2 ** (width - 32)) * 2 ** (64 - width);
    bits[2 * k + 1] = high;
  }
  return bits;
}

function insertInOrder(run, compare) {
  for (let k = 1; k < run.length; k += 1) {
    const row = run[k];
    let place = k;
    while (place > 0 && compare(run[place - 1], row) > 0) {
      run[place] = run[place - 1];
      place -= 1;
    }
    run[place] = row;
  }
}

function compareLines({ text, starts }, a, b, offset) {
  const [lengthA, lengthB] = [starts[a + 1] - starts[a] - 1, starts[b + 1] - starts[b] - 1];
  const shorter = Math.min(lengthA, lengthB);
  for (let k = offset; k < shorter; k += 1) {
    const difference = text.charCodeAt(starts[a] + k) - text.charCodeAt(starts[b] + k);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

// The letters that a text has, each with its place among them.
function alphabetOf(text) {
  const rank = new Uint16Array(CODES);
  for (let i = 0; i < text.length; i += 1) rank[text.charCodeAt(i)] = 1;
  let base = 1;
  for (let code = 0; code < CODES; code += 1) if (rank[code] === 1) rank[code] = base++;
  return { rank, base };
}
