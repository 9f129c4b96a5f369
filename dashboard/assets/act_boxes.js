// Small steps a page takes without asking the server.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.fengqiao = Object.assign(window.dash_clientside.fengqiao || {}, {
  // only the boxes that the chosen act needs
  actBoxes: function (code, boxes) {
    return boxes.map((box) => (box.of.split(" ").includes(code) ? {} : { display: "none" }));
  },

  // whether somebody is in the middle of an entry
  isFilling: function (...values) {
    return values.some(Boolean);
  },
});
