// What is typed into a comment's form stays in this tab: through a reload, an ended sign-in, a server
// that did not answer. Nothing is kept beyond the tab, nothing is shown to another account, and nothing
// is left when it has arrived or when somebody signs out (site.js). Without this the server keeps it.

const PREFIX = "clic-typed:";
// A ward's computer is shared: what nobody came back for is forgotten.
const KEPT_FOR = 24 * 60 * 60 * 1000;
const UNSIGNED_KEPT_FOR = 60 * 60 * 1000;

const forms = [...document.querySelectorAll("form[data-keeps]")];

function read(form) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.keeps));
  } catch {
    return null;
  }
}

function forget(form) {
  sessionStorage.removeItem(PREFIX + form.dataset.keeps);
}

function ticks(form) {
  return [...form.querySelectorAll("input[type='checkbox']:not([name='keeps_details'])")];
}

function keep(form) {
  const words = form.elements.body.value;
  if (!words.trim()) {
    forget(form);
    return;
  }
  const typed = {
    words,
    ticked: ticks(form).filter((tick) => tick.checked).map((tick) => tick.name),
    writer: form.dataset.writer,
    at: Date.now(),
  };
  try {
    sessionStorage.setItem(PREFIX + form.dataset.keeps, JSON.stringify(typed));
  } catch {
    // No room, or not allowed: the form works all the same.
  }
}

// Another account has signed in: whatever others typed in this tab goes.
function forgetOthers(writer) {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX))
    .filter((key) => ![writer, ""].includes(JSON.parse(sessionStorage.getItem(key)).writer))
    .forEach((key) => sessionStorage.removeItem(key));
}

function isTooOld(typed) {
  return Date.now() - typed.at > (typed.writer ? KEPT_FOR : UNSIGNED_KEPT_FOR);
}

function restore(form) {
  const typed = read(form);
  if (!typed) {
    return;
  }
  if (isTooOld(typed)) {
    forget(form);
    return;
  }
  if (typed.writer && typed.writer !== form.dataset.writer) {
    // Typed by a member whose sign-in has ended: it waits until they are back.
    return;
  }
  // Whatever the server gives back was typed here before, so this is never the older one.
  const body = form.elements.body;
  body.value = typed.words;
  ticks(form).forEach((tick) => (tick.checked = typed.ticked.includes(tick.name)));
  const more = form.querySelector("details");
  more.open ||= ticks(form).some((tick) => tick.checked && more.contains(tick));
  body.dispatchEvent(new Event("input", { bubbles: true }));
  // Whoever has signed in meanwhile is its writer from now on.
  keep(form);
}

function follow(form) {
  // The browser's own memory of fields does not know who is signed in.
  form.autocomplete = "off";
  restore(form);
  form.addEventListener("input", () => keep(form));
  addEventListener("pageshow", (event) => {
    if (event.persisted && !read(form)) {
      form.reset();
    }
  });
}

const writer = forms[0]?.dataset.writer;
if (writer) {
  forgetOthers(writer);
}
forms.forEach(follow);

// Signed out in another tab: what stands in this one belongs to nobody who comes next.
new BroadcastChannel("clic-signing-out").addEventListener("message", () => {
  forms.forEach((form) => {
    forget(form);
    form.reset();
    form.elements.body.value = "";
  });
});
