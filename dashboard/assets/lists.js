// What is chosen in a list, and what the drawer forgets.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.fengqiao_lists = {
  // the line about what is chosen, only when something is
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
};
