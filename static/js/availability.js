/* The date picker for companies: a table of ordinary boxes; this adds whole weeks, chips, arrows and the count.

   Week boxes are recomputed after `change` only. Doing so on `input` would untick the week before its own change arrives. */

const picker = document.querySelector("form[data-availability]");
if (picker) start(picker);

function start(form) {
  const days = [...form.querySelectorAll("input[name=dag]")];
  const weeks = [...form.querySelectorAll("input[data-week]")];
  const chips = [...form.querySelectorAll("[data-pre]")];
  const number = form.elements.aantal;
  const part = form.querySelector("[data-part]");
  const none = form.querySelector("[data-none]");
  const output = form.querySelector("[data-sum]");

  const ofWeek = (week) => days.filter((day) => day.dataset.w === week);
  const ofChip = (chip) => days.filter((day) => chip.dataset.pre === "alle" || day.dataset.d === chip.dataset.pre);

  function update() {
    weeks.forEach(showWeek);
    days.forEach(showDay);
    chips.forEach((chip) => chip.setAttribute("aria-pressed", String(ofChip(chip).every((day) => day.checked))));
    const chosen = days.filter((day) => day.checked);
    if (none) none.hidden = chosen.length > 0;
    const answer = form.elements.mee?.value ?? "ja";
    if (part) part.hidden = answer !== "ja";
    if (output) output.textContent = summary(answer, chosen);
  }

  function showWeek(week) {
    const own = ofWeek(week.dataset.week);
    const ticked = own.filter((day) => day.checked).length;
    week.checked = ticked > 0 && ticked === own.length;
    week.indeterminate = ticked > 0 && ticked < own.length;
  }

  function showDay(day) {
    const own = form.elements[`aantal-${day.value}`];
    day.nextElementSibling.dataset.n = own?.value || number.value;
    if (!own) return;
    own.placeholder = number.value;
    own.closest(".afw").hidden = !day.checked;
  }

  function summary(answer, chosen) {
    if (answer === "") return "";
    if (answer === "bel") return "De school belt u.";
    if (answer === "nee") return "Deze keer geen plek";
    const counted = chosen.length === 1 ? "1 dag" : `${chosen.length} dagen`;
    return `${counted}, ${number.value} ${number.value === "1" ? "leerling" : "leerlingen"}`;
  }

  form.addEventListener("change", (event) => {
    const { week } = event.target.dataset;
    if (week) for (const day of ofWeek(week)) day.checked = event.target.checked;
    update();
  });

  form.addEventListener("input", (event) => {
    if (event.target.type === "number") update();
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.step) {
      const least = Number(number.min || 1);
      const most = Number(number.max || 9);
      number.value = Math.min(most, Math.max(least, Number(number.value) + Number(button.dataset.step)));
    } else if (button?.dataset.pre) {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const day of ofChip(button)) day.checked = on;
    } else return;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });

  form.addEventListener("keydown", (event) => {
    if (event.target.type !== "checkbox" || !event.key.startsWith("Arrow")) return;
    const goal = neighbour(event.target, event.key);
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });

  /* Left and right stay in the row; up and down go on into the month before or after. Days off are skipped. */
  function neighbour(box, key) {
    const cell = box.closest("td, th");
    if (!cell) return null;
    const rows = [...form.querySelectorAll(".kal tbody tr")];
    const forward = key === "ArrowRight" || key === "ArrowDown";
    const sideways = key === "ArrowLeft" || key === "ArrowRight";
    const line = sideways ? [...cell.parentElement.cells] : rows.map((row) => row.cells[cell.cellIndex]);
    const rest = forward ? line.slice(line.indexOf(cell) + 1) : line.slice(0, line.indexOf(cell)).reverse();
    return rest.map((one) => one?.querySelector("input")).find(Boolean);
  }

  update();
}
