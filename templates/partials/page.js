"use strict";
// What the page does beyond being read: showing one of its drawings or the text alone, moving about in a drawing,
// switching its parts on and off, and showing a touchpoint's details. Nothing that is shown before this has run needs it.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const bar = document.querySelector(".bar");
  const roomBelowBar = () => innerHeight - bar.offsetHeight;

  elements("[data-script]").forEach((part) => { part.hidden = false; });
  root.classList.add("live");

  // ---- The views: the drawings, and the text alone, which is below each of them too.
  const full = drawingIn(byId("map"), { roomBelowBar });
  const overview = byId("overview") && drawingIn(byId("overview"), { roomBelowBar, isWhole: true });
  const drawings = { full, ...(overview && { overview }) };
  const links = elements(".views [data-view]");
  const shown = () => drawings[root.dataset.view];

  function show(view) {
    root.dataset.view = view;
    links.forEach((link) => {
      if (link.dataset.view === view) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  // Where its small print could not be read, an overview is no way to begin.
  function opening() {
    const said = document.querySelector("main").dataset.opens;
    if (said in drawings) return said;
    if (overview ? innerWidth < overview.width * 0.7 : innerWidth < 760) return "text";
    return overview ? "overview" : "full";
  }

  const toggles = togglesOf(full);
  const touchpoints = touchpointsOf(Object.values(drawings), shown);
  const address = addressOf({ views: [...Object.keys(drawings), "text"], opening, show, shown, toggles, bar });
  links.forEach((link) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fold();
    address.go(link.dataset.view);
  }));
  for (const each of Object.values(drawings)) {
    each.onShown(() => touchpoints.makeRoom(each));
    each.onMoved(address.keep);
  }
  toggles.onChange(address.keep);

  byId("zoom-in").addEventListener("click", () => shown()?.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => shown()?.zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => shown()?.fit());
  let lastWidth = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== lastWidth) shown()?.again(); // a phone's address bar changes the height alone
    lastWidth = innerWidth;
  });

  // ---- What opens from the bar: on a phone all of its controls, and what can be hidden.
  const tools = byId("tools");
  const menu = document.querySelector(".menu");
  function fold(open = false) {
    bar.classList.toggle("open", open);
    tools?.setAttribute("aria-expanded", String(open));
    if (menu && !open) menu.open = false;
  }
  tools?.addEventListener("click", () => fold(!bar.classList.contains("open")));
  addEventListener("pointerdown", (event) => {
    if (!bar.contains(event.target)) fold();
    else if (menu && !menu.contains(event.target) && !bar.classList.contains("open")) menu.open = false;
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const opener = menu?.open ? menu.querySelector("summary") : bar.classList.contains("open") ? tools : null;
    if (!opener) return;
    if (opener === tools) fold();
    else menu.open = false;
    opener.focus();
  });
  bar.addEventListener("click", (event) => { if (event.target.closest(".sections a")) fold(); });

  // ---- Light and dark; until asked, the system's.
  byId("scheme").addEventListener("click", () => {
    const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = dark ? "light" : "dark";
  });
  byId("print").addEventListener("click", () => print());
  elements("table").forEach(keepTable);
  address.follow();
})();

function elements(selector, within = document) {
  return [...within.querySelectorAll(selector)];
}

// A table that is shown as cards would be none any more for those who hear it, in some browsers.
function keepTable(table) {
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
  for (const part of [table, ...elements("thead, tbody, tr, th, td", table)]) {
    const name = part.localName;
    part.setAttribute("role", roles[name] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
  }
}
