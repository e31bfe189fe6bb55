// Discs by the hundred thousand, drawn pixel by pixel; a tree over the world says which are where.

const MOST_CELLS = 640; // around the world, of the least cells of the tree
const USUAL_DIGITS = 4;
const SQUARE_BITS = 12; // of a coordinate, that a table's squares leave out
const EDGE_DEG = 1e-6; // what is lost in going from a latitude to the map and back
const WIDEST_LAT = 85.0511287798; // where Web Mercator ends
const SAMPLES = 5; // a side, within a pixel
const SPOTS_PER_PIXEL = 1 / 64; // up to so many marked pixels are sorted; all are looked through where there are more

// The rows with a position: x and y from 0 to 1 in Web Mercator, in the order of Z-codes. Rows of a
// table have this order already; a cell of the tree is a number of leading bits of the code, so that
// its rows are a stretch, and the four cells within it are four stretches of it.
export class Field {
  constructor({ lat, lon, placed, squares, meta }) {
    this.scale = 10 ** (meta?.digits ?? USUAL_DIGITS);
    const most = Math.min(MOST_CELLS, Math.ceil(Math.sqrt(placed + 1))); // few rows do not wait for a large tree
    this.bits = Math.ceil(Math.log2((360 * this.scale) / most)); // of a coordinate, within a cell
    this.depth = Math.ceil(Math.log2((360 * this.scale + 1) / 2 ** this.bits));
    this.row = countedTo(placed);
    const isRead = squares && this.bits >= SQUARE_BITS;
    const cells = isRead ? shortened(squares, 2 * (this.bits - SQUARE_BITS)) : this.cellsOf(lat, lon, placed);
    if (!isAscending(cells)) this.row.sort((a, b) => cells[a] - cells[b] || a - b);
    this.starts = firstsOf(cells);
    Object.assign(this, fieldPlaces(lat, lon, this.row));
  }

  // The least cell of each row, from its coordinates.
  cellsOf(lat, lon, placed) {
    const cells = new Uint32Array(placed);
    for (let i = 0; i < placed; i += 1) cells[i] = interleaved(this.cellOf(lon[i] + 180), this.cellOf(lat[i] + 90));
    return cells;
  }

  // Calls visit(from, to) for each stretch of places that may lie in a box, in their order.
  within(west, north, east, south, visit) {
    const seen = {
      left: this.cellOf(360 * west - EDGE_DEG),
      right: this.cellOf(360 * east + EDGE_DEG),
      bottom: this.cellOf(latOf(south) + 90 - EDGE_DEG),
      top: this.cellOf(latOf(north) + 90 + EDGE_DEG),
    };
    const stretch = { from: 0, to: 0, visit };
    this.search(this.depth, 0, 0, seen, stretch);
    if (stretch.from < stretch.to) visit(stretch.from, stretch.to);
  }

  // Along one axis, of degrees from its beginning; whole numbers, for the edge of a cell to be exact.
  cellOf(degrees) {
    return Math.max(0, Math.round(degrees * this.scale)) >>> this.bits;
  }

  // Looks through a cell that is so many halvings larger than the least, at so many of its like from the corner.
  search(level, column, line, seen, stretch) {
    const [left, bottom, side] = [column << level, line << level, 1 << level];
    const [right, top] = [left + side - 1, bottom + side - 1];
    if (right < seen.left || left > seen.right || top < seen.bottom || bottom > seen.top) return;
    const first = interleaved(left, bottom);
    const last = this.starts.length - 1;
    const [from, to] = [this.starts[Math.min(first, last)], this.starts[Math.min(first + side * side, last)]];
    if (from === to) return;
    const isWithin = left >= seen.left && right <= seen.right && bottom >= seen.bottom && top <= seen.top;
    if (level > 0 && !isWithin) {
      for (let k = 0; k < 4; k += 1) this.search(level - 1, 2 * column + (k & 1), 2 * line + (k >> 1), seen, stretch);
    } else if (from === stretch.to) {
      stretch.to = to;
    } else {
      if (stretch.from < stretch.to) stretch.visit(stretch.from, stretch.to);
      Object.assign(stretch, { from, to });
    }
  }
}

// 0, 1, 2 ...; short loops of their own, for the browser to see at once what they do.
function countedTo(count) {
  const numbers = new Uint32Array(count);
  for (let k = 0; k < count; k += 1) numbers[k] = k;
  return numbers;
}

function shortened(codes, bits) {
  const left = new Uint32Array(codes.length);
  for (let k = 0; k < codes.length; k += 1) left[k] = codes[k] >>> bits;
  return left;
}

function isAscending(numbers) {
  for (let k = 1; k < numbers.length; k += 1) if (numbers[k] < numbers[k - 1]) return false;
  return true;
}

function fieldPlaces(lat, lon, row) {
  const [x, y] = [new Float64Array(row.length), new Float64Array(row.length)];
  for (let k = 0; k < row.length; k += 1) {
    x[k] = lon[row[k]] / 360 + 0.5;
    y[k] = northToSouth(lat[row[k]]);
  }
  return { x, y };
}

function northToSouth(lat) {
  const sine = Math.sin((Math.max(-WIDEST_LAT, Math.min(WIDEST_LAT, lat)) * Math.PI) / 180);
  return Math.max(0, Math.min(1, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)));
}

// The opposite; what lies beyond the ends is all drawn at the end, so that there is the pole.
function latOf(y) {
  if (y <= 0) return 90;
  if (y >= 1) return -90;
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

// Two numbers below 2 ** 16 bit by bit: a Z-code.
function interleaved(column, line) {
  return (spread(column) | (spread(line) << 1)) >>> 0;
}

function spread(number) {
  let bits = (number | (number << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

// How many rows come before each cell; of the cell after the last, all.
function firstsOf(cells) {
  let last = 0;
  for (let i = 0; i < cells.length; i += 1) if (cells[i] > last) last = cells[i];
  const firsts = new Uint32Array(last + 2);
  for (let i = 0; i < cells.length; i += 1) firsts[cells[i] + 1] += 1;
  for (let cell = 0; cell <= last; cell += 1) firsts[cell + 1] += firsts[cell];
  return firsts;
}

// Copies of the world that a stretch of x meets, in units of the world's width.
export function copiesBetween(west, east) {
  const first = Math.ceil(west - 1);
  return Array.from({ length: Math.max(0, Math.floor(east) - first + 1) }, (_, k) => first + k);
}

// A disc and its halo, as pixels that it fills and pixels that it touches. The halo is seen on the
// bare map only: where discs crowd, it would wash out what lies below.
export class Sprite {
  constructor(radius, fill, halo, covers = coversOf(radius)) {
    this.fill = fill;
    this.reach = reachOf(radius);
    this.parts = [];
    for (const { dx, dy, core, rim } of covers) {
      const [own, around] = [core * fill[3], rim * halo[3]];
      const alpha = Math.round(own + around);
      if (alpha === 0) continue;
      const mixed = [0, 1, 2].map((k) => Math.round((fill[k] * own + halo[k] * around) / (own + around)));
      this.parts.push({ dx, dy, bare: [...mixed, alpha], over: [...fill.slice(0, 3), Math.round(own)] });
    }
  }

  // The same for canvases of one width: steps from pixel to pixel, colours as they lie in memory.
  laid(width) {
    const steps = (parts) => Int32Array.from(parts, ({ dx, dy }) => dy * width + dx);
    const opaque = ([red, green, blue]) => new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
    const colours = (parts, which) => Uint8Array.from(parts.flatMap((part) => [...part[which]]));
    const full = this.parts.filter(({ over }) => over[3] === 255);
    const edge = this.parts.filter(({ over }) => over[3] < 255);
    return {
      full: steps(full),
      colour: opaque(this.fill),
      edge: steps(edge),
      bare: new Uint32Array(colours(edge, "bare").buffer),
      over: colours(edge, "over"),
      share: Uint16Array.from(edge, ({ over }) => over[3] + (over[3] >> 7)), // of 256
    };
  }
}

function reachOf({ outer }) {
  return Math.ceil(outer - 0.5);
}

// How much of each pixel around the middle of pixel 0, 0 lies in a disc, and in the rim around it.
export function coversOf(radius) {
  const reach = reachOf(radius);
  const side = 2 * reach + 1;
  return Array.from({ length: side * side }, (_, k) => {
    const [dx, dy] = [(k % side) - reach, Math.floor(k / side) - reach];
    const core = cover(dx, dy, radius.inner);
    return { dx, dy, core, rim: cover(dx, dy, radius.outer) - core };
  });
}

// How much of a pixel lies in a disc around the middle of pixel 0, 0.
function cover(dx, dy, radius) {
  const distance = Math.hypot(dx, dy);
  if (distance <= radius - 0.8) return 1;
  if (distance >= radius + 0.8) return 0;
  let hits = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = dx + ((i % SAMPLES) + 0.5) / SAMPLES - 0.5;
    const y = dy + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES - 0.5;
    if (x * x + y * y <= radius * radius) hits += 1;
  }
  return hits / SAMPLES ** 2;
}

// Pixels to draw discs on, with a margin for those that reach in.
export class Sheet {
  constructor(width, height, sprites) {
    this.reach = Math.max(1, ...sprites.map((sprite) => sprite.reach));
    this.margin = 2 * this.reach;
    Object.assign(this, { width, height, across: width + 2 * this.margin, down: height + 2 * this.margin });
    this.bytes = new Uint8ClampedArray(4 * this.across * this.down);
    this.pixels = new Uint32Array(this.bytes.buffer);
    this.top = new Uint16Array(this.across * this.down); // the ink of the last row on each pixel
    this.spots = new Uint32Array(Math.ceil(this.top.length * SPOTS_PER_PIXEL)); // the first pixels with ink
    this.spotCount = 0; // of all pixels with ink
    this.sprites = sprites.map((sprite) => sprite.laid(this.across));
  }

  // Puts what was drawn onto a 2d context, without the margin.
  putOn(context) {
    context.putImageData(new ImageData(this.bytes, this.across, this.down), -this.margin, -this.margin);
  }

  // Draws what of a field lies on the sheet; left and top are in pixels of a world of `world`.
  // inks: 0 for a row that is not shown, else 1 + its sprite; of `sizes` sprites a colour the
  // largest goes below. Of rows on one pixel only the last is seen, so only that one is drawn, and
  // pixel by pixel, so that a disc across the edge of two sheets is the same on both.
  // Returns how many rows are on the sheet.
  draw(field, inks, { left, top, world, sizes = 1 }) {
    this.pixels.fill(0);
    const [west, north] = [(left - this.reach) / world, (top - this.reach) / world];
    const [east, south] = [(left + this.width + this.reach) / world, (top + this.height + this.reach) / world];
    let drawn = 0;
    for (let size = sizes - 1; size >= 0; size -= 1) {
      let marked = 0;
      for (const copy of copiesBetween(west, east)) {
        const place = { world, shiftX: this.margin - left + copy * world, shiftY: this.margin - top, size, sizes };
        field.within(west - copy, north, east - copy, south, (from, to) => {
          marked += mark(this, field, inks, from, to, place);
        });
      }
      if (marked > 0) stampAll(this);
      drawn += marked;
    }
    return drawn;
  }
}

function mark(sheet, { x, y }, inks, from, to, { world, shiftX, shiftY, size, sizes }) {
  const { across, reach, top, spots } = sheet;
  const [right, bottom] = [across - reach, sheet.down - reach];
  let marked = 0;
  for (let k = from; k < to; k += 1) {
    const ink = inks[k];
    if (ink === 0 || (sizes > 1 && (ink - 1) % sizes !== size)) continue;
    const px = Math.floor(x[k] * world + shiftX);
    const py = Math.floor(y[k] * world + shiftY);
    if (px < reach || px >= right || py < reach || py >= bottom) continue;
    const at = py * across + px;
    if (top[at] === 0) {
      if (sheet.spotCount < spots.length) spots[sheet.spotCount] = at;
      sheet.spotCount += 1;
    }
    top[at] = ink;
    marked += 1;
  }
  return marked;
}

function stampAll(sheet) {
  const { top, sprites, spots, spotCount } = sheet;
  const put = (at) => {
    stamp(sheet, sprites[top[at] - 1], at);
    top[at] = 0;
  };
  sheet.spotCount = 0;
  if (spotCount <= spots.length) for (const at of spots.subarray(0, spotCount).sort()) put(at);
  else for (let at = 0; at < top.length; at += 1) if (top[at] !== 0) put(at);
}

function stamp({ pixels, bytes }, { full, colour, edge, bare, over, share }, at) {
  for (let i = 0; i < full.length; i += 1) pixels[at + full[i]] = colour;
  for (let i = 0; i < edge.length; i += 1) {
    const under = at + edge[i];
    if (pixels[under] === 0) pixels[under] = bare[i];
    else if (share[i] === 0) continue;
    else if (bytes[4 * under + 3] === 255) pixels[under] = mixed(pixels[under], colour, share[i]);
    else mixInto(bytes, 4 * under, over, 4 * i);
  }
}

// Two opaque colours, `share` of 256 of the second; two bytes of each are reckoned at once.
function mixed(below, above, share) {
  const even = Math.imul(below & 0xff00ff, 256 - share) + Math.imul(above & 0xff00ff, share);
  const odd = Math.imul((below >>> 8) & 0xff00ff, 256 - share) + Math.imul((above >>> 8) & 0xff00ff, share);
  return ((even >>> 8) & 0xff00ff) | (odd & 0xff00ff00);
}

// Source over a destination that is not opaque, neither multiplied by its alpha.
function mixInto(bytes, under, over, i) {
  const alpha = over[i + 3];
  const kept = (bytes[under + 3] * (255 - alpha)) / 255;
  const whole = alpha + kept;
  bytes[under] = (over[i] * alpha + bytes[under] * kept) / whole;
  bytes[under + 1] = (over[i + 1] * alpha + bytes[under + 1] * kept) / whole;
  bytes[under + 2] = (over[i + 2] * alpha + bytes[under + 2] * kept) / whole;
  bytes[under + 3] = whole;
}
