// The editors' bar, fetched once the page stands: it asks the database more than the whole page.

async function show(place) {
  const answer = await fetch(place.dataset.userbar);
  // Whoever may not open the admin is led away from it.
  if (!answer.ok || answer.redirected) {
    return;
  }
  const bar = document.createRange().createContextualFragment(await answer.text());
  for (const script of bar.querySelectorAll("script")) {
    // In the order in which they stand.
    script.async = false;
  }
  place.replaceWith(bar);
}

const place = document.querySelector("[data-userbar]");
if (place) {
  show(place);
}
