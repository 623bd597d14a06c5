"""Starting topics, finding them, closing and pinning them."""

from cohorts.visits.actions import begin_visit
from discussions.models import Topic
from lms.database import db
from tests.cast import text_of
from tests.factories.discussions import academy_space, make_question, make_reply, make_topic

WORDS = {"title": "How long do you dare to wait?", "body": "I count to three, and then I **talk**."}


def test_member_starts_a_conversation(cast, cohort, space):
    assert "Start a conversation" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/topics/new"))
    response = cast.trainee.post(f"/spaces/{space.id}/topics", WORDS)
    assert response.status_code == 303
    page = cast.mentor.get(response.location)
    assert "How long do you dare to wait?" in text_of(page)
    assert "<strong>talk</strong>" in page.text


def test_form_says_who_can_read_what_is_written(cast, cohort):
    page = cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=question")
    assert "Only the 4 of Spring 2026 can read this" in text_of(page)


def test_empty_topic_says_what_to_write(cast, space):
    response = cast.trainee.post(f"/spaces/{space.id}/topics", {"title": " ", "body": "Something"})
    assert response.status_code == 422
    assert "Write a title" in text_of(response)
    assert "Something" in response.text


def test_topic_of_an_unknown_kind_is_not_found(cast, space):
    assert cast.trainee.post(f"/spaces/{space.id}/topics", WORDS | {"kind": "riddle"}).status_code == 404


def test_outsider_finds_no_space(cast, cohort, space):
    for address in (f"/cohorts/{cohort.id}/topics/new", f"/spaces/{space.id}/topics/new", f"/spaces/{space.id}"):
        assert cast.outsider.get(address).status_code == 404
    assert cast.outsider.post(f"/spaces/{space.id}/topics", WORDS).status_code == 404


def test_outsider_finds_no_topic(cast, cohort):
    topic = make_topic(cohort)
    for person in (cast.outsider, cast.admin, cast.author):
        assert person.get(f"/topics/{topic.id}").status_code == 404
    assert "silence" not in cast.outsider.get(f"/topics/{topic.id}").text


def test_guest_is_asked_to_sign_in(cast, cohort):
    topic = make_topic(cohort)
    response = cast.guest.get(f"/topics/{topic.id}")
    assert response.status_code == 303
    assert "/sign-in" in response.location


def test_member_who_left_finds_no_topic(cast, cohort):
    topic = make_topic(cohort)
    cast.trainee.post(f"/cohorts/{cohort.id}/departure")
    assert cast.trainee.get(f"/topics/{topic.id}").status_code == 404


def test_only_who_leads_announces(cast, cohort, space):
    announcement = WORDS | {"kind": "announcement"}
    assert cast.trainee.get(f"/cohorts/{cohort.id}/topics/new?kind=announcement").status_code == 403
    assert cast.trainee.post(f"/spaces/{space.id}/topics", announcement).status_code == 403
    assert cast.facilitator.post(f"/spaces/{space.id}/topics", announcement).status_code == 303


def test_announcement_can_always_be_replied_to(cast, cohort):
    topic = make_topic(cohort, author=cast.facilitator.user, kind="announcement")
    assert cast.facilitator.post(f"/topics/{topic.id}/closure").status_code == 403
    assert cast.trainee.post(f"/topics/{topic.id}/replies", {"body": "I come."}).status_code == 303


def test_whoever_started_it_closes_and_reopens(cast, cohort):
    topic = make_topic(cohort)
    assert cast.trainee.post(f"/topics/{topic.id}/closure").status_code == 303
    page = cast.mentor.get(f"/topics/{topic.id}")
    assert "This conversation is closed" in text_of(page)
    assert cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Too late."}).status_code == 403
    assert cast.facilitator.post(f"/topics/{topic.id}/replies", {"body": "One more thing."}).status_code == 303
    assert cast.trainee.post(f"/topics/{topic.id}/reopening").status_code == 303
    assert cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "In time."}).status_code == 303


def test_others_cannot_close(cast, cohort):
    topic = make_topic(cohort)
    assert cast.mentor.post(f"/topics/{topic.id}/closure").status_code == 403
    assert cast.mentor.post(f"/topics/{topic.id}/reopening").status_code == 403
    assert cast.outsider.post(f"/topics/{topic.id}/closure").status_code == 404
    assert cast.outsider.post(f"/topics/{topic.id}/reopening").status_code == 404


def test_facilitator_pins_on_top(cast, cohort):
    old, new = make_topic(cohort, title="The house rules"), make_topic(cohort, title="Something newer")
    make_reply(new)
    assert cast.trainee.post(f"/topics/{old.id}/pinning").status_code == 403
    assert cast.outsider.post(f"/topics/{old.id}/pinning").status_code == 404
    assert cast.facilitator.post(f"/topics/{old.id}/pinning").status_code == 303
    words = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert words.index("The house rules") < words.index("Something newer")
    assert words.count("The house rules") == 1
    assert cast.facilitator.post(f"/topics/{old.id}/unpinning").status_code == 303
    words = text_of(cast.trainee.get(f"/cohorts/{cohort.id}"))
    assert words.index("Something newer") < words.index("The house rules")


def test_facilitator_of_another_cohort_does_not_lead_here(cast, cohort):
    topic = make_topic(cohort)
    assert cast.manager.post(f"/topics/{topic.id}/pinning").status_code == 404


def test_everybody_talks_in_the_space_of_the_academy(cast, app):
    space = academy_space()
    response = cast.outsider.post(f"/spaces/{space.id}/topics", WORDS)
    assert response.status_code == 303
    assert cast.trainee.get(response.location).status_code == 200
    assert "How long do you dare to wait?" in text_of(cast.trainee.get(f"/spaces/{space.id}"))
    assert "Test Academy" in text_of(cast.trainee.get(f"/spaces/{space.id}"))


def test_cohorts_of_a_course_share_a_space(cast, cohort):
    spaces = cast.trainee.get(f"/courses/{cohort.course_id}")
    assert "all cohorts of this course" in text_of(spaces)


def test_cohort_space_is_shown_on_the_page_of_the_cohort(cast, cohort, space):
    response = cast.trainee.get(f"/spaces/{space.id}")
    assert response.location == f"/cohorts/{cohort.id}"


def test_space_is_called_as_its_cohort(cast, cohort, space):
    values = {
        "name": "Spring again",
        "starts_on": "2026-01-01",
        "ends_on": "2027-01-01",
        "timezone": "Europe/Amsterdam",
    }
    cast.facilitator.post(f"/cohorts/{cohort.id}/settings", values | {"language": "en"})
    topic = make_topic(cohort)
    db.session.refresh(space)
    assert space.title == cohort.name
    assert cohort.name in text_of(cast.trainee.get(f"/topics/{topic.id}"))


def test_question_shows_how_long_it_waits(cast, cohort):
    topic = make_question(cohort)
    assert "Waiting 1 min of 4 h" in text_of(cast.mentor.get(f"/topics/{topic.id}"))
    make_reply(topic)
    assert "Waiting" not in text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert "First reply after 1 min." in text_of(cast.mentor.get(f"/topics/{topic.id}"))


def test_asker_replying_to_themselves_still_waits(cast, cohort):
    topic = make_question(cohort)
    make_reply(topic, author=cast.trainee.user)
    assert db.session.get(Topic, topic.id).first_answer_at is None
    assert "Waiting" in text_of(cast.mentor.get(f"/topics/{topic.id}"))


def test_administrator_on_a_visit_reads_and_writes_nothing(cast, cohort, space):
    topic = make_question(cohort)
    reply = make_reply(topic)
    begin_visit(cohort, reason="Somebody asked me to look.", hours=2, by=cast.admin)
    page = cast.admin.get(f"/topics/{topic.id}")
    assert "I count to three" in text_of(page)
    assert "You read along here" in text_of(page)
    assert cast.admin.post(f"/topics/{topic.id}/replies", {"body": "Hello."}).status_code == 403
    assert cast.admin.post(f"/spaces/{space.id}/topics", WORDS).status_code == 403
    assert cast.admin.post(f"/posts/{reply.id}/thanks").status_code == 403
    assert cast.admin.post(f"/posts/{reply.id}/deletion").status_code == 403
    assert cast.admin.post(f"/topics/{topic.id}/me-too").status_code == 403
