// A session that has ended: the server answers 401 and names the page to go to.
(function () {
  const ask = window.fetch;
  window.fetch = async function (...request) {
    const answer = await ask.apply(this, request);
    const goTo = answer.status === 401 && answer.headers.get("X-Go-To");
    if (goTo) {
      window.location.assign(goTo);
    }
    return answer;
  };
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
