"""Reunions: words written once are said months after the training, in the writer's name, and only where it is quiet."""

from datetime import date, timedelta

import pytest

from cohorts.models import Membership
from discussions.models import Post, Topic
from discussions.reunions import queries
from discussions.reunions.actions import send_prompts
from discussions.reunions.models import ReunionPrompt
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_dates, make_member
from tests.factories.discussions import make_topic, space_of


@pytest.fixture
def cohort(cast):
    """Its training ended forty days ago: the first moment is over, that of three months comes."""
    cohort = make_cohort(starts_in=-100, ends_in=-40)
    make_member(cohort, cast.alumna, "alumnus", tell=False)
    db.session.commit()
    return cohort


def words(months=3, **changes):
    sent = {"title": "How is it going?", "body": "Tell us one thing.", "version": "0", **changes}
    return {f"in-{months}-{name}": value for name, value in sent.items()}


def write(cast, cohort, months=3, **changes):
    return cast.facilitator.post(f"/cohorts/{cohort.id}/reunions/{months}", words(months, **changes))


def let_time_pass(cohort, months=3):
    """As if the training had ended so many months ago."""
    cohort.starts_on, cohort.ends_on = (
        now().date() - timedelta(days=31 * months + 60),
        now().date() - timedelta(days=31 * months),
    )
    db.session.commit()


def prompt() -> ReunionPrompt:
    return db.session.scalars(db.select(ReunionPrompt)).one()


def test_a_quiet_cohort_is_asked_once_in_the_writers_name(cast, cohort):
    assert "Three months on: what stayed?" in cast.facilitator.get(f"/cohorts/{cohort.id}/reunions").text
    assert write(cast, cohort).status_code == 303
    send_prompts()
    assert prompt().outcome == "", "its moment has not come"
    let_time_pass(cohort)
    send_prompts()
    send_prompts()
    db.session.commit()
    topic = db.session.scalars(db.select(Topic)).one()
    assert (topic.title, topic.kind, topic.author_id) == ("How is it going?", "announcement", cast.facilitator.id)
    assert prompt().topic_id == topic.id
    assert "Tell us one thing." in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert db.session.scalars(db.select(Notification.user_id)).all() == [cast.alumna.id]
    assert "Sent" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/reunions"))


def test_where_people_talk_nothing_is_said(cast, cohort):
    write(cast, cohort)
    let_time_pass(cohort)
    make_topic(space=space_of(cohort), author=cast.alumna.user)
    send_prompts()
    assert prompt().outcome == "lively"
    assert "Not needed" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/reunions"))


def test_another_facilitator_speaks_for_who_left_and_nobody_for_nobody(cast, cohort):
    write(cast, cohort)
    write(cast, cohort, 6)
    make_member(cohort, cast.author, "facilitator", tell=False)
    theirs = db.update(Membership).where(Membership.user_id == cast.facilitator.id)
    db.session.execute(theirs.values(phase="left"))
    let_time_pass(cohort)
    send_prompts()
    assert db.session.scalars(db.select(Topic.author_id)).all() == [cast.author.id]
    db.session.execute(db.update(Membership).values(phase="alumnus"))
    db.session.execute(db.update(Post).values(created_at=now() - timedelta(days=90)))
    let_time_pass(cohort, 6)
    send_prompts()
    assert sorted(db.session.scalars(db.select(ReunionPrompt.outcome))) == ["alone", "sent"]


def test_the_moment_follows_the_calendar_where_the_cohort_is(cast):
    cohort = make_cohort(**make_dates("2026-09-01", "2026-11-30"))
    assert queries.due_at(cohort, 3).isoformat() == "2027-02-28T08:00:00+00:00"
    assert queries.due_at(cohort, 6).isoformat() == "2027-05-30T07:00:00+00:00", "summer time"
    assert cohort.ends_on == date(2026, 11, 30)


def test_words_are_changed_and_taken_away(cast, cohort):
    write(cast, cohort)
    assert write(cast, cohort, title="What stayed?", version="1").status_code == 303
    assert (prompt().title, prompt().version) == ("What stayed?", 2)
    address = f"/cohorts/{cohort.id}/reunions/3/removal"
    assert cast.facilitator.post(address).status_code == 303
    assert cast.facilitator.post(address).status_code == 303, "twice is once"
    assert db.session.scalars(db.select(ReunionPrompt)).all() == []


def test_who_writes_at_the_same_time_loses_nothing(cast, cohort):
    write(cast, cohort, title="Mine was first")
    answer = write(cast, cohort, title="Mine was second")
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Mine was first" in page
    assert "Somebody else changed these words meanwhile" in page
    assert "Mine was second" in answer.text
    assert 'name="in-3-version" type="hidden" value="1"' in answer.text


def test_bad_input_is_told_and_kept(cast, cohort):
    answer = write(cast, cohort, title="")
    assert answer.status_code == 422
    assert "Tell us one thing." in answer.text
    late = write(cast, cohort, 1)
    assert late.status_code == 422
    assert "This moment has passed." in text_of(late)
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/reunions/2", words(2)).status_code == 404
    assert db.session.scalars(db.select(ReunionPrompt)).all() == []


def test_only_its_facilitators_read_and_write(cast, cohort):
    address = f"/cohorts/{cohort.id}/reunions"
    for person, status in ((cast.alumna, 403), (cast.outsider, 404), (cast.admin, 404)):
        assert person.get(address).status_code == status
        assert person.post(f"{address}/3", words()).status_code == status
        assert person.post(f"{address}/3/removal").status_code == status
