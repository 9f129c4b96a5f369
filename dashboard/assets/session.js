// A session that has ended: the server answers 401 and names the page to go to.
(function () {
  const ask = window.fetch;
  window.fetch = async function (...request) {
    const answer = await ask.apply(this, request);
    const goTo = answer.status === 401 && answer.headers.get("X-Go-To");
    if (goTo && !isLeaving) {
      window.location.assign(goTo);
    }
    return answer;
  };
  // a page being left (somebody signs out) goes nowhere else: two sign-in forms on their way would not know each other;
  // a download leaves nothing, so the mark does not stay
  let isLeaving = false;
  window.addEventListener("beforeunload", function () {
    isLeaving = true;
    window.setTimeout(function () { isLeaving = false; }, 5000);
  });
  // the language link keeps the page one is on
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a#language");
    if (link) {
      event.preventDefault();
      const here = encodeURIComponent(window.location.pathname + window.location.search);
      window.location.assign(link.getAttribute("href") + "?next=" + here);
    }
  });
})();
