// What the scripts that folium writes expect to find beside Leaflet, and no more: its default
// icon without files, the two calls of jQuery that its templates make, and a pin for folium.Icon.
(() => {
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions(__ICON_URIS__);

  function parsed(markup) {
    const template = document.createElement("template");
    template.innerHTML = markup.trim();
    return [template.content.firstElementChild];
  }

  window.$ = (what) => (typeof what === "string" ? parsed(what) : { ready: (call) => call() });

  const PIN = "M12 1C6.5 1 2 5.4 2 10.9 2 18 12 31 12 31s10-13 10-20.1C22 5.4 17.5 1 12 1z";
  L.AwesomeMarkers = {
    icon({ markerColor = "blue" } = {}) {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 24 32");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", PIN);
      path.setAttribute("fill", markerColor);
      path.setAttribute("stroke", "white");
      svg.append(path);
      return L.divIcon({ html: svg, className: "", iconSize: [24, 32], iconAnchor: [12, 31], popupAnchor: [0, -28] });
    },
  };
})();
