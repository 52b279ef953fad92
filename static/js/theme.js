/* Says that scripts work, and keeps the choice between light and dark. Loaded before the page shows. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const kept = () => document.cookie.match(/(?:^|; )look=(light|dark)/)?.[1] ?? "auto";

  function show(look) {
    if (look === "auto") root.removeAttribute("data-bs-theme");
    else root.setAttribute("data-bs-theme", look);
  }

  function keep(look) {
    const age = look === "auto" ? 0 : 60 * 60 * 24 * 365;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `look=${look}; path=/; max-age=${age}; samesite=lax${secure}`;
    show(look);
  }

  show(kept());
  addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll("[data-look] input")) {
      choice.checked = choice.value === kept();
      choice.addEventListener("change", () => keep(choice.value));
    }
  });
})();
