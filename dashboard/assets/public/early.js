// The map's library is asked for while the page's other scripts are on their way: a third of a second on a slow machine.
(function () {
  if (window.location.pathname !== "/" || document.querySelector('link[rel="preload"]')) {
    return;
  }
  const link = document.createElement("link");
  link.rel = "preload";
  link.as = "script";
  link.href = "/_dash-component-suites/plotly/package_data/plotly.min.js"; // the address dcc.Graph asks for
  document.head.append(link);
})();
