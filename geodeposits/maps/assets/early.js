// The first canvas of a page waits for the browser's graphics: it does so here, before there is
// anything else that they have to draw.
document.createElement("canvas").getContext("2d");
