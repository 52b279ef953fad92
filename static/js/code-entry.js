/* A QR code opens /school/in#BCDFGHJKL. The part behind # never leaves the device: put it in the box and wipe the address. */

const box = document.querySelector("[data-code]");
const told = decodeURIComponent(location.hash.slice(1)).toUpperCase().replace(/[^A-Z]/g, "");

if (box && told) {
  box.value = told.replace(/(.{3})(?=.)/g, "$1-");
  history.replaceState(null, "", location.pathname);
  box.form.querySelector("button[type=submit]").focus();
}
