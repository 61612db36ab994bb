/* Makes lists of what waits quicker, comments as well as feedback: keys, which are off until somebody chooses them,
   and ticking all that is shown. Everything here can also be done without. */

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

// Where somebody was last: they may have gone on to the form for many at once.
let latest = 0;

function goTo(number) {
  const row = rows[Math.min(Math.max(number, 0), rows.length - 1)];
  if (!row) return;
  rows.forEach((other) => other.removeAttribute("aria-current"));
  row.setAttribute("aria-current", "true");
  // Its name, the writer and the page, is read out; the browser brings it into view.
  row.focus();
}

const GOES = {
  j: () => goTo(current() + 1),
  k: () => goTo(current() - 1),
  x: () => rows[current()]?.querySelector("[data-queue-tick]")?.click(),
  "?": () => help.showModal(),
};

/* What a key stands for in the row where somebody is. */
function inRow(key) {
  return rows[current()]?.querySelector(`[data-queue-key="${key}"]`);
}

/* What a key stands for in the form for many at once: with nothing ticked, it is about the row where somebody is. */
function forTicked(key) {
  const part = document.querySelector(`[data-queue-bulk] [data-queue-key="${key}"]`);
  if (!part || ticks.some((tick) => tick.checked)) return part;
  const tick = rows[current()]?.querySelector("[data-queue-tick]");
  tick?.click();
  return tick && part;
}

function use(part) {
  if (part.matches("select, input")) part.focus();
  else part.click();
}

function isTyping({ target }) {
  return target.matches("input:not([type='checkbox'], [type='radio']), select, textarea, [contenteditable]");
}

function onKey(event) {
  if (!isOn() || help.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (current() >= 0) latest = current();
  if (event.key === "Escape" && event.target.matches(":is(select, input)[data-queue-key]")) {
    goTo(latest);
    return;
  }
  if (isTyping(event) || !/^[a-z?]$/.test(event.key)) return;
  const does = GOES[event.key];
  const part = does ? null : inRow(event.key) ?? forTicked(event.key);
  if (!does && !part) return;
  // Wagtail has keys of its own, the question mark among them.
  event.preventDefault();
  event.stopImmediatePropagation();
  if (does) does();
  else use(part);
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
  const isBulk = event.target.matches("[data-queue-bulk]");
  const number = isBulk ? latest : rows.indexOf(event.target.closest("[data-queue-row]"));
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
