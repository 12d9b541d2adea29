"use strict";
// Walks an action tree: one question at a time, whose answers are buttons. The instructions below stay as they are.
(() => {
  const copies = (part) => [...part.childNodes].map((node) => node.cloneNode(true));
  const made = (name, kind, ...parts) => {
    const element = document.createElement(name);
    element.className = kind;
    element.append(...parts);
    return element;
  };

  const walks = []; // what each walker does at a key, in the order of the page

  for (const tree of document.querySelectorAll("section.tree")) {
    const [walker, passed, here, back, again] = [".walker", ".way", ".here", ".back", ".again"].map((each) => tree.querySelector(each));
    const steps = new Map([...tree.querySelectorAll(".tree-step")].map((step) => [step.dataset.number, step]));
    const way = []; // the answers that were given: the items of the instructions

    const question = (answer) => answer.closest(".tree-step").querySelector(".question");

    const show = (moves) => {
      const last = way.at(-1);
      passed.replaceChildren(...way.map((answer) => made("li", "", ...copies(question(answer)), " ", answer.querySelector(".answer").cloneNode(true))));
      here.replaceChildren();
      const isEnd = last && !last.dataset.goTo;
      here.classList.toggle("lacks", Boolean(isEnd && last.classList.contains("lacks")));
      if (isEnd) {
        const end = made("p", "what", ...copies(last).filter((node) => !node.classList?.contains("answer")));
        end.tabIndex = -1;
        here.append(end);
      } else {
        const step = steps.get(last ? last.dataset.goTo : "1");
        const answers = [...step.querySelectorAll(".answers > li")].map((answer, index) => {
          const button = made("button", "choice", made("kbd", "", String(index + 1)), " ", ...copies(answer.querySelector(".answer")));
          button.type = "button";
          button.addEventListener("click", () => { way.push(answer); show(true); });
          return button;
        });
        here.append(made("p", "question", ...copies(step.querySelector(".question"))), made("div", "choices", ...answers));
      }
      back.disabled = again.disabled = !way.length;
      if (moves) here.querySelector(".choice, .what").focus();
    };

    back.addEventListener("click", () => { way.pop(); show(true); });
    again.addEventListener("click", () => { way.length = 0; show(true); });
    const press = (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const choices = [...here.querySelectorAll(".choice")];
      const at = choices.indexOf(document.activeElement);
      const act = {
        Backspace: () => !back.disabled && back.click(),
        Home: () => !again.disabled && again.click(),
        ArrowDown: () => choices.length && choices[(at + 1) % choices.length].focus(),
        ArrowUp: () => choices.length && choices[(at - 1 + choices.length) % choices.length].focus(),
      }[event.key] ?? (/^[1-9]$/.test(event.key) && choices[event.key - 1] ? () => choices[event.key - 1].click() : null);
      if (!act) return;
      event.preventDefault();
      act();
    };
    walker.addEventListener("keydown", press);
    walks.push(press);
    walker.hidden = false;
    show(false);
  }

  // on a page of trees alone, a number is an answer in the first tree where nothing has the focus
  if (document.body.classList.contains("trees")) document.addEventListener("keydown", (event) => {
    const has = document.activeElement;
    if (/^[1-9]$/.test(event.key) && (!has || has === document.body)) walks[0]?.(event);
  });
})();
