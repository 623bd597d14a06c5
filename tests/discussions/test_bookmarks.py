"""What people keep for themselves, what they are reminded of, and what is out of reach again."""

import re
from datetime import timedelta

from cohorts.actions import remove_member
from cohorts.models import Membership
from discussions.bookmarks.actions import keep, remind
from discussions.bookmarks.models import Bookmark
from discussions.posts.actions import delete_post
from lms.database import db, now
from tests.cast import text_of
from tests.factories.discussions import make_reply, make_topic
from tests.factories.people import heard


def bookmark_of(person) -> Bookmark:
    db.session.expire_all()
    return db.session.scalars(db.select(Bookmark).filter_by(user_id=person.id)).one()


def test_post_is_kept_with_a_note_and_let_go_again(cast, cohort):
    post = make_reply(make_topic(cohort), body="Count to five.")
    address = f"/posts/{post.id}/bookmark"
    assert cast.alumna.post(address, {"note": "For Tuesday", "when": ""}).status_code == 303
    page = text_of(cast.alumna.get("/bookmarks"))
    assert "For Tuesday" in page
    assert "Mentor: Count to five." in page
    assert "For Tuesday" not in text_of(cast.trainee.get("/bookmarks"))
    assert "Kept" in text_of(cast.alumna.get(f"/topics/{post.topic_id}"))
    assert "Kept" not in text_of(cast.trainee.get(f"/topics/{post.topic_id}"))
    cast.alumna.post(address, {"note": "For Friday", "when": ""})
    assert bookmark_of(cast.alumna).note == "For Friday"
    assert "For Friday" in cast.alumna.get(address).text
    assert cast.alumna.post(f"{address}/removal").status_code == 303
    assert "For Friday" not in text_of(cast.alumna.get("/bookmarks"))


def test_reminder_comes_at_the_moment_chosen_and_once(cast, cohort):
    post = make_reply(make_topic(cohort))
    moment = (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    cast.alumna.post(f"/posts/{post.id}/bookmark", {"note": "Read again", "when": "at", "at": moment})
    remind()
    assert heard(cast.alumna) == []
    bookmark_of(cast.alumna).remind_at = now() - timedelta(seconds=1)
    remind()
    remind()
    assert heard(cast.alumna) == ["reminded"]
    assert bookmark_of(cast.alumna).remind_at is None
    inbox = text_of(cast.alumna.get("/inbox"))
    assert "You wanted to be reminded" in inbox
    assert "Read again" in inbox
    keep(cast.alumna, post, note="Once more", remind_at=now() - timedelta(seconds=1))
    bookmark_of(cast.alumna).remind_at = now() - timedelta(minutes=3)
    remind()
    assert heard(cast.alumna) == ["reminded", "reminded"]


def test_days_are_those_of_the_readers_zone(cast, cohort):
    post = make_reply(make_topic(cohort))
    cast.alumna.user.timezone = "Asia/Tokyo"
    db.session.commit()
    cast.alumna.post(f"/posts/{post.id}/bookmark", {"when": "tomorrow"})
    assert bookmark_of(cast.alumna).remind_at.hour == 0
    assert 'value="at"' in cast.alumna.get(f"/posts/{post.id}/bookmark").text
    assert re.search(r'value="\d{4}-\d\d-\d\dT09:00"', cast.alumna.get(f"/posts/{post.id}/bookmark").text)


def test_moment_that_is_over_or_missing_is_refused_with_the_words_kept(cast, cohort):
    address = f"/posts/{make_reply(make_topic(cohort)).id}/bookmark"
    for at in ("2020-01-01T10:00", "", "soon", "0001-01-01T00:00"):
        response = cast.alumna.post(address, {"note": "Keep these words", "when": "at", "at": at})
        assert response.status_code == 422
        assert "Keep these words" in response.text
    assert cast.alumna.post(address, {"note": "n" * 301}).status_code == 422
    assert cast.alumna.post(address, {"when": "yesterday"}).status_code == 422


def test_nothing_is_left_when_access_is_lost(cast, cohort):
    post = make_reply(make_topic(cohort))
    keep(cast.alumna, post, note="For Tuesday", remind_at=now() - timedelta(minutes=1))
    membership = db.session.scalars(db.select(Membership).filter_by(user_id=cast.alumna.id)).one()
    remove_member(membership, by=cast.facilitator.user)
    db.session.commit()
    assert "For Tuesday" not in text_of(cast.alumna.get("/bookmarks"))
    remind()
    assert heard(cast.alumna) == []
    assert cast.alumna.get(f"/posts/{post.id}/bookmark").status_code == 404


def test_removed_post_reminds_of_nothing_and_shows_no_words(cast, cohort):
    post = make_reply(make_topic(cohort), body="Count to five.")
    keep(cast.alumna, post, note="", remind_at=now() - timedelta(minutes=1))
    delete_post(post, by=cast.mentor.user)
    remind()
    assert heard(cast.alumna) == []
    page = text_of(cast.alumna.get("/bookmarks"))
    assert "This was removed." in page
    assert "Count to five." not in page


def test_bookmarks_go_on_over_pages(cast, cohort):
    topic = make_topic(cohort)
    for number in range(22):
        keep(cast.alumna, make_reply(topic), note=f"Note {number}.", remind_at=None)
    page = cast.alumna.get("/bookmarks")
    assert "Note 21." in page.text
    assert "Note 1." not in page.text
    older = re.search(r'href="(/bookmarks\?before=\d+)"', page.text)[1]
    assert re.findall(r"Note \d+\.", cast.alumna.get(older).text) == ["Note 1.", "Note 0."]


def test_outsider_keeps_nothing(cast, cohort):
    post = make_reply(make_topic(cohort))
    for address in (f"/posts/{post.id}/bookmark", f"/posts/{post.id}/bookmark/removal"):
        assert cast.outsider.post(address, {"note": "Mine"}).status_code == 404
