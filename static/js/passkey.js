/* Passkeys. <form data-passkey="create|get" data-options='{…}'> gets a credential when it is sent; with data-from
   the options are fetched first, for signing in with nothing but the key. The words of a failure stand in the page. */

const asked = document.querySelectorAll("form[data-passkey]");

async function credentialFor(form) {
  let options = form.dataset.options && JSON.parse(form.dataset.options);
  if (form.dataset.from) {
    const answer = await fetch(form.dataset.from, { headers: { accept: "application/json", "x-requested-with": "XMLHttpRequest" } });
    options = (await answer.json()).request_options;
  }
  if (form.dataset.passkey === "get") return webauthnJSON.get(options);
  Object.assign(options.publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  return webauthnJSON.create(options);
}

function say(form, words) {
  const place = form.querySelector("[data-passkey-words]");
  place.textContent = words;
  place.hidden = !words;
}

async function send(form) {
  say(form, "");
  try {
    form.elements.credential.value = JSON.stringify(await credentialFor(form));
  } catch {
    say(form, "Het lukte niet met de toegangssleutel. Probeer het nog eens, of kies een andere manier.");
    return;
  }
  HTMLFormElement.prototype.submit.call(form);
}

for (const form of asked) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (window.PublicKeyCredential) send(form);
    else say(form, "Deze browser kan niet met een toegangssleutel werken. Kies een andere manier.");
  }, { capture: true });
}
