// Ticking matters of a list: the box in the head ticks the page, the count is said, the scope follows.
"use strict";
(() => {
  const form = document.querySelector("[data-selection]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=chon]")];
  const all = form.querySelector("[data-select-page]");
  const told = form.querySelector("[data-selected]");
  const ticked = form.querySelector("input[name=pham-vi][value=danh-dau]");
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    told.textContent = `${count} việc đã đánh dấu`;
    all.checked = count === boxes.length && count > 0;
    all.indeterminate = count > 0 && count < boxes.length;
    if (count) ticked.checked = true;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "chon") tell();
  });
  tell();
})();

// A list with one box for all its rows and nothing else to tell: the papers of a queue.
(() => {
  const all = document.querySelector("[data-tick-all]");
  if (!all) return;
  const boxes = [...all.form.querySelectorAll("input[name=chon]")];
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  all.form.addEventListener("change", (event) => {
    if (event.target.name !== "chon") return;
    const count = boxes.filter((box) => box.checked).length;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  });
})();
