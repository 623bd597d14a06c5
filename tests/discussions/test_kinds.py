"""The kinds of topics: one registry, offered with what each is for, found again in lists and by searching."""

import re
from pathlib import Path

import pytest

from discussions.cases import template
from discussions.kinds import KINDS
from discussions.lists.statements import FILTERS
from lms.database import db
from lms.jobs import sweep
from tests.cast import text_of
from tests.factories.discussions import make_topic

SPRITE = (Path(__file__).parents[2] / "lms" / "static" / "icons.svg").read_text()


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_has_its_drawing_and_filter(kind):
    assert f'<symbol id="{kind.icon}"' in SPRITE
    assert not kind.show or kind.show in FILTERS


def test_form_offers_the_kinds_with_what_they_are_for(cast, cohort):
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}/topics/new"))
    for kind in KINDS.values():
        assert (str(kind.purpose) in page) == (kind.name != "announcement")
    assert "Everybody here has to know it" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/topics/new"))


def test_case_begins_with_three_headings_in_the_language_of_the_space(cast, cohort, space):
    page = cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=case")
    assert all(f"### {words}" in page.text for words in ("What happened", "What I tried", "What I wonder"))
    assert "Leave out names" in text_of(page)
    space.language = "nl"
    db.session.commit()
    assert "### What happened" not in cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=case").text


def test_headings_alone_are_no_case(cast, space):
    words = {"kind": "case", "title": "He laughed"}
    for language in ("en", "nl"):
        response = cast.trainee.post(f"/spaces/{space.id}/topics", words | {"body": template(language)})
        assert response.status_code == 422
        assert "Write below the headings what happened" in text_of(response)
    written = template("en") + "I do not know what to say to him."
    assert cast.trainee.post(f"/spaces/{space.id}/topics", words | {"body": written}).status_code == 303


def test_case_has_its_mark_in_lists_and_thread(cast, cohort):
    topic = make_topic(cohort, kind="case", title="He laughed")
    listed = cast.mentor.get(f"/cohorts/{cohort.id}?show=cases")
    assert re.search(r'#notebook-pen"/></svg>\s*<span>Case</span>', listed.text)
    thread = cast.mentor.get(f"/topics/{topic.id}")
    assert f'href="/cohorts/{cohort.id}?show=cases">Cases</a>' in thread.text


def test_search_says_the_kind(cast, cohort):
    make_topic(cohort, kind="case", title="He laughed at the envelope")
    db.session.commit()
    while sweep():
        pass
    assert re.search(r'class="second">Case ·', cast.mentor.get("/search?q=envelope").text)
