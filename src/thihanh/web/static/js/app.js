// Keys, menus and lists. Letters act only outside fields, so that Telex typing never fires them.
(() => {
  "use strict";
  const inField = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;
  const search = document.getElementById("tim");
  const palette = document.getElementById("lenh");
  const asked = document.getElementById("lenh-o");
  const answers = document.getElementById("lenh-thay");
  let waitingForGo = 0;

  // The palette: the field keeps the focus, the arrows move the choice among the answers.
  const options = () => [...answers.querySelectorAll("[role=option]")];
  const choose = (next) => {
    options().forEach((one, place) => {
      one.id = `lenh-${place}`;
      one.setAttribute("aria-selected", String(one === next));
    });
    if (next) {
      asked.setAttribute("aria-activedescendant", next.id);
      next.scrollIntoView({ block: "nearest" });
    } else asked.removeAttribute("aria-activedescendant");
  };
  const openPalette = (typed = "") => {
    if (!palette || palette.open) return;
    palette.showModal();
    asked.value = typed;
    if (typed) htmx.trigger(asked, "input");
    asked.focus();
    choose(null);
  };
  if (palette) {
    palette.addEventListener("close", () => {
      if (search) search.value = search.defaultValue;
      if (asked.value) { asked.value = ""; htmx.trigger(asked, "input"); }
    });
    palette.addEventListener("click", (event) => {
      if (event.target === palette || event.target.closest("[data-close]")) palette.close();
    });
    // What was chosen among older answers is not what the newer word asks for.
    asked.addEventListener("input", () => choose(null));
    answers.addEventListener("htmx:afterSwap", () => choose(asked.value ? options()[0] : null));
    asked.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const all = options();
      const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && all.length) {
        event.preventDefault();
        choose(all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length]);
      } else if (event.key === "Enter" && (at >= 0 || !asked.value.trim())) {
        event.preventDefault();
        if (at >= 0) window.location.assign(all[at].href);
      }
    });
    // The field of the head opens the palette; without scripts it is a form of its own.
    search?.addEventListener("mousedown", (event) => { event.preventDefault(); openPalette(search.value); });
  }

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
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && palette) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.ctrlKey && event.key === "Enter" && event.target.form && event.target !== asked) {
      event.target.form.requestSubmit(event.target.form.querySelector("button.btn-primary[type=submit]"));
      return;
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details.drop[open]").forEach((menu) => menu.removeAttribute("open"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (waitingForGo && Date.now() - waitingForGo < 1500) {
      waitingForGo = 0;
      if (go(event.key)) event.preventDefault();
      return;
    }
    if (event.key === "g") waitingForGo = Date.now();
    else if (event.key === "/" && palette) { event.preventDefault(); openPalette(); }
    else if (event.key === "?") window.location.assign("/phim-tat/");
    else if (event.key === "j") moveInList(1) && event.preventDefault();
    else if (event.key === "k") moveInList(-1) && event.preventDefault();
    else if (/^[a-z]$/.test(event.key) && document.querySelector(`[data-press="${event.key}"]`)) {
      document.querySelector(`[data-press="${event.key}"]`).click();
    } else if (event.key === "t") document.querySelectorAll(".chart.drawn button[data-table]").forEach((button) => button.click());
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
    if (answers && palette.open) answers.textContent = "Không liên lạc được với máy chủ. Nội dung trên trang này vẫn còn; hãy thử lại.";
  });
})();
