// Countries from TopoJSON, drawn on one canvas that moves and zooms with the map.

const RADIANS = Math.PI / 180;
const POLE_LAT = 85.0511287798;
const LABELS_FROM_ZOOM = 2.6;

// topology -> { rings, lines, labels } in Mercator units; every ring and line has its box.
export function decodeBorders(topology, names = {}) {
  const arcs = topology.arcs.map((arc) => decodeArc(arc, topology.transform));
  const owners = arcs.map(() => []);
  const rings = [];
  const largest = new Map();
  for (const country of topology.objects.countries.geometries) {
    for (const polygon of country.arcs) {
      polygon.forEach((indices, order) => {
        for (const index of indices) owners[index < 0 ? ~index : index].push(country.properties.area);
        const ring = boxed(joined(indices, arcs));
        rings.push(ring);
        if (order === 0) keepLargest(largest, country, ring, names);
      });
    }
  }
  return { rings, lines: arcs.flatMap((arc, index) => linesOf(arc, owners[index])), labels: [...largest.values()] };
}

// -> { xy: in Mercator units, isEdge: 1 for a point that the edge of the sheet leads to }.
function decodeArc(arc, { scale, translate }) {
  const [xy, isEdge] = [new Float64Array(2 * arc.length), new Uint8Array(arc.length)];
  let [x, y, lonBefore, latBefore] = [0, 0, NaN, NaN];
  for (let i = 0; i < arc.length; i += 1) {
    x += arc[i][0];
    y += arc[i][1];
    const [lon, lat] = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    const sine = Math.sin(Math.max(-POLE_LAT, Math.min(POLE_LAT, lat)) * RADIANS);
    xy[2 * i] = lon / 360 + 0.5;
    xy[2 * i + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    isEdge[i] = isSheetEdge(lonBefore, latBefore, lon, lat) ? 1 : 0;
    [lonBefore, latBefore] = [lon, lat];
  }
  return { xy, isEdge };
}

// One arc begins where the one before it ends: that point is taken once.
function joined(indices, arcs) {
  const pieces = indices.map((index) => arcs[index < 0 ? ~index : index].xy);
  const whole = new Float64Array(pieces.reduce((length, xy) => length + xy.length - 2, 0));
  let next = 0;
  indices.forEach((index, piece) => {
    const xy = pieces[piece];
    if (index >= 0) whole.set(xy.subarray(0, xy.length - 2), next);
    else for (let k = 0, i = xy.length - 2; i > 0; k += 2, i -= 2) [whole[next + k], whole[next + k + 1]] = [xy[i], xy[i + 1]];
    next += xy.length - 2;
  });
  return whole;
}

function boxed(xy) {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    west = Math.min(west, xy[i]);
    east = Math.max(east, xy[i]);
    north = Math.min(north, xy[i + 1]);
    south = Math.max(south, xy[i + 1]);
  }
  return { xy, west, north, east, south };
}

// Pieces of an arc without the edges of the sheet; kind is coast, border or disputed.
function linesOf({ xy, isEdge }, areas) {
  const kind = areas.length < 2 ? "coast" : areas.some(Boolean) ? "disputed" : "border";
  const lines = [];
  for (let from = 0, to = 1; to <= isEdge.length; to += 1) {
    if (to < isEdge.length && isEdge[to] === 0) continue;
    if (to - from > 1) lines.push({ ...boxed(xy.subarray(2 * from, 2 * to)), kind });
    from = to;
  }
  return lines;
}

function isSheetEdge(lonBefore, latBefore, lon, lat) {
  return (Math.abs(lon) === 180 && lon === lonBefore) || (lat === -90 && latBefore === -90);
}

function keepLargest(largest, country, ring, names) {
  const name = names[country.id];
  const size = (ring.east - ring.west) * (ring.south - ring.north);
  if (!name || country.properties.area || (largest.get(country.id)?.size ?? 0) >= size) return;
  largest.set(country.id, { name, size, width: ring.east - ring.west, ...middle(ring.xy) });
}

// Centre of gravity of a ring.
function middle(xy) {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i < xy.length; i += 2) {
    const j = (i + 2) % xy.length;
    const cross = xy[i] * xy[j + 1] - xy[j] * xy[i + 1];
    area += cross;
    x += (xy[i] + xy[j]) * cross;
    y += (xy[i + 1] + xy[j + 1]) * cross;
  }
  return { x: x / (3 * area), y: y / (3 * area) };
}

// A Leaflet layer; L.Renderer keeps the canvas padded and moves it while the map zooms.
export function basemapLayer(borders, options) {
  const Basemap = L.Renderer.extend({
    options: { padding: 0.4 },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "basemap");
      this._container.setAttribute("aria-hidden", "true");
    },

    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },

    _updatePaths() {
      this.redraw();
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      Object.assign(this._container, { width: size.x * ratio, height: size.y * ratio });
      Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
      this.redraw();
    },

    redraw() {
      const zoom = this._map.getZoom();
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      const seen = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
      const { x: width, y: height } = this._map.getSize();
      const frame = { left: seen.x, right: seen.x + width, top: seen.y, bottom: seen.y + height };
      draw(this._container, borders, { worldPx: 256 * 2 ** zoom, origin, zoom, frame });
    },
  });
  return new Basemap(options);
}

function draw(canvas, borders, view) {
  const context = canvas.getContext("2d");
  const ratio = window.devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const size = { width: canvas.width / ratio, height: canvas.height / ratio };
  paintBorders(context, borders, { ...view, ...size, colours: coloursOf(canvas) });
}

// view: { worldPx, origin, zoom, frame, width, height, colours: { land, coast, border, label } }.
// The world goes on at 180 degrees: each copy of it that is seen is drawn.
export function paintBorders(context, borders, view) {
  const { worldPx, origin, width } = view;
  for (let copy = Math.floor(origin.x / worldPx); copy * worldPx < origin.x + width; copy += 1) {
    paintWorld(context, borders, { ...view, origin: { x: origin.x - copy * worldPx, y: origin.y } });
  }
}

function paintWorld(context, borders, view) {
  const { colours } = view;
  const near = nearBy(view, view.width, view.height);
  context.beginPath();
  for (const ring of borders.rings.filter(near)) trace(context, ring.xy, view);
  context.fillStyle = colours.land;
  context.fill("evenodd");
  context.lineJoin = "round";
  for (const [kind, width, dash] of [["coast", 0.8, []], ["border", 0.9, []], ["disputed", 1, [3, 3]]]) {
    context.beginPath();
    for (const line of borders.lines) if (line.kind === kind && near(line)) trace(context, line.xy, view);
    Object.assign(context, { strokeStyle: kind === "coast" ? colours.coast : colours.border, lineWidth: width });
    context.setLineDash(dash);
    context.stroke();
  }
  if (view.zoom >= LABELS_FROM_ZOOM) writeLabels(context, borders.labels, view, colours);
}

function coloursOf(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(name).trim();
  return { land: read("--land"), coast: read("--coast"), border: read("--border"), label: read("--label") };
}

function nearBy({ worldPx, origin }, width, height) {
  const [west, north] = [origin.x / worldPx, origin.y / worldPx];
  const [east, south] = [(origin.x + width) / worldPx, (origin.y + height) / worldPx];
  return (box) => box.east >= west && box.west <= east && box.south >= north && box.north <= south;
}

function trace(context, xy, { worldPx, origin }) {
  context.moveTo(xy[0] * worldPx - origin.x, xy[1] * worldPx - origin.y);
  for (let i = 2; i < xy.length; i += 2) {
    context.lineTo(xy[i] * worldPx - origin.x, xy[i + 1] * worldPx - origin.y);
  }
}

// A name that the edge of the map would cut is moved inside, by its own length at most.
function writeLabels(context, labels, { worldPx, origin, frame: seen }, colours) {
  context.font = "500 11px system-ui, sans-serif";
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3 });
  Object.assign(context, { fillStyle: colours.label, strokeStyle: colours.land });
  context.setLineDash([]);
  for (const { name, x, y, width } of labels) {
    const long = context.measureText(name).width;
    const [middleX, middleY] = [x * worldPx - origin.x, y * worldPx - origin.y];
    const shownX = Math.min(Math.max(middleX, seen.left + long / 2 + 6), seen.right - long / 2 - 6);
    if (long > width * worldPx * 0.85 || Math.abs(shownX - middleX) > long) continue;
    if (middleY < seen.top + 10 || middleY > seen.bottom - 10) continue;
    context.strokeText(name, shownX, middleY);
    context.fillText(name, shownX, middleY);
  }
}
