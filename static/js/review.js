// The review screen without full reloads, and by keyboard. Every action is an ordinary form or link:
// this only fetches the answer, puts it in place, and keeps focus and scroll where they were.
(() => {
  "use strict";
  const main = document.getElementById("main");
  let busy = false;

  const screen = () => document.getElementById("rv");
  const rows = () => [...screen().querySelectorAll(".rv__go")];
  const opened = () => screen().querySelector(".rv__row--open");
  const editor = () => document.getElementById("one");
  const typed = () => editor() && JSON.stringify([...new FormData(editor())].filter(([name]) => name !== "at"));
  let clean = typed();
  const isDirty = () => editor() !== null && typed() !== clean;

  function say(text) {
    const place = document.getElementById("said");
    if (place) place.textContent = text;
  }

  // The row the eye is on: the one with the focus, else the opened one, else the first in view.
  function here() {
    const focused = document.activeElement && document.activeElement.closest(".rv__row");
    return focused || opened() || rows().map((go) => go.closest(".rv__row")).find((row) => row.getBoundingClientRect().top >= 0);
  }

  function put(html, address, { push, focus }) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const incoming = page.getElementById("main");
    if (!incoming || !screen()) { location.href = address; return; }
    const before = here();
    const top = before ? before.getBoundingClientRect().top : 0;
    const details = [...main.querySelectorAll("details[open][id]")].map((one) => one.id);
    main.replaceChildren(...incoming.childNodes);
    document.title = page.title;
    if (push) history.pushState({}, "", address);
    details.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (!screen()) { window.scrollTo(0, 0); return; }
    settle(before && before.id, top, address, focus);
  }

  // Keep the row where it was on the screen, or bring the one that the address names into view.
  function settle(old, top, address, focus) {
    prepare();
    const wanted = new URL(address, location.href).hash.slice(1);
    const row = document.getElementById(wanted) || opened() || (old && document.getElementById(old));
    const alert = screen().querySelector("[role=alert]");
    if (row && row.id === old) window.scrollBy(0, row.getBoundingClientRect().top - top);
    else if (row) row.scrollIntoView({ block: "nearest" });
    const target = alert || (focus && screen().querySelector(focus)) || (row && row.querySelector(".rv__go"));
    if (target) target.focus({ preventScroll: !alert });
    const undo = document.getElementById("undo");
    say(alert ? alert.textContent.trim() : undo ? undo.textContent.trim() : "");
  }

  function prepare() {
    clean = typed();
    screen().querySelectorAll("[data-caret]").forEach((button) => { button.hidden = false; });
    const on = screen().querySelector(".source .on");
    const sheet = on && on.closest(".source");
    if (sheet && sheet.scrollHeight > sheet.clientHeight) sheet.scrollTop = on.offsetTop - sheet.clientHeight / 3;
  }

  async function fetched(address, options, how) {
    if (busy) return;
    busy = true;
    screen().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, options);
      const hash = new URL(answer.url).hash || new URL(address, location.href).hash;
      put(await answer.text(), answer.url.split("#")[0] + hash, { ...how, push: answer.ok && how.push });
    } catch {
      say("");
      if (options.method === "POST") {
        const note = document.createElement("p");
        note.className = "err rv__offline";
        note.setAttribute("role", "alert");
        note.textContent = screen().dataset.offline;
        screen().querySelector(".rv__offline")?.remove();
        screen().querySelector(".rv__bar").before(note);
      } else location.href = address;
    } finally {
      busy = false;
      screen()?.removeAttribute("aria-busy");
    }
  }

  function send(form, button) {
    const data = new FormData(form, button);
    const address = (button && button.getAttribute("formaction")) || form.action;
    if (button && button.hasAttribute("data-caret")) data.set("caret", caret());
    else data.delete("caret");
    return fetched(address, { method: "POST", body: new URLSearchParams(data) }, { push: true });
  }

  // In characters as the server counts them, not in the browser's halves of rare ones.
  function caret() {
    const field = editor().querySelector("textarea");
    return [...field.value.slice(0, field.selectionStart)].length;
  }

  document.addEventListener("submit", (event) => {
    if (!screen() || !screen().contains(event.target)) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("#rv a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const href = link.getAttribute("href");
    if (href.startsWith("#")) { follow(event, link, href.slice(1)); return; }
    if (!href.startsWith("?") && href !== screen().dataset.base) return;
    event.preventDefault();
    leave(link.href);
  });

  // Words typed and not saved yet are saved before another clause is opened.
  async function leave(address) {
    if (isDirty()) {
      await send(editor(), null);
      if (!screen() || screen().querySelector("[role=alert]")) return;
    }
    return fetched(address, {}, { push: true });
  }

  // From a clause to its line and back, each with a mark that lasts a moment.
  function follow(event, link, id) {
    const target = document.getElementById(id);
    if (!target) return;
    event.preventDefault();
    screen().querySelectorAll(".source .on").forEach((line) => line.classList.remove("on"));
    const line = id.startsWith("d") ? target : link.closest("li");
    line.classList.add("on");
    target.scrollIntoView({ block: "center" });
    (target.querySelector(".rv__go") || target.querySelector("a"))?.focus({ preventScroll: true });
  }

  window.addEventListener("popstate", () => { if (screen()) fetched(location.href, {}, {}); });
  window.addEventListener("beforeunload", (event) => { if (screen() && isDirty()) event.preventDefault(); });

  function move(step) {
    const all = rows();
    const row = here();
    const at = row ? all.indexOf(row.querySelector(".rv__go")) : -1;
    const focused = document.activeElement && document.activeElement.closest(".rv__row");
    const next = all[focused || opened() ? at + step : Math.max(at, 0)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
    else if (step > 0) press("next");
  }

  function press(key) {
    const button = screen().querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (button) button.click();
    return Boolean(button);
  }

  // A tool of the row the focus is on: opened first if it is not.
  async function tool(key) {
    const row = here();
    if (!row) return;
    if (row !== opened()) {
      await leave(row.querySelector(".rv__go").href);
      if (!screen() || screen().querySelector("[role=alert]")) return;
    }
    if (key === "s") {
      const field = editor() && editor().querySelector("textarea");
      if (field) { field.focus(); field.scrollIntoView({ block: "nearest" }); }
      return;
    }
    press(key);
  }

  const KEYS = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    m: () => tool("m"), s: () => tool("s"), "[": () => tool("["), "]": () => tool("]"), b: () => tool("b"),
    u: () => press("u"), U: () => press("U"), w: () => press("w"), W: () => press("W"),
    x: () => here()?.querySelector(".rv__pick input")?.click(),
    "?": () => { const keys = document.getElementById("keys"); keys.open = true; keys.querySelector("summary").focus(); },
    Escape: () => { const row = opened(); if (row) leave(row.querySelector(".rv__go").href); },
  };

  document.addEventListener("keydown", (event) => {
    // Only where the focus is in the tree: single letters belong to whoever dictates or types elsewhere.
    if (!screen() || event.isComposing || !event.target.closest(".rv__tree, .rv__bar")) return;
    if (event.ctrlKey && event.key === "Enter" && event.target.matches("textarea")) {
      event.preventDefault();
      screen().querySelector("[data-caret]").click();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const field = event.target.closest("textarea, select, input:not([type=checkbox])");
    if (event.altKey) {
      // As in Word: Alt+Shift+arrows lift and lower.
      const key = event.shiftKey && { ArrowLeft: "[", ArrowRight: "]" }[event.key];
      if (key) { event.preventDefault(); tool(key); }
      return;
    }
    if (field && event.key !== "Escape") return;
    const act = KEYS[event.key];
    if (!act || busy) return;
    event.preventDefault();
    act();
  });

  if (screen()) prepare();
})();
