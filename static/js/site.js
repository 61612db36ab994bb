// What a page gains when scripts run; everything works without.
// Each part looks for its own data attribute and does nothing elsewhere.

function countCharacters(box) {
  const text = box.querySelector("textarea");
  const message = box.querySelector(".nhsuk-character-count__message");
  const limit = Number(box.dataset.characterCount);
  // A second line is for those who can't see: it speaks when typing rests.
  const spoken = document.createElement("div");
  spoken.className = "nhsuk-u-visually-hidden";
  spoken.setAttribute("role", "status");
  box.append(spoken);
  let rest;

  function show() {
    // As the server counts: an emoji is one.
    const left = limit - [...text.value].length;
    const words = left < 0 ? box.dataset.over : box.dataset.remaining;
    message.textContent = words.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    message.classList.toggle("is-over", left < 0);
    clearTimeout(rest);
    if (left < limit / 10) {
      rest = setTimeout(() => (spoken.textContent = message.textContent), 1000);
    }
  }

  text.addEventListener("input", show);
  if (text.value) {
    show();
  }
}

function offerToShowPassword(box) {
  const input = box.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nhsuk-button nhsuk-button--small button--secondary";
  button.setAttribute("aria-controls", input.id);

  function show(visible) {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? box.dataset.hide : box.dataset.show;
    button.setAttribute("aria-label", visible ? box.dataset.hideLabel : box.dataset.showLabel);
  }

  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  // A password must leave as a password, or browsers remember it as plain text.
  input.form?.addEventListener("submit", () => show(false));
  box.append(button);
}

function sendOnce(form) {
  let sentAt = 0;
  form.addEventListener("submit", (event) => {
    if (Date.now() - sentAt < 3000) {
      event.preventDefault();
    }
    sentAt = Date.now();
  });
}

function offerToPlay(player) {
  const video = player.querySelector("video");
  const button = player.querySelector("[data-play]");
  button.hidden = false;
  // The button lies over the film: until it is pressed, the keyboard must not stop beneath it.
  video.controls = false;
  button.addEventListener("click", () => {
    video.controls = true;
    video.focus();
    video.play();
  });
  // Whatever made it play, such as a time in the transcript.
  video.addEventListener("play", () => {
    button.hidden = true;
    video.controls = true;
  });
}

function offerToCopy(box) {
  const button = box.querySelector("button");
  const words = button.textContent;
  box.hidden = !navigator.clipboard;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.dataset.copy);
    button.textContent = box.dataset.copied;
    setTimeout(() => (button.textContent = words), 2000);
  });
}

// What is wider than its place scrolls inside itself: only then has the keyboard to stop there.
function stopWhereItScrolls(box) {
  const look = () => {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
    } else {
      box.removeAttribute("tabindex");
    }
  };
  new ResizeObserver(look).observe(box);
}

// What comments/typing.js keeps in this tab goes when it has arrived, and all of it when somebody signs
// out, on whichever page that is.
const TYPED = "clic-typed:";

function forgetWhatArrived(message) {
  sessionStorage.removeItem(TYPED + message.dataset.about);
}

function forgetAtSigningOut(form) {
  form.addEventListener("submit", () => {
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(TYPED))
      .forEach((key) => sessionStorage.removeItem(key));
    new BroadcastChannel("clic-signing-out").postMessage("");
  });
}

// Most readers leave without an answer: what takes it in place is fetched when they give one.
function answerInPlace(box) {
  function take(event) {
    const link = event.type === "click" && event.target.closest("[data-useful-wrong]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.defaultPrevented || (event.type === "click" && (!link || elsewhere))) {
      return;
    }
    event.preventDefault();
    const { target: form, submitter: button } = event;
    import(box.dataset.useful)
      .then((useful) => (link ? useful.open(box, link) : useful.send(box, form, button)))
      .catch(() => (link ? location.assign(link.href) : sendPlainly(form, button)));
  }

  box.addEventListener("click", take);
  box.addEventListener("submit", take);
}

function sendPlainly(form, button) {
  if (button?.name) {
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
    form.append(pressed);
  }
  form.submit();
}

// Most readers don't search: what suggests is fetched when a search box is entered.
function offerSuggestions(input) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  const start = () => import(input.dataset.script).then((module) => module.suggest(input));
  if (document.activeElement === input) {
    start();
  } else {
    input.addEventListener("focus", start, { once: true });
  }
}

// Paper has no second look: what is closed on the screen is printed open.
function printOpen(closed) {
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));
}

// What every form gains, those too that are added later.
function helpWithForms(part) {
  part.querySelectorAll("[data-character-count]").forEach(countCharacters);
  part.querySelectorAll("form[method='post']").forEach(sendOnce);
}

helpWithForms(document);
document.addEventListener("clic:added", (event) => helpWithForms(event.target));
document.querySelectorAll("[data-useful]").forEach(answerInPlace);
document.querySelectorAll("[data-suggest]").forEach(offerSuggestions);
document.querySelectorAll("[data-password]").forEach(offerToShowPassword);
document.querySelectorAll("[data-copy]").forEach(offerToCopy);
document.querySelectorAll("[data-player]").forEach(offerToPlay);
document.querySelectorAll("[data-scrolls]").forEach(stopWhereItScrolls);
document.querySelectorAll(".message[data-about]").forEach(forgetWhatArrived);
document.querySelectorAll("form[action$='/logout/']").forEach(forgetAtSigningOut);
document.querySelector("[data-error-summary]")?.focus();
printOpen([]);
