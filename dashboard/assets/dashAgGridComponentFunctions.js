// Cells of the work list that are more than text.
(function () {
  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  const make = (...parts) => window.React.createElement(...parts);

  cells.BandChip = (props) =>
    props.data.band_code
      ? make("span", { className: "band " + props.data.band_code }, props.data.band + " " + props.data.score)
      : null;

  cells.Title = (props) =>
    make(
      "div",
      { className: "row-cell" },
      make("span", { className: "row-title" }, props.data.title),
      make("span", { className: "row-place" }, props.data.kind + "　" + props.data.place)
    );

  cells.Chips = (props) =>
    make(
      "div",
      { className: "row-chips" },
      (props.value || []).map((words, at) => make("span", { className: "chip", key: at }, words))
    );

  cells.Due = (props) => make("span", { className: "row-due " + props.data.due_tone }, props.data.due);

  const tools = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  const days = (node) => (node.data.days === null ? 99999 : node.data.days);
  tools.fengqiaoByDays = (_one, _other, first, second) => days(first) - days(second);
})();
