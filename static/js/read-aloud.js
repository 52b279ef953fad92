/* Buttons with data-read read their text aloud. They stay hidden on a device without a voice for the language. */

const speech = window.speechSynthesis;
const language = document.documentElement.lang || "nl";
const voice = () => speech.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));

function reveal() {
  const able = Boolean(voice());
  for (const button of document.querySelectorAll("[data-read]")) button.hidden = !able;
}

function read(button) {
  const wasReading = button.getAttribute("aria-pressed") === "true";
  speech.cancel();
  if (wasReading) return;
  const words = new SpeechSynthesisUtterance(button.dataset.read);
  words.voice = voice();
  words.lang = words.voice.lang;
  words.rate = 0.9;
  words.onend = words.onerror = () => button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", "true");
  speech.speak(words);
}

if (speech) {
  reveal();
  speech.addEventListener?.("voiceschanged", reveal);
  document.addEventListener("htmx:afterSwap", reveal);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-read]");
    if (button) read(button);
  });
  addEventListener("pagehide", () => speech.cancel());
}
