"""Replies about a passage of a lesson or an article, in a conversation about anything: said, shown, followed through edits."""

from courses.actions import complete_lesson
from courses.models import Lesson, Module
from discussions import actions
from discussions.anchors.models import PostAnchor
from discussions.models import Post
from discussions.moving.actions import merge_topics
from lms.access import STAFF
from lms.database import db
from tests.cast import text_of
from tests.factories.courses import make_lesson, revise
from tests.factories.courses import text_of as lesson_text
from tests.factories.discussions import academy_space, make_question, make_topic
from tests.factories.knowledge import make_article, make_collection, revise_article
from tests.factories.opening import opens_after

SHOWN = "So the skill has two parts."


def passage(lesson, number=1) -> tuple[str, str]:
    """(the name of a passage in a form, its key)"""
    key = lesson_text(lesson).blocks[number][0]
    return f"lesson:{lesson.id}:en:{key}", key


def reply_about(person, topic, about, body="That is the second one."):
    return person.post(f"/topics/{topic.id}/replies", {"body": body, "about": about, "seen": "1"})


def anchor() -> PostAnchor:
    return db.session.scalars(db.select(PostAnchor).execution_options(populate_existing=True)).one()


def test_reply_about_a_passage_is_chosen_said_and_shown_in_both_places(cast, cohort, lesson):
    topic = make_topic(cohort, title="Both at once", lesson_id=lesson.id, anchor_language="en")
    name, key = passage(lesson)
    assert "/passage" in cast.mentor.get(f"/topics/{topic.id}").text
    page = cast.mentor.get(f"/topics/{topic.id}/passage")
    assert f'href="?about={name}"' in page.text
    page = cast.mentor.get(f"/topics/{topic.id}/passage?about={name}")
    assert SHOWN in text_of(page)
    assert f'name="about" value="{name}"' in page.text
    assert "Only the 4 of Spring 2026 can read this" in text_of(page)
    response = reply_about(cast.mentor, topic, name)
    assert response.status_code == 303
    thread = cast.trainee.get(f"/topics/{topic.id}")
    assert SHOWN in text_of(thread)
    assert f'<a href="/lessons/{lesson.id}?language=en">' in thread.text
    beside = cast.trainee.get(f"/lessons/{lesson.id}")
    assert f'data-at="{key}"' in beside.text
    assert "Mentor replied" in text_of(beside)
    assert "That is the second one." in text_of(beside)


def test_whoever_reads_a_passage_is_shown_where_people_talk_already(cast, cohort, lesson):
    topic = make_topic(cohort, title="Both at once", lesson_id=lesson.id)
    closed = make_topic(cohort, title="Said enough", lesson_id=lesson.id)
    actions.close_topic(closed, by=cast.trainee.user)
    name, key = passage(lesson)
    page = cast.trainee.get(f"/lessons/{lesson.id}/ask?block={key}&step=write")
    assert f'href="/topics/{topic.id}/passage?about={name}"' in page.text
    assert f"/topics/{closed.id}/passage" not in page.text


def test_reply_may_be_about_a_text_its_conversation_is_not_about(cast, cohort, lesson):
    topic = make_topic(cohort)
    name, _key = passage(lesson)
    assert cast.mentor.get(f"/topics/{topic.id}/passage").status_code == 404
    assert cast.mentor.get(f"/topics/{topic.id}/passage?about={name}").status_code == 200
    reply_about(cast.mentor, topic, name)
    assert anchor().lesson_id == lesson.id
    assert "Mentor replied" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_passage_is_followed_through_edits_and_then_of_an_earlier_version(cast, cohort, lesson):
    topic = make_topic(cohort, lesson_id=lesson.id)
    reply_about(cast.mentor, topic, passage(lesson)[0])
    revise(lesson, "Something new at the top.\n\nSo the skill has two large parts.\n\nThree replies close the door.")
    assert not anchor().anchor_lost
    assert dict(lesson_text(lesson).blocks)[anchor().anchor_key] == "So the skill has two large parts."
    revise(lesson, "Something else altogether.")
    assert anchor().anchor_lost
    assert "From an earlier version of" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    beside = cast.trainee.get(f"/lessons/{lesson.id}")
    assert "About an earlier version of this text" in text_of(beside)
    assert SHOWN in text_of(beside)
    assert "data-at" not in beside.text
    revise(lesson, "People rarely announce it.\n\nSo the skill has two parts.")
    assert not anchor().anchor_lost


def test_heading_is_a_passage_for_a_topic_and_for_a_reply(cast, cohort, lesson, space):
    revise(lesson, "## Two parts\n\nHearing and answering.")
    key, words = lesson_text(lesson).blocks[0]
    assert words == "Two parts"
    cast.trainee.post(
        f"/lessons/{lesson.id}/ask",
        {"title": "Why two?", "body": "I count one.", "kind": "question", "block": key, "space": str(space.id)},
    )
    topic = db.session.scalars(db.select(actions.Topic)).one()
    reply_about(cast.mentor, topic, f"lesson:{lesson.id}:en:{key}")
    revise(lesson, "Before it.\n\n## The two parts\n\nHearing and answering.")
    now = next(key for key, words in lesson_text(lesson).blocks if words == "The two parts")
    db.session.refresh(topic)
    for row in (topic, anchor()):
        assert (row.anchor_quote, row.anchor_key, row.anchor_lost) == ("Two parts", now, False)


def test_paragraph_of_an_article_is_a_passage_for_a_reply(cast, cohort):
    article = make_article(body="Ask before you press record.\n\nThen write down what was said.")
    topic = make_topic(cohort, article_id=article.id)
    name = f"article:{article.id}:en:{article.blocks[1][0]}"
    assert f"?about={name}" in cast.mentor.get(f"/topics/{topic.id}/passage").text
    reply_about(cast.mentor, topic, name)
    assert "Then write down what was said." in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    beside = text_of(cast.trainee.get(f"/articles/{article.id}"))
    assert "Then write down what was said." in beside.split("Conversations about this")[1]
    assert "Mentor replied" in beside
    revise_article(article, "Something else.")
    assert anchor().anchor_lost
    assert "About an earlier version of this text" in text_of(cast.trainee.get(f"/articles/{article.id}"))
    assert "Mentor replied" not in text_of(cast.outsider.get(f"/articles/{article.id}"))


def test_text_that_not_everybody_there_reads_is_not_quoted(cast, cohort, lesson):
    topic = make_topic(space=academy_space(), author=cast.trainee.user)
    name, _key = passage(lesson)
    assert cast.trainee.get(f"/topics/{topic.id}/passage?about={name}").status_code == 404
    assert reply_about(cast.trainee, topic, name).status_code == 303
    staff = make_article(make_collection(audience_id=STAFF))
    about = f"article:{staff.id}:en:{staff.blocks[0][0]}"
    assert cast.trainee.get(f"/topics/{topic.id}/passage?about={about}").status_code == 404
    assert reply_about(cast.facilitator, topic, about).status_code == 303
    assert db.session.query(PostAnchor).count() == 0
    assert SHOWN not in text_of(cast.outsider.get(f"/topics/{topic.id}"))


def test_quote_goes_with_the_right_to_read_the_text(cast, cohort, lesson):
    topic = make_topic(cohort)
    reply_about(cast.mentor, topic, passage(lesson)[0])
    assert SHOWN in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    db.session.get_one(Lesson, lesson.id).audience_id = STAFF
    db.session.commit()
    page = text_of(cast.trainee.get(f"/topics/{topic.id}"))
    assert "That is the second one." in page
    assert SHOWN not in page


def test_lesson_that_is_not_open_yet_is_named_and_not_quoted(cast, cohort, lesson):
    module = db.session.get_one(Module, lesson.module_id)
    first = make_lesson(module, title="Hearing")
    topic = make_topic(
        cohort, lesson_id=lesson.id, anchor_language="en", anchor_key="p", anchor_quote="Two parts, says it."
    )
    reply_about(cast.mentor, topic, passage(lesson)[0])
    opens_after(lesson, first)
    db.session.commit()
    page = cast.trainee.get(f"/topics/{topic.id}")
    assert "That is the second one." in text_of(page)
    assert f'href="/lessons/{lesson.id}?language=en">about ' in page.text
    for quote in (SHOWN, "Two parts, says it."):
        assert quote not in text_of(page)
        assert quote in text_of(cast.facilitator.get(f"/topics/{topic.id}"))
    after = cast.trainee.htmx_get(f"/topics/{topic.id}?from=1&after=1", "composer")
    assert "That is the second one." in text_of(after)
    assert SHOWN not in text_of(after)
    complete_lesson(cast.trainee.viewer, first)
    page = text_of(cast.trainee.get(f"/topics/{topic.id}"))
    assert SHOWN in page
    assert "Two parts, says it." in page


def test_reply_takes_its_passage_along_and_leaves_the_lesson_when_it_is_removed(cast, cohort, lesson):
    topic, into = make_question(cohort), make_question(cohort, title="Goes on here")
    reply_about(cast.mentor, topic, passage(lesson)[0])
    merge_topics(topic, into, interleaved=False, by=cast.facilitator.user, reason="One.")
    db.session.commit()
    assert SHOWN in text_of(cast.trainee.get(f"/topics/{into.id}"))
    assert "Goes on here" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    actions.delete_post(db.session.get_one(Post, anchor().post_id), by=cast.mentor.user)
    db.session.commit()
    assert "Mentor replied" not in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert SHOWN not in text_of(cast.trainee.get(f"/topics/{into.id}"))


def test_nobody_else_comes_near_it_and_nonsense_is_no_passage(cast, cohort, lesson):
    topic = make_topic(cohort, lesson_id=lesson.id)
    name, _key = passage(lesson)
    assert cast.outsider.get(f"/topics/{topic.id}/passage?about={name}").status_code == 404
    for nonsense in (
        "lesson",
        f"lesson:{lesson.id}",
        "lesson:999999:en:x",
        "article:1:en:x",
        "module:1:en:x",
        "é" * 80,
    ):
        assert cast.mentor.get(f"/topics/{topic.id}/passage?about={nonsense}").status_code == 404
        assert reply_about(cast.mentor, topic, nonsense).status_code == 303
    assert "Choose the passage" in text_of(cast.mentor.get(f"/topics/{topic.id}/passage?about={name}-gone"))
    assert reply_about(cast.mentor, topic, f"{name}-gone").status_code == 303
    assert reply_about(cast.mentor, topic, "x" * 81).status_code == 422
    assert db.session.query(PostAnchor).count() == 0
    refused = reply_about(cast.mentor, topic, name, body="")
    assert refused.status_code == 422
    assert f'name="about" value="{name}"' in refused.text
    actions.close_topic(topic, by=cast.facilitator.user)
    db.session.commit()
    assert cast.mentor.get(f"/topics/{topic.id}/passage?about={name}").status_code == 403
