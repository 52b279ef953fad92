/* Small comforts on every page: menus close, buttons work once, autosave says what it did. */

const menus = () => document.querySelectorAll("[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/* A second tap on a button does not send a form twice. A page from the back-forward cache starts afresh. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/* <form data-saved="#saved"> or any element that saves by htmx: the words go into #saved. */
function report(event, words, wrong) {
  const place = document.querySelector(event.target.closest("[data-saved]")?.dataset.saved ?? "#none");
  if (!place) return;
  place.textContent = words;
  place.classList.toggle("is-wrong", wrong);
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.target.closest("[data-saved]")) return;
  const clock = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  if (event.detail.successful) report(event, `Opgeslagen om ${clock}`, false);
  else report(event, "Nog niet opgeslagen. Probeer het zo nog eens.", true);
});

/* <button data-print> prints the page. */
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

/* <input data-check-all="name"> ticks every box of that name, and is half when some are ticked. */
function boxesOf(all) {
  return [...all.form.elements].filter((box) => box.name === all.dataset.checkAll && !box.disabled);
}

document.addEventListener("change", (event) => {
  const all = event.target;
  if (all.matches?.("[data-check-all]")) for (const box of boxesOf(all)) box.checked = all.checked;
  for (const one of document.querySelectorAll("[data-check-all]")) {
    const ticked = boxesOf(one).filter((box) => box.checked).length;
    one.checked = ticked > 0 && ticked === boxesOf(one).length;
    one.indeterminate = ticked > 0 && !one.checked;
    const counter = document.querySelector(`[data-count-of="${one.dataset.checkAll}"]`);
    if (counter) counter.textContent = ticked;
  }
});
