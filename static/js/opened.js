// Tells which results are opened, as the `ping` of their links asks for: not every browser does by itself.

function tell(event) {
  const link = event.target.closest("a[ping]");
  // The right button opens a menu, and nothing yet.
  if (link && event.button < 2 && navigator.sendBeacon?.(link.ping)) {
    link.removeAttribute("ping");
  }
}

// Before the browser follows the link: what was told here isn't told again.
document.addEventListener("click", tell, true);
document.addEventListener("auxclick", tell, true);
