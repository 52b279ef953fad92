/* A signature with finger, pen or mouse, kept as the path of an SVG. Who cannot draw types the name: that is enough. */

const WIDTH = 600;
const HEIGHT = 200;
const STEP = 3;
const MOST = 28000;

function point(pad, event) {
  const box = pad.getBoundingClientRect();
  const inside = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
  return [
    inside(((event.clientX - box.left) / box.width) * WIDTH, WIDTH),
    inside(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT),
  ];
}

function start(holder) {
  const field = document.getElementById(holder.dataset.signature);
  const pad = holder.querySelector("svg");
  const ink = pad.querySelector("path");
  const said = holder.querySelector("output");
  let last = null;

  const write = (strokes) => {
    field.value = strokes;
    ink.setAttribute("d", strokes);
  };

  pad.addEventListener("pointerdown", (event) => {
    if (field.value.length > MOST) return;
    last = point(pad, event);
    pad.setPointerCapture(event.pointerId);
    write(`${field.value} M${last.join(" ")}`.trim());
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!last || field.value.length > MOST) return;
    const next = point(pad, event);
    if (Math.hypot(next[0] - last[0], next[1] - last[1]) < STEP) return;
    last = next;
    write(`${field.value} L${last.join(" ")}`);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    pad.addEventListener(end, () => {
      if (last) said.textContent = "De handtekening staat.";
      last = null;
    });
  }
  holder.querySelector("[data-signature-clear]").addEventListener("click", () => {
    write("");
    said.textContent = "De handtekening is gewist.";
  });
  write(field.value);
  holder.hidden = false;
}

for (const holder of document.querySelectorAll("[data-signature]")) start(holder);
