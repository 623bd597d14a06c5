"""What somebody's page tells of their part in conversations: as much as its reader may read."""

import re

from discussions.actions import accept_answer
from discussions.contributions import queries
from discussions.posts.actions import delete_post
from tests.cast import text_of
from tests.factories.discussions import academy_space, make_question, make_reply, make_topic


def page_of(person) -> str:
    return f"/people/{person.id}/conversations"


def test_profile_shows_answers_that_helped_and_what_was_said_last(cast, cohort):
    question = make_question(cohort, title="How long do you wait?")
    answer = make_reply(question, body="I count to five.")
    make_reply(make_topic(cohort, title="The first letter"), body="I begin with the name.")
    accept_answer(question, answer, by=cast.trainee.user)
    words = text_of(cast.alumna.get(f"/people/{cast.mentor.id}"))
    assert words.index("Answers that helped") < words.index("I count to five.") < words.index("In conversations")
    assert words.index("I begin with the name.") < words.rindex("I count to five.")
    assert "Accepted answer" in words


def test_who_does_not_read_along_learns_nothing(cast, cohort):
    make_reply(make_topic(cohort, title="Among ourselves"), body="Only for you.")
    for address in (f"/people/{cast.mentor.id}", page_of(cast.mentor)):
        assert "Only for you." in cast.trainee.get(address).text
        for stranger in (cast.outsider, cast.admin):
            page = stranger.get(address)
            assert page.status_code == 200
            assert "Only for you." not in page.text
            assert "Among ourselves" not in page.text
    make_topic(space=academy_space(), author=cast.mentor.user, body="For everybody.")
    words = text_of(cast.outsider.get(page_of(cast.mentor)))
    assert "For everybody." in words
    assert "Only for you." not in words


def test_removed_words_are_gone_from_it(cast, cohort):
    post = make_reply(make_topic(cohort), body="Said too fast.")
    delete_post(post, by=cast.mentor.user)
    assert "Said too fast." not in cast.trainee.get(page_of(cast.mentor)).text


def test_all_of_it_is_read_page_by_page(cast, cohort, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    topic = make_topic(cohort)
    for number in range(7):
        make_reply(topic, body=f"Thought {number}.")
    seen, address = [], page_of(cast.mentor)
    while address:
        page = cast.trainee.get(address).text
        seen += re.findall(r"Thought (\d)\.", page)
        older = re.search(r'href="([^"]*before=\d+)" rel="next"', page)
        address = older[1] if older else None
    assert seen == list("6543210")


def test_who_is_not_there_has_no_page(cast):
    assert cast.trainee.get("/people/999999/conversations").status_code == 404
    cast.mentor.user.is_active = False
    assert cast.trainee.get(page_of(cast.mentor)).status_code == 404
