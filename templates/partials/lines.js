// Where in the file stands what is clicked on a page; with an editor, it opens there.
function linesOf(frame, name) {
  const page = frame.contentDocument;
  let from = null;
  page.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; }, true);
  page.addEventListener("click", (event) => {
    if (from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 5) return; // the map was moved
    if (!event.isTrusted || event.target.closest("a[href]")) return;
    const marks = marksOf(event.target);
    if (marks) showLine(name, marks);
  }, true);
  linesIn(page, name);
}

// The places that are written in problems.
function linesIn(page, name) {
  page.addEventListener("click", (event) => {
    const place = event.target.closest("[data-line]");
    if (place) showLine(name, { line: place.dataset.line, column: place.dataset.column });
  });
  if (page !== document) return;
  const panel = document.getElementById("place");
  panel.querySelector(".close").addEventListener("click", () => { panel.hidden = true; });
  panel.querySelector(".open")?.addEventListener("click", () => openLine(name, panel.dataset.asked));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });
}

// What a thing belongs to: the nearest action, step or persona, else the stage; and the row in which it stands.
function marksOf(element) {
  const found = {};
  for (const kind of ["action", "touchpoint", "persona", "stage"]) {
    const part = element.closest(`svg [data-${kind}]`);
    if (part) found[kind] = part.dataset[kind];
  }
  const step = element.closest("[data-step]");
  if (step) found.touchpoint ??= step.dataset.step;
  if (!Object.keys(found).length) return null;
  const lane = element.closest("[data-lane]");
  if (lane) found.lane = lane.dataset.lane;
  return found;
}

const addressOfLine = (way, name, asked) => `/${way}/${name.split("/").map(encodeURIComponent).join("/")}?${asked}`;

async function showLine(name, marks) {
  const panel = document.getElementById("place");
  const asked = String(new URLSearchParams(marks));
  const answer = await fetch(addressOfLine("line", name, asked)).catch(() => null);
  if (!answer) return;
  const place = answer.ok ? await answer.json() : null;
  panel.dataset.asked = asked;
  panel.querySelector(".where").textContent = place ? place.where : panel.dataset.none;
  panel.querySelector(".excerpt").textContent = place ? place.text : "";
  panel.querySelector(".opened").hidden = true;
  const button = panel.querySelector(".open");
  if (button) button.hidden = !place;
  panel.hidden = false;
  if (place && panel.dataset.editor) await openLine(name, asked);
}

async function openLine(name, asked) {
  const panel = document.getElementById("place");
  const answer = await fetch(addressOfLine("open", name, asked), { method: "POST" }).catch(() => null);
  if (!answer) return;
  const said = await answer.json();
  const opened = panel.querySelector(".opened");
  if (said.problem) opened.textContent = said.problem;
  opened.hidden = false;
  if (said.address) location.href = said.address; // the browser hands it to the editor, and stays here
}
