// Sends a chosen or dropped file as it is (no form), shows how far it is, and hands the answer to the page.
(function () {
  const ZONE = "upload-zone";
  const STATE = "upload-state";
  const SENT = "upload-sent";

  function zoneOf(event) {
    return event.target.closest && event.target.closest("#" + ZONE);
  }

  function say(text, isLost) {
    const state = document.getElementById(STATE);
    state.textContent = text;
    state.classList.toggle("lost", Boolean(isLost));
  }

  function words(name) {
    return document.getElementById(STATE).getAttribute("data-" + name);
  }

  function token() {
    const kept = document.cookie.split("; ").find((part) => part.startsWith("fengqiao_csrf="));
    return kept ? kept.slice("fengqiao_csrf=".length) : "";
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
    const finish = (text, isLost) => {
      zone.disabled = false;
      say(text, isLost);
    };
    line.open("POST", "/upload/file");
    line.setRequestHeader("X-CSRF-Token", token());
    line.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    line.setRequestHeader("Content-Type", "application/octet-stream");
    line.upload.onprogress = (step) =>
      say(words("sending") + " " + Math.round((100 * step.loaded) / step.total) + "%");
    line.upload.onload = () => say(words("checking"));
    line.onerror = () => finish(words("lost"), true);
    line.onload = () => {
      if (line.status === 401) {
        window.location.assign(line.getResponseHeader("X-Go-To") || "/sign-in");
        return;
      }
      try {
        const answer = JSON.parse(line.responseText);
        window.dash_clientside.set_props(SENT, { data: { ...answer, sent_at: Date.now() } });
        finish("");
      } catch {
        finish(words("lost"), true);
      }
    };
    zone.disabled = true;
    say(words("sending"));
    line.send(file);
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
