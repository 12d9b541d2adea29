// Touchpoints. In each drawing they are buttons; their details are those of the text.
function touchpointsOf(drawings, shownDrawing) {
  const rtl = document.documentElement.dir === "rtl";
  const byId = (id) => document.getElementById(id);
  const steps = elements("[data-step]");
  const dialog = byId("details");
  const stationsOf = new Map(drawings.map((drawing) => [
    drawing, steps.map((step) => drawing.svg.querySelector(`.touchpoint[data-touchpoint="${CSS.escape(step.dataset.step)}"]`)),
  ]));
  let current = 0;

  const station = (index) => stationsOf.get(shownDrawing())?.[index];

  function choose(index) {
    const to = Math.min(Math.max(index, 0), steps.length - 1);
    for (const stations of stationsOf.values()) {
      stations[current]?.setAttribute("tabindex", "-1");
      stations[to]?.setAttribute("tabindex", "0");
    }
    current = to;
  }

  function tell(index) {
    choose(index);
    const step = steps[current];
    byId("details-position").textContent = step.dataset.position;
    byId("details-title").textContent = step.querySelector(".step-name").textContent;
    const moment = step.querySelector("h4 small");
    const within = [step.dataset.stage, moment && moment.textContent].filter(Boolean);
    byId("details-stage").textContent = within.join(" \u00b7 ");
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
    return { [onward]: current + 1, [back]: current - 1, Home: 0, End: steps.length - 1 }[key];
  }

  for (const [drawing, stations] of stationsOf) {
    drawing.svg.setAttribute("role", "group"); // an image could hold no buttons
    elements("g.band", drawing.svg).filter((band) => !band.querySelector(".touchpoint")).forEach((band) => band.setAttribute("aria-hidden", "true"));
    elements("a", drawing.svg).forEach((link) => { // the text has them for the keyboard and for those who hear it
      link.setAttribute("tabindex", "-1");
      link.setAttribute("aria-hidden", "true");
    });
    stations.forEach((each, index) => {
      if (!each) return;
      const name = steps[index].querySelector(".step-name").textContent;
      each.setAttribute("role", "button");
      each.setAttribute("tabindex", index ? "-1" : "0");
      each.setAttribute("aria-haspopup", "dialog");
      each.setAttribute("aria-label", `${steps[index].querySelector(".station").textContent}. ${name}`);
      each.addEventListener("keydown", (event) => {
        const next = moved(event.key);
        if (event.key === "Enter" || event.key === " ") tell(index);
        else if (next === undefined) return;
        else {
          choose(next);
          stations[current]?.focus({ preventScroll: true });
          stations[current]?.scrollIntoView({ block: "nearest", inline: "center" });
        }
        event.preventDefault();
      });
    });
  }
  document.querySelector("main").addEventListener("click", (event) => {
    const mark = event.target.closest("svg [data-touchpoint]");
    if (!mark) return;
    const dragged = shownDrawing()?.wasDragged();
    if (dragged) event.preventDefault(); // of a link
    if (dragged || event.target.closest("a")) return;
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
  dialog.addEventListener("close", () => station(current)?.focus({ preventScroll: true }));

  return {
    // A station is small and mostly paper, so the whole of its column's height there takes the click. It can be measured
    // once its drawing is shown: all before the first is changed, so that the browser lays the drawing out once.
    makeRoom(drawing) {
      const stations = stationsOf.get(drawing);
      const boxes = stations.map((each) => each?.getBBox());
      stations.forEach((each, index) => {
        if (!each) return;
        const area = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        const { x, width: wide } = each.dataset;
        const { y, height: tall } = boxes[index];
        const place = { x, y: y - 6, width: wide, height: tall + 12, rx: 6, class: "hit" };
        Object.entries(place).forEach(([name, value]) => area.setAttribute(name, value));
        each.prepend(area);
      });
    },
  };
}
