// What a matter of the cause graph says, in the line under the graph, when the pointer is over it.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.fengqiao_graph = {
  told: function (node) {
    return node && (node.told || node.label) ? node.told || node.label : window.dash_clientside.no_update;
  },
};
