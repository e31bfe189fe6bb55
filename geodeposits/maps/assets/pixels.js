// A canvas is sharp, and meets the next without a seam, only where its pixels are those of the screen.
// The layout and Leaflet reckon in px, of which a screen may have 1.25, 1.5 or 2.6 pixels each.

const MOST_STEPS = 4; // px that are tried for a whole number of pixels
const NEARLY = 1 / 64; // px: what the layout keeps

// A length in px, to the nearest whole number of pixels.
export function onPixels(px, ratio = window.devicePixelRatio || 1) {
  return Math.round(px * ratio) / ratio;
}

// The least length, not less than one in px, of whole px and whole pixels both; where px are too odd for that, of whole pixels.
export function upToPixels(px, ratio = window.devicePixelRatio || 1) {
  const whole = Math.ceil(px - NEARLY);
  const lengths = Array.from({ length: MOST_STEPS }, (_, k) => whole + k);
  return lengths.find((each) => Number.isInteger(each * ratio)) ?? Math.ceil((px - NEARLY) * ratio) / ratio;
}

// Has the map begin where a pixel begins, and its panes wherever they are moved. To be called before
// there is a layer: a layer that hears of a move finds the panes where they stay.
export function keepOnPixels(map) {
  const header = document.querySelector(".top");
  const align = () => alignBelow(header, map.getContainer());
  align();
  new ResizeObserver(align).observe(header); // its content: the room below that is none of it
  map.on("resize", align);
  map.on("move", () => alignPanes(map));
}

// Leaves as much room at the foot of the header as what is below needs.
function alignBelow({ style }, element) {
  const given = Number.parseFloat(style.getPropertyValue("--to-pixel")) || 0;
  const place = element.getBoundingClientRect().top + window.scrollY - given;
  const wanted = Math.max(0, upToPixels(place) - place);
  if (Math.abs(wanted - given) > NEARLY) style.setProperty("--to-pixel", `${wanted}px`);
}

function alignPanes(map) {
  const pane = map.getPane("mapPane");
  const { x, y } = L.DomUtil.getPosition(pane);
  const place = L.point(onPixels(x), onPixels(y));
  if (place.x !== x || place.y !== y) L.DomUtil.setPosition(pane, place);
}
