"""What discussions put on the first page: the new, the waiting, and what somebody could answer."""

from datetime import timedelta

from courses.actions import complete_lesson
from discussions.models import Topic
from discussions.reading.actions import mark_read
from lms.database import db, now
from tests.cast import text_of
from tests.factories.discussions import academy_space, make_question, make_reply, make_topic


def wait(topic, hours):
    db.session.get(Topic, topic.id).created_at = now() - timedelta(hours=hours)
    db.session.commit()


def test_home_shows_what_is_new_in_a_cohort_unread_first(cast, cohort):
    unread = make_topic(cohort, title="Not read yet")
    read = make_topic(cohort, title="Read already")
    make_reply(read)
    mark_read(cast.alumna, read, 2)
    words = text_of(cast.alumna.get("/"))
    assert "New in Spring 2026" in words
    assert words.index("Not read yet") < words.index("Read already")
    assert unread.id


def test_home_of_an_outsider_knows_nothing_of_it(cast, cohort):
    make_topic(cohort, title="Not for outsiders")
    assert "Not for outsiders" not in cast.outsider.get("/").text


def test_space_of_everybody_is_news_only_while_it_is_unread(cast, cohort):
    topic = make_topic(space=academy_space(), title="For everybody")
    assert "For everybody" in cast.outsider.get("/").text
    mark_read(cast.outsider, topic, 1)
    assert "For everybody" not in cast.outsider.get("/").text


def test_alumna_finds_questions_about_lessons_she_did(cast, cohort, lesson):
    make_question(cohort, title="Is that change talk?", lesson_id=lesson.id)
    assert "Questions you could answer" not in text_of(cast.alumna.get("/"))
    complete_lesson(cast.alumna.viewer, lesson)
    words = text_of(cast.alumna.get("/"))
    assert "Questions you could answer" in words
    assert "you did this lesson" in words
    assert "Questions you could answer" not in text_of(cast.trainee.get("/"))


def test_mentor_finds_questions_in_words_of_their_own(cast, cohort):
    cast.mentor.user.ask_me_about = "Writing letters people read"
    make_question(cohort, title="Does anyone use reflections in a letter?")
    words = text_of(cast.mentor.get("/"))
    assert "people may ask you about “letter”" in words


def test_words_everybody_uses_are_nobodys_field(cast, cohort):
    cast.mentor.user.ask_me_about = "What does a letter do"
    make_question(cohort, title="What does anyone do with silence?")
    assert "Questions you could answer" not in text_of(cast.mentor.get("/"))


def test_answered_and_own_questions_are_not_offered(cast, cohort):
    cast.mentor.user.ask_me_about = "letters"
    replied = make_question(cohort, title="A letter I wrote about")
    make_reply(replied)
    solved = make_question(cohort, title="A letter somebody solved")
    answer = make_reply(solved, author=cast.alumna.user)
    cast.trainee.post(f"/topics/{solved.id}/answer", {"post": str(answer.id)})
    make_question(cohort, title="A letter of mine", author=cast.mentor.user)
    assert "Questions you could answer" not in text_of(cast.mentor.get("/"))


def test_facilitator_sees_who_waits(cast, cohort):
    late, close, fresh = (make_question(cohort, title=title) for title in ("Late one", "Close one", "Fresh one"))
    wait(late, 26)
    wait(close, 3.5)
    words = text_of(cast.facilitator.get("/"))
    assert "Trainee has waited 26 h" in words
    assert "Answer Trainee" in words
    assert words.index("Late one") < words.index("Close one")
    assert "Fresh one" not in words.split("New in")[0]
    assert fresh.id


def test_question_with_replies_but_no_answer_still_needs_a_look(cast, cohort):
    topic = make_question(cohort)
    make_reply(topic)
    wait(topic, 20)
    assert "Trainee has 1 reply, and accepted none" in text_of(cast.facilitator.get("/"))


def test_who_does_not_lead_sees_no_waiting(cast, cohort):
    wait(make_question(cohort), 26)
    for person in (cast.mentor, cast.manager, cast.admin, cast.author):
        assert "has waited" not in text_of(person.get("/"))


def test_manager_sees_who_waits_in_the_space_of_everybody(cast, cohort):
    wait(make_question(space=academy_space()), 26)
    assert "Trainee has waited 26 h" in text_of(cast.manager.get("/"))
