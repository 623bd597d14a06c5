"""The inbox tells each person once, of what they may read, with the strongest reason, and forgets nothing until it is done."""

import re

import pytest

from lms.access import ACADEMY, PUBLIC, grant, revoke
from lms.database import db
from lms.jobs import OutboxJob, sweep
from lms.notifications.actions import notify, withdraw
from lms.notifications.models import Notification
from lms.people.actions import deactivate_user
from tests.cast import text_of
from tests.factories.people import mails_sent, make_group, make_person
from tests.statements import counted_statements


@pytest.fixture
def group(cast) -> int:
    return make_group(cast.trainee, cast.mentor, cast.alumna)


def tell(cast, group, *, to="trainee", reason="mentioned", topic=7, post=1, by="mentor", **changes):
    words = {
        "audience_id": group,
        "actor": getattr(cast, by).user if by else None,
        "thread": f"topic:{topic}",
        "thing": f"post:{topic}{post:03}",
        "title": f"Topic {topic}",
        "url": f"/topics/{topic}#post-{post}",
        "excerpt": f"Words of post {post}",
        **changes,
    }
    return notify([getattr(cast, to).id], reason, **words)


def titles(browser, address="/inbox") -> list[str]:
    page = browser.get(address).get_data(as_text=True)
    return re.findall(r'<h3 class="row-title"><a href="[^"]*">([^<]*)</a>', page)


def unread(browser) -> int:
    found = re.search(r"<b>(\d+)<span", browser.get("/inbox").get_data(as_text=True))
    return int(found[1]) if found else 0


def test_a_notification_says_why_who_and_what(cast, group):
    tell(cast, group)
    words = text_of(cast.trainee.get("/inbox"))
    for part in ("Mentioned you", "Topic 7", "Words of post 1", "Mentor", "Today"):
        assert part in words
    assert 'href="/topics/7#post-1"' in cast.trainee.get("/inbox").get_data(as_text=True)


def test_a_thread_is_one_row_with_its_strongest_reason(cast, group):
    tell(cast, group, reason="following", post=1, by="alumna")
    tell(cast, group, reason="mentioned", post=2)
    tell(cast, group, reason="following", post=3, by="alumna")
    page = cast.trainee.get("/inbox")
    assert titles(cast.trainee) == ["Topic 7"]
    assert "Mentioned you" in text_of(page)
    assert "Words of post 2" in text_of(page)
    assert "Mentor and 1 other" in text_of(page)
    assert unread(cast.trainee) == 1


def test_what_asks_something_stands_apart_from_what_one_follows(cast, group):
    tell(cast, group, reason="answered", topic=7)
    tell(cast, group, reason="following", topic=8)
    assert titles(cast.trainee) == ["Topic 7"]
    assert titles(cast.trainee, "/inbox?show=following") == ["Topic 8"]
    assert unread(cast.trainee) == 2


def test_one_thing_is_told_once_with_the_stronger_reason(cast, group):
    assert tell(cast, group, reason="following") == 1
    assert tell(cast, group, reason="mentioned") == 0
    assert tell(cast, group, reason="thanked") == 0
    assert db.session.scalars(db.select(Notification.reason)).all() == ["mentioned"]


def test_nobody_is_told_of_their_own_words(cast, group):
    assert tell(cast, group, to="mentor", by="mentor") == 0


def test_outsider_is_not_told(cast, group):
    assert tell(cast, group, to="outsider") == 0
    assert titles(cast.outsider) == []


def test_closed_accounts_are_not_told(cast, group):
    deactivate_user(cast.trainee.user)
    assert tell(cast, group) == 0


def test_what_is_public_may_be_told_to_everybody(cast):
    assert tell(cast, PUBLIC, to="outsider") == 1
    assert titles(cast.outsider) == ["Topic 7"]
    assert unread(cast.outsider) == 1


def test_who_leaves_a_group_sees_its_notifications_no_more(cast, group):
    tell(cast, group)
    revoke(group, cast.trainee.id)
    assert titles(cast.trainee) == []
    assert unread(cast.trainee) == 0
    assert "Words of post 1" not in cast.trainee.get("/inbox?show=done").get_data(as_text=True)
    assert cast.trainee.post("/inbox/threads/topic:7/done").status_code == 404


def test_what_is_withdrawn_is_told_no_more(cast, group):
    tell(cast, group)
    withdraw("post:7001")
    assert titles(cast.trainee) == []


class TestDone:
    def test_a_thread_is_done_and_the_count_follows(self, cast, group):
        tell(cast, group, topic=7)
        tell(cast, group, topic=8)
        assert unread(cast.trainee) == 2
        response = cast.trainee.post("/inbox/threads/topic:7/done")
        assert response.status_code == 303
        assert titles(cast.trainee) == ["Topic 8"]
        assert titles(cast.trainee, "/inbox?show=done") == ["Topic 7"]
        assert unread(cast.trainee) == 1

    def test_it_can_be_undone(self, cast, group):
        tell(cast, group)
        page = cast.trainee.post("/inbox/threads/topic:7/done", follow_redirects=True)
        assert "Marked as done." in text_of(page)
        mark = re.search(r'name="mark" value="(\d+)"', page.get_data(as_text=True))[1]
        assert cast.trainee.post("/inbox/undo", {"mark": mark}).status_code == 303
        assert titles(cast.trainee) == ["Topic 7"]

    def test_undoing_brings_back_only_what_that_press_did(self, cast, group):
        tell(cast, group, topic=7)
        tell(cast, group, topic=8)
        cast.trainee.post("/inbox/threads/topic:7/done")
        location = cast.trainee.post("/inbox/done", {"up_to": 99999}).location
        cast.trainee.post("/inbox/undo", {"mark": re.search(r"mark=(\d+)", location)[1]})
        assert titles(cast.trainee) == ["Topic 8"]

    def test_what_came_in_meanwhile_stays_open(self, cast, group):
        tell(cast, group, post=1)
        seen = db.session.scalar(db.select(Notification.id))
        tell(cast, group, post=2)
        cast.trainee.post("/inbox/threads/topic:7/done", {"up_to": seen})
        assert "Words of post 2" in text_of(cast.trainee.get("/inbox"))

    def test_all_of_one_tab_is_done_at_once(self, cast, group):
        for topic in range(3):
            tell(cast, group, topic=topic)
        tell(cast, group, topic=9, reason="following")
        newest = db.session.scalar(db.select(db.func.max(Notification.id)))
        assert cast.trainee.post("/inbox/done", {"up_to": newest}).status_code == 303
        assert "All caught up." in text_of(cast.trainee.get("/inbox"))
        assert titles(cast.trainee, "/inbox?show=following") == ["Topic 9"]

    def test_a_single_notification_is_done(self, cast, group):
        tell(cast, group, post=1)
        tell(cast, group, post=2)
        first = db.session.scalar(db.select(db.func.min(Notification.id)))
        assert cast.trainee.post(f"/inbox/{first}/done").status_code == 303
        assert titles(cast.trainee) == ["Topic 7"]
        assert cast.outsider.post(f"/inbox/{first}/done").status_code == 404

    def test_a_done_thread_can_be_put_back(self, cast, group):
        tell(cast, group)
        cast.trainee.post("/inbox/threads/topic:7/done")
        assert cast.trainee.post("/inbox/threads/topic:7/open").status_code == 303
        assert titles(cast.trainee) == ["Topic 7"]

    def test_nobody_marks_the_inbox_of_somebody_else(self, cast, group):
        tell(cast, group)
        for action in ("done", "open"):
            assert cast.mentor.post(f"/inbox/threads/topic:7/{action}").status_code == 404
        mark = re.search(r"mark=(\d+)", cast.trainee.post("/inbox/threads/topic:7/done").location)[1]
        cast.mentor.post("/inbox/undo", {"mark": mark})
        assert titles(cast.trainee) == []

    def test_nonsense_changes_nothing(self, cast, group):
        tell(cast, group)
        for address, data in (
            ("/inbox/done", {"up_to": "all"}),
            ("/inbox/undo", {"mark": "x"}),
            ("/inbox/undo", {"mark": "9" * 30}),
            ("/inbox/undo", {"mark": "-" + "9" * 17}),
        ):
            assert cast.trainee.post(address, data).status_code == 303, data
        assert cast.trainee.get("/inbox?show=nothing&before=x&mark=y").status_code == 200
        assert titles(cast.trainee) == ["Topic 7"]

    def test_htmx_gets_the_inbox_and_the_count_of_the_masthead(self, cast, group):
        tell(cast, group, topic=7)
        tell(cast, group, topic=8)
        response = cast.trainee.htmx_post("/inbox/threads/topic:7/done", "inbox")
        fragment = cast.trainee.htmx_get(response.location, "inbox").get_data(as_text=True)
        assert "<html" not in fragment
        assert 'id="inbox-link" hx-swap-oob="true"' in fragment
        assert "<b>1<span" in fragment


def test_guests_have_no_inbox(cast):
    assert cast.guest.get("/inbox").status_code == 303
    assert cast.guest.post("/inbox/done").status_code == 303


def test_empty_says_so(cast):
    assert "All caught up." in text_of(cast.trainee.get("/inbox"))


def test_older_threads_follow_without_gap_or_repetition(cast, group):
    for topic in range(45):
        tell(cast, group, topic=topic)
    shown, address = [], "/inbox"
    while address:
        page = cast.trainee.get(address).get_data(as_text=True)
        shown += re.findall(r'<h3 class="row-title"><a href="[^"]*">([^<]*)</a>', page)
        found = re.search(r'href="([^"]*)" rel="next"', page)
        address = found and found[1].replace("&amp;", "&")
    assert shown == [f"Topic {topic}" for topic in reversed(range(45))]


def test_the_inbox_costs_the_same_however_full(cast, group):
    def cost():
        cast.trainee.get("/healthz")
        with counted_statements() as count:
            assert cast.trainee.get("/inbox").status_code == 200
        return count()

    tell(cast, group)
    few = cost()
    rows = [
        {
            "user_id": cast.trainee.id, "audience_id": group, "actor_id": cast.mentor.id, "reason": "mentioned",
            "thread": f"topic:{number % 300}", "thing": f"many:{number}", "title": "T", "url": "/",
        }
        for number in range(1000)
    ]  # fmt: skip
    db.session.execute(db.insert(Notification), rows)
    assert cost() == few <= 5


class TestCrowd:
    def test_everybody_is_told_and_mailed_once(self, cast):
        people = [make_person().id for _number in range(60)]
        db.session.commit()
        words = {"thread": "circle:1", "thing": "post:1", "title": "T", "url": "/topics/1", "excerpt": "Words"}
        crowd, actor = [*people, cast.outsider.id], cast.mentor.user
        for _attempt in range(2):
            with counted_statements() as count:
                notify(crowd, "announced", audience_id=ACADEMY, actor=actor, **words)
            assert count() == 1, "the writer waits for nobody"
        db.session.commit()
        while sweep():
            pass
        assert db.session.scalar(db.select(db.func.count(Notification.id))) == 61
        assert len(mails_sent()) == 61

    def test_the_worker_may_die_half_way(self, cast):
        people = [make_person().id for _number in range(60)]
        words = {"thread": "topic:1", "thing": "post:1", "title": "T", "url": "/topics/1"}
        notify(people, "following", audience_id=ACADEMY, actor=cast.mentor.user, **words)
        db.session.commit()
        job = db.session.scalars(db.select(OutboxJob)).one()
        sweep()
        db.session.execute(db.update(OutboxJob).where(OutboxJob.id == job.id).values(done_at=None, claimed_until=None))
        db.session.commit()
        sweep()
        assert db.session.scalar(db.select(db.func.count(Notification.id))) == 60

    def test_outsiders_in_a_crowd_are_left_out(self, cast, group):
        people = [make_person() for _number in range(60)]
        for person in people[:20]:
            grant(group, person.id)
        words = {"thread": "topic:1", "thing": "post:1", "title": "T", "url": "/topics/1"}
        notify([p.id for p in people], "announced", audience_id=group, actor=cast.mentor.user, **words)
        db.session.commit()
        sweep()
        assert db.session.scalar(db.select(db.func.count(Notification.id))) == 20
