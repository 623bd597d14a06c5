"""Questions come in from a file and leave again, and a question within a lesson tells on the spot whether it was right."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
TALK = {"name": "talk.gift", "mimeType": "text/plain", "buffer": b"::Silence::Silence answers.{T}\n\nWhich? {~a ~b}"}


def test_question_file_is_looked_into_brought_in_and_undone(page_as, places):
    author = page_as("author")
    bank = places("/courses/{course}/questions")
    author.opens(bank)
    author.follows("Import questions")
    author.heading("Import questions")
    assert faults_of(author) == []
    author.field("Question file").set_input_files(TALK)
    author.presses("See what it would bring")
    author.heading("Will arrive")
    author.sees("Silence", author.page.locator("section", has=author.page.locator("#arriving")))
    assert faults_of(author) == []
    author.presses("Import them")
    author.heading("Arrived")
    receipt = author.path
    author.follows("Open the bank")
    author.link("Silence", author.page.get_by_role("main"), exact=True).click()
    author.sees("Silence answers.")
    assert faults_of(author) == []
    author.opens(receipt)
    author.unfolds("Undo this import")
    author.presses("Undo this import")
    author.sees("Undone. Its questions have left the bank.")
    author.opens(bank)
    author.heading("Question bank")
    expect(author.link("Silence", author.page.get_by_role("main"), exact=True)).to_have_count(0)
    assert faults_of(author) == []


def test_question_within_a_lesson_is_answered_there(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/lessons/{asking_lesson}"))
    check = trainee.page.locator("section.self-check")
    trainee.sees("Check yourself", check)
    with trainee.expecting(422):
        trainee.presses("Check the answer", check)
        trainee.sees("Answer the question first.", check)
    trainee.misses("The right answer", check)
    assert faults_of(trainee) == []
    trainee.field("“Why did you stay in?”", check).check()
    trainee.presses("Check the answer", check)
    trainee.sees("It is open, and it asks him to defend himself.", check)
    trainee.unfolds("The right answer", check)
    assert faults_of(trainee) == []
    check.locator("form > .asked").get_by_label("“Mostly.”").check()
    trainee.presses("Check once more", check)
    trainee.sees("He can go on wherever he likes.", check)
    assert faults_of(trainee) == []
    trainee.opens(places("/lessons/{asking_lesson}"))
    trainee.button("Check the answer", check)
    trainee.misses("He can go on wherever he likes.", check)
