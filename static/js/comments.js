// More replies, and saying what was helpful, without leaving the page.
// Without this the link leads to the thread's own page, and the button to the comment again.

const said = document.querySelector("[data-comments-said]");

async function load(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function showMore(link) {
  const more = link.closest(".comments__more");
  const replies = more.closest("li").querySelector(".comments__replies");
  const found = await load(link.href);
  const list = found.querySelector(".comments__replies");
  const added = [...list.children].filter((reply) => {
    const comment = reply.querySelector("[id]");
    return !comment || !document.getElementById(comment.id);
  });
  replies.append(...added);
  const next = found.querySelector(".comments__more");
  if (next) {
    more.replaceWith(next);
  } else {
    more.remove();
  }
  added[0]?.querySelector("[tabindex]")?.focus();
  said.textContent = list.dataset.said;
}

async function mark(button) {
  const found = await load(button.formAction, {
    method: "POST",
    body: new FormData(button.form),
    headers: { "X-Requested-With": "fetch" },
    // Somebody whose sign-in has ended is led to it by the browser, not by us.
    redirect: "manual",
  });
  const fresh = found.querySelector("[data-helpful]");
  button.closest("[data-helpful]").replaceWith(fresh);
  fresh.querySelector("button").focus();
  said.textContent = fresh.dataset.said;
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-more-replies], [data-helpful] button");
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  if (target.matches("button")) {
    mark(target).catch(() => target.form.requestSubmit(target));
  } else {
    showMore(target).catch(() => location.assign(target.href));
  }
});
