"""Asking: one field, the places that may hold the answer, “This answers it”, and the question nobody is kept from asking."""

from datetime import timedelta

import pytest

from courses.models import Course
from discussions.actions import accept_answer
from discussions.asking.likeness import are_alike
from discussions.asking.models import Deflection
from discussions.asking.queries import MOST, find_passages
from discussions.models import Topic
from knowledge.verification.actions import mark_obsolete
from lms.access import STAFF
from lms.database import db, now
from lms.search.telling import telling_words
from tests.cast import text_of
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_lesson, make_module
from tests.factories.courses import text_of as lesson_text
from tests.factories.discussions import make_question, make_reply
from tests.factories.knowledge import make_article, make_collection, revise_article, verify_article

SENTENCE = "May I record somebody who cannot read?"


def make_solved(
    cohort, by, title="May I record a client who cannot read?", body="Consent need not be on paper.", **changes
):
    topic = make_question(cohort, title=title, **changes)
    accept_answer(topic, make_reply(topic, author=by, body=body), by=by)
    db.session.commit()
    return topic


def page_of(cohort, title="", **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/cohorts/{cohort.id}/topics/new?kind=question&title={title}{query}"


def found(person, sentence=SENTENCE):
    return [(passage.kind, passage.id) for passage in find_passages(person.viewer, sentence)]


def test_first_there_is_one_field_and_nothing_else(cast, cohort):
    page = cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=question")
    assert "Your question in one sentence" in text_of(page)
    assert 'name="body"' not in page.text


def test_solved_thread_shows_its_answer_in_place(cast, cohort):
    topic = make_solved(cohort, cast.mentor.user)
    page = cast.trainee.get(page_of(cohort, SENTENCE))
    words = text_of(page)
    assert "Answered question, by Mentor" in words
    assert "Consent need not be on paper." in words
    assert f'href="/posts/{topic.accepted_post_id}"' in page.text
    assert "My question is different, go on" in words


def test_what_is_asked_and_not_answered_is_no_passage(cast, cohort):
    topic = make_question(cohort, title="May I record a client who cannot read?")
    make_reply(topic, body="I record everybody who cannot read.")
    db.session.commit()
    assert found(cast.trainee) == []


def test_lessons_and_articles_are_passages_too(cast, cohort, lesson):
    other = make_lesson(
        make_module(db.session.get_one(Course, cohort.course_id)),
        title="Recording",
        body="Who cannot read can listen: record the first ten seconds.",
    )
    article = verify_article(
        make_article(title="Recording a talk", body="Ask before you record; who cannot read says yes aloud.")
    )
    db.session.commit()
    assert set(found(cast.trainee)) == {("lesson", other.id), ("article", article.id)}


def test_only_articles_somebody_vouches_for_are_passages_and_they_say_when_they_changed_since(cast, cohort):
    article = make_article(title="Recording a talk", body="Ask before you record; who cannot read says yes aloud.")
    db.session.commit()
    assert found(cast.trainee) == []
    verify_article(article)
    db.session.commit()
    assert found(cast.trainee) == [("article", article.id)]
    assert "Verified by Editor" in text_of(cast.trainee.get(page_of(cohort, SENTENCE)))
    revise_article(article, "Ask before you record; who cannot read says yes aloud, twice.")
    db.session.commit()
    assert "Verified by Editor, changed since" in text_of(cast.trainee.get(page_of(cohort, SENTENCE)))
    verify_article(article, days=90, at=now() - timedelta(days=91))
    db.session.commit()
    assert found(cast.trainee) == []
    verify_article(article)
    mark_obsolete(article, by=cast.editor.user)
    db.session.commit()
    assert found(cast.trainee) == []


def test_at_most_five_passages_and_the_nearest_first(cast, cohort):
    for number in range(8):
        verify_article(make_article(title=f"Recording {number}", body="Who records must read this."))
    near = verify_article(
        make_article(title="Letters of clients", body="Clients who cannot write letters may be recorded, and read to.")
    )
    db.session.commit()
    places = found(cast.trainee, "May I record clients who cannot read or write letters?")
    assert len(places) == MOST
    assert places[0] == ("article", near.id)


def test_one_or_two_words_find_nothing_yet(cast, cohort):
    make_solved(cohort, cast.mentor.user)
    assert found(cast.trainee, "record read") == []
    assert found(cast.trainee, "how would they") == []


def test_nobody_is_shown_what_they_may_not_see(cast, cohort):
    make_solved(make_cohort(by=cast.author.user, name="Elsewhere"), cast.mentor.user)
    verify_article(
        make_article(make_collection(audience_id=STAFF), title="Recording who cannot read", body="For staff.")
    )
    db.session.commit()
    assert found(cast.trainee) == []
    assert found(cast.author) != []


def test_typing_shows_passages_without_a_page(cast, cohort):
    make_solved(cohort, cast.mentor.user)
    part = cast.trainee.htmx_get(page_of(cohort, SENTENCE), "passages")
    assert "This answers it" in part.text
    assert "<h1" not in part.text
    none = cast.trainee.htmx_get(page_of(cohort, "Something quite different altogether"), "passages")
    assert "Nothing you can see says anything about it yet." in text_of(none)


def test_going_on_opens_the_question_with_its_title(cast, cohort):
    make_solved(cohort, cast.mentor.user)
    page = cast.trainee.get(page_of(cohort, SENTENCE, step="write"))
    assert f"{SENTENCE}</textarea>" in page.text
    assert 'name="body"' in page.text


def test_a_title_is_one_line_however_it_was_written(cast, space):
    words = {"kind": "question", "title": "How long \r\n do you  wait?", "body": "I count."}
    assert cast.trainee.post(f"/spaces/{space.id}/topics", words).status_code == 303
    assert db.session.scalars(db.select(Topic.title)).one() == "How long do you wait?"


def test_a_question_like_no_other_is_written_at_once(cast, cohort):
    assert 'name="body"' in cast.trainee.get(page_of(cohort, "Something quite different altogether")).text


def test_asking_at_a_lesson_keeps_its_passage_from_step_to_step(cast, cohort, lesson, space):
    make_solved(cohort, cast.mentor.user)
    key, words = tuple(lesson_text(lesson).blocks[1])
    page = cast.trainee.get(f"/lessons/{lesson.id}/ask?block={key}&title={SENTENCE}")
    assert words in text_of(page)
    assert "This answers it" in text_of(page)
    assert f'name="block" value="{key}"' in page.text
    written = cast.trainee.get(f"/lessons/{lesson.id}/ask?block={key}&title={SENTENCE}&step=write")
    assert f"{SENTENCE}</textarea>" in written.text
    assert words in text_of(written)


def deflect(person, space, topic, **changes):
    data = {"words": SENTENCE, "kind": "topic", "found": topic.id, "place": f"space:{space.id}:question"}
    return person.post(f"/spaces/{space.id}/deflections", data | changes)


def deflections():
    return db.session.query(Deflection).order_by(Deflection.id).all()


def test_this_answers_it_ends_the_draft_and_is_recorded(cast, cohort, space):
    topic = make_solved(cohort, cast.mentor.user)
    place = f"space:{space.id}:question"
    cast.trainee.post(f"/drafts?place={place}", {"title": SENTENCE, "body": "", "sequence": "1"})
    response = deflect(cast.trainee, space, topic)
    assert (response.status_code, response.location) == (303, f"/posts/{topic.accepted_post_id}")
    assert "Nobody was asked." in text_of(cast.trainee.get(cast.trainee.get(response.location).location))
    [row] = deflections()
    assert (row.user_id, row.words, row.found_id, row.audience_id) == (
        cast.trainee.id,
        SENTENCE,
        topic.id,
        space.audience_id,
    )
    assert SENTENCE not in cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=question").text
    assert db.session.query(Topic).count() == 1


def test_answered_twice_by_the_same_counts_once(cast, cohort, space):
    topic = make_solved(cohort, cast.mentor.user)
    deflect(cast.trainee, space, topic)
    deflect(cast.trainee, space, topic)
    assert len(deflections()) == 1


def test_answer_that_makes_no_sense_is_refused(cast, cohort, space):
    topic = make_solved(cohort, cast.mentor.user)
    assert deflect(cast.trainee, space, topic, kind="person").status_code == 422
    assert deflect(cast.trainee, space, topic, words="").status_code == 422
    assert deflect(cast.trainee, space, topic, found="x").status_code == 422
    assert deflect(cast.trainee, space, topic, found="999").status_code == 404
    assert deflect(cast.outsider, space, topic).status_code == 404
    assert deflections() == []


def test_administrator_on_a_visit_asks_nothing(cast, cohort, space):
    topic = make_solved(cohort, cast.mentor.user)
    cast.admin.post(f"/cohorts/{cohort.id}/visit", {"reason": "Somebody asked me to look.", "hours": "1"})
    assert deflect(cast.admin, space, topic).status_code in (403, 404)


@pytest.mark.parametrize(
    ("days", "title", "is_reversed"),
    [
        (6, "Can I record people who cannot read?", True),
        (6, "What do you do with a closed door?", False),
        (8, "Can I record people who cannot read?", False),
    ],
)
def test_asking_something_alike_within_a_week_takes_the_answer_back(cast, cohort, space, days, title, is_reversed):
    deflect(cast.trainee, space, make_solved(cohort, cast.mentor.user, author=cast.alumna.user))
    [row] = deflections()
    row.at = now() - timedelta(days=days)
    db.session.commit()
    cast.trainee.post(f"/spaces/{space.id}/topics", {"kind": "question", "title": title, "body": "Really."})
    db.session.refresh(row)
    assert (row.reversed_at is not None) is is_reversed


def test_somebody_else_asking_takes_nothing_back(cast, cohort, space):
    deflect(cast.trainee, space, make_solved(cohort, cast.mentor.user))
    make_question(cohort, title=SENTENCE, author=cast.mentor.user)
    assert deflections()[0].reversed_at is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("May I record somebody?", "Recording people", True),
        ("Mag ik gesprekken opnemen?", "Hoe neem je een gesprek op met AVG?", True),
        ("Wat zegt de AVG?", "De AVG en ik", True),
        ("What about letters?", "What about doors?", False),
        ("Why?", "Why?", True),
        ("Why?", "Who?", False),
    ],
)
def test_sentences_are_alike_when_they_share_half_of_what_tells(one, other, alike):
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


def test_words_every_sentence_has_tell_nothing():
    assert telling_words("What would you do about the letters of the AVG?") == ["letters", "avg"]
