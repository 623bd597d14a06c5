"""Words on their way: kept, given back, and gone once sent."""

import re
from datetime import timedelta

from discussions.subjects.actions import add_tag, remove_tag
from lms.database import db
from lms.drafts import queries
from lms.drafts.actions import sweep_sent
from lms.drafts.models import Draft
from tests.factories.discussions import make_topic

MUCH_LATER = 2_000_000_000


def keep(person, place, body, sequence, **more):
    return person.post(f"/drafts?place={place}", {"body": body, "sequence": str(sequence), **more})


def kept(person, place) -> str:
    draft = db.session.get(Draft, (person.id, place))
    return draft.body if draft else ""


def chosen_tags(page: str) -> list[int]:
    return [
        int(number)
        for number in re.findall(r'<input checked id="tags-\d+" name="tags" type="checkbox" value="(\d+)">', page)
    ]


def test_draft_comes_back_in_the_composer(cast, cohort):
    topic = make_topic(cohort)
    assert keep(cast.mentor, f"topic:{topic.id}", "Count to", 1).status_code == 204
    assert keep(cast.mentor, f"topic:{topic.id}", "Count to fi", 2).status_code == 204
    page = cast.mentor.get(f"/topics/{topic.id}").text
    assert "Count to fi</textarea>" in page
    assert f'data-draft-url="/drafts?place=topic:{topic.id}"' in page
    assert "Count to" not in cast.alumna.get(f"/topics/{topic.id}").text


def test_late_copy_changes_nothing(cast, cohort):
    place = f"topic:{make_topic(cohort).id}"
    keep(cast.mentor, place, "Count to five.", 7)
    assert keep(cast.mentor, place, "Count to", 6).status_code == 204
    assert kept(cast.mentor, place) == "Count to five."


def test_sent_draft_is_gone_and_its_late_copy_stays_away(cast, cohort):
    topic = make_topic(cohort)
    place = f"topic:{topic.id}"
    keep(cast.mentor, place, "Count to five.", 7)
    cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Count to five."})
    assert kept(cast.mentor, place) == ""
    keep(cast.mentor, place, "Count to five.", 8)
    assert kept(cast.mentor, place) == ""
    keep(cast.mentor, place, "Another thought", MUCH_LATER)
    assert kept(cast.mentor, place) == "Another thought"


def test_refused_reply_leaves_the_draft(cast, cohort):
    topic = make_topic(cohort)
    keep(cast.mentor, f"topic:{topic.id}", "Count to five.", 7)
    cast.mentor.post(f"/topics/{topic.id}/replies", {"body": ""})
    assert kept(cast.mentor, f"topic:{topic.id}") == "Count to five."


def test_draft_of_a_new_topic_keeps_its_title_per_kind(cast, cohort, space):
    keep(cast.trainee, f"space:{space.id}:question", "I count.", 1, title="How long?")
    page = cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=question").text
    assert "How long?</textarea>" in page
    assert "I count.</textarea>" in page
    assert "How long?" not in cast.trainee.get(f"/cohorts/{cohort.id}/topics/new").text
    cast.trainee.post(f"/spaces/{space.id}/topics", {"kind": "question", "title": "How long?", "body": "I count."})
    assert kept(cast.trainee, f"space:{space.id}:question") == ""


def test_draft_of_a_new_topic_keeps_its_tags_and_what_can_be_chosen(cast, cohort, space):
    silence, letters = add_tag(space, "Silence"), add_tag(space, "Letters")
    place, more = f"space:{space.id}:poll", {"options": "Monday\nTuesday", "method": "ranked"}
    assert keep(cast.trainee, place, "We choose.", 1, title="When?", tags=[silence.id], **more).status_code == 204
    page = cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=poll").text
    assert chosen_tags(page) == [silence.id]
    assert "Monday\nTuesday</textarea>" in page
    assert re.search(r'<input checked id="method-\d" name="method" type="radio" value="ranked">', page)
    remove_tag(silence)
    keep(cast.trainee, place, "We choose.", 2, tags=[silence.id, letters.id])
    page = cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=poll").text
    assert chosen_tags(page) == [letters.id]
    assert "Monday" not in page
    words = {"kind": "poll", "title": "When?", "body": "We choose.", "options": "Monday\nTuesday"}
    words |= {"method": "single", "secrecy": "named", "results": "always"}
    assert cast.trainee.post(f"/spaces/{space.id}/topics", words).status_code == 303
    assert not db.session.get_one(Draft, (cast.trainee.id, place), populate_existing=True).rest


def test_template_of_a_case_is_there_again_after_one_was_brought_in(cast, cohort, space):
    address = f"/cohorts/{cohort.id}/topics/new?kind=case"
    assert "### What I wonder" in cast.trainee.get(address).text
    keep(cast.trainee, f"space:{space.id}:case", "What happened", 1, title="A case")
    words = {"kind": "case", "title": "A case", "body": "What happened: she went silent."}
    assert cast.trainee.post(f"/spaces/{space.id}/topics", words).status_code == 303
    assert "### What I wonder" in cast.trainee.get(address).text


def test_nobody_drafts_where_they_cannot_read(cast, cohort, space):
    topic = make_topic(cohort)
    for place in (f"topic:{topic.id}", f"space:{space.id}", "lesson:1", "article:1", "topic:999999", "nowhere", ""):
        assert keep(cast.outsider, place, "Hello", 1).status_code == 404
    assert db.session.query(Draft).count() == 0


def test_nobody_fills_the_place_with_drafts(cast, cohort, space, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 3)
    for number in range(3):
        assert keep(cast.mentor, f"space:{space.id}:q{number}", "Hello", 1).status_code == 204
    assert keep(cast.mentor, f"space:{space.id}:more", "Hello", 1).status_code == 429
    assert keep(cast.mentor, f"space:{space.id}:q2", "Hello again", 2).status_code == 204
    assert keep(cast.alumna, f"space:{space.id}:more", "Hello", 1).status_code == 204


def test_what_was_sent_is_swept_once_no_late_copy_can_come(cast, cohort):
    waiting, sent, late = make_topic(cohort), make_topic(cohort), make_topic(cohort)
    for topic in (waiting, sent, late):
        keep(cast.mentor, f"topic:{topic.id}", "Count to five.", 7)
    for topic in (sent, late):
        cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Count to five."})
    for topic in (waiting, sent):
        draft = db.session.get_one(Draft, (cast.mentor.id, f"topic:{topic.id}"), populate_existing=True)
        draft.saved_at -= timedelta(days=2)
    db.session.commit()
    sweep_sent()
    left = db.session.scalars(db.select(Draft.place).order_by(Draft.place)).all()
    assert left == sorted(f"topic:{topic.id}" for topic in (waiting, late))


def test_draft_that_makes_no_sense_is_refused(cast, cohort):
    place = f"topic:{make_topic(cohort).id}"
    assert keep(cast.mentor, place, "Hello", "now").status_code == 422
    assert keep(cast.mentor, place, "x" * 60_001, 1).status_code == 422
    assert keep(cast.mentor, place, "Hello", 1, tags=["all"]).status_code == 422
    assert keep(cast.mentor, place, "Hello", 1, options="x" * 5_001).status_code == 422
