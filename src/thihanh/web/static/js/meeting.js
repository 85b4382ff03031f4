// Chế độ họp: one slide at a time, by keys or a touch; everything is in the page, nothing is fetched.
(() => {
  "use strict";
  const slides = [...document.querySelectorAll(".slide")];
  const told = document.querySelector("[data-place]");
  let at = Math.min(Math.max(Number(location.hash.slice(1)) - 1 || 0, 0), slides.length - 1);

  const show = (next) => {
    at = Math.min(Math.max(next, 0), slides.length - 1);
    slides.forEach((slide, place) => { slide.hidden = place !== at; });
    told.textContent = `${at + 1} / ${slides.length}`;
    history.replaceState(null, "", `#${at + 1}`);
    window.dispatchEvent(new Event("resize"));
  };

  const KEYS = {
    ArrowRight: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1),
    ArrowLeft: () => show(at - 1), PageUp: () => show(at - 1),
    Home: () => show(0), End: () => show(slides.length - 1),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    t: () => slides[at].querySelector("[data-table]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("textarea, input")) return;
    if (event.target.closest("a, button, summary") && (event.key === " " || event.key === "Enter")) return;
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let from = null;
  document.addEventListener("touchstart", (event) => { from = event.touches[0].clientX; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    const moved = from === null ? 0 : event.changedTouches[0].clientX - from;
    if (Math.abs(moved) > 60) show(at + (moved < 0 ? 1 : -1));
    from = null;
  });

  document.body.classList.add("one-by-one");
  show(at);
})();
