/* Says at once that a file is too large: the server could say so only after all of it was sent. */

const NOTE = "upload-too-large";

function check(field) {
  const { maxBytes, tooLarge } = field.dataset;
  field.parentElement.querySelector(`.${NOTE}`)?.remove();
  const isTooLarge = [...field.files].some((file) => file.size > Number(maxBytes));
  field.toggleAttribute("aria-invalid", isTooLarge);
  if (!isTooLarge) return;
  field.value = "";
  const note = document.createElement("p");
  note.className = `error-message ${NOTE}`;
  note.setAttribute("role", "alert");
  note.textContent = tooLarge;
  field.after(note);
}

document.addEventListener(
  "change",
  ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.maxBytes) check(target);
  },
  { capture: true },
);
