// Entering paper forms: one sign in a box of one sign moves on, Enter moves on, Ctrl+Enter sends.
// Without it Tab and the button do the same.
(() => {
  const form = document.querySelector("form[data-keys]");
  if (!form) return;
  const next = (field, steps = 1) => {
    const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea, button")];
    const at = fields.indexOf(field) + steps;
    fields[at]?.focus();
    fields[at]?.select?.();
  };
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.matches("button")) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (!event.shiftKey) {
      event.preventDefault();
      next(event.target);
    }
  });
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-one]") || !/^\d$/.test(field.value) || event.isComposing) return;
    // Who agrees with a clause hardly ever writes beside it.
    next(field, field.name[0] === "c" && field.value === "1" ? 2 : 1);
  });
})();
