"""How far somebody has read, what is new, and where a thread opens."""

import re
import threading
from datetime import timedelta

from discussions import actions
from discussions.reading.actions import mark_read
from discussions.reading.models import ReadingState
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.discussions import make_question, make_reply, make_topic


def last_read(person, topic) -> int:
    state = db.session.get(ReadingState, (person.id, topic.id))
    return state.last_read if state else 0


def report(person, topic, number):
    return person.post(f"/topics/{topic.id}/reading", {"number": str(number)})


def test_what_was_on_screen_is_read(cast, cohort):
    topic = make_topic(cohort)
    make_reply(topic)
    assert report(cast.alumna, topic, 2).status_code == 204
    assert last_read(cast.alumna, topic) == 2


def test_reading_never_moves_back_nor_ahead_of_what_there_is(cast, cohort):
    topic = make_topic(cohort)
    for _ in range(4):
        make_reply(topic)
    report(cast.alumna, topic, 4)
    report(cast.alumna, topic, 2)
    assert last_read(cast.alumna, topic) == 4
    report(cast.alumna, topic, 900)
    assert last_read(cast.alumna, topic) == 5


def test_looking_at_a_page_marks_nothing(cast, cohort):
    topic = make_topic(cohort)
    cast.alumna.get(f"/topics/{topic.id}")
    assert last_read(cast.alumna, topic) == 0


def test_page_fetched_ahead_and_search_mark_nothing(cast, cohort):
    topic = make_question(cohort)
    post = make_reply(topic, body="Blackbird sings.")
    actions.follow(cast.alumna.viewer, topic, "watching")
    last = make_reply(topic)
    before = db.session.query(Notification.id, Notification.done_at).order_by(Notification.id).all()
    assert before
    addresses = (
        f"/topics/{topic.id}", f"/topics/{topic.id}?from=1", f"/posts/{post.id}", f"/posts/{last.id}", "/search?q=blackbird",
        f"/cohorts/{cohort.id}", "/inbox", "/",
    )  # fmt: skip
    for headers in ({"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {}):
        for address in addresses:
            assert cast.alumna.get(address, headers=headers, follow_redirects=True).status_code == 200
    assert "Blackbird" in cast.alumna.get("/search?q=blackbird").text
    assert last_read(cast.alumna, topic) == 0
    assert db.session.query(ReadingState).filter_by(user_id=cast.alumna.id).count() == 0
    assert db.session.query(Notification.id, Notification.done_at).order_by(Notification.id).all() == before


def test_outsider_reports_nothing(cast, cohort, space):
    topic = make_topic(cohort)
    assert report(cast.outsider, topic, 1).status_code == 404
    assert cast.outsider.post(f"/topics/{topic.id}/read-up-to", {"number": "1"}).status_code == 404
    assert cast.outsider.post(f"/spaces/{space.id}/reading").status_code == 404


def test_report_needs_a_number(cast, cohort):
    topic = make_topic(cohort)
    assert report(cast.alumna, topic, "all").status_code == 422
    assert report(cast.alumna, topic, 0).status_code == 422


def test_button_does_the_same_without_scripts(cast, cohort):
    topic = make_topic(cohort)
    assert "I have read up to here" in cast.alumna.get(f"/topics/{topic.id}").text
    response = cast.alumna.post(f"/topics/{topic.id}/read-up-to", {"number": "1"})
    assert response.status_code == 303
    assert last_read(cast.alumna, topic) == 1
    assert "I have read up to here" not in cast.alumna.get(f"/topics/{topic.id}").text


def test_thread_opens_where_the_new_begins(cast, cohort):
    topic = make_topic(cohort)
    for number in range(2, 46):
        make_reply(topic, body=f"This is number {number}.")
    mark_read(cast.alumna, topic, 23)
    page = cast.alumna.get(f"/topics/{topic.id}")
    words = text_of(page)
    assert words.index("This is number 23.") < words.index("This is number 24.")
    assert page.text.index('id="new"') < page.text.index('id="post-24"')
    assert page.text.index('id="post-23"') < page.text.index('id="new"')
    assert 'id="post-20"' not in page.text
    assert "Posts 1 to 20" in words


def test_first_visit_opens_at_the_beginning_without_a_line(cast, cohort):
    topic = make_topic(cohort)
    for _ in range(30):
        make_reply(topic)
    page = cast.alumna.get(f"/topics/{topic.id}")
    assert 'id="post-1"' in page.text
    assert 'id="new"' not in page.text


def test_topic_read_to_the_end_opens_at_the_end(cast, cohort):
    topic = make_topic(cohort)
    for _ in range(30):
        make_reply(topic)
    mark_read(cast.alumna, topic, 31)
    page = cast.alumna.get(f"/topics/{topic.id}")
    assert 'id="post-31"' in page.text
    assert 'id="post-20"' not in page.text


def test_replies_already_read_are_folded(cast, cohort):
    topic = make_topic(cohort)
    for _ in range(6):
        make_reply(topic)
    mark_read(cast.alumna, topic, 7)
    make_reply(topic, body="Something new.")
    page = cast.alumna.get(f"/topics/{topic.id}")
    assert "6 replies you have read, by Mentor" in text_of(page)
    assert page.text.index('class="fold"') < page.text.index('id="new"')


def test_writing_at_the_end_counts_as_having_read(cast, cohort):
    topic = make_topic(cohort)
    make_reply(topic)
    cast.alumna.post(f"/topics/{topic.id}/replies", {"body": "Seven.", "seen": "2"})
    assert last_read(cast.alumna, topic) == 3


def test_writing_from_the_middle_leaves_the_rest_unread(cast, cohort):
    topic = make_topic(cohort)
    for _ in range(30):
        make_reply(topic)
    cast.alumna.post(f"/topics/{topic.id}/replies", {"body": "About the first page.", "seen": "20"})
    assert last_read(cast.alumna, topic) == 20


def test_whole_space_is_marked_as_read(cast, cohort, space):
    topics = [make_topic(cohort, title=f"Topic {number}") for number in range(3)]
    make_reply(topics[0])
    assert "3 unread" in text_of(cast.alumna.get(f"/cohorts/{cohort.id}"))
    assert cast.alumna.post(f"/spaces/{space.id}/reading").status_code == 303
    assert [last_read(cast.alumna, topic) for topic in topics] == [2, 1, 1]
    assert "unread" not in text_of(cast.alumna.get(f"/cohorts/{cohort.id}")).replace("Unread", "")


def test_reading_settles_the_inbox_up_to_there(cast, cohort):
    topic = make_question(cohort)
    make_reply(topic)
    make_reply(topic)
    report(cast.trainee, topic, 2)
    open_ones = db.session.query(Notification).filter_by(user_id=cast.trainee.id, done_at=None).all()
    assert [notification.url for notification in open_ones] == ["/posts/3"]
    report(cast.trainee, topic, 3)
    assert db.session.query(Notification).filter_by(user_id=cast.trainee.id, done_at=None).count() == 0


def test_those_who_read_along_are_shown(cast, cohort):
    topic = make_topic(cohort)
    report(cast.mentor, topic, 1)
    assert "Mentor and Trainee are here now." in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert "Mentor is here now." in text_of(cast.trainee.get(f"/topics/{topic.id}"))


def test_two_browsers_reporting_at_once_keep_the_furthest(app, cast, cohort):
    topic = make_topic(cohort)
    for _ in range(19):
        make_reply(topic)
    address, person = f"/topics/{topic.id}/reading", cast.alumna.id
    tokens = [cast.alumna._form_token() for _ in range(8)]
    db.session.commit()
    cookie = cast.alumna.client.get_cookie("leerkring").value
    form_cookie = cast.alumna.client.get_cookie("leerkring_form").value

    def send(number, token):
        client = app.test_client()
        client.set_cookie("leerkring", cookie)
        client.set_cookie("leerkring_form", form_cookie)
        client.post(address, data={"number": number, "csrf_token": token})

    threads = [threading.Thread(target=send, args=(2 + 2 * n, token)) for n, token in enumerate(tokens)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert db.session.get(ReadingState, (person, topic.id)).last_read == 16


def test_unread_from_here_is_new_again_and_an_older_page_does_not_change_that(cast, cohort, space):
    topic = make_topic(cohort)
    posts = [make_reply(topic) for _ in range(4)]
    opened = int(now().timestamp() * 1000)
    report(cast.alumna, topic, 5)
    response = cast.alumna.post(f"/posts/{posts[1].id}/unreading")
    assert response.status_code == 303
    assert last_read(cast.alumna, topic) == 2
    page = cast.alumna.get(response.location)
    assert "4 replies, 3 new" in text_of(page)
    assert "Undo" in text_of(page)
    cast.alumna.post(f"/topics/{topic.id}/reading", {"number": "5", "opened": str(opened)})
    assert last_read(cast.alumna, topic) == 2
    cast.alumna.post(f"/topics/{topic.id}/reading", {"number": "4", "opened": str(opened + 10_000)})
    assert last_read(cast.alumna, topic) == 4


def test_marking_unread_never_marks_read(cast, cohort):
    topic = make_topic(cohort)
    post = make_reply(topic)
    assert cast.alumna.post(f"/posts/{post.id}/unreading").status_code == 303
    assert last_read(cast.alumna, topic) == 0
    assert cast.outsider.post(f"/posts/{post.id}/unreading").status_code == 404


def test_marking_all_read_can_be_undone_but_not_what_was_read_since(cast, cohort, space):
    half, new, later = (make_topic(cohort, title=f"Topic {number}") for number in range(3))
    for _ in range(3):
        make_reply(half, body="Hm, @[Alumna].")
    report(cast.alumna, half, 2)
    location = cast.alumna.post(f"/spaces/{space.id}/reading").location
    assert [last_read(cast.alumna, topic) for topic in (half, new, later)] == [4, 1, 1]
    make_reply(later)
    report(cast.alumna, later, 2)
    mark = re.search(r'name="mark" value="(\d+)"', cast.alumna.get(location).text)[1]
    assert cast.alumna.post(f"/spaces/{space.id}/reading/undo", {"mark": mark}).status_code == 303
    db.session.expire_all()
    assert [last_read(cast.alumna, topic) for topic in (half, new, later)] == [2, 0, 2]
    assert db.session.query(Notification).filter_by(user_id=cast.alumna.id, done_at=None).count() == 2
    assert "2 unread" in text_of(cast.alumna.get(f"/cohorts/{cohort.id}"))
    for nonsense in ("", "x", str(2**62)):
        assert cast.alumna.post(f"/spaces/{space.id}/reading/undo", {"mark": nonsense}).status_code == 303


def test_marking_all_read_does_not_say_that_one_is_here(cast, cohort, space):
    topic = make_topic(cohort)
    cast.alumna.post(f"/spaces/{space.id}/reading")
    assert "Alumna" not in text_of(cast.mentor.get(f"/topics/{topic.id}"))


def test_long_topic_is_entered_at_a_post_or_a_day(cast, cohort):
    topic = make_topic(cohort, at=now() - timedelta(days=60))
    for number in range(2, 60):
        make_reply(topic, at=now() - timedelta(days=60 - number))
    address = f"/topics/{topic.id}/jump"
    assert "Go to a post or a day" in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert cast.alumna.get(address).status_code == 200
    assert cast.alumna.get(f"{address}?number=33").location == f"/topics/{topic.id}?from=33#post-33"
    assert cast.alumna.get(f"{address}?number=900").location == f"/topics/{topic.id}?from=59#post-59"
    day = (now() - timedelta(days=30)).date()
    found = cast.alumna.get(f"{address}?day={day}").location
    assert found in {f"/topics/{topic.id}?from={number}#post-{number}" for number in (29, 30, 31)}
    assert cast.alumna.get(f"{address}?day=9999-12-31").location.endswith("#post-59")
    assert cast.alumna.get(f"{address}?day=0001-01-01").status_code == 302
    refused = cast.alumna.get(f"{address}?number=first&day=2026-13-01")
    assert refused.status_code == 422
    assert "first" in refused.text
    assert cast.outsider.get(f"{address}?number=1").status_code == 404


def test_marking_twice_can_be_undone_by_what_the_second_press_shows(cast, cohort, space):
    topic = make_topic(cohort)
    replies = [make_reply(topic) for _ in range(5)]
    for read, address, left in (
        (6, f"/posts/{replies[1].id}/unreading", 2),
        (2, f"/spaces/{space.id}/reading", 6),
    ):
        db.session.query(ReadingState).delete()
        mark_read(cast.alumna, topic, read)
        db.session.commit()
        for _ in range(2):
            shown = cast.alumna.post(address).location
        assert db.session.get(ReadingState, (cast.alumna.id, topic.id)).last_read == left
        cast.alumna.post(f"/spaces/{space.id}/reading/undo", {"mark": shown.partition("mark=")[2]})
        assert db.session.get(ReadingState, (cast.alumna.id, topic.id)).last_read == read
