"""A document keeps its address while its file changes."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import EDITOR, sign_in


def add_document(page, title, name, content):
    page.goto("/admin/documents/add/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("File").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content}
    )
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text(f"Document '{title}' added")).to_be_visible()


def replace_file(page, title, name, content, what_changed):
    page.goto(f"/admin/documents/?q={title}")
    page.get_by_role("link", name=title, exact=True).click()
    page.get_by_label("File").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content}
    )
    page.get_by_label("What changed").fill(what_changed)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"Document '{title}' updated")).to_be_visible()


def downloaded(page, link):
    with page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, download.value.path().read_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_address_gives_the_newest_and_its_versions_the_old(visitors, javascript):
    title = f"Rota of {'each' if javascript else 'every'} week"
    address = f"/downloads/{title.lower().replace(' ', '-')}/"
    editor = visitors.arrive()
    sign_in(editor, EDITOR)
    add_document(editor, title, "Rota final FINAL.txt", b"the first rota")
    reader = visitors.arrive(javascript=javascript)
    assert reader.request.get(address).text() == "the first rota"
    replace_file(editor, title, "other.csv", b"the,second", "Weekends as well")
    assert reader.request.get(address).text() == "the,second"
    reader.goto(f"{address}versions/")
    newest, oldest = reader.locator(".version").all()
    expect(newest).to_contain_text("Weekends as well")
    expect(oldest).to_contain_text("First version")
    name, content = downloaded(reader, newest.get_by_role("link"))
    assert (name, content) == (f"{address.split('/')[2]}.csv", "the,second")
    _name, content = downloaded(reader, oldest.get_by_role("link"))
    assert content == "the first rota"


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(visitors):
    editor = visitors.arrive()
    sign_in(editor, EDITOR)
    editor.goto("/admin/documents/add/")
    editor.get_by_label("Title").fill("My own title")
    file = editor.get_by_label("File")
    # Said to be 60 MB, so that nobody has to make so many.
    editor.evaluate(
        """() => Object.defineProperty(File.prototype, "size", { get: () => 6e7 })"""
    )
    file.set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"very long"}
    )
    expect(editor.get_by_role("alert")).to_contain_text("larger than 50.0")
    assert file.evaluate("field => field.files.length") == 0
    expect(editor.get_by_label("Title")).to_have_value("My own title")


def test_what_is_wrong_with_a_file_is_said_beside_it(visitors):
    editor = visitors.arrive()
    sign_in(editor, EDITOR)
    editor.goto("/admin/documents/add/")
    editor.get_by_label("Title").fill("My own title")
    editor.get_by_label("File").set_input_files(
        {"name": "p.pdf", "mimeType": "application/pdf", "buffer": b"<script>"}
    )
    editor.get_by_role("button", name="Upload").click()
    expect(editor.locator(".error-message")).to_have_text(
        "This is not the kind of file its name says. "
        "Save it again from the program that made it."
    )
    expect(editor.get_by_label("Title")).to_have_value("My own title")
