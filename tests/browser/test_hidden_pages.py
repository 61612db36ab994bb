"""Pages that are not for readers are reached by none of the ways round their own address."""

import pytest

TITLES = {"draft": "Not ready", "private": "Between us"}


@pytest.mark.parametrize("which", TITLES)
def test_nothing_tells_of_a_page_that_is_not_for_readers(page, content, which):
    number = content["hidden_pages"][which]
    for address, statuses in (
        (f"/feedback/?page={number}", {200}),
        (f"/feedback/useful/{number}/", {404}),
        (f"/feedback/useful/{number}/yes/", {404}),
        (f"/comments/page/{number}/1/", {404}),
        (f"/comments/page/{number}/2/", {404}),
        ("/search/?q=ready+between+us", {200}),
        ("/sitemap.xml", {200}),
        ("/stories/", {200}),
        ("/stories/page/2/", {200}),
        ("/", {200}),
    ):
        answer = page.request.get(address)
        assert answer.status in statuses, address
        assert TITLES[which] not in answer.text(), address
    answer = page.request.post(f"/comments/on/{number}/", form={"body": "Here I am."})
    assert answer.status in {403, 404}
    assert TITLES[which] not in answer.text()


def test_a_draft_is_not_there_and_a_private_page_asks_who_comes(page):
    assert page.goto("/stories/not-ready/").status == 404
    page.goto("/stories/between-us/")
    assert "/accounts/login/?next=/stories/between-us/" in page.url
