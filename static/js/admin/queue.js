/* Makes the queue quicker: keys, which are off until somebody chooses them, and ticking all that is shown.
   Everything here can also be done without. */

const CHOSEN = "comment-queue-keys";
const PLACE = "comment-queue-place";
const rows = [...document.querySelectorAll("[data-queue-row]")];
const ticks = [...document.querySelectorAll("[data-queue-tick]")];
const help = document.querySelector("[data-queue-help]");
const helpButton = document.querySelector("[data-queue-keys-help]");
const choice = document.querySelector("[data-queue-keys-choice]");

const isOn = () => localStorage.getItem(CHOSEN) === "on";

function current() {
  return rows.indexOf(document.activeElement?.closest("[data-queue-row]"));
}

function goTo(number) {
  const row = rows[Math.min(Math.max(number, 0), rows.length - 1)];
  if (!row) return;
  rows.forEach((other) => other.removeAttribute("aria-current"));
  row.setAttribute("aria-current", "true");
  // Its name, the writer and the page, is read out; the browser brings it into view.
  row.focus();
}

function part(key) {
  return rows[current()]?.querySelector(`[data-queue-key="${key}"]`);
}

const DOES = {
  j: () => goTo(current() + 1),
  k: () => goTo(current() - 1),
  p: () => part("p")?.click(),
  t: () => part("t")?.click(),
  h: () => part("h")?.click(),
  d: () => part("d")?.click(),
  r: () => part("r")?.focus(),
  x: () => rows[current()]?.querySelector("[data-queue-tick]")?.click(),
  "?": () => help.showModal(),
};

function isTyping({ target }) {
  return target.matches("input:not([type='checkbox'], [type='radio']), select, textarea, [contenteditable]");
}

function onKey(event) {
  if (!isOn() || help.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape" && event.target.matches("[data-queue-key='r']")) {
    goTo(current());
    return;
  }
  if (isTyping(event) || !(event.key in DOES)) return;
  // Wagtail has keys of its own, the question mark among them.
  event.preventDefault();
  event.stopImmediatePropagation();
  DOES[event.key]();
}

function showWhetherOn() {
  choice.checked = isOn();
  helpButton.hidden = !isOn();
}

function countTicks() {
  const count = ticks.filter((tick) => tick.checked).length;
  document.querySelector("[data-queue-ticked]").textContent = `(${count})`;
}

function tickAll(event) {
  event.preventDefault();
  const areAll = ticks.every((tick) => tick.checked);
  ticks.forEach((tick) => {
    tick.checked = !areAll;
  });
  countTicks();
}

/* After a decision the list is loaded again: whoever decides by keys goes on at the same place. */
function rememberPlace(event) {
  const number = rows.indexOf(event.target.closest("[data-queue-row]"));
  if (isOn() && number >= 0) sessionStorage.setItem(PLACE, JSON.stringify({ number, path: location.pathname }));
}

function goBackToPlace() {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!isOn() || !kept) return;
  const { number, path } = JSON.parse(kept);
  if (path === location.pathname) goTo(number);
}

if (choice) {
  document.querySelector("[data-queue-keys]").hidden = false;
  choice.addEventListener("change", () => {
    localStorage.setItem(CHOSEN, choice.checked ? "on" : "off");
    showWhetherOn();
  });
  helpButton.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", onKey, { capture: true });
  document.addEventListener("submit", rememberPlace);
  showWhetherOn();
  goBackToPlace();
}

if (ticks.length) {
  document.querySelector("[data-queue-all]").addEventListener("click", tickAll);
  document.addEventListener("change", ({ target }) => {
    if (ticks.includes(target)) countTicks();
  });
  countTicks();
}
