"""The help desk's form: found and counted once, on to people with nothing typed twice, taken back, and figures that hide few."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discussions.actions import accept_answer
from discussions.asking.actions import reverse_deflections
from discussions.asking.models import Deflection
from discussions.asking.spots.choosing import Spot
from discussions.desk.actions import ask_people, record_answer
from discussions.desk.queries import FEWEST, answered_by, get_desk, months
from discussions.desk.telling import what_their_words_answered
from knowledge.suggestions.actions import merge_suggestion
from lms.access import ACADEMY, PUBLIC
from lms.admin.models import AuditEntry
from lms.database import db, now
from tests.cast import text_of
from tests.factories.discussions import academy_space, make_question, make_reply
from tests.factories.knowledge import make_article, make_collection, make_suggestion, verify_article

SENTENCE = "May I record somebody who cannot read?"
ZONE = "Europe/Amsterdam"


@pytest.fixture
def article(cast):
    return _article(PUBLIC, "Recording a talk")


def _article(audience_id, title):
    body = "Ask before you record; who cannot read says yes aloud."
    article = verify_article(make_article(make_collection(audience_id=audience_id), title=title, body=body))
    db.session.commit()
    return article


def answered(person, article, **changes):
    return person.post("/ask/answers", {"words": SENTENCE, "kind": "article", "found": article.id} | changes)


def rows():
    db.session.expire_all()
    return db.session.query(Deflection).order_by(Deflection.id).all()


def test_guest_is_shown_public_passages_alone(cast, article):
    _article(ACADEMY, "Recording for members")
    words = text_of(cast.guest.get(f"/ask?q={SENTENCE}"))
    assert "Recording a talk" in words
    assert "Verified by Editor" in words
    assert "Recording for members" not in words
    assert "Recording for members" in text_of(cast.trainee.get(f"/ask?q={SENTENCE}"))


def test_hostile_words_stay_words(cast):
    page = cast.guest.get("/ask?q=" + quote('"><script>alert(1)</script>') + "x" * 5000)
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_guest_and_member_count_once_for_a_passage_and_a_day(cast, article):
    for person in (cast.guest, cast.trainee):
        assert answered(person, article).status_code == 303
        assert answered(person, article, words="Something else about recording").status_code == 303
    assert [(row.user_id, bool(row.guest)) for row in rows()] == [(None, True), (cast.trainee.id, False)]


def test_pressing_twice_acts_once(cast, article):
    for _again in range(2):
        assert answered(cast.trainee, article, form_key="k" * 20).status_code == 303
    assert len(rows()) == 1


def test_what_makes_no_sense_is_refused_and_what_one_may_not_see_is_not_there(cast, article):
    hidden = _article(ACADEMY, "For members")
    assert answered(cast.guest, hidden).status_code == 404
    assert answered(cast.guest, article, kind="person").status_code == 422
    assert answered(cast.guest, article, words="").status_code == 422
    assert answered(cast.guest, article, found="x").status_code == 422
    assert cast.guest.post("/ask/people", {"words": ""}).status_code == 422
    assert rows() == []


def test_guest_who_asks_people_takes_it_back_and_keeps_the_question(cast, article):
    answered(cast.guest, article)
    onward = cast.guest.post("/ask/people", {"words": "Can I record people who cannot read?"})
    assert rows()[0].reversed_at is not None
    page = cast.guest.get(onward.location)
    assert "/sign-in?next=" in page.text
    assert "Can+I+record" in page.text.replace("%2B", "+").replace("%2520", "+")


def test_the_mark_of_a_guest_lasts_seven_days_and_nobody_can_make_one_up(cast, article):
    cookie = answered(cast.guest, article).headers["Set-Cookie"]
    assert cookie.startswith("asker=")
    assert all(words in cookie for words in ("Max-Age=604800", "HttpOnly", "SameSite=Lax"))
    assert "asker=" not in str(answered(cast.trainee, article).headers)
    cast.guest.client.set_cookie("asker", "made.up.here")
    cast.guest.post("/ask/people", {"words": SENTENCE})
    assert rows()[0].reversed_at is None


def test_a_guest_who_looks_for_the_same_again_is_asked_and_takes_it_back(cast, article):
    answered(cast.guest, article)
    assert "Because you ask again" not in text_of(cast.guest.get("/ask?q=What opens a closed door"))
    for address in (f"/ask?q={SENTENCE}", f"/ask?q={SENTENCE}&on=people"):
        page = cast.guest.get(address)
        assert "Because you ask again, we take that back." in text_of(page)
        assert 'hx-post="/ask/people"' in page.text
        assert "/sign-in?next=/ask" not in page.text
    assert rows()[0].reversed_at is None  # looking at a page writes nothing
    sent = cast.guest.post("/ask/people", {"words": SENTENCE}, headers={"HX-Request": "true"})
    assert sent.status_code == 204
    assert rows()[0].reversed_at is not None
    assert "Because you ask again" not in text_of(cast.guest.get(f"/ask?q={SENTENCE}"))


def test_who_goes_on_to_people_after_a_vain_search_takes_it_back_too(cast, article):
    answered(cast.guest, article)
    page = cast.guest.get("/search?q=zzqqx recordings").text
    assert 'action="/ask/people"' in page
    assert 'name="words" value="zzqqx recordings"' in page


def test_guest_who_asks_something_else_takes_nothing_back(cast, article):
    answered(cast.guest, article)
    cast.guest.post("/ask/people", {"words": "What do you do with a closed door?"})
    assert rows()[0].reversed_at is None


def test_member_goes_on_to_the_form_of_a_space_with_the_question_in_it(cast, cohort, space):
    onward = cast.trainee.post("/ask/people", {"words": SENTENCE})
    page = cast.trainee.get(onward.location)
    assert f"/spaces/{space.id}/topics/new?kind=question&amp;title=May+I+record" in page.text.replace("%20", "+")
    written = cast.trainee.get(f"/spaces/{space.id}/topics/new?kind=question&title={SENTENCE}&step=write")
    assert f"{SENTENCE}</textarea>" in written.text


@pytest.mark.parametrize(
    ("ago", "is_reversed"), [(timedelta(days=6, hours=23), True), (timedelta(days=7, hours=1), False)]
)
def test_asking_within_seven_days_takes_it_back(cast, cohort, article, ago, is_reversed):
    answered(cast.trainee, article)
    rows()[0].at = now() - ago
    db.session.commit()
    make_question(cohort, title="Can I record people who cannot read?", author=cast.trainee.user)
    db.session.commit()
    assert (rows()[0].reversed_at is not None) is is_reversed


def test_figures_hide_few_people_and_say_what_they_cost(cast, article):
    cast.admin.post("/admin/help-desk", {"cost": "12,50", "contact": "help@example.org"})
    for number in range(FEWEST):
        assert (months(ZONE)[0].found is None) is (number > 0)
        record_answer(user_id=None, guest=f"guest {number}", words=SENTENCE, spot=Spot("article", article.id))
        db.session.commit()
    page = cast.manager.get("/ask/figures")
    words = text_of(page)
    assert "€62.50" in words
    assert "answered 5 questions of 5 people" in words
    assert SENTENCE not in words
    assert "5,0,5,5,62.5" in cast.manager.get("/ask/figures.csv").text
    cast.guest.post("/ask/people", {"words": SENTENCE})
    assert cast.trainee.get("/ask/figures").status_code == 403


def test_another_cost_changes_nothing_of_before(cast, article):
    cast.admin.post("/admin/help-desk", {"cost": "10", "contact": ""})
    found_by_guests("article", article.id, FEWEST, at=now() - timedelta(days=40))
    found_by_guests("article", article.id + 1, FEWEST)
    assert [month.spared for month in months(ZONE, costs=get_desk().costs_since) if month.found] == [5000, 5000]
    cast.admin.post("/admin/help-desk", {"cost": "20", "contact": ""})
    db.session.expire_all()
    assert [month.spared for month in months(ZONE, costs=get_desk().costs_since) if month.found] == [10_000, 5000]
    for page in ("/ask/figures", "/admin/help-desk"):
        words = text_of(cast.admin.get(page))
        assert "€20.00 since" in words
        assert "€10.00 before that" in words
    assert ",100.0" in cast.admin.get("/ask/figures.csv").text
    cast.admin.post("/admin/help-desk", {"cost": "30", "contact": ""})
    db.session.expire_all()
    assert len(get_desk().costs) == 2  # of one day the last cost holds
    for cost in ("0", "40"):
        cast.admin.post("/admin/help-desk", {"cost": cost, "contact": ""})
    db.session.expire_all()
    assert get_desk().costs[-1][1] == 4000, "also after it was nothing for a while"


def test_passages_one_may_not_see_are_not_named(cast, cohort):
    hidden = _article(cohort.audience_id, "Recording in secret")
    for number in range(FEWEST):
        record_answer(user_id=None, guest=f"g{number}", words=SENTENCE, spot=Spot("article", hidden.id))
    db.session.commit()
    words = text_of(cast.manager.get("/ask/figures"))
    assert "Recording in secret" not in words
    assert months(ZONE)[0].avoided == FEWEST


def found_by_guests(kind, thing, count, at=None, **passage):
    for number in range(count):
        guest = f"guest {number} of {kind} {thing}"
        record_answer(user_id=None, guest=guest, words=SENTENCE, spot=Spot(kind, thing, **passage), at=at)
    db.session.commit()


def answered_question(cast, *, by):
    topic = make_question(space=academy_space(), author=cast.outsider.user, title="Who records a talk?")
    accept_answer(topic, make_reply(topic, author=by, body="Whoever asks first."), by=cast.outsider.user)
    db.session.commit()
    return topic


def test_authors_are_told_their_own_figure_and_nobody_elses(cast, article):
    topic = answered_question(cast, by=cast.mentor.user)
    found_by_guests("topic", topic.id, FEWEST)
    found_by_guests("article", article.id, FEWEST - 1)
    page = text_of(cast.mentor.get("/ask/mine"))
    assert "Who records a talk?" in page
    assert "answered 5 questions of 5 people" in page
    assert "Recording a talk" not in page
    assert "asked no question like it within seven days" in page
    assert SENTENCE not in page
    writer = text_of(cast.editor.get("/ask/mine"))  # of the article, which answered too few
    assert "Too few people to show" in writer
    assert "Recording a talk" not in writer
    assert "Who records a talk?" not in text_of(cast.trainee.get("/ask/mine"))
    assert 'href="/ask/mine"' in cast.mentor.get("/account").text


def test_what_authors_find_themselves_is_left_out_of_their_figure(cast):
    topic = answered_question(cast, by=cast.mentor.user)
    found_by_guests("topic", topic.id, FEWEST - 1)
    answered(cast.mentor, topic, kind="topic")
    assert months(ZONE, *answered_by(cast.mentor.id))[0].found is None
    answered(cast.trainee, topic, kind="topic")
    assert months(ZONE, *answered_by(cast.mentor.id))[0].avoided == FEWEST
    assert months(ZONE)[0].avoided == FEWEST + 1


def test_a_question_asked_after_all_lowers_the_figure_of_the_author(cast):
    topic = answered_question(cast, by=cast.mentor.user)
    found_by_guests("topic", topic.id, FEWEST)
    ask_people(f"guest 0 of topic {topic.id}", SENTENCE)
    db.session.commit()
    assert months(ZONE, *answered_by(cast.mentor.id))[0].avoided == FEWEST - 1


def test_the_ledger_names_everybody_whose_words_stand_in_a_passage(cast, article):
    suggestion = make_suggestion(article, "Ask first.\n\nSay why.", by=cast.trainee.user)
    seen = {"version": suggestion.version, "revision_id": article.revision_id}
    words = {"title": article.title, "summary": "", "body": "Ask first.\n\nSay why."}
    merge_suggestion(suggestion, words, why="", by=cast.editor.user, **seen)
    topic = answered_question(cast, by=cast.mentor.user)
    for kind, thing in (("article", article.id), ("topic", topic.id)):
        found_by_guests(kind, thing, FEWEST)
    page = text_of(cast.manager.get("/ask/figures"))
    assert "Editor, Trainee answered 5 questions of 5 people" in page
    assert "Mentor answered 5 questions of 5 people" in page
    assert "Recording a talk" in text_of(cast.trainee.get("/ask/mine"))


@pytest.mark.parametrize(
    ("day", "digest", "is_told"), [(1, "daily", True), (2, "daily", False), (7, "weekly", True), (8, "weekly", False)]
)
def test_the_first_digest_of_a_month_tells_it(cast, monkeypatch, day, digest, is_told):
    topic = answered_question(cast, by=cast.mentor.user)
    found_by_guests("topic", topic.id, FEWEST, at=datetime(2026, 10, 20, tzinfo=UTC))
    for module in ("telling", "queries"):
        monkeypatch.setattr(f"discussions.desk.{module}.now", lambda: datetime(2026, 11, day, 7, tzinfo=UTC))
    cast.mentor.user.digest = digest
    sentence = "Your words answered 5 questions last month, so that nobody had to ask them."
    assert what_their_words_answered(cast.mentor.user) == ((sentence, "/ask/mine") if is_told else None)
    assert what_their_words_answered(cast.trainee.user) is None


def test_settings_refuse_what_is_no_amount_and_no_address(cast):
    for data in ({"cost": "much", "contact": ""}, {"cost": "5", "contact": "javascript:alert(1)"}):
        assert cast.admin.post("/admin/help-desk", data).status_code == 422
    assert cast.manager.post("/admin/help-desk", {"cost": "5", "contact": ""}).status_code == 403
    assert cast.admin.post("/admin/help-desk", {"cost": "5", "contact": "https://example.org/help"}).status_code == 303
    assert db.session.query(AuditEntry).filter_by(action="help desk saved").count() == 1
    page = cast.guest.get(f"/ask?q={SENTENCE}&on=people")
    assert 'href="https://example.org/help"' in page.text


STEP = st.tuples(st.sampled_from(["answered", "asked"]), st.integers(0, 2), st.integers(1, 200))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=12))
def test_any_sequence_of_answers_and_questions_is_counted_as_by_hand(cast, steps):
    """Three people, hours apart; counted again here from the rule alone."""
    db.session.query(Deflection).delete()
    people = _people(cast)
    clock, by_hand = now() - timedelta(hours=sum(hours for *_rest, hours in steps)), []
    for what, who, hours in steps:
        clock += timedelta(hours=hours)
        mine = [entry for entry in by_hand if entry["who"] == who and not entry["back"]]
        if what == "answered":
            record_answer(user_id=people[who].id, guest=None, words=SENTENCE, spot=Spot("article", 1), at=clock)
            if not any(clock - entry["at"] < timedelta(days=1) for entry in mine):
                by_hand.append({"who": who, "at": clock, "back": False})
        else:
            reverse_deflections(people[who], SENTENCE, clock)
            for entry in mine:
                entry["back"] = entry["back"] or clock - entry["at"] < timedelta(days=7)
        db.session.flush()
    stand = db.session.query(Deflection).filter(Deflection.reversed_at.is_(None)).count()
    assert (db.session.query(Deflection).count(), stand) == (
        len(by_hand),
        sum(not entry["back"] for entry in by_hand),
    )
    db.session.rollback()


def _people(cast):
    return [cast.trainee.user, cast.alumna.user, cast.mentor.user]
