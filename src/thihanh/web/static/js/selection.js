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
