"""Composing: names and links that are offered, a preview, and images and files that stay with the conversation."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from cohorts.actions import change_phase
from cohorts.models import Membership
from discussions.composing.models import Attachment
from discussions.models import Post
from discussions.moving.actions import move_topic
from discussions.posts.actions import delete_post, edit_post, restore_post
from lms.access import revoke
from lms.database import db, now
from lms.files.actions import sweep_uploads
from lms.files.models import File
from lms.notifications.models import Notification
from tests.factories.cohorts import make_cohort
from tests.factories.discussions import make_reply, make_topic, space_of
from tests.factories.knowledge import make_article


def suggestions(person, place, key, words=""):
    return person.get("/composing/suggestions", query_string={"place": place, "key": key, "q": words})


def png():
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    return data.getvalue()


def upload(person, place, *, data=None, name="count.png", alt="Five fingers"):
    sent = (io.BytesIO(png() if data is None else data), name)
    return person.post(f"/composing/files?place={place}", {"file": sent, "alt": alt})


def line_of(person, answer) -> str:
    return re.search(r'value="([^"]+)" readonly', person.get(answer.location).text)[1]


def file_at(line) -> str:
    return re.search(r"\((/files/[^)]+)\)", line)[1]


@pytest.fixture
def topic(cohort):
    return make_topic(cohort)


def test_people_who_can_read_are_offered_by_any_part_of_their_name(cast, topic):
    place = f"topic:{topic.id}"
    cast.alumna.user.name = "Zoë de Wit"
    db.session.commit()
    for words in ("zo", "wit", "de w"):
        assert 'data-value="@[Zoë de Wit]"' in suggestions(cast.mentor, place, "@", words).text
    everybody = suggestions(cast.mentor, place, "@").text
    assert "@[Trainee]" in everybody
    assert "@[Outsider]" not in everybody
    assert "@[Mentor]" not in everybody
    assert "<li" not in suggestions(cast.mentor, place, "@", "%").text


def test_who_left_the_conversation_is_offered_no_more(cast, topic):
    revoke(topic.audience_id, cast.alumna.id)
    db.session.commit()
    assert "@[Alumna]" not in suggestions(cast.mentor, f"topic:{topic.id}", "@", "alu").text


def test_only_lessons_and_articles_the_writer_may_read_are_offered(cast, topic, lesson, space):
    place = f"topic:{topic.id}"
    open_article = make_article(title="Counting [aloud]", body="One, two.")
    offered = suggestions(cast.trainee, f"space:{space.id}:question", "#", "count").text
    assert f"[Counting \\[aloud\\]](/articles/{open_article.id})" in offered
    assert f"](/lessons/{lesson.id}" in suggestions(cast.trainee, place, "#", lesson_title(cast, lesson)).text
    revoke(lesson.audience_id, cast.trainee.id)
    db.session.commit()
    assert "<li" not in suggestions(cast.trainee, place, "#", lesson_title(cast, lesson)).text


def lesson_title(cast, lesson) -> str:
    return re.search(r"<h1[^>]*>([^<]+)</h1>", cast.facilitator.get(f"/lessons/{lesson.id}").text)[1]


def test_preview_shows_what_readers_will_see(cast, topic):
    sent = {"body": "@[Trainee] counts to **five** <script>no</script>"}
    page = cast.mentor.post(f"/composing/preview?place=topic:{topic.id}", sent)
    assert "<strong>five</strong>" in page.text
    assert 'class="mention"' in page.text
    assert "no</script>" not in page.text
    assert "<h1>" in page.text
    alone = cast.mentor.post(f"/composing/preview?place=topic:{topic.id}", sent, headers={"HX-Request": "true"})
    assert "<strong>five</strong>" in alone.text
    assert "<html" not in alone.text
    assert cast.mentor.post(f"/composing/preview?place=topic:{topic.id}", {"body": "x" * 70_000}).status_code == 422


def test_image_in_a_post_is_fetched_by_its_readers_and_by_nobody_else(cast, topic):
    line = line_of(cast.mentor, upload(cast.mentor, f"topic:{topic.id}"))
    assert line.startswith("![Five fingers](/files/")
    address = file_at(line)
    assert [getattr(cast, name).get(address).status_code for name in ("mentor", "trainee")] == [200, 404]
    cast.mentor.post(f"/topics/{topic.id}/replies", {"body": f"Look:\n\n{line}"})
    post = db.session.query(Post).filter_by(topic_id=topic.id, number=2).one()
    assert 'alt="Five fingers"' in post.html
    assert 'width="40"' in post.html
    statuses = [getattr(cast, name).get(address).status_code for name in ("mentor", "trainee", "outsider")]
    assert statuses == [200, 200, 404]


def test_image_without_words_and_file_without_bytes_are_refused(cast, topic):
    place = f"topic:{topic.id}"
    assert upload(cast.mentor, place, alt=" ").status_code == 422
    assert "Say in a few words what the image shows." in upload(cast.mentor, place, alt="").text
    assert upload(cast.mentor, place, data=b"").status_code == 422
    assert cast.mentor.post(f"/composing/files?place={place}", {"alt": "Nothing"}).status_code == 422
    assert db.session.query(File).count() == 0
    line = line_of(cast.mentor, upload(cast.mentor, place, data=b"%PDF-1.4 agenda", name="agenda.pdf", alt=""))
    assert line.startswith("[agenda.pdf](/files/")


def test_a_very_large_file_is_refused(cast, topic, monkeypatch):
    monkeypatch.setattr("discussions.composing.forms.MAX_MEGABYTES", 0)
    refused = upload(cast.mentor, f"topic:{topic.id}")
    assert refused.status_code == 422
    assert "This is more than 0 MB." in refused.text


def test_of_a_refused_upload_no_bytes_stay(app, cast, topic):
    before = list(app.extensions["storage"].keys())
    assert upload(cast.mentor, f"topic:{topic.id}", data=png()[:60]).status_code == 422
    assert list(app.extensions["storage"].keys()) == before


@pytest.mark.parametrize("name", ["Élise Şahin", "İlker Øst", "ÉLODIE"])
def test_names_with_other_capitals_are_offered_and_meant(cast, topic, name):
    cast.alumna.user.name = name
    db.session.commit()
    place = f"topic:{topic.id}"
    for words in (name, name[:2], name.split()[-1], name[0]):
        assert f'data-value="@[{name}]"' in suggestions(cast.mentor, place, "@", words).text, words
    make_reply(topic, body=f"Ask @[{name}].")
    reasons = db.session.scalars(db.select(Notification.reason).filter_by(user_id=cast.alumna.id))
    assert "mentioned" in list(reasons)


def test_what_is_not_sent_stands_in_no_list_and_is_swept(cast, cohort, topic):
    line = line_of(cast.mentor, upload(cast.mentor, f"topic:{topic.id}"))
    assert "count.png" not in cast.trainee.get(f"/cohorts/{cohort.id}/files").text
    sweep_uploads()
    file = db.session.query(File).one()
    assert file.deleted_at is None
    file.waits_until = now() - timedelta(minutes=1)
    db.session.commit()
    sweep_uploads()
    db.session.commit()
    assert cast.mentor.get(file_at(line)).status_code == 404


def test_somebody_elses_upload_is_not_taken_along(cast, topic):
    line = line_of(cast.mentor, upload(cast.mentor, f"topic:{topic.id}"))
    cast.trainee.post(f"/topics/{topic.id}/replies", {"body": line})
    assert cast.trainee.get(file_at(line)).status_code == 404
    assert db.session.query(Attachment).one().post_id is None


def test_files_go_and_come_back_with_their_post(cast, topic):
    line = line_of(cast.mentor, upload(cast.mentor, f"topic:{topic.id}"))
    post = make_reply(topic, body=line)
    delete_post(post, by=cast.mentor.user)
    db.session.commit()
    assert cast.trainee.get(file_at(line)).status_code == 404
    restore_post(post, by=cast.mentor.user)
    db.session.commit()
    assert cast.trainee.get(file_at(line)).status_code == 200


def test_files_move_with_their_topic_and_widen_nothing(cast, cohort, topic):
    line = line_of(cast.mentor, upload(cast.mentor, f"topic:{topic.id}"))
    make_reply(topic, body=line)
    other = make_cohort(by=cast.manager.user)
    move_topic(topic, space_of(other), by=cast.facilitator.user, reason="")
    db.session.commit()
    assert cast.trainee.get(file_at(line)).status_code == 404
    assert db.session.query(File).one().audience_id == other.audience_id


def test_file_added_by_an_edit_belongs_to_the_post(cast, topic):
    post = make_reply(topic, body="Look.")
    line = line_of(cast.mentor, upload(cast.mentor, f"topic:{topic.id}"))
    edit_post(post, body=f"Look.\n\n{line}", version=1, by=cast.mentor.user)
    db.session.commit()
    assert cast.trainee.get(file_at(line)).status_code == 200


def test_helps_are_for_who_takes_part(cast, cohort, topic):
    place = f"topic:{topic.id}"
    for person, status in ((cast.outsider, 404), (cast.guest, 303)):
        assert suggestions(person, place, "@").status_code == status
        assert upload(person, place).status_code == status
    for wrong in ("", "topic:999999", "lesson:1", "nowhere"):
        assert suggestions(cast.mentor, wrong, "@").status_code == 404
    line = upload(cast.mentor, place).location
    assert cast.trainee.get(line).status_code == 404
    place = db.session.query(Membership).filter_by(cohort_id=cohort.id, user_id=cast.mentor.id).one()
    change_phase(place, "left", by=cast.facilitator.user)
    db.session.commit()
    assert cast.mentor.get(line).status_code == 404


def test_every_composer_begins_from_the_draft_that_was_kept(cast, cohort, space, topic, lesson):
    places = {
        f"topic:{topic.id}": f"/topics/{topic.id}",
        f"space:{space.id}:discussion": f"/spaces/{space.id}/topics/new",
        f"space:{space.id}:question": f"/spaces/{space.id}/topics/new?kind=question&step=write&title=How",
        f"lesson:{lesson.id}:": f"/lessons/{lesson.id}/ask?step=write",
    }
    for place, address in places.items():
        cast.trainee.post(f"/drafts?place={place}", {"body": "Kept words", "sequence": "77"})
        page = cast.trainee.get(address).text
        assert "Kept words</textarea>" in page, place
        assert 'data-draft-sequence="77"' in page, place
        assert "data-preview-of=" in page, place
        assert "data-attach=" in page, place
