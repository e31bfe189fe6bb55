// Numbers of charts.js and arcs.js, worked out by hand or from another formula than theirs.
import assert from "node:assert/strict";
import test from "node:test";

import {
  CHONDRITE_PPM,
  OXIDE_FACTORS,
  PATTERN_ORDER,
  ceriumAnomaly,
  chondriteNormalised,
  datedFigures,
  europiumAnomaly,
  runs,
} from "../../geodeposits/maps/assets/charts.js";
import {
  ISO_KT,
  gradeAndTonnage,
  isoLine,
} from "../../geodeposits/maps/assets/grade_tonnage.js";
import {
  decadesAround,
  linearScale,
  logScale,
  logTicks,
  spanOf,
  yearOf,
  yearTicks,
} from "../../geodeposits/maps/assets/scales.js";
import { arcPoints, countryPoints, partnerArcs, stageOf } from "../../geodeposits/maps/assets/arcs.js";

function close(actual, expected, within = 1e-9) {
  const isClose = Math.abs(actual - expected) <= within * Math.abs(expected);
  assert.ok(isClose, `${actual} is not ${expected}`);
}

// --- Chemistry ---------------------------------------------------------------------------------

test("chondrite itself is a flat line at one", () => {
  const oxides = ["Y2O3", "La2O3", "CeO2", "Pr6O11", "Nd2O3", "Sm2O3", "Eu2O3", "Gd2O3", "Tb4O7", "Dy2O3", "Ho2O3", "Er2O3", "Tm2O3", "Yb2O3", "Lu2O3"];
  const pct = Object.fromEntries(oxides.map((oxide) => {
    const element = oxide.replace(/\d?O\d*$/, "").replace(/\d$/, "");
    return [oxide, (CHONDRITE_PPM[element] * OXIDE_FACTORS[oxide]) / 10_000];
  }));
  const values = chondriteNormalised(pct);
  assert.equal(values.size, 15);
  for (const value of values.values()) close(value, 1);
  close(europiumAnomaly(values), 1);
  close(ceriumAnomaly(values), 1);
});

test("the oxides of Mount Weld give the numbers worked out by hand", () => {
  const values = chondriteNormalised({ La2O3: 23.3, CeO2: 48.65, Pr6O11: 5.2, Sm2O3: 2.38, Eu2O3: 0.5171, Gd2O3: 1.06 });
  close(values.get("La"), 838_290, 1e-5); // 23.3 / 1.17277 = 19.86749 %; 198,674.9 ppm / 0.237
  close(values.get("Ce"), 646_085, 1e-5); // 48.65 / 1.22837 = 39.60533 %; / 0.613
  close(values.get("Eu"), 79_321, 1e-4); // 0.5171 / 1.15792 = 0.446577 %; / 0.0563
  close(europiumAnomaly(values), 0.9905, 1e-3);
  close(ceriumAnomaly(values), 1.0361, 1e-3);
});

test("the forms of cerium count the same element", () => {
  const [two, three] = [{ CeO2: 1.22837 }, { Ce2O3: 1.17128 }].map(chondriteNormalised);
  close(two.get("Ce"), three.get("Ce"));
  const both = chondriteNormalised({ CeO2: 1.22837, Ce2O3: 50 });
  close(both.get("Ce"), two.get("Ce"));
});

test("what is not stated, nothing or no oxide of the pattern is a gap", () => {
  const values = chondriteNormalised({ La2O3: 20, CeO2: 0, Nd2O3: 15, Sc2O3: 1, Sm2O3: 2 });
  assert.deepEqual([...values.keys()], ["La", "Nd", "Sm"]);
  assert.equal(ceriumAnomaly(values), null);
  assert.equal(europiumAnomaly(values), null);
});

test("a line breaks at a gap and passes promethium", () => {
  const known = (...elements) => new Map(elements.map((element) => [element, 1]));
  assert.deepEqual(runs(known("La", "Ce", "Nd", "Sm", "Lu")), [["La", "Ce"], ["Nd", "Sm"], ["Lu"]]);
  assert.deepEqual(runs(known(...PATTERN_ORDER.filter((each) => each !== "Pm"))).length, 1);
  assert.deepEqual(runs(new Map()), []);
});

test("yttrium stands beside holmium and every element once", () => {
  assert.equal(PATTERN_ORDER.indexOf("Ho") - PATTERN_ORDER.indexOf("Y"), 1);
  assert.equal(new Set(PATTERN_ORDER).size, 16);
  assert.deepEqual(Object.keys(CHONDRITE_PPM).sort(), PATTERN_ORDER.filter((each) => each !== "Pm").sort());
});

// --- Grade against tonnage ---------------------------------------------------------------------

test("every point of a line holds what the line says", () => {
  const [ores, grades] = [[0.001, 10_000], [0.0001, 100]];
  for (const kt of ISO_KT) {
    for (const [ore, grade] of isoLine(kt, ores, grades)) {
      close((ore * 1e6 * grade) / 100 / 1000, kt); // tonnes of ore, share, tonnes to kt
      assert.ok(ore >= ores[0] * 0.999 && ore <= ores[1] * 1.001);
      assert.ok(grade >= grades[0] * 0.999 && grade <= grades[1] * 1.001);
    }
  }
  assert.deepEqual(ISO_KT, [1, 10, 100, 1000, 10_000, 100_000]);
});

test("a line ends at the frame, and one outside it is not drawn", () => {
  assert.deepEqual(isoLine(10, [0.1, 10], [0.1, 10]), [[0.1, 10], [10, 0.1]]);
  assert.deepEqual(isoLine(100, [1, 100], [1, 100]), [[1, 10], [10, 1]]);
  assert.equal(isoLine(1, [1, 100], [0.1, 10]), null); // touches a corner only
  assert.equal(isoLine(1e6, [1, 100], [0.1, 10]), null);
});

test("a grade is the stated one, else what the oxides imply, else there is none", () => {
  const stated = gradeAndTonnage({ ore: 694, grade: { low: 1 }, reo_kt: 6940 });
  assert.deepEqual(stated.grade, { low: 1, high: null, at: 1 });
  close(gradeAndTonnage({ ore: 30.358, reo_kt: 954 }).grade.at, 3.1425, 1e-4);
  assert.equal(gradeAndTonnage({ ore: 694 }), null);
  assert.equal(gradeAndTonnage({ reo_kt: 12_500 }), null);
  assert.equal(gradeAndTonnage({ ore: 1, reo_kt: 1001 }), null); // more oxide than ore
  assert.equal(gradeAndTonnage(null), null);
});

// --- Time and scales ---------------------------------------------------------------------------

test("a date lies in the middle of what is known of it", () => {
  assert.equal(yearOf("2013"), 2013.5);
  close(yearOf("2013-09"), 2013 + 8.5 / 12);
  assert.ok(yearOf("2013-01-01") > 2013 && yearOf("2013-01-01") < 2013.01);
  assert.ok(yearOf("2013-12-31") > 2013.99 && yearOf("2013-12-31") < 2014);
  for (const none of [undefined, null, "", "soon", "13"]) assert.equal(yearOf(none), null);
});

test("a span has its place: the best value, the middle of a range, or the bound", () => {
  assert.deepEqual(spanOf(954), { low: 954, high: 954, at: 954 });
  assert.deepEqual(spanOf({ low: 50, high: 200 }), { low: 50, high: 200, at: 125 });
  assert.deepEqual(spanOf({ low: 50, high: 200, best: 80 }), { low: 50, high: 200, at: 80 });
  assert.deepEqual(spanOf({ low: 6940 }), { low: 6940, high: null, at: 6940 });
  assert.deepEqual(spanOf({ high: 5 }), { low: null, high: 5, at: 5 });
  for (const none of [undefined, null, 0, -1, {}]) assert.equal(spanOf(none), null);
});

test("ore is shown where no oxide follows, and what is undated or without figure is not", () => {
  const dots = datedFigures([
    { date: "1977", reo_kt: 954, ore: 30.358 },
    { date: "2022-07", ore: 694 },
    { date: "2024", reo_kt: 6940, reo: { low: 6940 } },
    { reo_kt: 1 },
    { date: "2024" },
  ]);
  assert.deepEqual(dots.map(({ kind, span }) => [kind, span.at]), [["reo", 954], ["ore", 694], ["reo", 6940]]);
  assert.equal(dots[2].span.high, null);
});

test("scales and ticks", () => {
  const scale = logScale([1, 100], [200, 0]);
  close(scale(10), 100);
  close(linearScale([2000, 2020], [0, 10])(2005), 2.5);
  assert.deepEqual(decadesAround([954, 12_500]), [100, 100_000]);
  assert.deepEqual(decadesAround([1000]), [1000, 10_000]);
  assert.deepEqual(decadesAround([0.02, 0.03]), [0.01, 0.1]);
  assert.deepEqual(logTicks([0.001, 1]), [0.001, 0.01, 0.1, 1]);
  assert.deepEqual(logTicks([10, 100]), [10, 20, 50, 100]);
  assert.deepEqual(yearTicks([1976.4, 2026.6]), [1980, 1990, 2000, 2010, 2020]);
  assert.deepEqual(yearTicks([2023.1, 2025.9]), [2024, 2025]);
});

// --- Arcs --------------------------------------------------------------------------------------

test("a stage is the last rung, and an exit ends it", () => {
  const of = (...rungs) => stageOf(rungs.map((rung) => ({ rung })));
  assert.deepEqual(of("talks", "mou", "stalled"), { stage: "agreed", isOver: true, rung: "stalled" });
  assert.deepEqual(of("talks", "ended", "binding"), { stage: "binding", isOver: false, rung: "binding" });
  assert.deepEqual(of("letter-of-interest"), { stage: "talks", isOver: false, rung: "letter-of-interest" });
  assert.deepEqual(of("term-sheet"), { stage: "agreed", isOver: false, rung: "term-sheet" });
  assert.deepEqual(of("financed", "operating"), { stage: "financed", isOver: false, rung: "operating" });
  for (const exit of ["stalled", "ended", "denied", "ruled-out"]) assert.equal(of(exit).isOver, true, exit);
  assert.deepEqual(of("other"), { stage: "other", isOver: false, rung: "other" });
  assert.deepEqual(of(undefined), { stage: "other", isOver: false, rung: null });
});

test("an arc runs from end to end, bends towards the pole and goes the shorter way", () => {
  const north = arcPoints([0.3, 0.35], [0.6, 0.4]);
  assert.deepEqual(north[0], [0.3, 0.35]);
  close(north.at(-1)[0], 0.6);
  close(north.at(-1)[1], 0.4);
  assert.ok(north[20][1] < 0.375); // y runs southwards
  const south = arcPoints([0.3, 0.6], [0.6, 0.65]);
  assert.ok(south[20][1] > 0.625);
  const pacific = arcPoints([0.95, 0.4], [0.1, 0.4]);
  close(pacific.at(-1)[0], 1.1);
  const back = arcPoints([0.1, 0.4], [0.95, 0.4]);
  close(back.at(-1)[0], -0.05);
  assert.ok(arcPoints([0.3, 0.35], [0.6, 0.4], 1)[20][1] < north[20][1]);
});

test("a country's point is found by its name", () => {
  const points = countryPoints([{ name: "China", x: 0.79, y: 0.4 }], { CN: "China", SG: "Singapore" });
  assert.deepEqual([...points], [["CN", [0.79, 0.4]]]);
});

test("one arc a partner; those without a country on the map are counted", () => {
  const steps = [{ rung: "mou" }];
  const deposits = [
    { id: "a", lat: 40, lon: 31, partners: [{ code: "CN", steps }, { code: "CN", steps }, { steps }, { code: "SG", steps }] },
    { id: "b", undrawn: "why", partners: [{ code: "CN", steps }] },
    { id: "c", lat: 0, lon: 0 },
  ];
  const { arcs, missing } = partnerArcs(deposits, new Map([["CN", [0.79, 0.4]]]));
  assert.equal(missing, 2);
  assert.deepEqual(arcs.map(({ deposit, stage }) => [deposit.id, stage]), [["a", "agreed"], ["a", "agreed"]]);
  const [x, y] = arcs[0].points.at(-1);
  close(x, 31 / 360 + 0.5);
  close(y, 0.5 - Math.log(Math.tan(Math.PI / 4 + (40 * Math.PI) / 360)) / (2 * Math.PI));
  assert.notDeepEqual(arcs[0].points[20], arcs[1].points[20]);
});
