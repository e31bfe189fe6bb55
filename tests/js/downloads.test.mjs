import assert from "node:assert/strict";
import { test } from "node:test";

import { csvOf, csvText, geojsonOf } from "../../geodeposits/maps/assets/downloads.js";
import { fakeTable } from "./fake_table.mjs";

const TABLE = fakeTable({
  lat: [39.6000000001, -90, null],
  lon: [31.4, 180, null],
  columns: [
    { name: "id", kind: "text", values: ["tr-one", 'a "b", c', "=1+1"] },
    { name: "country", kind: "category", values: ["TR", "", "-x"] },
    { name: "partners", kind: "categories", values: [["CN", "K\nZ"], [], ["@me"]] },
    { name: "reo", kind: "number", values: [954.2, null, -5.5] },
    { name: "year", kind: "integer", values: [2022, null, -1] },
  ],
});

test("CSV: lines end with CR LF, quotes where needed, formulas made text, unknown empty", () => {
  const lines = [
    "id,country,partners,reo,year,lat,lon",
    'tr-one,TR,"CN; K\nZ",954.2,2022,39.6,31.4',
    '"a ""b"", c",,,,,-90,180',
    "'=1+1,'-x,'@me,-5.5,-1,,",
    "",
  ];
  assert.equal(csvOf(TABLE, [0, 1, 2]), lines.join("\r\n"));
});

test("CSV holds the rows that are asked for, in their order", () => {
  assert.deepEqual(csvOf(TABLE, [2, 0]).split("\r\n").map((line) => line.slice(0, 5)), ["id,co", "'=1+1", "tr-on", ""]);
  assert.equal(csvOf(TABLE, []), "id,country,partners,reo,year,lat,lon\r\n");
});

for (const [text, cell] of [
  ["=1", "'=1"], ["+1", "'+1"], ["-1", "'-1"], ["@a", "'@a"], ["\ta", "'\ta"], ["\r=1", "\"'\r=1\""],
  ["1-1", "1-1"], ["", ""], ["=a,b", "\"'=a,b\""], ["a\nb", '"a\nb"'], ['"', '""""'],
]) {
  test(`a cell of CSV: ${JSON.stringify(text)}`, () => assert.equal(csvText(text), cell));
}

test("the single precision of a number does not show", () => {
  const values = [0.1, 1 / 3, 16777217, 1e-20, 123456.789, 6940];
  const table = fakeTable({ columns: [{ name: "n", kind: "number", values }] });
  const cells = csvOf(table, values.keys()).trim().split("\r\n").slice(1).map((line) => line.split(",")[0]);
  assert.deepEqual(cells, ["0.1", "0.33333334", "16777216", "1e-20", "123456.79", "6940"]);
  assert.deepEqual(cells.map((cell) => Math.fround(Number(cell))), values.map(Math.fround));
});

test("beside a column of the table that is called lat or lon, the position has other names", () => {
  const given = (...names) => fakeTable({ lat: [1], lon: [2], columns: names.map((name, k) => ({ name, kind: "number", values: [k + 0.5] })) });
  assert.equal(csvOf(given("lat"), [0]), "lat,lat_wgs84,lon_wgs84\r\n0.5,1,2\r\n");
  assert.equal(csvOf(given("lat", "lon"), [0]), "lat,lon,lat_wgs84,lon_wgs84\r\n0.5,1.5,1,2\r\n");
  assert.equal(csvOf(given("lon", "lat_wgs84"), [0]), "lon,lat_wgs84,lat_wgs84_2,lon_wgs84_2\r\n0.5,1.5,1,2\r\n");
  assert.deepEqual(JSON.parse(geojsonOf(given("lat"), [0])).features[0].properties, { lat: 0.5 });
});

test("GeoJSON: longitude first, unknown null, no position no geometry", () => {
  const collection = JSON.parse(geojsonOf(TABLE, [0, 1, 2]));
  assert.equal(collection.type, "FeatureCollection");
  assert.deepEqual(collection.features[0], {
    type: "Feature",
    geometry: { type: "Point", coordinates: [31.4, 39.6] },
    properties: { id: "tr-one", country: "TR", partners: ["CN", "K\nZ"], reo: 954.2, year: 2022 },
  });
  assert.deepEqual(collection.features[1].geometry.coordinates, [180, -90]);
  assert.deepEqual(collection.features[1].properties, { id: 'a "b", c', country: null, partners: [], reo: null, year: null });
  assert.equal(collection.features[2].geometry, null);
  assert.equal(collection.features[2].properties.id, "=1+1");
});

test("GeoJSON of no rows is a collection all the same", () => {
  assert.deepEqual(JSON.parse(geojsonOf(TABLE, [])), { type: "FeatureCollection", features: [] });
});
