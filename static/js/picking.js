// A toolkit's page: says how many tools are ticked for a pack, and folds the filters on a phone.
// Everything works without.

const filters = document.querySelector("[data-filters]");
const narrow = matchMedia("(max-width: 48em)");

function fold() {
  filters.open = !narrow.matches;
}

if (filters) {
  narrow.addEventListener("change", fold);
  fold();
}

for (const form of document.querySelectorAll("[data-picking]")) {
  const said = form.querySelector("[data-picked]");
  const invitation = said.textContent;

  function count() {
    const number = form.querySelectorAll("input:checked").length;
    const words = number === 1 ? said.dataset.one : said.dataset.many;
    said.textContent = number ? words.replace("{n}", number.toLocaleString(document.documentElement.lang)) : invitation;
  }

  form.addEventListener("change", count);
  // Browsers that keep what was ticked restore it before a page is shown again.
  addEventListener("pageshow", count);
}
