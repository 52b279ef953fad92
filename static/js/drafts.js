/* <form data-draft="key"> keeps what was typed on this device until it was sent; signing out wipes it all.

   The key names what is written about and by whom: "dagverslag-12-2027-02-04". Passwords, files and hidden fields are not kept.
   A draft goes when the next page no longer holds the form, or holds it without errors. */

const PREFIX = "draft:";
const DAYS = 7;
const SKIP = new Set(["hidden", "password", "file", "submit", "button"]);

const nameOf = (form) => PREFIX + form.dataset.draft;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !SKIP.has(field.type));

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* storage is full or switched off: the page works without it */ }
}

function find(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function write(form, sent = false) {
  const values = fieldsOf(form).map((field) =>
    ["checkbox", "radio"].includes(field.type) ? [field.name, field.value, field.checked] : [field.name, field.value],
  );
  store(nameOf(form), { at: Date.now(), sent, values });
}

function fill(form, values) {
  let changed = false;
  for (const [name, value, checked] of values) {
    for (const field of fieldsOf(form)) {
      if (field.name !== name) continue;
      if (checked === undefined) {
        changed ||= field.value !== value;
        field.value = value;
      } else if (field.value === value) {
        changed ||= field.checked !== checked;
        field.checked = checked;
      }
    }
  }
  return changed;
}

function say(form, words) {
  const line = form.querySelector("[data-draft-status]") ?? document.getElementById("status");
  if (line) line.textContent = words;
}

function restore(form) {
  const draft = find(nameOf(form));
  const rejected = Boolean(form.querySelector("[data-errors]") || document.querySelector("[data-errors]"));
  if (!draft) return;
  if (rejected) return store(nameOf(form), { ...draft, sent: false });
  if (draft.sent || Date.now() - draft.at > DAYS * 864e5) return store(nameOf(form), null);
  if (!fill(form, draft.values)) return;
  say(form, "Wat je eerder typte, staat er weer.");
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

let timer;
function keepSoon(event) {
  const form = event.target.form?.dataset.draft ? event.target.form : null;
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => write(form), 300);
}

const here = [...document.querySelectorAll("form[data-draft]")];
const present = new Set(here.map(nameOf));
for (const key of keys()) {
  const draft = find(key);
  if (!draft || (draft.sent && !present.has(key)) || Date.now() - draft.at > DAYS * 864e5) store(key, null);
}
here.forEach(restore);

document.addEventListener("input", keepSoon);
document.addEventListener("change", keepSoon);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[action*='uitloggen'], [action*='logout']")) keys().forEach((key) => store(key, null));
  if (!form.dataset.draft) return;
  clearTimeout(timer);
  write(form, navigator.onLine);
  if (navigator.onLine) return;
  event.preventDefault();
  delete form.dataset.sent;
  say(form, "Er is nu geen internet. Wat je typte, blijft op dit apparaat staan. Verstuur het straks.");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (form && event.detail.successful) store(nameOf(form), null);
});
