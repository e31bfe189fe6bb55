// How every language of the page writes numbers and masses, in its own locale.

const TONNES_NAMED = [
  [1000, 1000, "Mt"],
  [1, 1, "kt"],
  [0, 0.001, "t"],
];

// separator: of thousands. Whole numbers are written by it: a browser's own formats are slow to make,
// and the first view of a page shows no others.
export function written(locale, separator) {
  const number = (value, digits = 4) => {
    const rounded = Number(Number(value).toPrecision(digits));
    if (Number.isSafeInteger(rounded)) return String(rounded).replace(/\B(?=(\d{3})+$)/g, separator);
    return rounded.toLocaleString(locale, { maximumFractionDigits: 20 });
  };
  return {
    locale,
    number,
    // kt -> "10 Mt", "500 kt", "4.98 kt", "50 t": in the units of wording.mass_of_kt.
    mass: (kt, digits = 4) => {
      const [, per, unit] = TONNES_NAMED.find(([from]) => kt >= from);
      return `${number(kt / per, digits)} ${unit}`;
    },
  };
}
