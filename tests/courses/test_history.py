"""The history of a lesson: every publication, what it changed, and bringing an old one back as a draft."""

import pytest

from courses.editing import actions
from courses.models import LessonRevision
from lms.database import db
from tests.cast import text_of as words_of
from tests.factories.courses import make_lesson, revise, text_of, translate


@pytest.fixture
def lesson(cast):
    """A lesson published three times."""
    lesson = make_lesson(body="First words.\n\nA paragraph that stays.")
    revise(lesson, "Second words.\n\nA paragraph that stays.", why="The first were too loud")
    revise(lesson, "Third words.\n\nA paragraph that stays.", why="Shorter")
    return lesson


def test_history_tells_who_published_what_when_and_why(cast, lesson):
    page = words_of(cast.author.get(f"/lessons/{lesson.id}/history"))
    for words in ("Revision 3", "Revision 2", "Revision 1", "The first were too loud", "Shorter", "by Author"):
        assert words in page
    assert page.index("Revision 3") < page.index("Revision 1")


def test_history_opens_with_what_the_newest_changed(cast, lesson):
    page = cast.author.get(f"/lessons/{lesson.id}/history").text
    assert "Third" in page
    assert "Second" in page
    assert "First" not in page


def test_any_two_revisions_are_compared(cast, lesson):
    page = cast.author.get(f"/lessons/{lesson.id}/history?from=1&to=3").text
    assert "First" in page
    assert "Third" in page
    assert "Second" not in page


def test_an_unpublished_draft_is_compared_with_what_readers_see(cast, lesson):
    text = text_of(lesson)
    actions.save_draft(
        text, title="A", short_title="", body="Fourth words.", version=text.draft_version, by=cast.author
    )
    page = cast.author.get(f"/lessons/{lesson.id}/history").text
    assert "Fourth" in page
    assert "Third" in page
    assert "Your draft has changes that are not published" in page


@pytest.mark.parametrize("asked", ["from=9", "to=x", "from=-1", "to=99999999999", "language=fr"])
def test_a_revision_that_is_not_there_is_not_found(cast, lesson, asked):
    assert cast.author.get(f"/lessons/{lesson.id}/history?{asked}").status_code == 404


def test_an_old_revision_becomes_the_draft_and_readers_see_it_once_published(cast, lesson):
    answer = cast.author.post(f"/lessons/{lesson.id}/revisions/1/restoration")
    assert answer.status_code == 303
    text = text_of(lesson)
    assert text.draft_body.startswith("First words.")
    assert "Third words." in text.html
    revision = actions.publish_text(text, by=cast.author, why="Back")
    assert (revision.number, revision.body) == (4, text.draft_body)
    assert db.session.query(LessonRevision).count() == 4


def test_each_language_has_a_history_of_its_own(cast, lesson):
    translate(lesson)
    page = words_of(cast.author.get(f"/lessons/{lesson.id}/history?language=nl"))
    assert "Revision 1" in page
    assert "Revision 2" not in page


def test_only_authors_bring_revisions_back(cast, lesson):
    address = f"/lessons/{lesson.id}/revisions/1/restoration"
    assert cast.outsider.post(address).status_code == 404
    assert cast.author.post(f"/lessons/{lesson.id}/revisions/8/restoration").status_code == 404
    assert text_of(lesson).draft_body.startswith("Third")


def test_a_lesson_never_published_has_an_empty_history(cast):
    lesson = make_lesson(published=False)
    page = cast.author.get(f"/lessons/{lesson.id}/history")
    assert page.status_code == 200
    assert "Nothing of this lesson was published yet." in words_of(page)
