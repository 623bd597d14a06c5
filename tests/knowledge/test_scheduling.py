"""Publishing later: at a moment on the academy's clock, the draft as it then stands, once, or with the reason why not."""

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.collections.actions import change_collection
from knowledge.models import Article, ArticleRevision, Collection
from knowledge.reviews import actions as reviews
from knowledge.scheduling.actions import StaleSchedule, schedule
from knowledge.scheduling.models import ArticleSchedule
from knowledge.scheduling.publishing import publish_scheduled
from lms.database import db, now
from lms.jobs import OutboxJob, sweep
from lms.mail import Mail
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection

SOON = now() + timedelta(days=3)


@pytest.fixture
def draft(cast) -> Article:
    collection = make_collection(owner=cast.facilitator)
    return make_article(collection, title="Opening letters", body="Open one a day.", published=False)


def plan(person, article, day="2031-03-03", hour="09:00", **more):
    return person.post(f"/articles/{article.id}/schedule", {"day": day, "hour": hour, "version": 0} | more)


def plan_of(article) -> ArticleSchedule:
    return db.session.scalars(
        db.select(ArticleSchedule).filter_by(article_id=article.id).order_by(ArticleSchedule.id.desc()).limit(1),
        execution_options={"populate_existing": True},
    ).one()


def let_it_come(article) -> None:
    """The moment has come, and the worker comes by."""
    passed = now() - timedelta(seconds=1)
    db.session.execute(db.update(ArticleSchedule).values(due_at=passed))
    db.session.execute(db.update(OutboxJob).where(OutboxJob.kind == "publish_scheduled").values(due_at=passed))
    db.session.commit()
    sweep()
    db.session.expire_all()


def write(person, article, body):
    data = {"title": "Opening letters", "summary": "", "body": body, "version": fresh(article).draft_version}
    return person.post(f"/articles/{article.id}/draft", data)


def test_a_draft_is_published_when_its_moment_has_come_and_not_before(cast, draft):
    answer = plan(cast.facilitator, draft)
    assert answer.status_code == 303
    assert plan_of(draft).due_at == datetime(2031, 3, 3, 8, tzinfo=UTC)  # nine o'clock in Amsterdam
    for address in (f"/articles/{draft.id}/schedule", f"/articles/{draft.id}/edit"):
        assert "3 March 2031 09:00 (Europe/Amsterdam)" in text_of(cast.editor.get(address))
    assert "Planned" in text_of(cast.editor.get(f"/collections/{draft.collection_id}"))
    sweep()
    assert cast.trainee.get(f"/articles/{draft.id}").status_code == 404
    let_it_come(draft)
    assert "Open one a day." in text_of(cast.trainee.get(f"/articles/{draft.id}"))
    revision = db.session.get_one(ArticleRevision, fresh(draft).revision_id)
    assert (revision.kept_by, plan_of(draft).ending) == (cast.facilitator.id, "published")
    assert "Published as planned: Opening letters" in cast.facilitator.get("/inbox").text


def test_what_is_saved_until_then_goes_along_and_doing_it_twice_publishes_once(cast, draft):
    plan(cast.facilitator, draft)
    write(cast.editor, draft, "Open two a day.")
    let_it_come(draft)
    assert "Open two a day." in text_of(cast.trainee.get(f"/articles/{draft.id}"))
    write(cast.editor, draft, "Open three a day.")
    publish_scheduled(plan_of(draft).id)
    assert "Open two a day." in text_of(cast.trainee.get(f"/articles/{draft.id}"))
    assert db.session.query(ArticleRevision).count() == 1


def test_another_moment_and_taking_it_back(cast, draft):
    plan(cast.facilitator, draft)
    assert plan(cast.editor, draft, day="2031-07-01", version=1).status_code == 303
    assert (plan_of(draft).due_at, plan_of(draft).by) == (datetime(2031, 7, 1, 7, tzinfo=UTC), cast.editor.id)
    db.session.execute(db.update(OutboxJob).values(due_at=now()))  # the first moment comes
    db.session.commit()
    sweep()
    assert fresh(draft).published_at is None
    assert cast.editor.post(f"/articles/{draft.id}/schedule/end").status_code == 303
    assert cast.editor.post(f"/articles/{draft.id}/schedule/end").status_code == 303
    let_it_come(draft)
    assert fresh(draft).published_at is None
    assert plan_of(draft).ending == "withdrawn"


def test_publishing_by_hand_ends_the_plan(cast, draft):
    plan(cast.facilitator, draft)
    data = {"title": "Opening letters", "summary": "", "body": "Now.", "version": fresh(draft).draft_version, "why": ""}
    cast.editor.post(f"/articles/{draft.id}/publication", data)
    assert plan_of(draft).ending == "published"


def test_pressing_twice_plans_once_and_a_stale_page_changes_nothing(cast, draft):
    for _ in range(2):
        assert plan(cast.facilitator, draft).status_code == 303
    assert db.session.query(ArticleSchedule).count() == 1
    answer = plan(cast.editor, draft, hour="11:00")
    assert answer.status_code == 409
    assert "09:00 (Europe/Amsterdam)" in text_of(answer)
    assert 'value="11:00"' in answer.text
    assert plan_of(draft).by == cast.facilitator.id
    with pytest.raises(StaleSchedule):
        schedule(draft, SOON, by=cast.editor.user)


@pytest.mark.parametrize(
    ("day", "hour", "says"),
    [
        ("2001-01-01", "09:00", "This moment has passed"),
        ("2031-03-30", "02:30", "The clock goes forward in this hour"),
        ("", "09:00", "Choose the day"),
        ("2031-02-30", "09:00", "Choose the day"),
        ("2031-03-03", "", "Choose the hour"),
        ("2031-03-03", "nine", "Choose the hour"),
        ("9999-12-31", "23:59", "more than ten years away"),
        ("0001-01-01", "00:00", "This moment has passed"),
    ],
)
def test_a_moment_that_cannot_be_is_asked_again(cast, draft, day, hour, says):
    answer = plan(cast.editor, draft, day=day, hour=hour)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert db.session.query(ArticleSchedule).count() == 0


def test_the_hour_that_comes_twice_is_the_first_and_summer_is_told_from_winter(cast, draft):
    plan(cast.editor, draft, day="2031-10-26", hour="02:30")
    assert plan_of(draft).due_at == datetime(2031, 10, 26, 0, 30, tzinfo=UTC)
    assert 'value="02:30"' in cast.editor.get(f"/articles/{draft.id}/schedule").text


def test_what_its_reviewer_wants_changed_is_not_published_until_it_is(cast, draft):
    review = reviews.ask(draft, cast.mentor.id, by=cast.editor.user)
    reviews.answer(draft, review, "changes", by=cast.mentor.user, words="Say which first.")
    plan(cast.facilitator, draft)
    let_it_come(draft)
    assert fresh(draft).published_at is None
    assert "Not published as planned: Opening letters" in cast.facilitator.get("/inbox").text
    page = text_of(cast.facilitator.get(f"/articles/{draft.id}/schedule"))
    assert "Its reviewer asked for a change, and the draft is still the same." in page
    write(cast.facilitator, draft, "The tax office first.")
    plan(cast.facilitator, draft)
    let_it_come(draft)
    assert fresh(draft).published_at is not None


def test_what_cannot_be_published_stays_a_draft(cast, draft):
    plan(cast.facilitator, draft)
    write(cast.editor, draft, "<<<<<<<\none\n=======\ntwo\n>>>>>>>\n")
    let_it_come(draft)
    assert (fresh(draft).published_at, plan_of(draft).problem) == (None, "conflict")
    other = make_article(make_collection(), title="Ringing", published=False)
    plan(cast.editor, other)
    cast.editor.post(f"/articles/{other.id}/archive")
    let_it_come(other)
    assert (fresh(other).published_at, plan_of(other).problem) == (None, "archived")
    assert plan(cast.editor, other).status_code == 403


def test_who_no_longer_writes_there_publishes_nothing(cast, draft):
    plan(cast.facilitator, draft)
    collection = db.session.get_one(Collection, draft.collection_id)
    words = {name: getattr(collection, name) for name in ("title", "summary", "openness", "language", "version")}
    change_collection(collection, **words, owner_id=cast.editor.id, by=cast.editor.user)
    let_it_come(draft)
    assert (fresh(draft).published_at, plan_of(draft).problem) == (None, "publisher")


def test_only_writers_plan(cast, draft):
    for person in (cast.trainee, cast.mentor, cast.outsider, cast.manager):
        assert plan(person, draft).status_code == 404
        assert person.get(f"/articles/{draft.id}/schedule").status_code == 404
    article = make_article(title="Read by all")
    assert plan(cast.trainee, article).status_code == 403
    assert cast.trainee.post(f"/articles/{article.id}/schedule/end").status_code == 403


def test_a_quotation_nobody_gave_is_not_published_by_itself(cast, draft):
    plan(cast.facilitator, draft)
    assert write(cast.facilitator, draft, "Open one a day.\n\n::: quote 1\n:::\n").status_code == 303
    let_it_come(draft)
    assert fresh(draft).published_at is None
    assert plan_of(draft).problem == "quotes"
    assert "a quotation whose writer has not said yes" in text_of(
        cast.facilitator.get(f"/articles/{draft.id}/schedule")
    )


def comes(article) -> None:
    """The moment has come, and the mail about it has not left yet."""
    plan_of(article).due_at = now() - timedelta(seconds=1)
    db.session.flush()
    publish_scheduled(plan_of(article).id)
    db.session.commit()


def mails_to(person) -> list[str]:
    while sweep():  # one job writes a mail, another sends it
        pass
    sent = db.select(Mail.subject).where(Mail.user_id == person.id, Mail.sent_at.is_not(None))
    return [subject for subject in db.session.scalars(sent.order_by(Mail.id)) if "as planned" in subject]


@pytest.mark.parametrize("meanwhile", ["", "archived"])
def test_a_mail_says_what_was_published_only_while_it_is_there(cast, draft, meanwhile):
    plan(cast.facilitator, draft)
    comes(draft)
    if meanwhile:
        cast.editor.post(f"/articles/{draft.id}/archive")
    assert len(mails_to(cast.facilitator)) == (0 if meanwhile else 1)


@pytest.mark.parametrize("meanwhile", ["", "planned", "published"])
def test_a_mail_says_what_was_refused_only_while_it_is_so(cast, draft, meanwhile):
    plan(cast.facilitator, draft)
    write(cast.editor, draft, "<<<<<<<\none\n=======\ntwo\n>>>>>>>\n")
    comes(draft)
    if meanwhile == "planned":
        assert plan(cast.facilitator, draft, day="2031-04-01").status_code == 303
    if meanwhile == "published":
        data = {"title": "Opening letters", "summary": "", "body": "One.", "version": fresh(draft).draft_version}
        assert cast.editor.post(f"/articles/{draft.id}/publication", data | {"why": ""}).status_code == 303
    assert len(mails_to(cast.facilitator)) == (0 if meanwhile else 1)
