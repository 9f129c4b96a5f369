// Which button of a list was pressed last; a list that was only drawn anew presses nothing.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.fengqiao_pressed = {
  last: function () {
    const one = window.dash_clientside.callback_context.triggered.find((each) => each.value);
    if (!one) {
      return window.dash_clientside.no_update;
    }
    const id = one.prop_id.slice(0, one.prop_id.lastIndexOf("."));
    return { button: JSON.parse(id), at: Date.now() };
  },
};
