// Sends a chosen or dropped file as it is (no form), shows how far it is, and hands the answer to the page.
(function () {
  const ZONE = "upload-zone";
  const STATE = "upload-state";
  const SENT = "upload-sent";
  const RECEIPT = "upload-receipt";
  const SECOND = 1000;

  function zoneOf(event) {
    return event.target.closest && event.target.closest("#" + ZONE);
  }

  function words(name) {
    return document.getElementById(STATE).getAttribute("data-" + name);
  }

  function part(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text || "";
    return made;
  }

  // The state while a file is on its way: its name, what is being done to it, and a bar.
  function follow(file) {
    const state = document.getElementById(STATE);
    const step = part("span", "step-words", words("sending"));
    const done = part("div", "bar-done");
    const bar = part("div", "bar");
    bar.setAttribute("role", "progressbar");
    bar.append(done);
    state.classList.remove("lost");
    state.replaceChildren(part("b", "file-name", file.name), step, bar);
    let clock = 0;
    return {
      sent(share) {
        step.textContent = words("sending") + " " + Math.round(100 * share) + "%";
        done.style.width = 100 * share + "%";
      },
      checking() {
        const began = Date.now();
        const tell = () => {
          const seconds = Math.floor((Date.now() - began) / SECOND);
          step.textContent = words("checking") + (seconds ? " " + words("seconds").replace("{n}", seconds) : "");
        };
        bar.classList.add("waiting");
        done.style.width = "";
        tell();
        clock = window.setInterval(tell, SECOND);
      },
      finish(text) {
        window.clearInterval(clock);
        state.classList.toggle("lost", Boolean(text));
        state.replaceChildren(...(text ? [part("b", "file-name", file.name), part("span", "", text)] : []));
      },
    };
  }

  function token() {
    const kept = document.cookie.split("; ").find((cookie) => cookie.startsWith("_csrf_token="));
    return kept ? kept.slice("_csrf_token=".length) : "";
  }

  function choose() {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".xlsx,.xls,.xlsm,.et,.ods,.csv,.tsv,.txt";
    input.addEventListener("change", () => input.files[0] && send(input.files[0]));
    input.click();
  }

  function send(file) {
    const zone = document.getElementById(ZONE);
    const line = new XMLHttpRequest();
    const progress = follow(file);
    const finish = (text) => {
      zone.disabled = false;
      document.body.classList.remove("sending");
      progress.finish(text);
    };
    line.open("POST", "/upload/file");
    line.setRequestHeader("X-CSRFToken", token());
    line.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    line.setRequestHeader("Content-Type", "application/octet-stream");
    line.upload.onprogress = (step) => progress.sent(step.total ? step.loaded / step.total : 1);
    line.upload.onload = () => progress.checking();
    line.onerror = () => finish(words("lost"));
    line.onload = () => {
      if (line.status === 401) {
        window.location.assign(line.getResponseHeader("X-Go-To") || "/sign-in");
        return;
      }
      try {
        const answer = JSON.parse(line.responseText);
        window.dash_clientside.set_props(SENT, { data: { ...answer, sent_at: Date.now() } });
        finish("");
        showReceipt();
        expectMap();
      } catch {
        finish(words("lost"));
      }
    };
    zone.disabled = true;
    document.body.classList.add("sending");
    line.send(file);
  }

  // While what is derived follows, the map's library comes for whoever may go on to the map; dcc.Graph finds it there.
  function expectMap() {
    const address = window._dashPlotlyJSURL;
    if (!address || window.Plotly || !document.querySelector('a.nav-link[href="/"]')) {
      return;
    }
    const script = document.createElement("script");
    script.src = address;
    script.async = true;
    document.head.append(script);
  }

  // On a phone the receipt would stand below the edge of the screen.
  function showReceipt() {
    const place = document.getElementById(RECEIPT);
    const watch = new MutationObserver(() => {
      watch.disconnect();
      if (place.getBoundingClientRect().bottom > window.innerHeight) {
        place.scrollIntoView({ behavior: "smooth", block: "start" });
      }
    });
    watch.observe(place, { childList: true, subtree: true });
  }

  document.addEventListener("click", (event) => zoneOf(event) && choose());
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = zoneOf(event);
      if (!zone) {
        return;
      }
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files[0]) {
        send(event.dataTransfer.files[0]);
      }
    });
  }
})();
