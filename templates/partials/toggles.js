// Lanes and personas that can be switched off. A lane that is gives its room on the map to what stands below it.
function togglesOf(map) {
  const bands = elements("g.band", map.svg);
  const fullHeight = map.svg.viewBox.baseVal.height;
  const boxes = (kind) => elements(`[data-toggle=${kind}]`);
  const switchTo = (part, on) => (on ? part.removeAttribute("display") : part.setAttribute("display", "none"));

  function closeUp() {
    let shift = 0;
    for (const band of bands) {
      const off = band.hasAttribute("display");
      if (shift) band.setAttribute("transform", `translate(0 ${-shift})`);
      else band.removeAttribute("transform");
      if (off) shift += Number(band.dataset.height);
    }
    map.resize(fullHeight - shift);
  }
  // A line of a blueprint stands while there is a lane on each of its sides, an arrow while both lanes that it joins are.
  function joinLanes() {
    const off = new Set(boxes("lane").filter((box) => !box.checked).map((box) => box.value));
    const stands = (lanes) => !lanes || lanes.split(" ").some((lane) => !off.has(lane));
    elements("g.band[data-below]", map.svg).forEach((line) => switchTo(line, stands(line.dataset.above) && stands(line.dataset.below)));
    elements("[data-from-lane]", map.svg).forEach((arrow) => switchTo(arrow, stands(arrow.dataset.fromLane) && stands(arrow.dataset.toLane)));
  }
  // What is for others than the personas that are shown is dimmed: steps that they do not pass, and the ways past these.
  function dim() {
    const personas = boxes("persona");
    const shown = personas.filter((box) => box.checked).map((box) => box.value);
    const some = shown.length && shown.length < personas.length;
    for (const svg of elements("main svg")) {
      elements("[data-for]", svg).forEach((part) => {
        const off = some && !part.dataset.for.split(" ").some((id) => shown.includes(id));
        const step = part.dataset.touchpoint;
        const parts = step ? elements(`[data-touchpoint="${CSS.escape(step)}"]`, svg) : [part];
        parts.forEach((each) => each.classList.toggle("dim", Boolean(off)));
      });
    }
  }
  function apply(box) {
    elements(`main svg [data-${box.dataset.toggle}="${CSS.escape(box.value)}"]`).forEach((part) => switchTo(part, box.checked));
  }
  function settle(kind) {
    if (kind === "persona") return dim();
    joinLanes();
    closeUp();
  }
  elements("[data-toggle]").forEach((box) => { box.checked = true; }); // a browser that comes back to the page may remember otherwise

  return {
    onChange: (act) => elements("[data-toggle]").forEach((box) => box.addEventListener("change", () => {
      apply(box);
      settle(box.dataset.toggle);
      act();
    })),
    // The ids of those that are shown; null where all are.
    shown(kind) {
      const on = boxes(kind).filter((box) => box.checked).map((box) => box.value);
      return on.length < boxes(kind).length ? on : null;
    },
    known: (kind) => boxes(kind).map((box) => box.value),
    show(kind, ids) {
      const changed = boxes(kind).filter((box) => box.checked !== (!ids || ids.includes(box.value)));
      changed.forEach((box) => {
        box.checked = !box.checked;
        apply(box);
      });
      if (changed.length) settle(kind);
    },
  };
}
