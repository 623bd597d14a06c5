"""Recurring questions: who writes articles sees where several people asked, and of their words only what they read anyway."""

import pytest

from discussions.actions import accept_answer
from discussions.asking.models import Deflection
from discussions.models import Topic
from discussions.recurring.models import SeenPlace
from discussions.ripening.actions import ripen
from knowledge.actions import publish_article, save_draft
from lms.access import ACADEMY, PUBLIC, STAFF, Audience
from lms.admin.models import AuditEntry
from lms.database import db
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_lesson
from tests.factories.discussions import academy_space, make_question, make_reply, space_of
from tests.factories.knowledge import make_article, make_collection
from tests.factories.people import make_person
from tests.statements import counted_statements

PAGE = "/knowledge/recurring"


@pytest.fixture
def article(cast):
    db.session.get_one(Audience, ACADEMY).size = 9
    article = make_article(title="Silence", body="Wait five seconds.\n\nThen ask.")
    db.session.commit()
    return article


def ask(article, space, *people, title="How long?", **changes):
    for person in people:
        make_question(space=space, author=person, title=f"{title} {person.name}", article_id=article.id, **changes)
    db.session.commit()


def cohort_of(cast, people):
    cohort = make_cohort(by=cast.facilitator.user)
    for person in people:
        make_member(cohort, person, tell=False)
    return cohort


def test_three_people_who_asked_are_proposed_with_their_threads(cast, article):
    ask(article, academy_space(), cast.trainee.user, cast.mentor.user)
    assert "Silence" not in text_of(cast.editor.get(PAGE))
    ask(article, academy_space(), cast.alumna.user)
    page = text_of(cast.editor.get(PAGE))
    assert "3 people asked" in page
    assert "How long? Mentor" in page
    assert "Questions that recur" in text_of(cast.editor.get("/knowledge"))


def test_one_person_who_asks_three_times_is_one_person(cast, article):
    ask(article, academy_space(), *[cast.trainee.user] * 3)
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))


def test_passages_are_counted_each_for_itself(cast, article):
    ask(
        article, academy_space(), cast.trainee.user, cast.mentor.user, anchor_key="a", anchor_quote="Wait five seconds."
    )
    ask(article, academy_space(), cast.alumna.user, anchor_key="b", anchor_quote="Then ask.")
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))
    ask(article, academy_space(), cast.alumna.user, anchor_key="a", anchor_quote="Wait five seconds.")
    page = text_of(cast.editor.get(PAGE))
    assert "at one passage" in page
    assert "Wait five seconds." in page


def look_up(kind, thing, *people, audience_id=ACADEMY):
    for person in people:
        found = {"user_id": person.id} if hasattr(person, "id") else {"guest": person}
        words = {"words": "Heron?", "found_kind": kind, "found_id": thing.id, "audience_id": audience_id}
        db.session.add(Deflection(**found, **words))
    db.session.commit()


def test_who_looked_it_up_counts_as_who_asked_and_each_once(cast, article):
    ask(article, academy_space(), cast.trainee.user, cast.mentor.user)
    look_up("article", article, cast.trainee.user, cast.mentor.user)
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))
    look_up("article", article, "a guest", audience_id=PUBLIC)
    page = text_of(cast.editor.get(PAGE))
    assert "3 people asked or looked it up" in page
    assert "Heron" not in page
    db.session.scalars(db.select(Deflection).filter_by(guest="a guest")).one().reversed_at = article.created_at
    db.session.commit()
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))


def test_an_answer_that_three_looked_up_counts_for_what_it_is_about(cast, article):
    passage = {"anchor_key": "a", "anchor_quote": "Wait five seconds."}
    ask(article, academy_space(), cast.trainee.user, **passage)
    topic = db.session.scalars(db.select(Topic)).one()
    look_up("topic", topic, cast.mentor.user, cast.alumna.user)
    page = text_of(cast.editor.get(PAGE))
    assert "3 people asked or looked it up, at one passage" in page
    assert "Wait five seconds." in page


def test_a_question_about_nothing_else_is_proposed_itself_until_an_article_came_of_it(cast, article):
    topic = make_question(space=academy_space(), author=cast.trainee.user, title="Kingfisher?")
    accept_answer(topic, make_reply(topic, author=cast.mentor.user, body="Blue."), by=cast.trainee.user)
    look_up("topic", topic, cast.mentor.user, cast.alumna.user)
    assert "Kingfisher" not in text_of(cast.editor.get(PAGE))
    look_up("topic", topic, cast.outsider.user)
    page = cast.editor.get(PAGE)
    assert "3 people asked or looked it up" in text_of(page)
    assert f'href="/topics/{topic.id}/article"' in page.text
    made = ripen(
        topic, [topic.accepted_post_id], cohort=None, collection=make_collection(), title="Blue", language="en",
        by=cast.editor.user,
    )  # fmt: skip
    body = {"title": "Blue", "summary": "", "body": "It is blue."}
    save_draft(made, **body, version=made.draft_version, by=cast.editor.user)
    publish_article(made, by=cast.editor.user)
    db.session.commit()
    assert "Kingfisher" not in text_of(cast.editor.get(PAGE))


def test_what_was_looked_up_in_a_small_or_unread_conversation_tells_nothing(cast, article):
    people = [cast.trainee.user, cast.mentor.user, cast.alumna.user]
    cohort = cohort_of(cast, people)
    topic = make_question(space=space_of(cohort), author=people[0], title="Kingfisher?", article_id=article.id)
    look_up("topic", topic, *people)
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))
    db.session.get_one(Audience, cohort.audience_id).size = 9
    db.session.commit()
    page = text_of(cast.editor.get(PAGE))
    assert "3 people asked or looked it up" in page
    assert "Kingfisher" not in page
    topic.article_id = None
    db.session.commit()
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))


def test_a_lesson_nobody_asked_about_is_named_in_the_language_of_the_reader(cast, article):
    lesson = make_lesson(title="Heron")
    lesson.audience_id = ACADEMY
    look_up("lesson", lesson, cast.trainee.user, cast.mentor.user, cast.alumna.user)
    page = cast.editor.get(PAGE)
    assert f'href="/lessons/{lesson.id}"' in page.text
    assert "Heron" in text_of(page)


def test_of_a_cohort_only_the_number_is_told_and_of_a_small_one_nothing(cast, article):
    people = [cast.trainee.user, cast.mentor.user, cast.alumna.user]
    cohort = cohort_of(cast, people)
    ask(article, space_of(cohort), *people, title="Kingfisher")
    assert db.session.get_one(Audience, cohort.audience_id).size < 5
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))
    for number in range(3):
        make_member(cohort, make_person(f"Person {number}", email=f"p{number}@test.example"), tell=False)
    db.session.commit()
    page = text_of(cast.editor.get(PAGE))
    assert "3 people asked" in page
    assert "only their number stands here" in page
    assert "Kingfisher" not in page


def test_removed_questions_do_not_count(cast, article):
    ask(article, academy_space(), cast.trainee.user, cast.mentor.user, cast.alumna.user)
    topic = db.session.scalars(db.select(Topic)).first()
    topic.deleted_at = topic.created_at
    db.session.commit()
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))


def test_only_who_writes_sees_it(cast):
    assert cast.trainee.get(PAGE).status_code == 403
    assert cast.guest.get(PAGE).status_code in (302, 303)


def see_to(person, place: str):
    return person.post(f"{PAGE}/seen", {"place": place})


def test_what_is_seen_to_leaves_the_list_until_enough_people_ask_again(cast, article):
    people = [cast.trainee.user, cast.mentor.user, cast.alumna.user]
    ask(article, academy_space(), *people)
    ask(article, academy_space(), *people, anchor_key="a", anchor_quote="Wait five seconds.")
    assert 'Questions that recur <span class="count">2</span>' in cast.editor.get("/knowledge").text
    assert see_to(cast.editor, f"article:{article.id}:a").status_code == 303
    page = text_of(cast.editor.get(PAGE))
    assert "at one passage" not in page
    assert "3 people asked" in page
    assert 'Questions that recur <span class="count">1</span>' in cast.editor.get("/knowledge").text
    assert see_to(cast.editor, f"article:{article.id}:").status_code == 303
    assert see_to(cast.editor, f"article:{article.id}:").status_code == 303, "pressed twice"
    assert "3 people asked" not in text_of(cast.editor.get(PAGE))
    assert '<span class="count">' not in cast.editor.get("/knowledge").text.split("Questions that recur")[1][:40]
    ask(article, academy_space(), *people[:2])
    assert "2 people asked" not in text_of(cast.editor.get(PAGE))
    look_up("article", article, people[2])
    assert "3 people asked" in text_of(cast.editor.get(PAGE))
    noted = db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "recurring question seen to")).all()
    assert len(noted) == 2


def test_only_who_writes_says_so_and_only_of_a_place(cast, article):
    ask(article, academy_space(), cast.trainee.user, cast.mentor.user, cast.alumna.user)
    assert see_to(cast.trainee, f"article:{article.id}:").status_code == 403
    assert see_to(cast.editor, "").status_code == 422
    assert see_to(cast.editor, "article:999:").status_code == 303
    assert db.session.scalars(db.select(SeenPlace)).all() == []
    assert "3 people asked" in text_of(cast.editor.get(PAGE))


def test_it_costs_the_same_with_many(cast, article):
    people = [cast.trainee.user, cast.mentor.user, cast.alumna.user]
    ask(article, academy_space(), *people)
    cast.editor.get(PAGE)
    with counted_statements() as few:
        cast.editor.get(PAGE)
    for number in range(4):
        ask(make_article(title=f"Article {number}"), academy_space(), *people)
    with counted_statements() as many:
        cast.editor.get(PAGE)
    assert many() == few()


def test_the_articles_most_were_asked_about_stand_where_the_knowledge_begins(cast, article):
    assert "Most asked about" not in text_of(cast.trainee.get("/knowledge"))
    ask(make_article(title="Letters", body="Open them."), academy_space(), cast.mentor.user)
    ask(article, academy_space(), cast.trainee.user, cast.mentor.user)
    page = text_of(cast.outsider.get("/knowledge")).split("Most asked about")[1]
    assert page.index("Silence") < page.index("2 questions") < page.index("Letters") < page.index("1 question")


def test_only_questions_one_reads_are_counted_there(cast, article):
    cohort = cohort_of(cast, [cast.trainee, cast.mentor])
    ask(article, space_of(cohort), cast.trainee.user, cast.mentor.user)
    assert "2 questions" in text_of(cast.trainee.get("/knowledge"))
    assert "Most asked about" not in text_of(cast.outsider.get("/knowledge"))
    hidden = make_article(make_collection(audience_id=STAFF), title="Among staff", body="Quiet.")
    ask(hidden, academy_space(), cast.editor.user)
    assert "Among staff" not in text_of(cast.outsider.get("/knowledge"))
