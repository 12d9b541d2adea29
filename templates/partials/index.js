(() => {
  "use strict";
  const body = document.querySelector("tbody");
  const rows = [...body.rows];
  const nothing = document.getElementById("nothing");
  const search = document.getElementById("search");
  for (const tool of document.querySelectorAll("[data-script]")) tool.hidden = false;

  const plain = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLocaleLowerCase();
  const sought = new Map(rows.map((row) => [row, plain(`${row.dataset.sought} ${row.textContent}`)]));
  search.addEventListener("input", () => {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !wanted.every((word) => sought.get(row).includes(word));
      shown += !row.hidden;
    }
    nothing.textContent = shown ? "" : nothing.dataset.text;
  });

  const heads = [...document.querySelectorAll("thead th")];
  const key = (row, column) => row.cells[column]?.dataset.sort ?? "\uffff";
  const number = (text) => (text.trim() === "" ? NaN : Number(text));
  const inOrder = (a, b) => {
    const [m, n] = [number(a), number(b)];
    return Number.isNaN(m) || Number.isNaN(n) ? a.localeCompare(b, document.documentElement.lang, { numeric: true }) : m - n;
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = head.dataset.label;
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const back = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", back ? "descending" : "ascending");
      const sorted = [...rows].sort((a, b) => inOrder(key(a, column), key(b, column)) * (back ? -1 : 1));
      body.append(...sorted);
    });
  });

  const root = document.documentElement;
  document.getElementById("scheme").addEventListener("click", () => {
    const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = dark ? "light" : "dark";
  });
})();
