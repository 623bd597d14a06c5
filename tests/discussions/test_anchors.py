"""Talking at the exact place: asking at a passage, the notes beside it, and what happens when the text changes."""

import re

from courses.models import Lesson
from discussions.anchors.queries import topic_counts_by_lesson
from discussions.models import Topic
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.database import db
from tests.cast import text_of
from tests.factories.courses import revise
from tests.factories.courses import text_of as lesson_text
from tests.factories.discussions import academy_space, make_question, make_reply, space_of
from tests.factories.knowledge import make_article, make_collection, revise_article

WORDS = {"title": "Which two?", "body": "I only count one.", "kind": "question"}


def passage(lesson, number: int) -> tuple[str, str]:
    return tuple(lesson_text(lesson).blocks[number])


def ask(person, lesson, block="", **more):
    return person.post(f"/lessons/{lesson.id}/ask", WORDS | {"block": block} | more)


def make_anchored(cohort, lesson, number, **changes):
    key, quote = passage(lesson, number)
    place = {"lesson_id": lesson.id, "anchor_key": key, "anchor_quote": quote, "anchor_language": "en"}
    return make_question(cohort, **place | changes)


def test_member_asks_at_a_passage(cast, cohort, lesson, space):
    key, words = passage(lesson, 1)
    page = cast.trainee.get(f"/lessons/{lesson.id}/ask?block={key}")
    assert words in text_of(page)
    page = cast.trainee.get(f"/lessons/{lesson.id}/ask?block={key}&step=write")
    assert "Only the 4 of Spring 2026 can read this" in text_of(page)
    response = ask(cast.trainee, lesson, key, space=str(space.id))
    assert response.status_code == 303
    topic = db.session.query(Topic).one()
    assert (topic.lesson_id, topic.anchor_key, topic.anchor_quote) == (lesson.id, key, words)
    thread = text_of(cast.mentor.get(response.location))
    assert "at lesson 1.1" in thread
    assert words in thread


def test_alumna_asks_too(cast, cohort, lesson, space):
    assert ask(cast.alumna, lesson, space=str(space.id)).status_code == 303


def test_marked_words_are_quoted_only_when_they_stand_there(cast, cohort, lesson, space):
    key, words = passage(lesson, 1)
    ask(cast.trainee, lesson, key, space=str(space.id), quote="has two parts")
    ask(cast.trainee, lesson, key, space=str(space.id), quote="never said")
    assert [topic.anchor_quote for topic in db.session.query(Topic).order_by(Topic.id)] == ["has two parts", words]


def test_question_about_an_unknown_passage_is_about_the_whole(cast, cohort, lesson, space):
    ask(cast.trainee, lesson, "no-such-key", space=str(space.id))
    topic = db.session.query(Topic).one()
    assert (topic.anchor_key, topic.anchor_quote) == ("", "")


def test_nobody_asks_in_a_space_they_do_not_read(cast, cohort, lesson, space):
    elsewhere = academy_space()
    assert ask(cast.trainee, lesson, space=str(elsewhere.id)).status_code == 422
    assert ask(cast.trainee, lesson, space="999").status_code == 422
    assert ask(cast.trainee, lesson, space=str(space.id), title="").status_code == 422
    assert db.session.query(Topic).count() == 0


def test_outsider_asks_nothing(cast, cohort, lesson, space):
    assert cast.outsider.get(f"/lessons/{lesson.id}/ask").status_code == 404
    assert ask(cast.outsider, lesson, space=str(space.id)).status_code == 404


def test_reader_without_a_cohort_has_nobody_to_ask(cast, cohort, lesson):
    db.session.get(Lesson, lesson.id).audience_id = PUBLIC
    assert cast.outsider.get(f"/lessons/{lesson.id}").status_code == 200
    assert cast.outsider.get(f"/lessons/{lesson.id}/ask").status_code == 403
    academy_space()
    assert cast.outsider.get(f"/lessons/{lesson.id}/ask").status_code == 200


def test_open_lesson_can_be_talked_about_by_the_whole_academy(cast, cohort, lesson):
    db.session.get(Lesson, lesson.id).audience_id = ACADEMY
    space = academy_space()
    assert ask(cast.outsider, lesson, space=str(space.id)).status_code == 303


def test_notes_stand_beside_their_passage(cast, cohort, lesson):
    key, _words = passage(lesson, 1)
    topic = make_anchored(cohort, lesson, 1)
    make_question(cohort, title="About all of it", lesson_id=lesson.id)
    answer = make_reply(topic, body="Hearing and answering.")
    cast.trainee.post(f"/topics/{topic.id}/answer", {"post": str(answer.id)})
    page = cast.alumna.get(f"/lessons/{lesson.id}")
    assert f'data-at="{key}"' in page.text
    words = text_of(page)
    assert "Answered by Mentor, mentor" in words
    assert "Hearing and answering." in words
    assert "About the whole lesson" in words
    assert "Me too" in words
    assert "Discussion (2)" in words
    make_anchored(cohort, lesson, 1, title="The other part")
    make_anchored(cohort, lesson, 0)
    counts = re.findall(r"</a> <span class=\"count\">(\d+)", cast.alumna.get(f"/lessons/{lesson.id}").text)
    assert counts == ["1", "2"], "each passage of the list says how much is said there"


def test_every_passage_has_its_own_link_without_scripts(cast, cohort, lesson):
    page = cast.trainee.get(f"/lessons/{lesson.id}").text
    for key, _words in lesson_text(lesson).blocks:
        assert f"/ask?language=en&amp;block={key}" in page
    assert f'data-ask-url="/lessons/{lesson.id}/ask?language=en"' in page


def test_another_cohort_sees_none_of_it(cast, cohort, lesson):
    topic = make_anchored(cohort, lesson, 1, title="Kept among fourteen")
    db.session.get(Lesson, lesson.id).audience_id = ACADEMY
    assert "Kept among fourteen" not in cast.outsider.get(f"/lessons/{lesson.id}").text
    assert "Kept among fourteen" not in cast.author.get(f"/lessons/{lesson.id}").text
    assert topic_counts_by_lesson(cast.outsider.viewer, [lesson.id]) == {}
    assert topic_counts_by_lesson(cast.alumna.viewer, [lesson.id, 999]) == {lesson.id: 1}
    assert topic.id


def test_guest_sees_no_rail_beside_a_public_lesson(cast, cohort, lesson):
    make_anchored(cohort, lesson, 1, title="Kept among fourteen")
    db.session.get(Lesson, lesson.id).audience_id = PUBLIC
    page = cast.guest.get(f"/lessons/{lesson.id}")
    assert page.status_code == 200
    assert "Kept among fourteen" not in page.text
    assert "/ask" not in page.text


def test_anchor_follows_its_passage_through_an_edit(cast, cohort, lesson):
    topic = make_anchored(cohort, lesson, 1)
    revise(lesson, "Something new at the top.\n\nSo the skill has two large parts.\n\nThree replies close the door.")
    db.session.refresh(topic)
    assert not topic.anchor_lost
    assert topic.anchor_key == next(key for key, words in lesson_text(lesson).blocks if "two large parts" in words)
    assert topic.anchor_quote == "So the skill has two parts."


def test_lost_passage_keeps_its_quote_and_is_found_again(cast, cohort, lesson):
    topic = make_anchored(cohort, lesson, 1)
    revise(lesson, "Something else altogether.")
    db.session.refresh(topic)
    assert topic.anchor_lost
    page = cast.alumna.get(f"/lessons/{lesson.id}")
    assert "About an earlier version of this text" in text_of(page)
    assert "So the skill has two parts." in page.text
    assert "data-at" not in page.text
    assert "From an earlier version of" in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    revise(lesson, "People rarely announce it.\n\nSo the skill has two parts.")
    db.session.refresh(topic)
    assert not topic.anchor_lost


def test_removed_conversation_leaves_the_lesson(cast, cohort, lesson):
    topic = make_anchored(cohort, lesson, 1, title="Soon gone")
    cast.trainee.post("/posts/1/deletion")
    assert "Soon gone" not in cast.alumna.get(f"/lessons/{lesson.id}").text
    assert topic_counts_by_lesson(cast.alumna.viewer, [lesson.id]) == {}
    assert topic.id


def test_draft_belongs_to_its_passage(cast, cohort, lesson):
    key, _words = passage(lesson, 1)
    place = f"lesson:{lesson.id}:{key}"
    cast.trainee.post(f"/drafts?place={place}", {"body": "I only count", "title": "Which", "sequence": "1"})
    assert "I only count" in cast.trainee.get(f"/lessons/{lesson.id}/ask?block={key}").text
    assert "I only count" not in cast.trainee.get(f"/lessons/{lesson.id}/ask").text


def test_member_of_two_cohorts_chooses_who_to_ask(cast, cohort, lesson, space):
    page = cast.trainee.get(f"/lessons/{lesson.id}/ask?step=write")
    assert "Where you ask it" in text_of(page)
    assert page.text.count('name="space"') == 2  # the cohort, and all cohorts of the course
    assert space_of(cohort).id == space.id


def discuss(person, article, **more):
    return person.post(f"/articles/{article.id}/discuss", WORDS | more)


def test_article_is_discussed_where_its_reader_chooses(cast, cohort, space):
    article = make_article()
    assert "Talk about this article" in text_of(cast.trainee.get(f"/articles/{article.id}/discuss"))
    response = discuss(cast.trainee, article, space=str(space.id))
    assert response.status_code == 303
    assert "about Asking for consent" in text_of(cast.mentor.get(response.location))
    assert "Which two?" in text_of(cast.mentor.get(f"/articles/{article.id}"))
    assert "Which two?" not in cast.outsider.get(f"/articles/{article.id}").text


def test_everybody_can_discuss_an_article_with_everybody(cast, app):
    article, space = make_article(), academy_space()
    assert discuss(cast.outsider, article, space=str(space.id)).status_code == 303
    assert "Which two?" in text_of(cast.trainee.get(f"/articles/{article.id}"))


def test_collection_that_only_broadcasts_is_not_discussed(cast, cohort, space):
    article = make_article(make_collection(openness="broadcast"))
    assert "Discuss this" not in text_of(cast.trainee.get(f"/articles/{article.id}"))
    assert cast.trainee.get(f"/articles/{article.id}/discuss").status_code == 403
    assert discuss(cast.trainee, article, space=str(space.id)).status_code == 403


def test_article_for_staff_is_quoted_nowhere_else(cast, cohort, space):
    article = make_article(make_collection(audience_id=STAFF))
    academy_space()
    assert cast.trainee.get(f"/articles/{article.id}/discuss").status_code == 404
    assert discuss(cast.trainee, article, space=str(space.id)).status_code == 404
    assert cast.facilitator.get(f"/articles/{article.id}/discuss").status_code == 403


def test_passage_of_an_article_is_followed_too(cast, cohort, space):
    article = make_article(body="Ask before you press record.\n\nThen write down what was said.")
    key = article.blocks[1][0]
    discuss(cast.trainee, article, space=str(space.id), block=key)
    topic = db.session.query(Topic).one()
    assert topic.anchor_quote == "Then write down what was said."
    revise_article(article, "Then write down what was said exactly.")
    db.session.refresh(topic)
    assert (topic.anchor_lost, topic.anchor_key) == (False, article.blocks[0][0])
    revise_article(article, "Something else.")
    db.session.refresh(topic)
    assert topic.anchor_lost


def test_title_of_an_article_stays_hidden_from_who_cannot_read_it(cast, cohort, space):
    article = make_article(title="A canary")
    response = discuss(cast.trainee, article, space=str(space.id))
    article.audience_id = STAFF
    page = cast.mentor.get(response.location)
    assert page.status_code == 200
    assert "A canary" not in page.text
