// Paper: the map in the width of the page and in the light, for as long as it is printed.

// redraw draws anew what depends on the size and the colours of the map.
export function preparePrint(map, redraw) {
  let seen = null;
  const turn = (isPrinting) => {
    document.documentElement.classList.toggle("printing", isPrinting);
    map.invalidateSize({ animate: false, pan: false });
  };
  window.addEventListener("beforeprint", () => {
    if (seen) return;
    seen = { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom(), limit: map.options.maxBounds };
    map.setMaxBounds(null); // or it would pan while it is laid out for another size
    turn(true);
    map.fitBounds(seen.bounds, { animate: false });
    redraw();
  });
  window.addEventListener("afterprint", () => {
    if (!seen) return;
    turn(false);
    map.setView(seen.centre, seen.zoom, { animate: false, reset: true });
    if (seen.limit) map.setMaxBounds(seen.limit);
    seen = null;
    redraw();
  });
}
