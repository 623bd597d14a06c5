"""Tags: a small set that a space offers, chosen by who begins a topic, and what becomes of them when topics move."""

from discussions.models import Topic
from discussions.moving.actions import merge_topics, move_topic, split_topic
from discussions.subjects.actions import add_tag, tag_topic
from discussions.subjects.queries import ids_of
from lms.database import db
from tests.cast import text_of, titles
from tests.factories.discussions import academy_space, make_reply, make_topic


def test_who_leads_makes_tags_and_everybody_chooses_them(cast, cohort, space):
    assert cast.facilitator.post(f"/spaces/{space.id}/tags", {"name": " Silence  and waiting "}).status_code == 303
    everywhere = add_tag(academy_space(), "Ethics")
    page = cast.alumna.get(f"/spaces/{space.id}/topics/new").text
    assert "Silence and waiting" in page
    assert "Ethics" in page
    words = {"kind": "discussion", "title": "Three seconds", "body": "They felt like thirty."}
    assert cast.alumna.post(f"/spaces/{space.id}/topics", {**words, "tags": [everywhere.id]}).status_code == 303
    topic = db.session.scalars(db.select(Topic)).one()
    assert ids_of(topic.id) == [everywhere.id]
    assert "Ethics" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    make_topic(cohort, title="Another")
    address = f"/cohorts/{cohort.id}?tag={everywhere.id}"
    assert titles(cast.trainee.get(address)) == ["Three seconds"]
    assert f'href="{address}"' in cast.trainee.get(f"/spaces/{space.id}/subjects").text
    assert f'<a href="{address}">Ethics</a>' in cast.trainee.get(f"/cohorts/{cohort.id}").text


def test_tags_are_changed_by_who_began_it_or_leads(cast, cohort, space):
    tag, topic = add_tag(space, "Silence"), make_topic(cohort)
    address = f"/topics/{topic.id}/tags"
    assert "Choose tags" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    assert "Choose tags" not in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert cast.trainee.post(address, {"tags": [tag.id]}).status_code == 303
    assert cast.alumna.post(address, {"tags": []}).status_code == 403
    assert cast.outsider.post(address, {"tags": []}).status_code == 404
    assert ids_of(topic.id) == [tag.id]
    assert cast.facilitator.post(address, {}).status_code == 303
    assert ids_of(topic.id) == []


def test_tag_of_another_space_and_too_many_are_refused(cast, cohort, space):
    topic = make_topic(cohort)
    tags = [add_tag(space, f"Tag {number}") for number in range(6)]
    refused = cast.trainee.post(f"/topics/{topic.id}/tags", {"tags": [tag.id for tag in tags]})
    assert refused.status_code == 422
    assert '<a href="#tags">' in refused.text
    assert 'id="tags"' in refused.text
    assert cast.trainee.post(f"/topics/{topic.id}/tags", {"tags": ["999999"]}).status_code == 422
    assert ids_of(topic.id) == []


def test_set_stays_small_and_without_doubles(cast, cohort, space):
    tag = add_tag(space, "Silence")
    address = f"/spaces/{space.id}/tags"
    for name in ("silence", "", "n" * 31):
        assert cast.facilitator.post(address, {"name": name}).status_code == 422
    assert cast.facilitator.post(f"/tags/{tag.id}", {"name": "SILENCE"}).status_code == 303
    for number in range(19):
        add_tag(space, f"Tag {number}")
    refused = cast.facilitator.post(address, {"name": "One more"})
    assert refused.status_code == 422
    assert "One more" in refused.text
    assert cast.trainee.post(address, {"name": "Mine"}).status_code == 403


def test_removed_tag_leaves_its_topics(cast, cohort, space):
    tag, topic = add_tag(space, "Silence"), make_topic(cohort)
    tag_topic(topic, [tag.id])
    assert cast.facilitator.post(f"/tags/{tag.id}/removal").status_code == 303
    assert cast.alumna.get(f"/topics/{topic.id}").status_code == 200
    assert ids_of(topic.id) == []
    assert cast.facilitator.get(f"/tags/{tag.id}").status_code == 404


def test_tags_go_along_where_they_are_offered(cast, cohort, space):
    here, everywhere = add_tag(space, "Silence"), add_tag(academy_space(), "Ethics")
    first, second = make_topic(cohort), make_topic(cohort)
    tag_topic(first, [here.id, everywhere.id])
    post = make_reply(first)
    part = split_topic(first, [post.id], title="Apart", kind="discussion", by=cast.facilitator.user, reason="Apart.")
    assert sorted(ids_of(part.id)) == [here.id, everywhere.id]
    merge_topics(part, second, interleaved=False, by=cast.facilitator.user, reason="Together.")
    assert sorted(ids_of(second.id)) == [here.id, everywhere.id]
    assert ids_of(part.id) == []
    move_topic(second, academy_space(), by=cast.facilitator.user, reason="For all.")
    assert ids_of(second.id) == [everywhere.id]
