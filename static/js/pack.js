// What a workshop pack gains when scripts run: a button that prints.

function offerToPrint(box) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => print());
}

document.querySelectorAll("[data-print]").forEach(offerToPrint);
