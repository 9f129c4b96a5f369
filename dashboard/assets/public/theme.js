// Light, dark or as the machine has it: chosen here, kept in this browser, told to the server in two cookies.
// It stands in the head, so that a page is never drawn in the other colours first.
(function () {
  if (window.fengqiaoTheme) {
    return;
  }
  const KEY = "fengqiao-theme";
  const CHOICES = ["auto", "dark", "light"];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function choice() {
    let kept = null;
    try {
      kept = window.localStorage.getItem(KEY);
    } catch {
      kept = null;
    }
    return CHOICES.includes(kept) ? kept : "auto";
  }

  function scheme() {
    return choice() === "auto" ? (dark.matches ? "dark" : "light") : choice();
  }

  function cookie(name, value) {
    document.cookie = name + "=" + value + "; path=/; max-age=31536000; samesite=lax";
  }

  function tell() {
    cookie("theme", choice());
    cookie("scheme", scheme());
    document.documentElement.setAttribute("data-mantine-color-scheme", scheme());
  }

  function next() {
    return CHOICES[(CHOICES.indexOf(choice()) + 1) % CHOICES.length];
  }

  window.fengqiaoTheme = { choice, scheme };
  tell();
  // the evening comes while somebody fills in a form: style sheets follow, and only a picture the server paints is asked
  // for anew
  dark.addEventListener("change", () => {
    if (choice() === "auto") {
      tell();
      if (document.querySelector(".situation, .group-graph")) {
        window.location.reload();
      }
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest(".theme")) {
      window.localStorage.setItem(KEY, next());
      tell();
      window.location.reload();
    }
  });
})();
