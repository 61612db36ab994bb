// A video at YouTube or Vimeo: nothing is asked of them before the reader presses the button.

const player = document.querySelector("[data-external-video]");

function load() {
  const frame = document.createElement("iframe");
  frame.src = player.dataset.externalVideo;
  frame.title = player.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  // They refuse to play where they aren't told which site asks; the page itself stays untold.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  player.replaceChildren(frame);
  frame.focus();
}

if (player) {
  const button = player.querySelector("[data-load]");
  player.querySelector("[data-open]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", load);
}
