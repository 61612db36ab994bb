// Saving a page without leaving it. Without this the button leads to the page again.

async function send(form) {
  const box = form.closest("[data-save]");
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
    // Somebody whose sign-in has ended is led to it by the browser, not by us.
    redirect: "manual",
  });
  if (!answer.ok && answer.status !== 422) {
    throw new Error(answer.status);
  }
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  form.replaceWith(shown.querySelector("[data-save] form"));
  box.querySelector("[role='status']").textContent = shown.querySelector("[role='status']").textContent;
  box.querySelector("button").focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.closest("[data-save]")) {
    return;
  }
  event.preventDefault();
  send(form).catch(() => form.submit());
});
