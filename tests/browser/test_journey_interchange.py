"""An editor brings articles in from a zip, reads the receipt, follows a link, takes the collection out again and undoes it all."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.things import article_archive
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_articles_arrive_from_a_zip_leave_as_one_and_can_be_undone(page_as):
    editor = page_as("editor")
    editor.opens("/knowledge")
    editor.follows("Import articles")
    editor.heading("Import articles")
    assert faults_of(editor) == []
    editor.field("A zip, or the files of the articles").set_input_files(article_archive())
    editor.writes("Title", "Letters", exact=False)
    editor.presses("Import", exact=True)
    editor.page.wait_for_url("**/knowledge/imports/*")
    if not editor.manner.javascript:
        editor.comes_back_until(editor.page.get_by_role("heading", name=editor.words("Arrived")))
    editor.heading("Arrived")
    facts = editor.page.locator("dl.facts")
    expect(facts).to_contain_text(re.compile(rf"{editor.words('Articles')}\s*3"))
    expect(facts).to_contain_text(re.compile(rf"{editor.words('Images')}\s*1"))
    editor.sees("/wiki/burning")
    assert faults_of(editor) == []
    receipt = editor.path

    editor.follows("Open the collection")
    editor.heading("Letters")
    collection = editor.path
    editor.link("Letters at the door", editor.page.get_by_role("main"), exact=True).click()
    expect(editor.page.get_by_alt_text("A heron on a pile of letters")).to_be_visible()
    editor.link("sort the pile", editor.page.get_by_role("main"), exact=True).click()
    editor.sees("Oldest below.")

    editor.opens(collection)
    editor.follows("Export", exact=True)
    editor.heading("Export a collection")
    assert faults_of(editor) == []
    with editor.page.expect_download() as downloading:
        editor.follows("Download", exact=True)
    files = unpacked(downloading.value)
    assert "[sort the pile](sorting-the-pile.md)" in files["letters-at-the-door.md"].decode()
    assert set(files) == {
        "answers/collection.yaml",
        "answers/short-answers.md",
        "collection.yaml",
        "images/a heron.png",
        "letters-at-the-door.md",
        "sorting-the-pile.md",
    }

    editor.opens(receipt)
    editor.unfolds("Undo this import")
    editor.presses("Undo this import")
    editor.sees("Undone. Nothing of this import is left.")
    editor.opens("/knowledge/import")
    editor.sees("Earlier imports")
    assert faults_of(editor) == []


def test_something_else_is_refused_and_nothing_typed_is_lost(page_as):
    editor = page_as("editor")
    editor.opens("/knowledge/import")
    editor.field("A zip, or the files of the articles").set_input_files(
        {"name": "notes.zip", "mimeType": "application/zip", "buffer": b"no archive"}
    )
    editor.writes("Title", "Letters", exact=False)
    with editor.expecting(422):
        editor.presses("Import", exact=True)
        editor.sees("This file is not an archive we can read. Send a ZIP file.")
    expect(editor.field("Title", exact=False)).to_have_value("Letters")
    assert faults_of(editor) == []


def unpacked(download) -> dict[str, bytes]:
    with open(download.path(), "rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
