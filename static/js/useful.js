// Answering “Is this page useful?” and saying what is wrong without leaving the page: site.js fetches this
// when somebody does. Without it the same forms stand on pages of their own.

async function ask(address, options) {
  const answer = await fetch(address, options);
  // A form that comes back says what is missing, or that too much has been sent.
  if (!answer.ok && ![422, 429].includes(answer.status)) {
    throw new Error(answer.status);
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
}

function closeButton(box, place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "useful__close";
  button.textContent = box.dataset.close;
  button.addEventListener("click", () => {
    place.remove();
    box.querySelector("[data-useful-wrong]").focus();
  });
  return button;
}

function show(box, answer) {
  box.querySelector(".useful__place")?.remove();
  const place = document.createElement("section");
  place.className = "useful__place";
  const heading = document.createElement("h2");
  heading.id = "useful-heading";
  heading.tabIndex = -1;
  heading.textContent = answer.querySelector("h1").textContent;
  place.setAttribute("aria-labelledby", heading.id);
  const lede = answer.querySelector(".lede");
  lede?.classList.remove("lede");
  const content = answer.querySelector(".band .wrap").childNodes;
  place.append(heading, ...(lede ? [lede] : []), ...content, closeButton(box, place));
  // What leads back to this page, or away from it.
  place.querySelectorAll("[data-alone]").forEach((part) => part.remove());
  box.append(place);
  place.dispatchEvent(new Event("clic:added", { bubbles: true }));
  (place.querySelector("[data-error-summary]") ?? heading).focus();
}

async function busy(box, work) {
  box.setAttribute("aria-busy", "true");
  try {
    return await work;
  } finally {
    box.removeAttribute("aria-busy");
  }
}

export async function open(box, link) {
  show(box, await busy(box, ask(link.href)));
}

export async function send(box, form, button) {
  const body = new FormData(form);
  if (button?.name) {
    body.set(button.name, button.value);
  }
  const answer = await busy(box, ask(form.action, { method: "POST", body }));
  if (form.matches(".useful__question")) {
    form.remove();
  }
  show(box, answer);
}
