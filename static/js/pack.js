// What a workshop pack gains when scripts run: a button that prints, and a PDF that opens when it is ready.

function offerToPrint(box) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => print());
}

function lookUntilReady(box) {
  setTimeout(async () => {
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
    // Accepted means: not yet. No answer at all may be a train in a tunnel.
    if (answer && answer.status !== 202) {
      location.reload();
    } else {
      lookUntilReady(box);
    }
  }, Number(box.dataset.waiting) * 1000);
}

document.querySelectorAll("[data-print]").forEach(offerToPrint);
document.querySelectorAll("[data-waiting]").forEach(lookUntilReady);
