"""`[[title]]` in lessons, posts and contributions: it leads to what all who read the text can read, and tells nothing else."""

import pytest

from courses.editing.readers.actions import open_lesson
from courses.models import Lesson
from discussions.models import Post
from discussions.moving.actions import move_topic
from discussions.posts.actions import edit_post
from knowledge import actions
from knowledge.collections.actions import change_readers
from knowledge.contributions.actions import answer_readers
from knowledge.links import titles
from knowledge.models import Collection
from knowledge.moving.actions import move_article
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.database import db
from lms.jobs import sweep
from tests.cast import text_of
from tests.factories.courses import let_learn, make_course, make_lesson, make_module, revise, translate
from tests.factories.discussions import academy_space, make_reply, make_topic
from tests.factories.knowledge import fresh, make_article, make_collection, make_contribution, revise_article
from tests.knowledge.test_links import link_to, rename


def opening_of(topic) -> Post:
    return db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one()


def closed_lesson(cast, body: str) -> Lesson:
    course = make_course()
    let_learn(course, cast.trainee)
    return make_lesson(make_module(course), title="Opening letters", body=body)


def test_a_title_in_a_post_leads_to_its_article_and_survives_a_rename(cast):
    door = make_article(title="Opening a door")
    topic = make_topic(space=academy_space(), body="Read [[opening a DOOR]] or [[Opening a door|this]].")
    reply = make_reply(topic, body="And `[[Opening a door]]`.")
    page = cast.trainee.get(f"/topics/{topic.id}").text
    assert link_to(door, "opening a DOOR") in page
    assert link_to(door, "this") in page
    assert "<code>[[Opening a door]]</code>" in page
    rename(door, "The first minute")
    make_article(title="Opening a door")
    post = opening_of(topic)
    edit_post(post, body="Do read [[Opening a door]].", version=post.version, by=cast.trainee.user)
    assert link_to(door, "Opening a door") in fresh(post).html
    assert f"/topics/{topic.id}" in cast.trainee.get(f"/articles/{door.id}/links").text
    assert "/articles/" not in fresh(reply).html


def test_in_a_lesson_it_does_so_in_each_language(cast):
    door = make_article(title="Opening a door")
    lesson = closed_lesson(cast, "Read [[Opening a door]].")
    translate(lesson, body="Lees [[Opening a door|dit]].")
    rename(door, "The first minute")
    make_article(title="Opening a door")
    revise(lesson, "Read [[Opening a door]] twice.")
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/lessons/{lesson.id}?language=en").text
    assert link_to(door, "dit") in cast.trainee.get(f"/lessons/{lesson.id}?language=nl").text
    assert "Opening letters" in text_of(cast.trainee.get(f"/articles/{door.id}"))


def test_under_an_article_it_does_so_too(cast):
    text = make_article(make_collection(openness="contribute"))
    contribution = make_contribution(text, "We read [[Opening a door]].", by=cast.trainee.user)
    assert "[[Opening a door]]" in fresh(contribution).html
    door = make_article(title="Opening a door")
    assert link_to(door, "Opening a door") in fresh(contribution).html
    page = cast.trainee.get(f"/articles/{text.id}/links/suggestions?beneath=1&q=door").text
    assert 'data-value="[[Opening a door]]"' in page


def test_a_title_some_readers_may_not_read_stays_as_typed(cast):
    """Even where its writer reads that article: a link would tell the others that it is there."""
    make_article(make_collection(audience_id=STAFF), title="Fees of trainers")
    topic = make_topic(
        space=academy_space(), author=cast.manager.user, body="See [[Fees of trainers]] and [[Nothing so called]]."
    )
    html = opening_of(topic).html
    assert "[[Fees of trainers]] and [[Nothing so called]]" in html
    assert "<a" not in html
    place = f"space:{academy_space().id}:discussion"
    previews = {
        title: text_of(cast.manager.post(f"/composing/preview?place={place}", {"body": f"[[{title}|x]]"})).replace(
            title, ""
        )
        for title in ("Fees of trainers", "Nothing so called")
    }
    assert len(set(previews.values())) == 1
    suggested = cast.manager.get(f"/composing/suggestions?place={place}&key=[[&q=fees").text
    assert "[[Fees of trainers]]" not in suggested


def test_a_title_is_chosen_from_a_list_while_writing(cast):
    door = make_article(title="Opening a door")
    lesson = closed_lesson(cast, "Soon.")
    addresses = (
        (cast.trainee, f"/composing/suggestions?place=space:{academy_space().id}:discussion&key=[[&q=door"),
        (cast.author, f"/lessons/{lesson.id}/links/suggestions?q=door"),
    )
    for person, address in addresses:
        assert 'data-value="[[Opening a door]]"' in person.get(address).text
    preview = cast.author.post(f"/lessons/{lesson.id}/preview?language=en", {"body": "[[Opening a door]]"})
    assert link_to(door, "Opening a door") in preview.text
    assert cast.guest.get(addresses[0][1]).status_code == 303
    assert cast.outsider.get(f"/composing/suggestions?place=topic:{make_topic().id}&key=[[&q=door").status_code == 404


def test_a_title_nobody_has_becomes_a_link_when_somebody_publishes_it(cast):
    lesson = closed_lesson(cast, "Read [[Opening a door]].")
    topic = make_topic(body="Read [[Opening a door]].")
    removed = make_topic(body="Gone: [[Opening a door]].")
    assert "is called “Opening a door”" in text_of(cast.author.get("/knowledge/links"))
    door = make_article(title="Opening a door")
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/lessons/{lesson.id}").text
    assert link_to(door, "Opening a door") in opening_of(topic).html
    assert "is called “Opening a door”" not in text_of(cast.author.get("/knowledge/links"))
    assert removed.id
    words = text_of(cast.trainee.get(f"/articles/{door.id}/links"))
    assert "Opening letters" in words


@pytest.mark.parametrize("becomes", [STAFF, ACADEMY])
def test_texts_follow_who_reads_the_article(cast, becomes):
    collection = make_collection(audience_id=ACADEMY if becomes == STAFF else STAFF)
    door = make_article(collection, title="Opening a door")
    topic = make_topic(body="Read [[Opening a door]].")
    lesson = closed_lesson(cast, "Read [[Opening a door]].")
    change_readers(db.session.get_one(Collection, collection.id), becomes, by=cast.editor.user)
    for html in (opening_of(topic).html, cast.trainee.get(f"/lessons/{lesson.id}").text):
        assert (link_to(door, "Opening a door") in html) == (becomes == ACADEMY)


def test_texts_follow_their_own_readers(cast):
    door = make_article(title="Opening a door")
    lesson = closed_lesson(cast, "Read [[Opening a door]].")
    open_lesson(lesson, PUBLIC, by=cast.author.user)
    assert "/articles/" not in cast.guest.get(f"/lessons/{lesson.id}").text.partition("[[Opening a door]]")[0][-200:]
    open_lesson(fresh(lesson), ACADEMY, by=cast.author.user)
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/lessons/{lesson.id}").text
    topic = make_topic(body="Read [[Opening a door]].")
    move_topic(topic, academy_space(), by=cast.manager.user, reason="For all.")
    assert link_to(door, "Opening a door") in opening_of(topic).html


def test_links_to_the_archive_are_listed_for_who_mends_them(cast):
    collection = make_collection(owner=cast.facilitator)
    door = make_article(collection, title="Opening a door")
    lesson = closed_lesson(cast, "Read [[Opening a door]].")
    make_topic(space=academy_space(), title="Who was there?", body=f"See [this](/articles/{door.id}).")
    make_topic(title="Between us", body="See [[Opening a door]].")
    page = text_of(cast.editor.get("/knowledge/links"))
    assert "Opening letters" not in page
    actions.archive_article(door, by=cast.editor.user)
    for person, names in (
        (cast.editor, {"Who was there?"}), (cast.author, {"Opening letters"}), (cast.facilitator, {"Who was there?"}),
    ):  # fmt: skip
        words = text_of(person.get("/knowledge/links"))
        assert "Leads to “Opening a door”, which readers no longer find." in words, person
        assert all(name in words for name in names)
        assert ("Between us" in words) == (person is cast.facilitator)
    assert cast.trainee.get("/knowledge/links").status_code == 403
    actions.unarchive_article(fresh(door), by=cast.editor.user)
    assert "which readers no longer find" not in text_of(cast.author.get("/knowledge/links"))
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/lessons/{lesson.id}").text


def test_a_lesson_that_leads_where_not_all_its_readers_go_is_listed_without_the_title(cast):
    fees = make_article(make_collection(audience_id=STAFF), title="Fees of trainers")
    revise_article(fees, "Other words.")
    closed_lesson(cast, f"See [our fees](/articles/{fees.id}).")
    assert "Leads to “Fees of trainers”, which not all of its readers can read." in text_of(
        cast.author.get("/knowledge/links")
    )


@pytest.mark.parametrize("how", ["readers", "move"])
def test_words_under_an_article_follow_who_reads_it(cast, how):
    """A link that all of the staff could follow would tell the academy that there is something to read."""
    staff = make_collection(audience_id=STAFF, openness="contribute")
    fees = make_article(make_collection(audience_id=STAFF), title="Fees of trainers")
    text = make_article(staff)
    contribution = make_contribution(text, "See [[Fees of trainers]].", by=cast.facilitator.user)
    assert link_to(fees, "Fees of trainers") in fresh(contribution).html
    if how == "readers":
        change_readers(staff, ACADEMY, by=cast.editor.user)
    else:
        move_article(text, make_collection(openness="contribute").id, former_id=staff.id, by=cast.editor.user)
    version = fresh(contribution).version
    answer_readers(contribution, may_read=True, audience_id=ACADEMY, version=version)
    db.session.commit()
    page = cast.trainee.get(f"/contributions/{contribution.id}").text
    assert "[[Fees of trainers]]" in page
    assert f"/articles/{fees.id}" not in page
    change_readers(fresh(staff), STAFF, by=cast.editor.user)
    if how == "readers":
        assert link_to(fees, "Fees of trainers") in fresh(contribution).html


def test_however_many_texts_name_an_article_all_lead_to_it(cast, monkeypatch):
    monkeypatch.setattr(titles, "AT_ONCE", 2)
    lesson = closed_lesson(cast, "Read [[Opening a door]].")
    topics = [make_topic(body="Read [[Opening a door]].") for _ in range(6)]
    contribution = make_contribution(
        make_article(make_collection(openness="contribute")), "We read [[Opening a door]].", by=cast.trainee.user
    )
    collection = make_collection()
    door = make_article(collection, title="Opening a door")

    def linked() -> int:
        db.session.expire_all()
        posts = [opening_of(topic).html for topic in topics]
        lessons = cast.trainee.get(f"/lessons/{lesson.id}").text
        return sum(link_to(door, "Opening a door") in html for html in (*posts, lessons, fresh(contribution).html))

    db.session.commit()
    assert linked() == 2
    while sweep():
        pass
    assert linked() == 8
    change_readers(fresh(collection), STAFF, by=cast.editor.user)
    db.session.commit()
    while sweep():
        pass
    assert linked() == 0
