// Themes: keys for the coding page (each presses a button or link that is there anyway), and progress of the
// assistant without reloading by hand.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, summary")) return;
    if (event.key === "Enter" && event.target.closest("a, button")) return;
    const target = document.querySelector(`#main [data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
  });

  // One decision per comment: a second tap while the page changes is not another one.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "y";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });

  const progress = () => document.getElementById("progress");
  if (!progress() || !progress().dataset.busy) return;
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("progress");
      if (!fresh || !fresh.dataset.busy) { location.reload(); return; }
      progress().replaceChildren(...fresh.childNodes);
    } catch { /* The network is away: the next look may find it. */ }
    setTimeout(look, 2500);
  };
  setTimeout(look, 2500);
})();
