/* While a company divides its seats: what is left of each day stands under it. The server checks the same sum. */

const form = document.querySelector("form[data-dividing]");

function show(day) {
  const total = day.querySelector("[data-total]");
  const given = [...day.querySelectorAll("input:not([data-total])")].reduce((sum, box) => sum + Number(box.value || 0), 0);
  const left = Number(total.value || 0) - given;
  const place = day.querySelector("[data-left]");
  if (!total.value && !given) place.textContent = "";
  else if (left < 0) place.textContent = `U verdeelt ${given}, dat is ${-left} te veel.`;
  else place.textContent = left === 0 ? `Verdeeld: ${given}.` : `Verdeeld: ${given}. Over: ${left}.`;
  place.classList.toggle("is-wrong", left < 0);
}

if (form) {
  for (const day of form.querySelectorAll("[data-day]")) show(day);
  form.addEventListener("input", (event) => show(event.target.closest("[data-day]")));
}
