// What may be meant, below a search box while somebody types: a combobox with a list of links (ARIA 1.2).
// site.js fetches this when a box is entered. Without it the box searches all the same.

const LEAST_LETTERS = 2;
// No more than one request in this time: it starts anew with each letter.
const REST = 150;

export function suggest(input) {
  const form = input.form;
  const list = document.createElement("div");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  const spoken = document.createElement("div");
  spoken.className = "nhsuk-u-visually-hidden";
  spoken.setAttribute("role", "status");
  form.append(list, spoken);
  input.setAttribute("aria-controls", list.id);

  const answers = new Map();
  let rest;
  let asking = new AbortController();

  const words = () => input.value.trim();
  const options = () => [...list.children];
  const chosen = () => list.querySelector("[aria-selected='true']");

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) {
      choose();
      spoken.textContent = "";
    }
  }

  function choose(option) {
    options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  // One further, round and round; between the last and the first lies what was typed.
  function move(step) {
    const places = [undefined, ...options()];
    const place = places.indexOf(chosen() ?? undefined);
    choose(places.at((place + step) % places.length));
  }

  function show({ suggestions, said }) {
    list.replaceChildren(...suggestions.map((found, number) => optionOf(found, `${list.id}-${number}`)));
    open(suggestions.length > 0);
    spoken.textContent = said;
  }

  function forgetRequest() {
    clearTimeout(rest);
    asking.abort();
  }

  async function ask() {
    const typed = words();
    asking = new AbortController();
    if (!answers.has(typed)) {
      const address = `${input.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) {
        return;
      }
      answers.set(typed, await answer.json());
    }
    // Meanwhile somebody may have typed on, or left.
    if (typed === words() && document.activeElement === input) {
      show(answers.get(typed));
    }
  }

  function follow() {
    forgetRequest();
    if ([...words()].length < LEAST_LETTERS) {
      open(false);
      return;
    }
    // Cut off, out of reach: there is nothing to suggest then.
    rest = setTimeout(() => ask().catch(() => {}), REST);
  }

  function leave() {
    forgetRequest();
    open(false);
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: leave,
    Enter: () => chosen()?.click(),
  };
  const toTheText = ["ArrowLeft", "ArrowRight", "Home", "End"];

  input.addEventListener("keydown", (event) => {
    const elsewhere = event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey;
    if (elsewhere) {
      return;
    }
    if (list.hidden) {
      if (event.key === "ArrowDown" && options().length && answers.has(words())) {
        event.preventDefault();
        show(answers.get(words()));
        if (!event.altKey) {
          move(1);
        }
      }
      return;
    }
    if (toTheText.includes(event.key)) {
      choose();
    } else if (event.key in keys && (event.key !== "Enter" || chosen())) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  input.addEventListener("input", follow);
  // A pressed suggestion must not be gone before it is let go.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== input && !list.contains(event.relatedTarget)) {
      leave();
    }
  });
  form.addEventListener("submit", leave);
  addEventListener("pagehide", leave);

  // Typed before this had arrived.
  if (document.activeElement === input && input.value !== input.defaultValue) {
    follow();
  }
}

function optionOf({ address, pieces, also, kind, language }, id) {
  const option = document.createElement("a");
  option.id = id;
  option.href = address;
  option.tabIndex = -1;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const title = document.createElement("bdi");
  if (language) {
    title.lang = language;
  }
  title.append(...pieces.map(pieceOf), also ? ` (${also})` : "");
  const what = document.createElement("small");
  what.textContent = kind;
  option.append(title, " ", what);
  return option;
}

function pieceOf([text, isTyped]) {
  if (!isTyped) {
    return text;
  }
  const typed = document.createElement("b");
  typed.textContent = text;
  return typed;
}
