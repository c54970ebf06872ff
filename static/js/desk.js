// The reading desk by keyboard and without full reloads. Every action is an ordinary form or link: this
// moves the focus, says what has been read, and puts the answer of a form in place of the list.
(() => {
  "use strict";
  const desk = document.getElementById("desk");
  const told = document.getElementById("told");
  let busy = false;

  const ones = () => [...document.querySelectorAll("#list .dk__one")];
  const here = () => document.activeElement?.closest(".dk__one") || null;
  const token = () => desk.querySelector("#list [name=csrf_token]")?.value || "";

  // Whoever moves on has read it. A lost message costs nothing: it stays unread.
  function markRead(one) {
    if (!one || !one.classList.contains("dk__one--new")) return;
    one.classList.remove("dk__one--new");
    one.querySelector(".dk__new")?.remove();
    const body = new URLSearchParams({ csrf_token: token(), id: one.dataset.id });
    fetch(desk.dataset.read, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  }

  function go(one) {
    if (!one) return;
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const list = ones();
    const from = here();
    const at = from ? list.indexOf(from) : by > 0 ? -1 : list.length;
    if (by > 0) markRead(from);
    const to = list[at + by];
    if (to) return go(to);
    if (by > 0) document.getElementById("next")?.click();
    else if (at <= 0 && history.length > 1 && new URLSearchParams(location.search).has("sau")) history.back();
    return null;
  }

  // The answer of a form is this page again: its list replaces ours, and the eye goes on where it was.
  async function send(form, button) {
    if (busy) return;
    busy = true;
    const at = ones().indexOf(form.closest(".dk__one"));
    const body = new URLSearchParams(new FormData(form, button));
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = page.getElementById("list");
      if (!list) { document.documentElement.replaceWith(page.documentElement); return; }
      document.getElementById("list").replaceWith(list);
      told.textContent = page.querySelector("main .note--leaf")?.textContent.trim() || "";
      const to = document.getElementById(new URL(answer.url).hash.slice(1)) || ones()[Math.max(at, 0)] || ones().at(-1);
      go(to);
    } catch {
      told.textContent = desk.dataset.offline;
      form.querySelector(".bad__msg")?.remove();
      const note = document.createElement("p");
      note.className = "bad__msg";
      note.textContent = desk.dataset.offline;
      form.append(note);
    } finally {
      busy = false;
    }
  }

  desk.addEventListener("submit", (event) => {
    if (!event.target.closest(".dk__one")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  const press = (value) => here()?.querySelector(`[name=viec][value="${value}"]`)?.click();
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    d: () => press("duyet"),
    x: () => {
      const hide = here()?.querySelector(".dk__hide");
      if (hide) { hide.open = true; hide.querySelector("select").focus(); }
    },
    o: () => { markRead(here()); here()?.querySelector("h2 a").click(); },
    "/": () => document.getElementById("tim").focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && typing) { go(here() || ones()[0]); return; }
    // Arrows scroll for whoever reads without the keyboard's list: they step only from a comment.
    if (typing || (event.key.startsWith("Arrow") && event.target !== here())) return;
    const act = keys[event.key] || keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Came here by the keyboard from the page before: go on at the top.
  document.addEventListener("click", (event) => {
    if (event.target.id === "next") sessionStorage.setItem("desk", "on");
  });
  if (sessionStorage.getItem("desk")) {
    sessionStorage.removeItem("desk");
    go(ones()[0]);
  }
})();
