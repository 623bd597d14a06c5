"""External tools: a button that leaves the academy and says so, set by authors, completed by hand."""

import pytest

from courses.tools.actions import set_tool
from courses.tools.models import LessonTool
from lms.database import db
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course, make_lesson, make_module

WORDS = {"name": "Mentimeter", "address": "https://www.menti.example/abc", "purpose": "Put what you heard in a cloud."}


@pytest.fixture
def lesson(cast):
    course = make_course()
    let_learn(course, cast.trainee)
    return make_lesson(make_module(course), title="A cloud of words", kind="tool")


def test_an_author_says_where_it_leads_and_readers_are_warned(cast, lesson):
    address = f"/lessons/{lesson.id}/tool"
    assert "has not said yet" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert "No address yet" in words_of(cast.author.get(f"/lessons/{lesson.id}/edit"))
    assert cast.author.post(address, WORDS).status_code == 303
    assert 'value="Mentimeter"' in cast.author.get(address).text
    page = cast.trainee.get(f"/lessons/{lesson.id}")
    assert 'href="https://www.menti.example/abc" target="_blank" rel="noopener noreferrer external"' in page.text
    words = words_of(page)
    assert "Put what you heard in a cloud." in words
    assert "opens menti.example in a new tab and leaves the academy" in words


def test_it_is_completed_by_hand(cast, lesson):
    assert "done when you say so" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert cast.trainee.post(f"/lessons/{lesson.id}/completion").status_code == 303


@pytest.mark.parametrize(
    "address",
    ["", "http://menti.example", "javascript:alert(1)", "https://", "menti.example", "https://you:me@x.example", "https://a b",
     "https://[::1", "//menti.example"],
)  # fmt: skip
def test_only_a_whole_address_over_https_is_kept(cast, lesson, address):
    page = cast.author.post(f"/lessons/{lesson.id}/tool", WORDS | {"address": address})
    assert page.status_code == 422
    assert db.session.get(LessonTool, lesson.id) is None
    assert 'value="Mentimeter"' in page.text


def test_only_authors_change_it(cast, lesson):
    set_tool(lesson, **WORDS)
    for person, status in ((cast.trainee, 403), (cast.outsider, 404)):
        assert person.get(f"/lessons/{lesson.id}/tool").status_code == status
        assert person.post(f"/lessons/{lesson.id}/tool", WORDS).status_code == status
    page = make_lesson(make_module(), title="A page")
    assert cast.author.get(f"/lessons/{page.id}/tool").status_code == 404
