import assert from "node:assert/strict";
import { test } from "node:test";

import { hashOf, stateOf } from "../../geodeposits/maps/assets/state.js";

const EMPTY = { facets: {}, ranges: {} };

test("everything that is seen goes into the address and comes back", () => {
  const state = {
    view: { lat: 39.6, lon: 391.4, zoom: 7.25 },
    selected: "tr-beylikova",
    search: "kızıl & co #1",
    facets: { country: ["TR", ""], "a,b=c&d": ["x,y", "100%", "a'(b)*!"], __proto__x: ["1"] },
    ranges: { contained_kt: [10, null], year: [null, 2020], n: [-1.5, 1e21] },
    inView: true,
    sort: { column: "-odd name", descending: true },
    figure: "documented",
    arcs: true,
    lang: "tr",
  };
  const hash = hashOf(state);
  assert.match(hash, /^#v=39\.6,391\.4,7\.25&s=tr-beylikova&q=k%C4%B1z%C4%B1l%20%26%20co%20%231&f\.country=TR,&/);
  assert.match(hash, /^#[\w.~%,&=+-]*$/);
  assert.deepEqual(stateOf(hash), state);
});

test("what is as it always is needs no words", () => {
  assert.equal(hashOf({ facets: { type: [] }, ranges: {}, figure: "headline", search: "", inView: false }), "#");
  assert.deepEqual(stateOf("#"), EMPTY);
  assert.deepEqual(stateOf(""), EMPTY);
});

test("an ascending order and a rounded view", () => {
  assert.equal(hashOf({ view: { lat: 1.000049, lon: -0.00001, zoom: 3 }, sort: { column: "name", descending: false } }), "#v=1,0,3&o=name");
});

for (const part of [
  "v=1,2", "v=1,2,x", "v=91,0,3", "v=0,0,99", "v=,,", "v=Infinity,0,1", "v=1,2,3,4", "q=%E0%A4%A", "s=%", "f.%=a", "f.=a",
  "f.country=%ff", "r.year=a,b", "r.year=1", "r.year=,", "r.year=1,2,3", "r.year=2,1", "fig=loud", "lang=turkish", "in=2", "a=yes", "o=", "o=-",
  "unknown=1", "=", "&&&", "toString=1", "__proto__=1", "f", "s=", "q=", "c=",
]) {
  test(`a part that cannot be read is passed over: ${part}`, () => {
    assert.deepEqual(stateOf(`#${part}&s=tr-one`), { ...EMPTY, selected: "tr-one" });
  });
}

test("a name from the prototype of every object is a name like any other", () => {
  const state = stateOf("#f.__proto__=a&r.constructor=1,2");
  assert.deepEqual(Object.entries(state.facets), [["__proto__", ["a"]]]);
  assert.deepEqual(Object.entries(state.ranges), [["constructor", [1, 2]]]);
  assert.equal({}.a, undefined);
});

test("the last of two wins", () => {
  assert.equal(stateOf("#s=one&s=two").selected, "two");
});
