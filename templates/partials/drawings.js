// A drawing: a wide picture in a box that scrolls, so touch, wheel and keys pan it by themselves. One that is to be seen
// as a whole fits into the window, unless the window is so low that it could not be read.
function drawingIn(section, { roomBelowBar, isWhole = false }) {
  const LEAST_WHOLE = 0.8;
  const LARGEST = 4;
  const rtl = document.documentElement.dir === "rtl";
  const viewport = section.querySelector(".viewport");
  const svg = viewport.querySelector("svg");
  const width = svg.viewBox.baseVal.width;
  let height = svg.viewBox.baseVal.height;
  let scale = 0; // pixels of the screen for one of the drawing; 0 before it is first shown
  let chosen = null; // the scale that the reader chose, or "fit"
  let shownFirst = () => {};
  let moved = () => {};

  const fillScale = () => viewport.clientWidth / width;
  const fitScale = () => (isWhole ? Math.min(fillScale(), Math.max(roomBelowBar() / height, LEAST_WHOLE)) : fillScale());
  const scrollTo = (left, top) => viewport.scrollTo({ left, top, behavior: "instant" });

  function draw(wanted, x = viewport.clientWidth / 2, y = viewport.clientHeight / 2) {
    const before = scale || wanted;
    const [left, top] = [(viewport.scrollLeft + x) / before, (viewport.scrollTop + y) / before];
    const fit = fitScale();
    scale = Math.min(Math.max(wanted, Math.min(fit, roomBelowBar() / height)), LARGEST);
    const zoomed = scale > fit * 1.001;
    viewport.classList.toggle("zoomed", zoomed);
    svg.style.minWidth = "0";
    svg.style.width = Math.abs(scale / fillScale() - 1) < 0.001 ? "100%" : `${width * scale}px`;
    viewport.style.height = zoomed ? `${Math.min(height * scale + 16, Math.max(height * fit, roomBelowBar() * 0.86))}px` : "";
    scrollTo(left * scale - x, top * scale - y);
  }

  // Where the whole would be too small to make anything out, the page begins with a part of it.
  function start() {
    chosen = null;
    draw(innerWidth < 760 ? 0.7 : fitScale() < 0.4 ? 0.5 : fitScale());
    scrollTo(rtl ? width * scale : 0, 0);
  }

  function choose(wanted, x, y) {
    draw(wanted === "fit" ? fitScale() : wanted, x, y);
    chosen = wanted === "fit" ? wanted : scale;
    moved();
  }

  const zoom = (factor) => choose(scale * factor);
  viewport.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = viewport.getBoundingClientRect();
    choose(scale * Math.exp(-event.deltaY * 0.002), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  viewport.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => choose("fit") }[event.key];
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
    choose(pinch.scale * spread(event.touches) / pinch.spread, x, y);
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
    scrollTo(drag.left - x, drag.top - y);
  });
  addEventListener("pointerup", () => {
    drag = null;
    viewport.classList.remove("dragging");
  });
  viewport.addEventListener("scroll", () => moved(), { passive: true });

  const overflows = () => viewport.scrollWidth > viewport.clientWidth + 1 || viewport.scrollHeight > viewport.clientHeight + 1;
  const percent = (start, seen, all) => Math.round((start + seen / 2) / all * 1000) / 10;

  return {
    section,
    svg,
    width,
    zoom,
    fit: () => choose("fit"),
    wasDragged: () => dragged,
    onShown: (act) => { shownFirst = act; },
    onMoved: (act) => { moved = act; },
    again: () => (chosen === null ? start() : draw(chosen === "fit" ? fitScale() : chosen)),
    resize(to) {
      height = to;
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.setAttribute("height", height);
      if (scale) draw(scale);
    },
    // The reader's zoom in percent of the drawing's own size, or "fit"; and the middle of what is seen, in percent of the whole.
    place: () => ({
      zoom: typeof chosen === "number" ? Math.round(chosen * 100) : chosen,
      centre: scale && overflows() ? [
        percent(viewport.scrollLeft, viewport.clientWidth, viewport.scrollWidth),
        percent(viewport.scrollTop, viewport.clientHeight, viewport.scrollHeight),
      ] : null,
    }),
    placeAt({ zoom: percentage, centre }) {
      const isFirst = !scale;
      start();
      if (isFirst) shownFirst();
      if (percentage) {
        draw(percentage === "fit" ? fitScale() : percentage / 100);
        chosen = percentage === "fit" ? percentage : scale;
      }
      if (centre) scrollTo(viewport.scrollWidth * centre[0] / 100 - viewport.clientWidth / 2, viewport.scrollHeight * centre[1] / 100 - viewport.clientHeight / 2);
    },
  };
}
