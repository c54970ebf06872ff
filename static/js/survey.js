// Shows and hides questions as their conditions come true. The server decides again when the page is sent.
(() => {
  const form = document.querySelector("form [data-if]")?.closest("form");
  if (!form) return;
  const hung = [...form.querySelectorAll("[data-if]")];
  const number = (text) => {
    const typed = text.trim().replace(/\s/g, "");
    const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed) ? typed.replace(/\./g, "") : typed;
    return plain === "" ? NaN : Number(plain.replace(",", "."));
  };
  // What is said to a question: of a hidden one nothing, for its fields are disabled.
  const said = (name) =>
    [...form.elements]
      .filter((one) => one.name === name && !one.matches(":disabled"))
      .filter((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value.trim()))
      .map((one) => one.value)
      .filter((value) => value !== "none");
  const holds = (check) => {
    // A question of another page was judged by the server.
    if (check[0] === "=") return check === "=1";
    const [name, how, wanted] = check.split(":");
    const values = said(name);
    if (!values.length) return false;
    if (how === "is") return values.includes(wanted);
    if (how === "is_not") return !values.includes(wanted);
    const most = how === "at_most";
    return values.some((value) => (most ? number(value) <= +wanted : number(value) >= +wanted));
  };
  const decide = () => {
    for (const one of hung) {
      const [join, ...checks] = one.dataset.if.split(" ");
      const shown = join === "any" ? checks.some(holds) : checks.every(holds);
      one.hidden = !shown;
      for (const field of one.matches("fieldset") ? [one] : one.querySelectorAll("input, textarea, select")) {
        field.disabled = !shown;
      }
    }
  };
  const live = document.createElement("input");
  live.type = "hidden";
  live.name = "live";
  live.value = "1";
  form.append(live);
  form.addEventListener("input", decide);
  addEventListener("pageshow", decide);
  decide();
})();
