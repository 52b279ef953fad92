/* Says that scripts work, and changes between light and dark without loading the page again. Loaded before the page shows. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  function keep(look) {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `look=${look}; path=/; max-age=${look ? 60 * 60 * 24 * 365 : 0}; samesite=lax${secure}`;
    if (look) root.setAttribute("data-bs-theme", look);
    else root.removeAttribute("data-bs-theme");
  }

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!event.target.matches("[data-look]") || !button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(button.value);
    for (const one of event.target.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === button));
  });
})();
