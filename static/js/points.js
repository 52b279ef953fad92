/* Four-point scale: counts the answered aspects for the bar. <form data-points>, <output data-points-count>. */

for (const form of document.querySelectorAll("form[data-points]")) {
  const output = form.querySelector("[data-points-count]") ?? document.querySelector("[data-points-count]");
  const rows = [...form.querySelectorAll(".aspect")];

  const count = () => {
    const done = rows.filter((row) => row.querySelector("input[type=radio]:checked")).length;
    output.textContent = `${done} van ${rows.length} ingevuld`;
  };

  form.addEventListener("change", count);
  count();
}
