// Counts down until another code may be asked for; the server enforces the wait by itself.

function countDown(line) {
  const button = line.closest("form").querySelector("button");
  const end = Date.now() + Number(line.dataset.wait) * 1000;

  function show() {
    const seconds = Math.ceil((end - Date.now()) / 1000);
    const waits = seconds > 0;
    line.hidden = !waits;
    button.hidden = waits;
    if (waits) {
      line.textContent = line.dataset.words.replace("{n}", seconds);
      setTimeout(show, 1000);
    }
  }

  show();
}

document.querySelectorAll("[data-wait]").forEach(countDown);
