/* Brings the reader to the summary of what is wrong, after a page load and after an htmx answer. */

function focusSummary(within) {
  within.querySelector("[data-errors]")?.focus();
}

focusSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.detail.target ?? document));

/* A link in the summary opens the <details> that its field lies in. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-errors] a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  const fold = field.closest("details");
  if (fold) fold.open = true;
  event.preventDefault();
  field.focus();
});
