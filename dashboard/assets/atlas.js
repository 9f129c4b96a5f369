// Paints the situation map: shapes are fetched once and kept, afterwards only each area's class and number come.
(function () {
  const kept = new Map(); // address of a sheet → its shapes, decoded
  const AREAS = "fengqiao-areas";
  const ORDER = [AREAS, "fengqiao-edge", "fengqiao-picked", "fengqiao-border", "fengqiao-heat", "fengqiao-signals"]; // lowest first
  const now = { sheet: null, classes: "", paint: null, map: null, over: -1, held: {} };

  function decode(sheet) {
    const [west, south, cell] = sheet.scale;
    const arcs = sheet.arcs.map((steps) => {
      const points = new Array(steps.length / 2);
      let x = 0, y = 0;
      for (let at = 0; at < points.length; at += 1) {
        x += steps[2 * at];
        y += steps[2 * at + 1];
        points[at] = [west + x * cell, south + y * cell];
      }
      return points;
    });
    const ring = (numbers) => {
      const points = [];
      for (const number of numbers) {
        const arc = number >= 0 ? arcs[number] : arcs[~number].slice().reverse();
        for (let at = points.length ? 1 : 0; at < arc.length; at += 1) points.push(arc[at]);
      }
      return points;
    };
    const features = sheet.shapes.map((shape, id) => ({
      type: "Feature", id: id, properties: {},
      geometry: { type: "MultiPolygon", coordinates: shape.map((rings) => rings.map(ring)) },
    }));
    return { codes: sheet.codes, names: sheet.names, shapes: { type: "FeatureCollection", features: features } };
  }

  function sheetOf(url) {
    if (!kept.has(url)) {
      const asked = fetch(url).then((answer) => {
        if (!answer.ok) throw new Error("shapes: " + answer.status);
        return answer.json();
      }).then(decode);
      asked.catch(() => kept.delete(url));
      kept.set(url, asked);
    }
    return kept.get(url);
  }

  function stage() {
    const plot = document.querySelector(".map .js-plotly-plot");
    const drawn = plot && plot._fullLayout && plot._fullLayout.map && plot._fullLayout.map._subplot;
    const map = drawn && drawn.map;
    return map && map.isStyleLoaded() ? map : null;
  }

  async function ready() {
    for (let tries = 0; tries < 600; tries += 1) {
      const map = stage();
      if (map) return map;
      await new Promise((next) => setTimeout(next, 25));
    }
    throw new Error("the map never came");
  }

  const collection = (features) => ({ type: "FeatureCollection", features: features });
  const line = (points) => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: points } });

  // key: what the shapes were made of; the same again is not cut into tiles again, and nothing is no source
  function put(map, id, key, data, layers) {
    const source = map.getSource(id);
    if (source && now.map === map && now.held[id] === key) return;
    now.held[id] = key;
    const shapes = data();
    if (source) {
      source.setData(shapes);
    } else if (shapes.features.length || id === AREAS) {
      map.addSource(id, { type: "geojson", data: shapes, tolerance: 0.2, buffer: 8 });
      layers.forEach((layer) => map.addLayer({ ...layer, source: id }, above(map, layer.id)));
    }
  }

  const above = (map, id) => ORDER.slice(ORDER.indexOf(id) + 1).find((other) => map.getLayer(other));

  function fillColour(palette) {
    const cases = palette.flatMap((colour, at) => [at, colour]);
    return ["match", ["coalesce", ["feature-state", "c"], -1], ...cases, "rgba(0,0,0,0)"];
  }

  function drawAreas(map, sheet, paint) {
    const isNew = now.sheet !== sheet || now.map !== map || !map.getSource(AREAS);
    if (isNew) {
      put(map, AREAS, paint.geometry, () => sheet.shapes, [
        { id: AREAS, type: "fill", paint: { "fill-color": fillColour(paint.palette), "fill-outline-color": paint.line } },
        { id: "fengqiao-edge", type: "line", paint: { "line-color": paint.line, "line-width": 1 } },
        { id: "fengqiao-picked", type: "line", filter: ["==", ["id"], -1], paint: { "line-color": paint.ink, "line-width": 3 } },
      ]);
      map.setLayoutProperty("fengqiao-edge", "visibility", sheet.codes.length > 3000 ? "none" : "visible");
      now.classes = "";
    }
    if (!now.paint || String(now.paint.palette) !== String(paint.palette)) {
      map.setPaintProperty(AREAS, "fill-color", fillColour(paint.palette));
    }
    map.setPaintProperty(AREAS, "fill-opacity", paint.opacity);
    map.setFilter("fengqiao-picked", ["==", ["id"], paint.picked]);
    for (let id = 0; id < paint.classes.length; id += 1) {
      if (paint.classes[id] !== now.classes[id]) {
        map.setFeatureState({ source: AREAS, id: id }, { c: +paint.classes[id] });
      }
    }
    now.classes = paint.classes;
  }

  function drawBorder(map, paint, border) {
    put(map, "fengqiao-border", paint.border || "", () => (border ? border.shapes : collection([])), [
      { id: "fengqiao-border", type: "line", paint: { "line-color": paint.borderColour, "line-width": 1.6 } },
    ]);
  }

  function weighed(heat) {
    const most = heat.reduce((sofar, point) => Math.max(sofar, point[2]), 1);
    return heat.map(([lon, lat, weight]) => ({
      type: "Feature", properties: { w: weight / most }, geometry: { type: "Point", coordinates: [lon, lat] },
    }));
  }

  function drawHeat(map, paint) {
    const [none, low, middle, high] = paint.heatColours;
    put(map, "fengqiao-heat", JSON.stringify(paint.heat), () => collection(weighed(paint.heat)), [{
      id: "fengqiao-heat", type: "heatmap",
      paint: {
        "heatmap-weight": ["sqrt", ["get", "w"]], "heatmap-radius": 22, "heatmap-opacity": 0.85,
        "heatmap-intensity": paint.heat.length > 4000 ? 0.4 : 1,
        "heatmap-color": ["interpolate", ["linear"], ["heatmap-density"], 0, none, 0.12, low, 0.5, middle, 1, high],
      },
    }]);
  }

  function drawSignals(map, paint) {
    const lines = () => paint.signals.flatMap(([words, rings]) =>
      rings.map((ring) => ({ ...line(ring), properties: { words: words } })));
    put(map, "fengqiao-signals", JSON.stringify(paint.signals), () => collection(lines()), [
      { id: "fengqiao-signals", type: "line", paint: { "line-color": paint.signalColour, "line-width": 4.5 } },
    ]);
  }

  function drawLabels(map, paint) {
    const frame = document.querySelector(".map-frame");
    if (!frame) return;
    let board = frame.querySelector(".map-labels");
    if (!board) {
      board = document.createElement("div");
      board.className = "map-labels";
      board.setAttribute("aria-hidden", "true");
      frame.appendChild(board);
    }
    board.replaceChildren(...paint.labels.map(([, , name, number]) => {
      const label = document.createElement("span");
      label.append(name, document.createElement("b"));
      label.lastChild.textContent = number;
      return label;
    }));
    board.classList.toggle("few", paint.labels.length <= 12);
    place(map);
  }

  function place(map) {
    const board = document.querySelector(".map-labels");
    if (!board || !now.paint) return;
    now.paint.labels.forEach(([lon, lat], at) => {
      const spot = map.project([lon, lat]);
      if (board.children[at]) board.children[at].style.transform = `translate(${spot.x}px, ${spot.y}px) translate(-50%, -50%)`;
    });
  }

  // ── pointer ──────────────────────────────────────────────────────────────────────────────────────────────
  function tip() {
    const frame = document.querySelector(".map-frame");
    if (!frame) return document.createElement("div"); // the page was left meanwhile
    let box = frame.querySelector(".map-tip");
    if (!box) {
      box = document.createElement("div");
      box.className = "map-tip";
      box.hidden = true;
      frame.appendChild(box);
    }
    return box;
  }

  function told(number) {
    return number === null || number === undefined ? now.paint.hidden : number.toLocaleString();
  }

  function say(id) {
    const paint = now.paint;
    const lines = [];
    const words = paint.words[+paint.classes[id]];
    if (words) lines.push(words);
    if (paint.measure && paint.numbers) lines.push(paint.measure + " " + told(paint.numbers[id]));
    if (paint.beside.length) lines.push(paint.beside.map(([word, numbers]) => word + " " + told(numbers[id])).join("　"));
    return [now.sheet.names[id], ...lines];
  }

  function show(lines, point) {
    const box = tip();
    const head = document.createElement("b");
    head.textContent = lines[0];
    if (!box.parentElement) return;
    const rest = lines.slice(1).map((text) => {
      const row = document.createElement("div");
      row.textContent = text;
      return row;
    });
    box.replaceChildren(head, ...rest);
    box.hidden = false;
    const frame = box.parentElement;
    const left = Math.min(point.x + 14, frame.clientWidth - box.offsetWidth - 8);
    const top = point.y + 18 + box.offsetHeight > frame.clientHeight ? point.y - box.offsetHeight - 12 : point.y + 18;
    box.style.transform = `translate(${Math.max(left, 4)}px, ${Math.max(top, 4)}px)`;
  }

  // plotly goes back to the view it began with whenever it redraws
  function hold(map) {
    const plot = document.querySelector(".map .js-plotly-plot");
    if (!plot) return;
    const back = () => {
      if (!now.view) return;
      const at = map.getCenter();
      const [lon, lat] = now.view.center;
      if (Math.abs(at.lng - lon) + Math.abs(at.lat - lat) > 1e-7 || map.getZoom() !== now.view.zoom) map.jumpTo(now.view);
    };
    plot.on("plotly_afterplot", back);
    plot.on("plotly_relayout", back);
    map.on("resize", () => setTimeout(back, 0));
    map.on("moveend", (event) => {
      if (event.originalEvent) now.view = { center: map.getCenter().toArray(), zoom: map.getZoom() };
    });
    map.on("idle", back);
  }

  function listen(map) {
    hold(map);
    map.on("move", () => place(map));
    map.on("resize", () => place(map));
    map.on("mousemove", (event) => {
      if (!now.paint) return;
      const around = [[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]];
      const [signal] = map.getLayer("fengqiao-signals") ? map.queryRenderedFeatures(around, { layers: ["fengqiao-signals"] }) : [];
      const [area] = map.getLayer(AREAS) ? map.queryRenderedFeatures(event.point, { layers: [AREAS] }) : [];
      map.getCanvas().style.cursor = area ? "pointer" : "";
      if (signal) show(signal.properties.words.split("\n"), event.point);
      else if (area) show(say(area.id), event.point);
      else tip().hidden = true;
    });
    map.on("mouseout", () => { tip().hidden = true; });
    map.on("click", (event) => {
      const [area] = map.getLayer(AREAS) ? map.queryRenderedFeatures(event.point, { layers: [AREAS] }) : [];
      if (!area || document.querySelector(".wall")) return;
      window.dash_clientside.set_props("situation-map", { clickData: { points: [{ location: now.sheet.codes[area.id] }] } });
    });
  }

  function fit(map, paint) {
    const [west, south, east, north] = paint.bounds;
    const seen = map.cameraForBounds([[west, south], [east, north]], { padding: 24 });
    if (!seen) return;
    now.view = { center: [seen.center.lng, seen.center.lat], zoom: seen.zoom };
    map.jumpTo(now.view);
  }

  let last = Promise.resolve();
  async function draw(paint) {
    const [map, sheet, border] = await Promise.all([ready(), sheetOf(paint.geometry), paint.border ? sheetOf(paint.border) : null]);
    if (paint !== wanted || !document.querySelector(".map-frame")) return; // a later answer came, or the page was left
    const isFirst = now.map !== map;
    if (isFirst) listen(map);
    if (isFirst || !now.paint || now.paint.key !== paint.key) fit(map, paint);
    drawAreas(map, sheet, paint);
    now.sheet = sheet;
    drawBorder(map, paint, border);
    drawHeat(map, paint);
    drawSignals(map, paint);
    now.map = map;
    now.paint = paint;
    drawLabels(map, paint);
    tip().hidden = true;
    map.once("idle", () => {
      const frame = document.querySelector(".map-frame");
      if (frame) frame.dataset.painted = paint.key;
      performance.mark("fengqiao-painted");
    });
    map.triggerRepaint();
  }

  // a wall nobody touches says itself when its line is lost
  let heard = Date.now();
  const ask = window.fetch;
  window.fetch = function (...request) {
    return ask.apply(this, request).then((answer) => {
      if (answer.ok) heard = Date.now();
      return answer;
    });
  };
  setInterval(() => {
    const wall = document.querySelector(".wall");
    if (wall) wall.classList.toggle("lost", Date.now() - heard > 180_000);
  }, 15_000);

  let wanted = null;
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.fengqiao = Object.assign(window.dash_clientside.fengqiao || {}, {
    paint: function (paint) {
      if (!paint) return window.dash_clientside.no_update;
      performance.mark("fengqiao-asked");
      wanted = paint;
      last = last.then(() => draw(paint)).catch((fault) => console.warn(String(fault)));
      return "";
    },
    // the player: shown while time is told by weeks; the week's name from its Monday
    playerShown: function (span, week, mondays) {
      const monday = (mondays || "").split(" ")[+week] || "";
      return [{ display: span === "week" ? "" : "none" }, monday];
    },
    // a press starts or stops it, a tick goes one week on; at the end it stands still
    week: function (_ticks, _presses, week, isStill) {
      const same = window.dash_clientside.no_update;
      const most = +document.getElementById("situation-week").max;
      const by = window.dash_clientside.callback_context.triggered_id;
      if (by === "situation-play") {
        const go = isStill;
        document.getElementById("situation-play").textContent = go ? "❚❚" : "▶";
        return [go && +week >= most ? "0" : same, !go];
      }
      const next = Math.min(+week + 1, most);
      if (next >= most) document.getElementById("situation-play").textContent = "▶";
      return [String(next), next >= most];
    },
  });
})();
