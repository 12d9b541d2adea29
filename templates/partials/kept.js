// What the reader of a page has chosen, opened and scrolled to, taken from one state of the page into the next one.
function hashIn(frame) {
  frame.contentWindow.dispatchEvent(new Event("pagehide")); // the page writes into its address what is seen
  return frame.contentWindow.location.hash;
}

function keptIn(frame) {
  const hash = hashIn(frame);
  const { contentWindow: view, contentDocument: page } = frame;
  const all = (selector) => [...page.querySelectorAll(selector)];
  const details = page.querySelector("dialog#details[open]");
  const position = details?.querySelector("#details-position").textContent;
  const sorted = page.querySelector("th[aria-sort]");
  return {
    hash,
    scheme: page.documentElement.dataset.scheme,
    height: page.documentElement.scrollHeight,
    scroll: [view.scrollX, view.scrollY],
    boxes: all(".viewport, .scroll, .page, dialog[open]").map((box) => ({
      path: pathOf(box), place: [box.scrollLeft, box.scrollTop], size: [box.scrollWidth, box.scrollHeight],
    })),
    opened: all("details").map((each) => ({ path: pathOf(each), open: each.open })),
    step: details && all("[data-step]").find((step) => step.dataset.position === position)?.dataset.step,
    isToolsOpen: Boolean(page.querySelector(".bar.open")),
    search: page.querySelector("input[type=search]")?.value,
    sort: sorted && { column: sorted.cellIndex, direction: sorted.getAttribute("aria-sort") },
    focus: page.activeElement && page.activeElement !== page.body ? pathOf(page.activeElement) : null,
  };
}

function giveBack(frame, kept, hadFocus) {
  const { contentWindow: view, contentDocument: page } = frame;
  const focused = document.activeElement;
  if (kept.scheme) page.documentElement.dataset.scheme = kept.scheme;
  for (const each of kept.opened) {
    const found = foundAt(page, each.path);
    if (found?.localName === "details") found.open = each.open;
  }
  if (kept.isToolsOpen && !page.querySelector(".bar.open")) page.getElementById("tools")?.click();
  const search = page.querySelector("input[type=search]");
  if (search && kept.search) {
    search.value = kept.search;
    search.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const head = kept.sort && page.querySelectorAll("thead th")[kept.sort.column];
  for (let clicks = 0; head && clicks < 2 && head.getAttribute("aria-sort") !== kept.sort.direction; clicks += 1) {
    head.querySelector("button")?.click();
  }
  if (kept.step) {
    page.querySelector(`svg [data-touchpoint="${CSS.escape(kept.step)}"]`)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
  // What the address says is near enough where the page is not as long as it was; else, or if it says none, it is the very place.
  if (page.documentElement.scrollHeight === kept.height || !kept.hash.includes("at=")) view.scrollTo({ left: kept.scroll[0], top: kept.scroll[1], behavior: "instant" });
  for (const each of kept.boxes) {
    const box = foundAt(page, each.path);
    const isAsLarge = box && box.scrollWidth === each.size[0] && box.scrollHeight === each.size[1];
    if (isAsLarge || box?.localName === "dialog") box.scrollTo({ left: each.place[0], top: each.place[1], behavior: "instant" });
  }
  const focus = kept.focus && foundAt(page, kept.focus);
  if (hadFocus) {
    view.focus();
    focus?.focus({ preventScroll: true });
  } else if (focused !== document.activeElement) focused?.focus({ preventScroll: true });
}

// The way to an element from the nearest one above it that has an id.
function pathOf(element) {
  const parts = [];
  let at = element;
  while (at.parentElement && !at.id) {
    parts.unshift([...at.parentElement.children].indexOf(at));
    at = at.parentElement;
  }
  return { id: at.id, parts };
}

function foundAt(page, { id, parts }) {
  let at = id ? page.getElementById(id) : page.documentElement;
  for (const part of parts) at = at?.children[part];
  return at ?? null;
}
