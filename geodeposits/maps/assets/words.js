// The words of the page by language; what comes from the data is worded in records.py.
import { ENGLISH } from "./words_en.js";
import { TURKISH } from "./words_tr.js";

const WORDS = { en: ENGLISH, tr: TURKISH };

export const PAGE_LANGUAGES = Object.keys(WORDS);

export function wordsOf(language) {
  return WORDS[language] ?? WORDS.en;
}

// The words of a page of somebody's own rows, which are no deposits.
export function wordsOfRows(language) {
  const words = wordsOf(language);
  const { table, detail, notes, ...others } = words.rows;
  return { ...words, ...others, table: { ...words.table, ...table }, detail: { ...words.detail, ...detail } };
}

// Sets the texts that stand in the page's HTML: data-words="page.skip" names the text of an
// element, data-words-label that of its aria-label.
export function writeTexts(root, texts) {
  for (const element of root.querySelectorAll("[data-words]")) element.textContent = texts[element.dataset.words];
  for (const element of root.querySelectorAll("[data-words-label]")) {
    element.setAttribute("aria-label", texts[element.dataset.wordsLabel]);
  }
}

// Records with what another language says differently put in its place; neither is changed.
// changes is what records.record_changes made: lists are objects by position there.
export function inLanguage(records, changes) {
  if (changes === null || changes === undefined) return records;
  if (typeof changes !== "object") return changes;
  const made = Array.isArray(records) ? [...records] : { ...records };
  for (const [key, change] of Object.entries(changes)) made[key] = inLanguage(made[key], change);
  return made;
}
