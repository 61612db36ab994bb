// A page that says that something is being made: it is loaded again as soon as that is done.

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

document.querySelectorAll("[data-waiting]").forEach(lookUntilReady);
