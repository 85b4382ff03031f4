// Chế độ họp của Ban Chỉ đạo: notes of decisions stay in this browser until the secretary takes them over.
(() => {
  "use strict";
  const place = `thihanh-notes-${document.body.dataset.notes}`;
  const fields = [...document.querySelectorAll("[data-note]")];
  const all = document.querySelector("[data-notes-all]");
  const none = document.querySelector("[data-no-notes]");
  const kept = (() => {
    try { return JSON.parse(sessionStorage.getItem(place)) || {}; } catch { return {}; }
  })();

  const gather = () => {
    const said = fields.filter((field) => field.value.trim());
    const text = said.map((field) => `${field.dataset.note}: ${field.value.trim()}`).join("\n");
    if (all) all.value = text;
    if (none) none.hidden = Boolean(text);
    try {
      sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(said.map((field) => [field.id, field.value]))));
    } catch { /* a browser that keeps nothing still shows the notes */ }
  };

  fields.forEach((field) => {
    field.value = kept[field.id] || "";
    field.addEventListener("input", gather);
  });
  gather();
})();
