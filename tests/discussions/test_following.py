"""How closely somebody follows a topic or a whole space, why, and what reaches them."""

import re

import pytest

from cohorts.actions import remove_member
from discussions.following.actions import follow, follow_space
from discussions.following.levels import effective, why
from tests.cast import text_of, titles
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_question, make_reply, make_topic, space_of
from tests.factories.people import heard


@pytest.mark.parametrize(
    ("own", "of_space", "level", "source"),
    [
        ((None, None, None), None, "normal", ""),
        (("watching", False, "wrote"), None, "watching", "wrote"),
        (("watching", False, "wrote"), "tracking", "watching", "wrote"),
        (("watching", False, "wrote"), "muted", "muted", "space"),
        (("watching", True, "wrote"), "muted", "watching", "chosen"),
        (("muted", True, ""), "watching", "muted", "chosen"),
        (("normal", True, "wrote"), "watching", "normal", "chosen"),
        ((None, None, None), "watching", "watching", "space"),
        ((None, None, None), "tracking", "tracking", "space"),
    ],
)
def test_own_choice_goes_first_and_muting_a_space_outweighs_taking_part(own, of_space, level, source):
    assert effective(own[0], own[1], of_space) == level
    assert why(*own, of_space) == source


def test_who_watches_a_space_hears_of_new_topics_and_replies(cast, cohort, space):
    assert cast.alumna.post(f"/spaces/{space.id}/following", {"level": "watching"}).status_code == 303
    topic = make_topic(cohort)
    make_reply(topic)
    assert heard(cast.alumna) == ["started", "following"]
    page = text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert "Because you chose this for Spring 2026." in page


def test_choice_for_one_topic_goes_before_that_for_its_space(cast, cohort, space):
    topic = make_topic(cohort)
    follow_space(cast.alumna, space, "watching")
    follow(cast.alumna, topic, "muted")
    make_reply(topic)
    assert heard(cast.alumna) == []
    follow_space(cast.alumna, space, "muted")
    follow(cast.alumna, topic, "watching")
    make_reply(topic)
    assert heard(cast.alumna) == ["following"]


def test_writing_in_a_muted_space_does_not_unmute_it(cast, cohort, space):
    follow_space(cast.alumna, space, "muted")
    topic = make_topic(cohort)
    make_reply(topic, author=cast.alumna.user)
    make_reply(topic)
    assert heard(cast.alumna) == []
    page = cast.alumna.get(f"/cohorts/{cohort.id}")
    assert "unread" not in text_of(page).replace("Unread", "")
    assert "How you follow this: Mute" in text_of(page)
    make_reply(topic, body="What do you think, @[Alumna]?")
    assert heard(cast.alumna) == ["mentioned"]


def test_writing_changes_nothing_that_was_chosen_before(cast, cohort):
    topic = make_topic(cohort)
    follow(cast.alumna, topic, "tracking")
    make_reply(topic, author=cast.alumna.user)
    make_reply(topic)
    assert heard(cast.alumna) == []
    assert "You chose this." in text_of(cast.alumna.get(f"/topics/{topic.id}"))


@pytest.mark.parametrize(
    ("takes_part", "of_space", "level", "because"),
    [
        (False, None, "As usual", "It is so until you write here or choose something else."),
        (True, None, "Hear of everything", "Because you wrote here."),
        (False, "tracking", "Keep an eye on it", "Because you chose this for Spring 2026."),
        (True, "muted", "Mute", "Because you muted Spring 2026."),
    ],
)
def test_choice_ends_and_what_would_hold_without_it_is_said_before(
    cast, cohort, space, takes_part, of_space, level, because
):
    topic = make_topic(cohort)
    address = f"/topics/{topic.id}"
    cast.alumna.post(f"{address}/following", {"level": "tracking"})
    if takes_part:  # after the choice: it stays, and writing is remembered beside it
        make_reply(topic, author=cast.alumna.user)
    if of_space:
        follow_space(cast.alumna, space, of_space)
    page = text_of(cast.alumna.get(address))
    assert "You chose this." in page
    assert f"Automatically it would be “{level}”. {because}" in page
    assert cast.alumna.post(f"{address}/following", {"level": "automatic"}).status_code == 303
    page = text_of(cast.alumna.get(address))
    assert because in page
    assert "Automatically" not in page
    make_reply(topic)
    assert heard(cast.alumna) == (["following"] if level == "Hear of everything" else [])


def test_question_one_no_longer_has_is_followed_no_longer(cast, cohort):
    topic = make_question(cohort)
    for person, level in ((cast.alumna, None), (cast.mentor, "tracking")):
        person.post(f"/topics/{topic.id}/me-too", {"say": "yes"})
        if level:
            follow(person, topic, level)
        person.post(f"/topics/{topic.id}/me-too", {"say": "no"})
    assert "It is so until you write here" in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    page = text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert "You chose this." in page
    assert "Automatically it would be “As usual”." in page


def test_every_level_says_why_it_holds(cast, cohort, space):
    topic = make_question(cohort)
    address = f"/topics/{topic.id}"
    assert "Because you wrote here." in text_of(cast.trainee.get(address))
    assert "It is so until you write here or choose something else." in text_of(cast.alumna.get(address))
    cast.alumna.post(f"{address}/me-too", {"say": "yes"})
    assert "Because you have this question too." in text_of(cast.alumna.get(address))
    follow_space(cast.mentor, space, "muted")
    assert "Because you muted Spring 2026." in text_of(cast.mentor.get(address))


def test_what_one_follows_and_where_one_wrote_are_lists_of_their_own(cast, cohort, space):
    followed, written = make_topic(cohort, title="Followed"), make_topic(cohort, title="Written")
    make_topic(cohort, title="Neither")
    follow(cast.alumna, followed, "tracking")
    make_reply(written, author=cast.alumna.user)
    follow(cast.alumna, written, "normal")
    address = f"/cohorts/{cohort.id}?show="
    assert titles(cast.alumna.get(address + "following")) == ["Followed"]
    assert titles(cast.alumna.get(address + "mine")) == ["Written"]
    follow_space(cast.alumna, space, "tracking")
    assert titles(cast.alumna.get(address + "following")) == ["Neither", "Followed"]


def test_topics_about_a_lesson_are_found_by_it(cast, cohort, lesson, space):
    make_topic(cohort, title="About the lesson", lesson_id=lesson.id)
    make_topic(cohort, title="About something else")
    page = cast.alumna.get(f"/spaces/{space.id}/subjects")
    assert f'href="/cohorts/{cohort.id}?lesson={lesson.id}"' in page.text
    page = cast.alumna.get(f"/cohorts/{cohort.id}?lesson={lesson.id}")
    assert titles(page) == ["About the lesson"]
    assert f"?show=unread&amp;lesson={lesson.id}" in page.text
    for nonsense in ("999999", "x", "-1"):
        assert len(titles(cast.alumna.get(f"/cohorts/{cohort.id}?lesson={nonsense}"))) == 2


def test_list_about_a_lesson_goes_on_within_the_lesson(cast, cohort, lesson):
    for number in range(27):
        make_topic(cohort, title=f"Topic {number}", lesson_id=lesson.id)
        make_topic(cohort, title="Another")
    page = cast.alumna.get(f"/cohorts/{cohort.id}?lesson={lesson.id}&show=unread")
    older = re.search(r'href="([^"]*before=[^"]*)"', page.text)[1].replace("&amp;", "&")
    assert titles(cast.alumna.get(older)) == ["Topic 1", "Topic 0"]


def test_outsider_and_stranger_levels_are_refused(cast, cohort, space):
    topic = make_topic(cohort)
    assert cast.alumna.post(f"/spaces/{space.id}/following", {"level": "always"}).status_code == 422
    assert cast.alumna.post(f"/topics/{topic.id}/following", {"level": "always"}).status_code == 422
    assert cast.alumna.post(f"/spaces/{space.id}/following", {"level": "automatic"}).status_code == 422
    assert cast.outsider.post(f"/topics/{topic.id}/following", {"level": "automatic"}).status_code == 404
    for address in (f"/spaces/{space.id}/following", f"/spaces/{space.id}/subjects"):
        assert cast.outsider.get(address).status_code == 404


def test_who_left_hears_nothing_of_a_space_they_watch(cast):
    cohort = make_cohort()
    membership = make_member(cohort, cast.alumna, "trainee", tell=False)
    topic = make_topic(cohort)
    follow_space(cast.alumna, space_of(cohort), "watching")
    remove_member(membership, by=cast.facilitator.user)
    make_reply(topic)
    make_topic(cohort)
    assert heard(cast.alumna) == []
