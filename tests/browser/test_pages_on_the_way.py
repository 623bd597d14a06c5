"""Pages that are there only after somebody did something: made on the way, and as whole as all others."""

import re

import pytest
from itsdangerous import URLSafeSerializer

from tests.browser.looking import HEIGHTS, faults
from tests.browser.things import calendar_file, course_archive


def is_whole(visit):
    wrong = faults(visit.page, visit.manner.locale)
    visit.page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})
    assert not wrong, f"{visit.page.url}\n" + "\n".join(wrong)


def test_receipt_of_an_import(page_as):
    author = page_as("author")
    author.opens("/courses/import")
    author.field("A zip, or the files of the course").set_input_files(course_archive())
    author.presses("Import", exact=True)
    author.heading("Arrived")
    is_whole(author)
    author.opens("/courses/import")
    author.sees("Earlier imports")
    is_whole(author)


def test_receipt_of_a_calendar(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}/events/import"))
    facilitator.page.locator('input[type="file"]').set_input_files(calendar_file())
    facilitator.presses("Bring it in")
    facilitator.page.wait_for_url("**/calendar-imports/*")
    is_whole(facilitator)
    facilitator.follows("See the events")
    facilitator.sees("An evening about letters")


def test_question_file_before_and_after(page_as, places):
    author = page_as("author")
    author.opens(places("/courses/{course}/questions/import"))
    author.field("Question file").set_input_files(
        {"name": "talk.gift", "mimeType": "text/plain", "buffer": b"Silence answers.{T}\n\nWhich? {~a ~b}"}
    )
    author.presses("See what it would bring")
    author.heading("Will arrive")
    is_whole(author)
    author.presses("Import them")
    author.heading("Arrived")
    is_whole(author)
    author.unfolds("Undo this import")
    author.presses("Undo this import")
    author.sees("Undone. Its questions have left the bank.")
    is_whole(author)


def test_list_of_people_before_and_after(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}/people"))
    by_mail = facilitator.page.locator("#by-mail")
    by_mail.get_by_label("Mail addresses").fill(
        "Joep Brink <joep@people.demo.example>\nno address\ntrainee@demo.example"
    )
    facilitator.presses("Show what will happen")
    facilitator.heading("What will happen")
    is_whole(facilitator)
    facilitator.presses("Do this")
    facilitator.sees("All of it is done.")
    is_whole(facilitator)


def test_link_into_a_cohort_and_the_word_of_thanks(page_as, places):
    facilitator, guest, outsider = page_as("facilitator"), page_as(None), page_as("outsider")
    facilitator.opens(places("/cohorts/{cohort}/people"))
    facilitator.presses("Make a link")
    link = facilitator.field("Invitation link").input_value()
    is_whole(facilitator)
    for visit in (guest, outsider):
        visit.opens(link)
        is_whole(visit)
    guest.writes("Your name", "Ottoline Brandsma")
    guest.writes("Your mail address", "ottoline@people.demo.example")
    guest.presses("Send me the mail")
    guest.heading("Look in your mail")
    is_whole(guest)


def test_cohort_offered_to_another_facilitator(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}/hand-over"))
    facilitator.field("To whom").select_option(index=1)
    facilitator.presses("Ask them")
    facilitator.page.wait_for_url("**/hand-overs/*")
    is_whole(facilitator)


def test_invitation_of_a_mentor(page_as, places):
    facilitator, alumna = page_as("facilitator"), page_as("alumna")
    facilitator.opens(places("/cohorts/{cohort}/people?q=Linde"))
    facilitator.presses("Ask as mentor", facilitator.page.locator("#found li").filter(has_text="Linde de Graaf"))
    alumna.opens(places("/cohorts/{cohort}/invitation"))
    alumna.button("Come in")
    is_whole(alumna)


def test_copy_of_a_conversation_for_everybody(page_as, academy, places):
    facilitator, alumna, guest = page_as("facilitator"), page_as("alumna"), page_as(None)
    topic, post = academy.rows(
        "SELECT t.id, p.id FROM posts p JOIN topics t ON t.id = p.topic_id JOIN spaces s ON s.id = t.space_id "
        "JOIN users u ON u.id = p.author_id WHERE s.cohort_id = 2 AND u.email = 'alumna@demo.example' "
        "AND p.number = 1 ORDER BY p.id"
    )[0]
    facilitator.opens(f"/topics/{topic}/sharing")
    facilitator.page.get_by_role("radio", name="For everyone, also without an account").check()
    facilitator.page.locator(f"#posts-{post}").check()
    facilitator.presses("Ask their writers")
    facilitator.sees("Each writer is asked. Nothing is shown until somebody says yes.")
    proposal = re.search(r"/sharing/(\d+)", facilitator.path)[1]
    is_whole(facilitator)
    consent = academy.one("SELECT id FROM consents WHERE proposal_id = :id AND post_id = :post", id=proposal, post=post)
    alumna.opens(f"/consents/{consent}")
    is_whole(alumna)
    alumna.page.get_by_role("radio", name="Yes, with my name").check()
    alumna.presses("That is my answer")
    guest.opens(f"/shared/{proposal}")
    guest.sees("Linde de Graaf")
    is_whole(guest)
    guest.opens("/shared")
    is_whole(guest)


def test_poll_nobody_voted_in_yet(page_as, places):
    mentor = page_as("mentor")
    mentor.opens(places("/cohorts/{cohort}/topics/new?kind=poll"))
    mentor.page.locator("#title").fill("Which evening?")
    mentor.page.locator("#body").fill("I book the room.")
    mentor.page.locator("#options").fill("Monday\nTuesday")
    mentor.presses("Open the poll")
    mentor.heading("Which evening?")
    mentor.opens(mentor.path.partition("?")[0].partition("#")[0] + "/poll")
    mentor.page.locator("#options").fill("Monday\nThursday")
    is_whole(mentor)


@pytest.mark.parametrize("what", [["replied"], ["digest:daily"]])
def test_stopping_mails_without_signing_in(page_as, academy, places, what):
    secret = (academy.folder / "secret_key").read_text()
    token = URLSafeSerializer(secret, salt="stop mails").dumps([places["trainee"], *what])
    reader = page_as(None)
    reader.opens(f"/mails/stop/{token}")
    is_whole(reader)
    with reader.page.expect_navigation():
        reader.page.get_by_role("main").get_by_role("button").first.click()
    is_whole(reader)


def test_tool_before_and_after(page_as, places):
    author = page_as("author")
    author.opens(places("/courses/{course}/edit"))
    author.unfolds("Add a lesson")
    author.writes("Title of the lesson", "Words on a wall")
    author.page.locator('select[name="kind"]').filter(visible=True).first.select_option("tool")
    author.presses("Add and write")
    author.page.wait_for_url("**/lessons/*/edit*")
    lesson = re.search(r"/lessons/(\d+)/edit", author.path)[1]
    author.opens(f"/lessons/{lesson}/tool")
    is_whole(author)
    author.writes("Name", "Wall of words")
    author.page.locator("#address").fill("https://wall.demo.example/read")
    author.presses("Save", exact=True)
    author.page.wait_for_url("**/lessons/*/edit*")
    author.opens(f"/lessons/{lesson}/preview")
    author.sees("Wall of words")
    is_whole(author)


def test_grades_after_a_question_was_mended(page_as, academy, places):
    author = page_as("author")
    author.opens(places("/questions/{quiz_question}/edit"))
    right, wrong = (author.page.locator(f'[id="options.{place}.fraction"]') for place in (0, 1))
    share, other_share = right.input_value(), wrong.input_value()
    right.fill(other_share)
    wrong.fill(share)
    author.presses("Save", exact=True)
    author.page.wait_for_url(places("**/questions/{quiz_question}"))
    author.opens(places("/lessons/{quiz}/questions/{quiz_question}/regrading"))
    is_whole(author)
    author.page.locator("#reason").fill("The two answers had changed places.")
    author.presses("Change these grades")
    author.page.wait_for_url(places("**/lessons/{quiz}/results"))
    author.opens(f"/regradings/{academy.one('SELECT max(id) FROM quiz_regradings')}")
    author.sees("Results", author.page.get_by_role("main"))
    is_whole(author)
