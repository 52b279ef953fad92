/* The date picker for companies: a table of ordinary boxes; this adds weeks, weekdays, arrows and the count.

   Boxes of weeks and weekdays are recomputed after `change` only. On `input` they would lose their own tap first.
   A wish for a weekday is written into the boxes of its dates, so what is sent says the same with and without this. */

const picker = document.querySelector("form[data-availability]");
if (picker) start(picker);
const seen = document.querySelector("[data-opened]");
if (seen) setTimeout(() => tell(seen.dataset.opened), 2000);

function tell(address) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  fetch(address, { method: "POST", headers: { "X-CSRFToken": token } });
}

function start(form) {
  const days = [...form.querySelectorAll("input[name=dag]")];
  const weeks = [...form.querySelectorAll("input[data-week]")];
  const wishes = [...form.querySelectorAll(".wd input")];
  const field = (name) => form.elements[name];
  const number = field("aantal");
  const none = form.querySelector("[data-none]");
  const output = form.querySelector("[data-sum]");
  const said = { ja: true, liever: true, nee: false };
  const words = { morning: "ochtend", afternoon: "middag" };

  const ofWeek = (week) => days.filter((day) => day.dataset.w === week);
  const ofWish = (name) => days.filter((day) => name === "wd-alle" || name === `wd-${day.dataset.d}`);
  const isRather = (day) => field(`wens-${day.value}`)?.value === "liever";
  const numberOf = (day) => field(`aantal-${day.value}`)?.value || field(`aantal-wd-${day.dataset.d}`)?.value || number.value;
  const partOf = (day) => words[field(`deel-${day.value}`)?.value || field(`deel-wd-${day.dataset.d}`)?.value] ?? "";

  function update() {
    weeks.forEach(showWeek);
    wishes.forEach(showWish);
    days.forEach(showDay);
    const chosen = days.filter((day) => day.checked);
    if (none) none.hidden = chosen.length > 0;
    const answer = field("mee")?.value ?? "ja";
    for (const part of form.querySelectorAll("[data-part]")) part.hidden = part.dataset.part !== answer;
    for (const box of form.querySelectorAll("[data-wd]")) box.placeholder = number.value;
    if (output) output.textContent = summary(answer, chosen);
  }

  function showWeek(week) {
    const own = ofWeek(week.dataset.week);
    const ticked = own.filter((day) => day.checked).length;
    week.checked = ticked > 0 && ticked === own.length;
    week.indeterminate = ticked > 0 && ticked < own.length;
  }

  /* A weekday is "ja" or "liever niet" when all its dates are; "nee" stays as long as none is chosen. */
  function showWish(radio) {
    const own = ofWish(radio.name);
    if (radio.value === "nee") radio.checked &&= !own.some((day) => day.checked);
    else radio.checked = own.length > 0 && own.every((day) => day.checked && isRather(day) === (radio.value === "liever"));
  }

  function showDay(day) {
    const tile = day.nextElementSibling;
    const part = partOf(day);
    tile.dataset.n = numberOf(day) + (part ? `\n${part.slice(0, 4)}.` : "");
    tile.classList.toggle("is-rather-not", isRather(day));
    day.dataset.label ??= day.ariaLabel;
    day.ariaLabel = [day.dataset.label, day.checked && isRather(day) ? "liever niet" : "", part].filter(Boolean).join(", ");
    const own = form.querySelector(`[data-of="${day.value}"]`);
    if (!own) return;
    own.hidden = !day.checked;
    own.querySelector("input").placeholder = field(`aantal-wd-${day.dataset.d}`)?.value || number.value;
  }

  function summary(answer, chosen) {
    if (answer === "") return "";
    if (answer === "bel") return "De school belt u.";
    if (answer === "nee") return "Deze keer geen plek";
    const counted = chosen.length === 1 ? "1 dag" : `${chosen.length} dagen`;
    const numbers = new Set(chosen.map(numberOf));
    const count = numbers.size === 1 ? [...numbers][0] : number.value;
    const rather = chosen.filter(isRather).length;
    if (numbers.size > 1) return `${counted}, ${Math.min(...numbers)} tot ${Math.max(...numbers)} leerlingen`;
    return `${counted}, ${count} ${count === "1" ? "leerling" : "leerlingen"}${rather ? `, ${rather}× liever niet` : ""}`;
  }

  function wish(radio) {
    for (const day of ofWish(radio.name)) {
      day.checked = said[radio.value];
      const own = field(`wens-${day.value}`);
      if (own) own.value = radio.value === "liever" ? "liever" : "";
    }
    if (radio.value !== "nee") return;
    for (const other of wishes) if (radio.name === "wd-alle" && other.value === "nee") other.checked = true;
  }

  form.addEventListener("change", (event) => {
    const { week } = event.target.dataset;
    if (week) for (const day of ofWeek(week)) day.checked = event.target.checked;
    if (wishes.includes(event.target)) wish(event.target);
    update();
  });

  form.addEventListener("input", (event) => {
    if (event.target.type === "number") update();
  });

  form.addEventListener("click", (event) => {
    const step = event.target.closest("button")?.dataset.step;
    if (!step) return;
    const least = Number(number.min || 1);
    const most = Number(number.max || 9);
    number.value = Math.min(most, Math.max(least, Number(number.value) + Number(step)));
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
