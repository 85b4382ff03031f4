// Keys, menus and lists. Letters act only outside fields, so that Telex typing never fires them.
(() => {
  "use strict";
  const inField = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;
  const search = document.getElementById("tim");
  let waitingForGo = 0;

  const rows = () => [...document.querySelectorAll("[data-list] tbody tr[data-href]")];
  const moveInList = (step) => {
    const all = rows();
    if (!all.length) return false;
    const at = all.findIndex((row) => row.getAttribute("aria-selected") === "true");
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    all.forEach((row) => row.removeAttribute("aria-selected"));
    next.setAttribute("aria-selected", "true");
    next.querySelector("a")?.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };

  const go = (key) => {
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) window.location.assign(link.href);
    return Boolean(link);
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && search) {
      event.preventDefault();
      search.focus();
      search.select();
      return;
    }
    if (event.ctrlKey && event.key === "Enter" && event.target.form) {
      event.target.form.requestSubmit();
      return;
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details.drop[open]").forEach((menu) => menu.removeAttribute("open"));
      const hits = document.getElementById("tim-thay");
      if (hits) hits.replaceChildren();
      return;
    }
    if (event.target === search && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      document.querySelector("#tim-thay .hit")?.focus();
      event.preventDefault();
      return;
    }
    if (event.target.classList?.contains("hit") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = event.key === "ArrowDown" ? event.target.nextElementSibling : event.target.previousElementSibling;
      (next ?? search).focus();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (waitingForGo && Date.now() - waitingForGo < 1500) {
      waitingForGo = 0;
      if (go(event.key)) event.preventDefault();
      return;
    }
    if (event.key === "g") waitingForGo = Date.now();
    else if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
    else if (event.key === "?") window.location.assign("/phim-tat/");
    else if (event.key === "j") moveInList(1) && event.preventDefault();
    else if (event.key === "k") moveInList(-1) && event.preventDefault();
    else if (event.key === "t") document.querySelectorAll(".chart.drawn button[data-table]").forEach((button) => button.click());
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.drop[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
    if (event.target.closest("[data-print]")) window.print();
  });

  // A figure opens beside the form; without scripts, or in a new tab, it opens as a page of its own.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-drawer]");
    const drawer = document.getElementById("ngan-keo");
    if (!link || !drawer || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    htmx.ajax("GET", link.href, { target: "#ngan-keo-noi-dung", swap: "innerHTML" }).then(() => {
      if (!drawer.open) drawer.showModal();
    });
  });

  document.addEventListener("change", (event) => {
    const chosen = event.target.dataset?.chooses && document.getElementById(event.target.dataset.chooses);
    if (chosen && event.target.value) chosen.value = event.target.dataset.choice;
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  // A sent form says so and cannot be sent twice by impatience.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    event.target.querySelectorAll("button[type=submit]").forEach((button) => {
      setTimeout(() => { button.disabled = true; }, 0);
      if (button.dataset.busy) button.textContent = button.dataset.busy;
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("button[type=submit]:disabled").forEach((button) => { button.disabled = false; });
  });

  // The error summary takes the focus, as the reader must.
  document.querySelector("[data-error-summary]")?.focus();

  // Without an answer from the server, say it in words and keep the page.
  document.addEventListener("htmx:sendError", () => {
    const hits = document.getElementById("tim-thay");
    if (hits) hits.textContent = "Không liên lạc được với máy chủ. Nội dung trên trang này vẫn còn; hãy thử lại.";
  });
})();
