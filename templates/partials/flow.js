// Makes a touchpoint's ways in and out stand out while it is pointed at or has the focus. Without it, the page is read
// as it is.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  for (const each of all("[data-script]")) each.hidden = false;
  for (const drawing of all(".page svg")) {
    const nodes = all(".node[data-touchpoint]", drawing);
    const ways = all(".flow-way", drawing);
    let focused = null;
    // A drawing with a role of an image hides from assistive technology what is in it, and its touchpoints are links.
    drawing.setAttribute("role", "group");
    drawing.classList.add("live");

    const show = (node) => {
      drawing.classList.toggle("chosen", Boolean(node));
      const id = node?.dataset.touchpoint;
      const near = new Set([id]);
      for (const way of ways) {
        const on = Boolean(node) && (way.dataset.from === id || way.dataset.to === id);
        way.classList.toggle("on", on);
        if (on) near.add(way.dataset.from).add(way.dataset.to);
      }
      for (const other of nodes) other.classList.toggle("on", Boolean(node) && near.has(other.dataset.touchpoint));
    };
    const open = (node) => {
      const text = document.getElementById(`ways-${node.dataset.touchpoint}`);
      text?.scrollIntoView({ block: "center" });
      text?.focus({ preventScroll: true });
    };

    for (const node of nodes) {
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "link");
      const name = document.querySelector(`#ways-${CSS.escape(node.dataset.touchpoint)} h4`);
      if (name) node.setAttribute("aria-label", name.textContent);
      node.addEventListener("pointerenter", () => show(node));
      node.addEventListener("pointerleave", () => show(focused));
      node.addEventListener("focus", () => show(focused = node));
      node.addEventListener("blur", () => show(focused = null));
      node.addEventListener("click", () => open(node));
      node.addEventListener("keydown", (event) => {
        if (event.key === "Enter") open(node);
        else if (event.key === "Escape") node.blur();
      });
    }
  }
})();
