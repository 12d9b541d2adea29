// What is seen lives in the address, after its `#`: the view, the lanes and the personas that are shown, zoom, and place.
// So it survives a reload, and a link shows others the same. An address that names an element alone shows that one. What
// an address says that this page has not is ignored.
function addressOf({ views, opening, show, shown, toggles, bar }) {
  const KINDS = { lanes: "lane", personas: "persona" };
  const LEAST_ZOOM = 5;
  const LARGEST_ZOOM = 400;
  const main = document.querySelector("main");
  let written = null; // the part of the address that is shown or was written last
  let timer = 0;
  let quiet = true; // while the page moves by itself

  history.scrollRestoration = "manual";

  // ---- Reading.
  function idsIn(said, kind) {
    if (said === null) return null;
    const known = toggles.known(kind);
    const ids = said.split(",").filter((id) => known.includes(id));
    return ids.length || said === "" ? ids : null;
  }
  function numbersIn(said, pattern, most) {
    const numbers = pattern.exec(said ?? "")?.slice(1).map(Number);
    return numbers?.every((each) => each <= most) ? numbers : null;
  }
  function placeIn(said) {
    const [, id, part] = /^(.*?)(?:,(\d{1,2}))?$/.exec(said ?? "") ?? [];
    const element = id && document.getElementById(id);
    return element && main.contains(element) ? { element, part: Number(part ?? 0) / 100 } : null;
  }
  function elementNamed(hash) {
    try {
      const element = document.getElementById(decodeURIComponent(hash.slice(1)));
      return element && main.contains(element) ? element : null;
    } catch {
      return null; // a `%` that begins no character
    }
  }
  function read(hash) {
    if (!hash.includes("=")) return { target: hash.length > 1 ? elementNamed(hash) : null };
    const said = new URLSearchParams(hash.slice(1));
    const zoom = said.get("zoom");
    const percentage = numbersIn(zoom, /^(\d{1,3})$/, LARGEST_ZOOM)?.[0];
    return {
      view: views.includes(said.get("view")) ? said.get("view") : null,
      lanes: idsIn(said.get("lanes"), "lane"),
      personas: idsIn(said.get("personas"), "persona"),
      zoom: zoom === "fit" ? zoom : percentage >= LEAST_ZOOM ? percentage : null,
      centre: numbersIn(said.get("centre"), /^(\d{1,3}(?:\.\d)?),(\d{1,3}(?:\.\d)?)$/, 100),
      at: placeIn(said.get("at")),
    };
  }

  // ---- Places of the page: below the bar is the first part of this or the last part of that element.
  const top = (element) => element.getBoundingClientRect().top + scrollY - bar.offsetHeight;
  function marks() {
    return elements("main > section, #text article[id], main h3[id], main tbody[id]").filter((each) => each.id && each.getClientRects().length);
  }
  const after = (element, all) => {
    const next = all[all.indexOf(element) + 1];
    return next ? top(next) : document.documentElement.scrollHeight;
  };
  function placeNow() {
    if (scrollY < 4) return "";
    const all = marks();
    const element = all.filter((each) => top(each) <= scrollY + 1).at(-1);
    if (!element) return "";
    const part = Math.floor((scrollY - top(element)) / Math.max(after(element, all) - top(element), 1) * 100);
    return `${encodeURIComponent(element.id)},${Math.min(Math.max(part, 0), 99)}`;
  }
  function scrollToPlace({ element, part }) {
    const start = top(element);
    scrollTo({ top: start + part * (after(element, marks()) - start), behavior: "instant" });
  }

  // ---- Showing what an address says.
  function viewOf(element) {
    return element?.closest("#map") ? "full" : element?.closest("#overview") ? "overview" : null;
  }
  function reveal(element) {
    const view = viewOf(element);
    if (!view || shown()?.section.contains(element)) return;
    show(view);
    shown()?.placeAt({});
  }
  function goTo(element) {
    const isMark = Boolean(element.closest("svg"));
    element.scrollIntoView({ behavior: "instant", block: isMark ? "center" : "start", inline: "center" });
    if (isMark) element.focus({ preventScroll: true });
  }
  function follow() {
    clearTimeout(timer);
    quiet = true;
    written = location.hash;
    const state = read(written);
    const { target } = state;
    const before = document.documentElement.dataset.view;
    if (target && before) reveal(target); // a link within the page
    else {
      for (const [name, kind] of Object.entries(KINDS)) toggles.show(kind, state[name] ?? null);
      show(state.view ?? viewOf(target) ?? (target?.id === "text" ? "text" : opening()));
      shown()?.placeAt(state);
    }
    if (state.at) scrollToPlace(state.at);
    else if (!target || target === shown()?.section) scrollTo({ top: 0, behavior: "instant" });
    else if (before || target.id !== "text") goTo(target);
    setTimeout(() => { quiet = false; }, 200);
  }

  // ---- Writing.
  function said() {
    const parts = [`view=${document.documentElement.dataset.view}`];
    for (const [name, kind] of Object.entries(KINDS)) {
      const ids = toggles.shown(kind);
      if (ids) parts.push(`${name}=${ids.map(encodeURIComponent).join(",")}`);
    }
    const { zoom, centre } = shown()?.place() ?? {};
    if (zoom) parts.push(`zoom=${zoom}`);
    if (centre) parts.push(`centre=${centre.join(",")}`);
    const at = placeNow();
    if (at) parts.push(`at=${at}`);
    return `#${parts.join("&")}`;
  }
  function write(method) {
    clearTimeout(timer);
    timer = 0;
    const hash = said();
    if (hash === written) return;
    try {
      history[method](null, "", hash);
      written = hash;
    } catch {
      // a browser that counts changes of the address, or a page within another one: what is seen is all the same
    }
  }
  function keep() {
    if (quiet) return;
    clearTimeout(timer);
    timer = setTimeout(() => write("replaceState"), 250);
  }
  const keepNow = () => { if (timer) write("replaceState"); };

  addEventListener("scroll", keep, { passive: true });
  addEventListener("pagehide", keepNow);
  const followChanged = () => { if (location.hash !== written) follow(); };
  addEventListener("popstate", followChanged);
  addEventListener("hashchange", followChanged);
  // The browser goes where a link leads, and cannot go to what is hidden.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.defaultPrevented) return;
    keepNow();
    reveal(elementNamed(link.hash));
  });

  return {
    follow,
    keep,
    go(view) {
      keepNow();
      show(view);
      quiet = true;
      shown()?.placeAt({});
      scrollTo({ top: 0, behavior: "instant" });
      write("pushState");
      setTimeout(() => { quiet = false; }, 200);
    },
  };
}
