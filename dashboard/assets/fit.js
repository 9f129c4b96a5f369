// The map's view: the whole place into the frame it is shown in, whatever the screen.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.fengqiao = {
  // only the boxes that the chosen act needs
  actBoxes: function (code, boxes) {
    return boxes.map((box) => (box.of === code ? {} : { display: "none" }));
  },
  // the line about what is chosen in a list, only when something is
  bulkLine: function (rows, words) {
    const count = (rows || []).length;
    return [count ? {} : { display: "none" }, (words || "{n}").replace("{n}", count)];
  },
  // who the parties are is taken away when the drawer closes or its ten minutes are over
  forget: function (opened, ticks) {
    const isOver = opened === false || ticks > 0;
    const kept = window.dash_clientside.no_update;
    return isOver ? [[], true] : [kept, kept];
  },
  fit: function (figure) {
    if (!figure || !figure.layout || !figure.layout.meta) {
      return window.dash_clientside.no_update;
    }
    // the words under the pointer belong to the figure that is leaving
    document.querySelectorAll(".map .hoverlayer").forEach((layer) => layer.replaceChildren());
    const [west, south, east, north] = figure.layout.meta.bounds;
    const frame = document.querySelector(".map-frame");
    const width = Math.max(frame ? frame.clientWidth : 800, 200);
    const height = Math.max(frame ? frame.clientHeight : 500, 200);
    const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
    const tall = Math.max(mercator(north) - mercator(south), 1e-9);
    const wide = Math.max(((east - west) * Math.PI) / 180, 1e-9);
    const turn = (2 * Math.PI) / 512;
    const zoom = Math.log2(Math.min((width * 0.92 * turn) / wide, (height * 0.92 * turn) / tall));
    const middle = (mercator(north) + mercator(south)) / 2;
    const lat = ((2 * Math.atan(Math.exp(middle)) - Math.PI / 2) * 180) / Math.PI;
    const map = { ...figure.layout.map, center: { lon: (west + east) / 2, lat: lat }, zoom: zoom };
    return { ...figure, layout: { ...figure.layout, map: map } };
  },
};
