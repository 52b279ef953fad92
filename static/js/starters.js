/* Sentence starters: <div data-starters="id_did" data-words="Ik heb |Ik mocht "> becomes buttons that begin a sentence.
   data-lines: each on a line of its own. Words without a space at the end are a whole answer. */

function begin(field, words, between) {
  const before = field.value.trimEnd();
  const glue = before === "" ? "" : between || (/[.!?]$/.test(before) ? " " : ". ");
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
    button.textContent = words.endsWith(" ") ? `${words.trim()} …` : words;
    button.addEventListener("click", () => begin(field, words, "lines" in group.dataset ? "\n" : ""));
    group.append(button);
  }
}
