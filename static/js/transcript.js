// A video of ours and what is said in it: times play their moment, the line being said is marked.

const player = document.getElementById("player");
const video = player?.querySelector("video");
const box = document.querySelector("[data-transcript]");
const MOMENT = /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s?)?$/;
// A reader who has just scrolled, typed or pointed in the transcript is reading there.
const READING_MILLISECONDS = 8000;

function secondsOf(moment) {
  const [, hours, minutes, seconds] = MOMENT.exec(moment) ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

function clockOf(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, place) => (place ? String(part).padStart(2, "0") : part)).join(":");
}

// The moment in `#t=1m30s`; one in `?t=` stands in the video's own address already.
function startAsAddressSays() {
  const found = /^#t=(.*)$/.exec(location.hash);
  const seconds = found ? secondsOf(found[1]) : 0;
  if (seconds && !(seconds >= video.duration)) {
    video.currentTime = seconds;
  }
}

function playFrom(seconds) {
  video.currentTime = seconds;
  video.play();
  player.scrollIntoView({ block: "nearest" });
}

function followTimes(event) {
  const link = event.target.closest("a[data-time]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (link && isPlain && event.button === 0) {
    event.preventDefault();
    playFrom(Number(link.dataset.time));
  }
}

function markWhatIsSaid(lines) {
  let marked = null;
  let readingUntil = 0;

  for (const action of ["wheel", "touchmove", "pointerdown", "keydown", "focusin"]) {
    const stay = () => (readingUntil = Date.now() + READING_MILLISECONDS);
    box.addEventListener(action, stay, { passive: true });
  }

  // Only the box moves, never the page, and only while nobody reads in it.
  function bringIntoSight(line) {
    const top = line.offsetTop - box.offsetTop;
    const isInSight = top >= box.scrollTop && top + line.offsetHeight <= box.scrollTop + box.clientHeight;
    if (!isInSight && !video.paused && Date.now() > readingUntil) {
      box.scrollTop = top - box.clientHeight / 3;
    }
  }

  function mark() {
    const now = video.currentTime * 1000;
    const said = lines.find((line) => line.dataset.start <= now && now < line.dataset.end) ?? null;
    if (said === marked) {
      return;
    }
    marked?.removeAttribute("aria-current");
    said?.setAttribute("aria-current", "true");
    marked = said;
    if (said) {
      bringIntoSight(said);
    }
  }

  video.addEventListener("timeupdate", mark);
  video.addEventListener("seeked", mark);
}

function offerAllTimes(button, lines) {
  function timeOf(line) {
    const seconds = Math.floor(line.dataset.start / 1000);
    const link = document.createElement("a");
    link.className = "line__time";
    link.href = `?t=${seconds}#player`;
    link.dataset.time = line.dataset.start / 1000;
    link.dir = "ltr";
    link.textContent = clockOf(seconds);
    return link;
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    const isOn = button.getAttribute("aria-pressed") === "true";
    for (const line of lines) {
      if (isOn) {
        line.previousElementSibling.remove();
      } else {
        line.before(timeOf(line), " ");
      }
    }
    button.setAttribute("aria-pressed", String(!isOn));
  });
}

if (video) {
  startAsAddressSays();
  addEventListener("hashchange", startAsAddressSays);
  document.addEventListener("click", followTimes);
}
if (video && box) {
  const lines = [...box.querySelectorAll("[data-start]")];
  markWhatIsSaid(lines);
  offerAllTimes(document.querySelector("[data-show-times]"), lines);
}
