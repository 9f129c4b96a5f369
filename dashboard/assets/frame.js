// The tab of the page one is on is never out of sight.
(function () {
  let last = "";
  new MutationObserver(function () {
    const here = document.querySelector(".nav-link.here");
    if (here && last !== here.href) {
      last = here.href;
      here.scrollIntoView({ inline: "center", block: "nearest" });
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
