// Terms of the glossary open what they mean where they stand. Without this file, or in a browser
// without popovers, they are links to the glossary.

const GAP = 8;

function makeOpenable(link, number) {
  const box = document.createElement("span");
  const name = document.createElement("a");
  box.id = `term-${number}`;
  box.className = "term-box";
  box.popover = "auto";
  name.href = link.href;
  name.textContent = link.dataset.term;
  name.className = "term-box__name";
  box.append(name, " ", link.dataset.definition);
  // Behind the term, so that it is read and reached next.
  link.after(box);

  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-details", box.id);

  // Pressing outside closes an open box; when that is its own term, it must not open again.
  let wasOpen = false;
  link.addEventListener("pointerdown", () => {
    wasOpen = box.matches(":popover-open");
  });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    box.togglePopover(wasOpen ? false : undefined);
    wasOpen = false;
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
  box.addEventListener("toggle", (event) => {
    const isOpen = event.newState === "open";
    link.setAttribute("aria-expanded", String(isOpen));
    const listen = isOpen ? addEventListener : removeEventListener;
    listen("scroll", place, { passive: true });
    listen("resize", place);
    if (isOpen) {
      place();
    }
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && event.relatedTarget !== link && !box.contains(event.relatedTarget)) {
      box.hidePopover();
    }
  });

  // Under the first line of the term, above it where there is no room, and never outside the window.
  function place() {
    const [line] = link.getClientRects();
    const { width, height } = box.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - width - GAP;
    const start = getComputedStyle(link).direction === "rtl" ? line.right - width : line.left;
    const below = line.bottom + GAP;
    const fits = below + height < innerHeight || line.top < height + GAP;
    box.style.left = `${Math.max(GAP, Math.min(start, widest))}px`;
    box.style.top = `${fits ? below : line.top - height - GAP}px`;
  }
}

if ("popover" in HTMLElement.prototype) {
  document.querySelectorAll("a.term").forEach(makeOpenable);
}
