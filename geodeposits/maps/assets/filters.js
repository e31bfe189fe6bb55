// What a filter is: of which columns, and what choices narrow anything.
import { fold } from "./order.js";

// What a range filter applies to, and what a set of values does.
export function isNumeric(column) {
  return column.kind === "number" || column.kind === "integer";
}

export function isListed(column) {
  return column.kind === "category" || column.kind === "categories";
}

export function chosenValues(choice) {
  return choice && choice.size > 0 ? new Set(choice) : null;
}

export function chosenRange(choice) {
  if (!choice) return null;
  const [low, high] = choice.map((each) => (Number.isFinite(each) ? each : null));
  return low === null && high === null ? null : [low, high];
}

export function foldedWords(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}

// Whether a row names a value here for the first time; a row may name it twice.
export function isFirst(codes, start, k) {
  for (let before = start; before < k; before += 1) if (codes[before] === codes[k]) return false;
  return true;
}
