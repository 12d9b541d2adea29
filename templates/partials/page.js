"use strict";
// What the page does beyond being read: moving about in the map, switching its parts on and off, and
// showing a touchpoint's details. Nothing that is shown before this has run needs it.
(() => {
  const root = document.documentElement;
  const rtl = root.dir === "rtl";
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const viewport = byId("viewport");
  const map = viewport.querySelector("svg");
  const bar = document.querySelector(".bar");
  const steps = all("[data-step]");
  const width = map.viewBox.baseVal.width;
  let height = map.viewBox.baseVal.height;
  const fullHeight = height;

  all("[data-script]").forEach((part) => { part.hidden = false; });
  root.classList.add("live");

  // ---- Zoom. The map is a wide picture in a box that scrolls, so touch, wheel and keys pan it by themselves.
  let scale = 1; // pixels of the screen for one of the map
  const fitScale = () => viewport.clientWidth / width;
  const roomBelowBar = () => innerHeight - (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0);

  function show(wanted, x = viewport.clientWidth / 2, y = viewport.clientHeight / 2) {
    const before = scale;
    const [left, top] = [(viewport.scrollLeft + x) / before, (viewport.scrollTop + y) / before];
    scale = Math.min(Math.max(wanted, Math.min(fitScale(), roomBelowBar() / height)), 4);
    const zoomed = scale > fitScale() * 1.001;
    viewport.classList.toggle("zoomed", zoomed);
    map.style.minWidth = "0";
    map.style.width = zoomed || scale < fitScale() * 0.999 ? `${width * scale}px` : "100%";
    viewport.style.height = zoomed ? `${Math.min(height * scale + 16, Math.max(height * fitScale(), roomBelowBar() * 0.86))}px` : "";
    viewport.scrollTo({ left: left * scale - x, top: top * scale - y, behavior: "instant" });
  }

  function start() {
    scale = fitScale();
    // Where the whole would be too small to make anything out, the page begins with a part of it.
    show(innerWidth < 760 ? 0.7 : fitScale() < 0.4 ? 0.5 : fitScale());
    viewport.scrollTo({ left: rtl ? width * scale : 0, top: 0, behavior: "instant" });
  }

  const zoom = (factor) => show(scale * factor);
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => show(fitScale()));
  viewport.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = viewport.getBoundingClientRect();
    show(scale * Math.exp(-event.deltaY * 0.002), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  viewport.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => show(fitScale()) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let pinch = null;
  const spread = ([one, two]) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
  viewport.addEventListener("touchstart", (event) => {
    pinch = event.touches.length === 2 ? { spread: spread(event.touches), scale } : null;
  }, { passive: true });
  viewport.addEventListener("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const box = viewport.getBoundingClientRect();
    const [one, two] = event.touches;
    const x = (one.clientX + two.clientX) / 2 - box.left;
    const y = (one.clientY + two.clientY) / 2 - box.top;
    show(pinch.scale * spread(event.touches) / pinch.spread, x, y);
  }, { passive: false });

  let drag = null;
  let dragged = false;
  viewport.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType !== "mouse" || event.button !== 0 || !viewport.classList.contains("zoomed")) return;
    drag = { x: event.clientX, y: event.clientY, left: viewport.scrollLeft, top: viewport.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!dragged && Math.hypot(x, y) < 5) return;
    dragged = true;
    viewport.classList.add("dragging");
    viewport.scrollTo({ left: drag.left - x, top: drag.top - y, behavior: "instant" });
  });
  addEventListener("pointerup", () => {
    drag = null;
    viewport.classList.remove("dragging");
  });
  let lastWidth = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== lastWidth) start(); // a phone's address bar changes the height alone
    lastWidth = innerWidth;
  });

  // ---- Lanes and personas. A lane that is switched off gives its room to what stands below it.
  const bands = all("g.band", map);
  function closeUp() {
    let shift = 0;
    for (const band of bands) {
      const off = band.hasAttribute("display");
      if (shift) band.setAttribute("transform", `translate(0 ${-shift})`);
      else band.removeAttribute("transform");
      if (off) shift += Number(band.dataset.height);
    }
    height = fullHeight - shift;
    map.setAttribute("viewBox", `0 0 ${width} ${height}`);
    map.setAttribute("height", height);
    show(scale);
  }
  // A line of a blueprint stands while there is a lane on each of its sides, an arrow while both lanes that it joins are.
  function joinLanes() {
    const off = new Set(all('[data-toggle="lane"]').filter((box) => !box.checked).map((box) => box.value));
    const stands = (lanes) => !lanes || lanes.split(" ").some((lane) => !off.has(lane));
    all("g.band[data-below]", map).forEach((line) => switchTo(line, stands(line.dataset.above) && stands(line.dataset.below)));
    all("[data-from-lane]", map).forEach((arrow) => switchTo(arrow, stands(arrow.dataset.fromLane) && stands(arrow.dataset.toLane)));
  }
  const switchTo = (part, on) => (on ? part.removeAttribute("display") : part.setAttribute("display", "none"));
  all("[data-toggle]").forEach((box) => {
    box.checked = true; // a browser that comes back to the page may remember otherwise
    box.addEventListener("change", () => {
      all(`[data-${box.dataset.toggle}="${CSS.escape(box.value)}"]`, map).forEach((part) => switchTo(part, box.checked));
      if (box.dataset.toggle !== "lane") return dim();
      joinLanes();
      closeUp();
    });
  });
  // What is for others than the personas that are shown is dimmed: steps that they do not pass, and the ways past these.
  function dim() {
    const personas = all("[data-toggle=persona]");
    const shown = personas.filter((box) => box.checked).map((box) => box.value);
    const some = shown.length && shown.length < personas.length;
    all("[data-for]", map).forEach((part) => {
      const off = some && !part.dataset.for.split(" ").some((id) => shown.includes(id));
      const step = part.dataset.touchpoint;
      const parts = step ? all(`[data-touchpoint="${CSS.escape(step)}"]`, map) : [part];
      parts.forEach((each) => each.classList.toggle("dim", Boolean(off)));
    });
  }
  const menu = document.querySelector(".menu");
  if (menu) {
    addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  // ---- Touchpoints. On the map each is a button; its details are those of the text below.
  const dialog = byId("details");
  const stations = steps.map((step) => byId(`touchpoint-${step.dataset.step}`));
  let current = 0;
  map.setAttribute("role", "group"); // an image could hold no buttons
  bands.filter((band) => !band.querySelector(".touchpoint")).forEach((band) => band.setAttribute("aria-hidden", "true"));
  all("a", map).forEach((link) => { // the text below has them for the keyboard and for those who hear it
    link.setAttribute("tabindex", "-1");
    link.setAttribute("aria-hidden", "true");
  });

  function choose(index) {
    stations[current]?.setAttribute("tabindex", "-1");
    current = Math.min(Math.max(index, 0), stations.length - 1);
    stations[current]?.setAttribute("tabindex", "0");
  }

  function tell(index) {
    choose(index);
    const step = steps[current];
    byId("details-position").textContent = step.dataset.position;
    byId("details-title").textContent = step.querySelector(".step-name").textContent;
    const moment = step.querySelector("h4 small");
    byId("details-stage").textContent = [step.dataset.stage, moment && moment.textContent].filter(Boolean).join(" · ");
    const fields = step.querySelector(".fields");
    byId("details-body").replaceChildren(...(fields ? [fields.cloneNode(true)] : []));
    byId("details-previous").disabled = current === 0;
    byId("details-next").disabled = current === steps.length - 1;
    const opening = !dialog.open;
    if (opening) dialog.showModal();
    dialog.scrollTop = 0;
    if (opening || document.activeElement === document.body || document.activeElement.disabled) byId("details-title").focus();
  }

  // The direction of reading, not of the screen: in a right-to-left journey the left arrow goes on.
  function moved(key) {
    const onward = rtl ? "ArrowLeft" : "ArrowRight";
    const back = rtl ? "ArrowRight" : "ArrowLeft";
    return { [onward]: current + 1, [back]: current - 1, Home: 0, End: stations.length - 1 }[key];
  }

  // A station is small and mostly paper, so the whole of its column's height there takes the click.
  // All are measured before the first is changed, so that the browser lays the map out once.
  const boxes = stations.map((station) => station?.getBBox());
  stations.forEach((station, index) => {
    if (!station) return;
    const area = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const { x, width: wide } = station.dataset;
    const { y, height: tall } = boxes[index];
    const place = { x, y: y - 6, width: wide, height: tall + 12, rx: 6, class: "hit" };
    Object.entries(place).forEach(([name, value]) => area.setAttribute(name, value));
    station.prepend(area);
  });

  stations.forEach((station, index) => {
    if (!station) return;
    const name = steps[index].querySelector(".step-name").textContent;
    station.setAttribute("role", "button");
    station.setAttribute("tabindex", index ? "-1" : "0");
    station.setAttribute("aria-haspopup", "dialog");
    station.setAttribute("aria-label", `${steps[index].querySelector(".station").textContent}. ${name}`);
    station.addEventListener("keydown", (event) => {
      const next = moved(event.key);
      if (event.key === "Enter" || event.key === " ") tell(index);
      else if (next === undefined) return;
      else {
        choose(next);
        stations[current].focus({ preventScroll: true });
        stations[current].scrollIntoView({ block: "nearest", inline: "center" });
      }
      event.preventDefault();
    });
  });
  map.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-touchpoint]");
    if (dragged) event.preventDefault(); // of a link
    if (!mark || dragged || event.target.closest("a")) return;
    const index = steps.findIndex((step) => step.dataset.step === mark.dataset.touchpoint);
    if (index >= 0) tell(index);
  });
  byId("details-previous").addEventListener("click", () => tell(current - 1));
  byId("details-next").addEventListener("click", () => tell(current + 1));
  byId("details-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    const next = moved(event.key);
    if (next === undefined || next < 0 || next >= steps.length) return;
    event.preventDefault();
    tell(next);
  });
  dialog.addEventListener("close", () => stations[current]?.focus({ preventScroll: true }));

  // ---- Light and dark; until asked, the system's.
  byId("scheme").addEventListener("click", () => {
    const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = dark ? "light" : "dark";
  });
  byId("print").addEventListener("click", () => print());
  start();
})();
