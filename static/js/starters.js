/* Sentence starters: <div data-starters="id_did" data-words="Ik heb |Ik mocht "> becomes buttons that begin a sentence. */

function begin(field, words) {
  const before = field.value.trimEnd();
  const glue = before === "" ? "" : /[.!?]$/.test(before) ? " " : ". ";
  field.value = before + glue + words;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const group of document.querySelectorAll("[data-starters]")) {
  const field = document.getElementById(group.dataset.starters);
  for (const words of group.dataset.words.split("|")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-secondary btn-sm";
    button.textContent = `${words.trim()} …`;
    button.addEventListener("click", () => begin(field, words));
    group.append(button);
  }
}
