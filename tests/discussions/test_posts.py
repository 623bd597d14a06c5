"""Replying, correcting, removing with undo, and thanking."""

from datetime import timedelta

import pytest

from discussions.models import Post, PostRevision, Topic
from discussions.posts.actions import empty_old_tombstones
from lms.database import db, now
from tests.cast import text_of
from tests.factories.discussions import make_question, make_reply, make_topic


def age(post, **time):
    """Let a post have been written that long ago."""
    post.created_at = now() - timedelta(**time)
    db.session.commit()


def test_member_replies(cast, cohort):
    topic = make_topic(cohort)
    response = cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Count to *five*."})
    assert response.status_code == 303
    assert response.location.endswith("#post-2")
    assert "Count to <em>five</em>." in cast.trainee.get(f"/topics/{topic.id}").text


def test_alumna_replies_after_the_training(cast, cohort):
    topic = make_topic(cohort)
    assert cast.alumna.post(f"/topics/{topic.id}/replies", {"body": "Still here."}).status_code == 303


def test_empty_reply_says_what_to_write_and_keeps_the_page(cast, cohort):
    topic = make_topic(cohort)
    response = cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "   "})
    assert response.status_code == 422
    assert "Write your reply first" in text_of(response)
    assert "Three seconds of silence" in text_of(response)


def test_reply_that_is_too_long_is_kept_in_the_field(cast, cohort):
    topic = make_topic(cohort)
    response = cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "word " * 12_001})
    assert response.status_code == 422
    assert "Make two replies of it" in text_of(response)
    assert response.text.count("word word") > 1_000


def test_outsider_replies_nowhere(cast, cohort):
    topic = make_topic(cohort)
    assert cast.outsider.post(f"/topics/{topic.id}/replies", {"body": "Hello?"}).status_code == 404
    assert db.session.get(Topic, topic.id).reply_count == 0


def test_htmx_gets_the_new_post_and_an_empty_composer(cast, cohort):
    topic = make_topic(cohort)
    make_reply(topic, author=cast.alumna.user, body="Seven, in my case.")
    response = cast.mentor.htmx_post(
        f"/topics/{topic.id}/replies", "composer", {"body": "Count to five.", "seen": "1", "after": "1"}
    )
    assert response.status_code == 303
    fragment = cast.mentor.htmx_get(response.location, "composer").text
    assert fragment.count("data-post-number") == 2
    assert "Seven, in my case." in fragment
    assert 'name="after"' in fragment
    assert 'value="3"' in fragment
    assert "<html" not in fragment


def test_htmx_gets_the_refused_reply_back(cast, cohort):
    topic = make_topic(cohort)
    response = cast.mentor.htmx_post(f"/topics/{topic.id}/replies", "composer", {"body": ""})
    assert response.status_code == 422
    assert "Write your reply first" in response.text
    assert "data-post-number" not in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize("minutes", [0, 4])
def test_author_mends_a_slip_without_a_trace(cast, cohort, minutes):
    post = make_reply(make_topic(cohort), body="Cuont to five.")
    age(post, minutes=minutes)
    assert "Cuont" in cast.mentor.get(f"/posts/{post.id}/edit").text
    response = cast.mentor.post(f"/posts/{post.id}/edit", {"body": "Count to five.", "version": "1"})
    assert response.status_code == 303
    page = cast.trainee.get(f"/posts/{post.id}", follow_redirects=True)
    assert "Count to five." in text_of(page)
    assert "Edited" not in text_of(page)
    assert db.session.query(PostRevision).count() == 0


def test_another_text_leaves_a_trace_at_once(cast, cohort):
    post = make_reply(make_topic(cohort), body="Count to five. " * 10)
    cast.mentor.post(f"/posts/{post.id}/edit", {"body": "I never said that.", "version": "1"})
    assert db.session.query(PostRevision).filter_by(post_id=post.id).one().body == "Count to five. " * 10


def test_later_edit_keeps_what_was_said(cast, cohort):
    post = make_reply(make_topic(cohort), body="Count to five.")
    age(post, minutes=6)
    cast.mentor.post(f"/posts/{post.id}/edit", {"body": "Count to seven.", "version": "1"})
    page = cast.trainee.get(f"/posts/{post.id}", follow_redirects=True)
    assert "Edited" in text_of(page)
    history = cast.trainee.get(f"/posts/{post.id}/history")
    assert "<del>five</del>" in history.text
    assert "<ins>seven</ins>" in history.text


def test_edit_after_a_reply_leaves_a_trace_at_once(cast, cohort):
    topic = make_topic(cohort)
    post = make_reply(topic)
    make_reply(topic, author=cast.alumna.user)
    cast.mentor.post(f"/posts/{post.id}/edit", {"body": "I never said that.", "version": "1"})
    assert db.session.query(PostRevision).filter_by(post_id=post.id).one().body == "Count to five."


def test_opening_is_edited_with_its_title(cast, cohort):
    topic = make_topic(cohort)
    post = db.session.query(Post).filter_by(topic_id=topic.id).one()
    words = {"title": "Four seconds of silence", "body": "They felt like forty.", "version": "1"}
    assert cast.trainee.post(f"/posts/{post.id}/edit", words).status_code == 303
    page = text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert "Four seconds of silence" in page
    assert "They felt like forty." in page


def test_history_tells_how_a_conversation_was_called(cast, cohort):
    topic = make_topic(cohort)
    post = db.session.query(Post).filter_by(topic_id=topic.id).one()
    words = {"title": "Four seconds of silence", "body": post.body, "version": "1"}
    cast.facilitator.post(f"/posts/{post.id}/edit", words)
    history = cast.mentor.get(f"/posts/{post.id}/history").text
    assert "<del>Three</del>" in history
    assert "<ins>Four</ins>" in history


def test_two_who_edit_at_once_see_both_texts(cast, cohort):
    post = make_reply(make_topic(cohort), body="Count to five.")
    cast.facilitator.post(f"/posts/{post.id}/edit", {"body": "Count to six.", "version": "1"})
    response = cast.mentor.post(f"/posts/{post.id}/edit", {"body": "Count to seven.", "version": "1"})
    assert response.status_code == 409
    assert "Count to six." in text_of(response)
    assert "Count to seven." in response.text
    assert 'name="version" type="hidden" value="2"' in response.text
    assert db.session.get(Post, post.id).body == "Count to six."
    assert cast.mentor.post(f"/posts/{post.id}/edit", {"body": "Count to seven.", "version": "2"}).status_code == 303


def test_empty_edit_says_what_to_write(cast, cohort):
    post = make_reply(make_topic(cohort))
    response = cast.mentor.post(f"/posts/{post.id}/edit", {"body": "", "version": "1"})
    assert response.status_code == 422
    assert "Write what it should say" in text_of(response)


def test_others_cannot_edit_or_remove(cast, cohort):
    post = make_reply(make_topic(cohort))
    assert cast.trainee.get(f"/posts/{post.id}/edit").status_code == 403
    assert cast.trainee.post(f"/posts/{post.id}/edit", {"body": "Mine.", "version": "1"}).status_code == 403
    assert cast.trainee.post(f"/posts/{post.id}/deletion").status_code == 403


def test_outsider_finds_no_post(cast, cohort):
    post = make_reply(make_topic(cohort))
    for page in ("", "/more", "/edit", "/history"):
        assert cast.outsider.get(f"/posts/{post.id}{page}").status_code == 404
    for act in ("edit", "deletion", "restoration", "thanks"):
        assert cast.outsider.post(f"/posts/{post.id}/{act}", {"body": "x", "version": "1"}).status_code == 404


def test_removed_reply_leaves_a_line_and_comes_back(cast, cohort):
    topic = make_topic(cohort)
    post = make_reply(topic, body="I should not have said this.")
    assert cast.mentor.post(f"/posts/{post.id}/deletion").status_code == 303
    page = cast.trainee.get(f"/topics/{topic.id}")
    assert "I should not have said this." not in page.text
    assert "Mentor removed this, just now." in text_of(page)
    assert "Undo" not in text_of(page)
    assert "Undo" in text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert cast.trainee.post(f"/posts/{post.id}/restoration").status_code == 403
    assert cast.mentor.post(f"/posts/{post.id}/restoration").status_code == 303
    assert "I should not have said this." in cast.trainee.get(f"/topics/{topic.id}").text


def test_what_was_removed_by_who_leads_is_not_for_its_author_to_bring_back(cast, cohort):
    post = make_reply(make_topic(cohort))
    cast.facilitator.post(f"/posts/{post.id}/deletion")
    assert cast.mentor.post(f"/posts/{post.id}/restoration").status_code == 403
    assert cast.facilitator.post(f"/posts/{post.id}/restoration").status_code == 303


def test_history_of_a_removed_post_is_closed_to_others(cast, cohort):
    post = make_reply(make_topic(cohort))
    cast.mentor.post(f"/posts/{post.id}/deletion")
    assert cast.trainee.get(f"/posts/{post.id}/history").status_code == 403
    assert cast.mentor.get(f"/posts/{post.id}/history").status_code == 200


def test_removed_post_is_not_edited_or_thanked(cast, cohort):
    post = make_reply(make_topic(cohort))
    cast.mentor.post(f"/posts/{post.id}/deletion")
    assert cast.mentor.post(f"/posts/{post.id}/edit", {"body": "Back.", "version": "1"}).status_code == 403
    assert cast.trainee.post(f"/posts/{post.id}/thanks").status_code == 403


def test_topic_nobody_answered_goes_with_its_opening(cast, cohort):
    topic = make_topic(cohort)
    post = db.session.query(Post).filter_by(topic_id=topic.id).one()
    cast.trainee.post(f"/posts/{post.id}/deletion")
    assert cast.mentor.get(f"/topics/{topic.id}").status_code == 404
    assert "Three seconds" not in text_of(cast.mentor.get(f"/cohorts/{cohort.id}"))
    removed = cast.trainee.get(f"/topics/{topic.id}")
    assert removed.status_code == 404
    assert "Undo" in text_of(removed)
    cast.trainee.post(f"/posts/{post.id}/restoration")
    assert cast.mentor.get(f"/topics/{topic.id}").status_code == 200


def test_topic_with_replies_stays_without_its_opening(cast, cohort):
    topic = make_topic(cohort)
    make_reply(topic)
    opening = db.session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    cast.trainee.post(f"/posts/{opening.id}/deletion")
    page = text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert "They felt like thirty." not in page
    assert "Count to five." in page


def test_removing_and_undoing_an_accepted_answer(cast, cohort):
    topic = make_question(cohort)
    post = make_reply(topic)
    cast.trainee.post(f"/topics/{topic.id}/answer", {"post": str(post.id)})
    cast.mentor.post(f"/posts/{post.id}/deletion")
    assert not db.session.get(Topic, topic.id).is_answered
    cast.mentor.post(f"/posts/{post.id}/restoration")
    assert db.session.get(Topic, topic.id).accepted_post_id == post.id


def test_words_are_gone_after_thirty_days(cast, cohort):
    topic = make_topic(cohort)
    old, recent = make_reply(topic, body="Old."), make_reply(topic, body="Recent.")
    for post, days in ((old, 31), (recent, 29)):
        cast.mentor.post(f"/posts/{post.id}/deletion")
        db.session.get(Post, post.id).deleted_at = now() - timedelta(days=days)
    db.session.flush()
    assert cast.mentor.post(f"/posts/{old.id}/restoration").status_code == 403
    empty_old_tombstones()
    db.session.commit()
    assert db.session.get(Post, old.id).body == ""
    assert cast.mentor.post(f"/posts/{old.id}/restoration").status_code == 403
    assert cast.mentor.post(f"/posts/{recent.id}/restoration").status_code == 303
    assert "Recent." in cast.trainee.get(f"/topics/{topic.id}").text


def test_thanking_and_taking_it_back(cast, cohort):
    post = make_reply(make_topic(cohort))
    assert cast.trainee.post(f"/posts/{post.id}/thanks").status_code == 303
    cast.trainee.post(f"/posts/{post.id}/thanks")
    cast.alumna.post(f"/posts/{post.id}/thanks")
    assert db.session.get(Post, post.id).thanks_count == 2
    cast.trainee.post(f"/posts/{post.id}/thanks", {"say": "no"})
    assert db.session.get(Post, post.id).thanks_count == 1
    assert "1 person thanks you" in text_of(cast.mentor.get(f"/posts/{post.id}", follow_redirects=True))


def test_thanking_in_place_answers_with_the_button(cast, cohort):
    post = make_reply(make_topic(cohort))
    response = cast.trainee.htmx_post(f"/posts/{post.id}/thanks", f"thanks-{post.id}", {"say": "yes"})
    assert "Thanked" in response.text
    assert "<html" not in response.text


def test_nobody_thanks_themselves(cast, cohort):
    post = make_reply(make_topic(cohort))
    assert cast.mentor.post(f"/posts/{post.id}/thanks").status_code == 403


def test_thanks_say_yes_or_no(cast, cohort):
    post = make_reply(make_topic(cohort))
    assert cast.trainee.post(f"/posts/{post.id}/thanks", {"say": "perhaps"}).status_code == 422


def test_permanent_address_leads_to_the_page_of_the_post(cast, cohort):
    topic = make_topic(cohort)
    posts = [make_reply(topic) for _ in range(24)]
    assert cast.trainee.get(f"/posts/{posts[0].id}").location == f"/topics/{topic.id}?from=1#post-2"
    assert cast.trainee.get(f"/posts/{posts[-1].id}").location == f"/topics/{topic.id}?from=21#post-25"


def test_reply_begins_with_the_words_it_is_about(cast, cohort):
    post = make_reply(make_topic(cohort), body="Count to five.")
    page = cast.trainee.get(f"/topics/{post.topic_id}?quote={post.number}")
    assert "@[Mentor]" in page.text
    assert "&gt; Count to five." in page.text


def test_markdown_of_a_post_is_safe(cast, cohort):
    topic = make_topic(cohort)
    body = (
        '<img src=x onerror=alert(1)> <a href="javascript:alert(1)" hx-get="/sign-out">x</a> <script>alert(1)</script>'
    )
    cast.mentor.post(f"/topics/{topic.id}/replies", {"body": body})
    html = db.session.query(Post).filter_by(topic_id=topic.id, number=2).one().html
    assert "onerror" not in html.replace("&lt;", "")
    assert "javascript:" not in html
    assert "hx-get" not in html
    assert "<script" not in html


def test_acts_used_less_stand_on_a_page_of_the_post(cast, cohort):
    post = f"/posts/{make_reply(make_topic(cohort), body='Count to five.').id}"
    answers = [who.get(f"{post}/more") for who in (cast.mentor, cast.trainee, cast.facilitator)]
    own, other, leading = map(text_of, answers)
    assert all("Count to five." in page and "Copy the link" in page for page in (own, other, leading))
    assert [f'href="{post}/edit"' in answer.text for answer in answers] == [True, False, True]
    assert ["Remove…" in page for page in (own, other, leading)] == [True, False, True]
    assert ["Thank" in page for page in (own, other, leading)] == [False, True, True]
    assert "Reply" in other


def test_more_opens_in_place_as_a_menu(cast, cohort):
    post = make_reply(make_topic(cohort))
    menu = cast.mentor.get(f"/posts/{post.id}/more", headers={"HX-Request": "true"}).text
    assert menu.strip().startswith("<details")
    assert f"/posts/{post.id}/edit" in menu


def test_more_of_a_removed_post_does_not_repeat_it(cast, cohort):
    post = make_reply(make_topic(cohort), body="I should not have said this.")
    cast.mentor.post(f"/posts/{post.id}/deletion")
    assert "Undo the removal" in text_of(cast.mentor.get(f"/posts/{post.id}/more"))
    page = text_of(cast.trainee.get(f"/posts/{post.id}/more"))
    assert "I should not have said this." not in page
    assert "Mentor" not in page
