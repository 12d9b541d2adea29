"use strict";
// Shows each change of the files at once: it hears from the server which journeys have changed, and puts the new state of
// the page in the place of the one before, with what its reader has chosen, opened and scrolled to.
(() => {
  const SILENCE = 40_000; // milliseconds; the server is heard every 15 seconds
  const byId = (id) => document.getElementById(id);
  const { name } = document.body.dataset;
  const watched = (names) => name === "" || names.includes(name);
  let stream = null;
  let heard = 0;
  let isAsking = false;
  let isAskedFor = false;

  // ---- The state of the connection, which is told when it is lost for longer than a blink.
  let lost = 0;
  function tellState(isLive) {
    const show = (state) => {
      const status = byId("status");
      status.className = `is-${state}`;
      if (status.querySelector(".said").textContent !== status.dataset[state]) status.querySelector(".said").textContent = status.dataset[state];
    };
    if (isLive) {
      clearTimeout(lost);
      lost = 0;
      show("live");
    } else lost ||= setTimeout(() => show("lost"), 1500);
  }

  // ---- The stream. A browser has few connections to one server, so only what is seen holds one.
  function listen() {
    stream?.close();
    heard = Date.now();
    stream = new EventSource("/stream");
    stream.addEventListener("open", () => {
      tellState(true);
      refresh(); // whatever has changed while nobody listened
    });
    stream.addEventListener("beat", () => { heard = Date.now(); });
    stream.addEventListener("changed", (event) => {
      heard = Date.now();
      if (watched(JSON.parse(event.data))) refresh();
    });
    stream.addEventListener("error", () => tellState(false));
  }
  setInterval(() => {
    const isSilent = Date.now() - heard > SILENCE || stream?.readyState === EventSource.CLOSED;
    if (!document.hidden && isSilent) listen();
  }, 2000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) listen();
    else stream?.close();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

  // ---- The newest state. While one is on its way, no further one is asked for: the last one counts.
  async function refresh() {
    isAskedFor = true;
    if (isAsking) return;
    isAsking = true;
    while (isAskedFor) {
      isAskedFor = false;
      try {
        const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
        const isGone = answer.status === 404; // and may come back: what is seen of it stays meanwhile
        if (answer.ok || isGone) await take(parsed(await answer.text()), isGone);
      } catch {
        // no connection: the stream comes back first, and then asks
      }
    }
    isAsking = false;
  }

  // Its style stays out: this page has one, whose fonts have all letters of its words.
  const parsed = (text) => new DOMParser().parseFromString(text.replace(/<style>[^]*?<\/style>/, ""), "text/html");

  async function take(next, isGone) {
    if (!next.body.hasAttribute("data-name")) return;
    if (next.body.dataset.look !== document.body.dataset.look) return location.reload(); // only its own style is allowed
    const [wrong, nextWrong] = [byId("wrong"), next.getElementById("wrong")];
    if (wrong.innerHTML !== nextWrong.innerHTML) wrong.innerHTML = nextWrong.innerHTML;
    wrong.hidden = nextWrong.hidden;
    if (isGone) return;
    if (next.title !== document.title) document.title = next.title;
    for (const attribute of ["lang", "dir", "data-scheme"]) copy(attribute, next.documentElement, document.documentElement);
    for (const selector of [".title", "nav", ".home"]) {
      const [old, anew] = [document.querySelector(`#bar ${selector}`), next.querySelector(`#bar ${selector}`)];
      if (old && anew && old.innerHTML !== anew.innerHTML) old.innerHTML = anew.innerHTML;
    }
    const frame = next.getElementById("page");
    if (frame) await swap(frame.dataset.src, frame.title);
    else if (byId("page")) {
      byId("shown").innerHTML = next.getElementById("shown").innerHTML;
    }
  }

  function copy(attribute, from, to) {
    const value = from.getAttribute(attribute);
    if (value === null) to.removeAttribute(attribute);
    else if (to.getAttribute(attribute) !== value) to.setAttribute(attribute, value);
  }

  // ---- The frame. The next state is laid out behind the present one, and takes its place when it is ready.
  function load(src, title, hash) {
    const frame = document.createElement("iframe");
    frame.className = "coming";
    frame.dataset.src = src;
    frame.title = title;
    frame.src = src + hash;
    return new Promise((resolve) => {
      frame.addEventListener("load", () => resolve(frame), { once: true });
      byId("shown").append(frame);
    });
  }

  async function swap(src, title) {
    const before = byId("page");
    if (before?.dataset.src === src) return;
    if (!before) byId("shown").replaceChildren();
    const kept = before?.src ? keptIn(before) : null;
    const frame = await load(src, title, kept ? kept.hash : location.hash);
    await Promise.race([frame.contentDocument.fonts.ready, new Promise((resolve) => { setTimeout(resolve, 300); })]);
    if (kept) giveBack(frame, before?.contentWindow ? keptIn(before) : kept, document.activeElement === before);
    follow(frame);
    frame.id = "page";
    frame.className = "";
    before?.remove();
  }

  // ---- Its address is that of what is seen in it, so that a reload, a bookmark or a way back shows the same.
  function keepAddress(frame) {
    const { hash } = frame.contentWindow.location;
    if (frame.id === "page" && hash !== location.hash) history.replaceState(null, "", location.pathname + hash);
  }

  function follow(frame) {
    const { contentWindow: view } = frame;
    for (const method of ["replaceState", "pushState"]) {
      const change = view.history[method].bind(view.history);
      view.history[method] = (...values) => {
        change(...values);
        keepAddress(frame);
      };
    }
    view.addEventListener("hashchange", () => keepAddress(frame));
    view.addEventListener("popstate", () => keepAddress(frame));
    linesOf(frame, name);
    frame.contentDocument.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const to = new URL(link.href?.baseVal ?? link.href, link.baseURI);
      if (to.href.split("#")[0] === frame.contentWindow.location.href.split("#")[0]) return;
      event.preventDefault();
      if (to.origin === location.origin) location.assign(to);
      else open(to, "_blank", "noopener");
    });
  }

  const first = byId("page");
  if (first) {
    const { src } = first.dataset;
    first.addEventListener("load", () => follow(first), { once: true });
    first.src = src + location.hash;
  }
  linesIn(document, name);
  listen();
})();
