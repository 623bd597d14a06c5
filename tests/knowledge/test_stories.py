"""Stories: members write in their own name, others read and talk, owners feature, and who moderates can hide."""

import io
import re

import pytest

from knowledge import actions as articles
from knowledge.models import Article, Collection
from knowledge.stories import actions
from knowledge.stories.models import FeaturedStory, StoryReport
from lms.access import ACADEMY, STAFF
from lms.admin.models import AuditEntry
from lms.database import db
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import academy_space
from tests.factories.knowledge import fresh, make_article, make_collection, make_story
from tests.knowledge.test_uploads import picture

FILE = re.compile(r"/files/[\w-]{20,}/rain\.\w+")


def told_to(person) -> list[str]:
    found = db.select(Notification.title).filter_by(user_id=person.id, reason="story").order_by(Notification.id)
    return list(db.session.scalars(found))


def test_a_member_writes_publishes_and_withdraws_a_story(cast):
    page = cast.trainee.get("/stories/new")
    assert "Everyone in the academy" in page.text
    answer = cast.trainee.post("/stories/new", {"title": "A wet Tuesday", "language": "en", "readers": ACADEMY})
    story = db.session.scalars(db.select(Article)).one()
    assert answer.location.endswith(f"/articles/{story.id}/edit")
    words = {"title": "A wet Tuesday", "summary": "Rain helps.", "body": "We stood in the **rain**.", "version": 1}
    cast.trainee.post(f"/articles/{story.id}/draft", words)
    for person in (cast.editor, cast.alumna, cast.manager):
        assert person.get(f"/articles/{story.id}").status_code == 404
        assert person.get(f"/articles/{story.id}/edit").status_code == 404
    assert "A wet Tuesday" in cast.trainee.get(f"/people/{cast.trainee.id}/stories").text
    assert "A wet Tuesday" not in cast.alumna.get(f"/people/{cast.trainee.id}/stories").text
    published = cast.trainee.post(f"/articles/{story.id}/publication", words | {"version": fresh(story).draft_version})
    assert published.status_code == 303
    for address in (
        f"/articles/{story.id}",
        "/stories",
        f"/people/{cast.trainee.id}/stories",
        f"/people/{cast.trainee.id}",
        "/",
    ):
        assert "A wet Tuesday" in cast.alumna.get(address).text, address
    assert "<strong>rain</strong>" in cast.alumna.get(f"/articles/{story.id}").text
    hit = text_of(cast.alumna.get("/search?q=Tuesday"))
    assert "Story" in hit
    assert cast.alumna.get(f"/articles/{story.id}/edit").status_code == 403
    assert cast.editor.get(f"/articles/{story.id}/edit").status_code == 403
    assert cast.guest.get(f"/articles/{story.id}").status_code == 303
    cast.trainee.post(f"/articles/{story.id}/archive")
    assert cast.alumna.get(f"/articles/{story.id}").status_code == 404
    assert 'class="result"' not in cast.alumna.get("/search?q=Tuesday").text
    assert "Withdrawn" in text_of(cast.trainee.get(f"/people/{cast.trainee.id}/stories"))
    cast.trainee.post(f"/articles/{story.id}/return")
    assert cast.alumna.get(f"/articles/{story.id}").status_code == 200


def test_a_story_stands_in_no_list_of_collections_or_articles(cast):
    story = make_story(cast.trainee.user, title="A wet Tuesday")
    collection = db.session.get_one(Collection, story.collection_id)
    for person in (cast.trainee, cast.editor, cast.admin):
        assert cast.trainee.user.name not in text_of(person.get("/knowledge")).partition("Collections")[2]
        assert "A wet Tuesday" not in person.get("/knowledge").text
    place = cast.editor.get(f"/collections/{collection.id}")
    assert place.location.endswith(f"/people/{cast.trainee.id}/stories")
    for address in ("edit", "verifiers", "export", "articles/new"):
        assert cast.trainee.get(f"/collections/{collection.id}/{address}").status_code in (403, 404), address
        assert cast.editor.get(f"/collections/{collection.id}/{address}").status_code == 404, address
    for address in ("/knowledge/links", "/knowledge/review"):
        assert cast.trainee.get(address).status_code == 403
    assert "Did this help?" not in cast.alumna.get(f"/articles/{story.id}").text


def test_a_story_for_a_cohort_is_read_there_and_nowhere_else(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee)
    make_member(cohort, cast.mentor, "mentor")
    assert cohort.name in cast.trainee.get("/stories/new").text
    assert cohort.name not in cast.alumna.get("/stories/new").text
    refused = cast.alumna.post("/stories/new", {"title": "Theirs", "language": "en", "readers": cohort.audience_id})
    assert refused.status_code == 422
    story = make_story(cast.trainee.user, title="Between us", audience_id=cohort.audience_id)
    assert cohort.name in text_of(cast.mentor.get(f"/articles/{story.id}"))
    for person in (cast.alumna, cast.editor, cast.manager, cast.admin, cast.outsider):
        assert person.get(f"/articles/{story.id}").status_code == 404
        for address in ("/stories", f"/people/{cast.trainee.id}/stories", "/", "/search?q=between"):
            assert "Between us" not in person.get(address).text
    cast.mentor.post(f"/stories/{story.id}/report", {"sentence": "A name stands in it."})
    assert told_to(cast.facilitator.user) == ["Somebody asks you to look at a story: Between us"]
    assert told_to(cast.manager.user) == []
    assert cast.facilitator.get(f"/stories/{story.id}/moderation").status_code == 200
    assert cast.mentor.get(f"/stories/{story.id}/moderation").status_code == 403
    assert cast.manager.get(f"/stories/{story.id}/moderation").status_code == 404


@pytest.mark.parametrize("words", [{"title": ""}, {"title": "x" * 201}, {"readers": STAFF}, {"readers": "nobody"}])
def test_a_new_story_that_says_too_little_is_refused(cast, words):
    sent = {"title": "Tuesday", "language": "en", "readers": ACADEMY} | words
    answer = cast.trainee.post("/stories/new", sent)
    assert answer.status_code == 422
    assert db.session.scalars(db.select(Article)).all() == []


def test_pressing_twice_begins_one_story(cast):
    sent = {"title": "Tuesday", "language": "en", "readers": ACADEMY, "form_key": "one"}
    first, second = cast.trainee.post("/stories/new", sent), cast.trainee.post("/stories/new", sent)
    assert first.location == second.location
    cast.trainee.post("/stories/new", sent | {"form_key": "two"})
    assert len(db.session.scalars(db.select(Collection)).all()) == 1


def test_a_writer_sees_the_pictures_of_a_draft_and_readers_only_when_it_is_published(cast):
    story = make_story(cast.trainee.user, published=False)
    cast.trainee.post(f"/articles/{story.id}/files", {"files": (io.BytesIO(picture()), "rain.png"), "alt": "Rain"})
    page = cast.trainee.get(f"/articles/{story.id}/edit").text
    address = FILE.search(page)[0]
    assert cast.trainee.get(address).status_code == 200
    assert cast.alumna.get(address).status_code == 404
    words = {"title": "Tuesday", "summary": "", "body": f"![Rain]({address})", "version": story.draft_version}
    cast.trainee.post(f"/articles/{story.id}/publication", words)
    assert cast.alumna.get(address).status_code == 200


def test_members_talk_about_a_story_and_its_writer_hears(cast):
    story = make_story(cast.trainee.user, title="A wet Tuesday")
    sent = {
        "space": academy_space().id,
        "kind": "discussion",
        "title": "Rain",
        "body": "How long did you stand?",
        "block": "",
    }
    answer = cast.alumna.post(f"/articles/{story.id}/discuss", sent)
    assert answer.status_code == 303, text_of(answer)
    assert "Rain" in text_of(cast.manager.get(f"/articles/{story.id}"))
    heard = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id)).one()
    assert heard.title == "Rain"


def test_an_owner_features_a_story_and_can_stop(cast):
    shelf = make_collection(title="From the street", owner=cast.facilitator)
    story = make_story(cast.trainee.user, title="A wet Tuesday")
    assert "From the street" in cast.facilitator.get(f"/articles/{story.id}").text
    answer = cast.facilitator.post(f"/stories/{story.id}/features", {"collection": shelf.id})
    assert answer.status_code == 303
    cast.facilitator.post(f"/stories/{story.id}/features", {"collection": shelf.id})
    assert told_to(cast.trainee.user) == ["Your story is shown in a collection: A wet Tuesday"]
    page = text_of(cast.alumna.get(f"/collections/{shelf.id}"))
    assert "A wet Tuesday" in page
    assert cast.trainee.user.name in page
    assert "From the street" in text_of(cast.alumna.get(f"/articles/{story.id}"))
    assert cast.alumna.post(f"/stories/{story.id}/features", {"collection": shelf.id}).status_code == 403
    assert (
        cast.facilitator.post(f"/stories/{story.id}/features", {"collection": story.collection_id}).status_code == 404
    )
    assert cast.facilitator.post(f"/stories/{story.id}/features").status_code == 404
    own = make_article(shelf)
    assert cast.facilitator.post(f"/stories/{own.id}/features", {"collection": shelf.id}).status_code == 404
    articles.archive_article(story, by=cast.trainee.user)
    assert "A wet Tuesday" not in cast.alumna.get(f"/collections/{shelf.id}").text
    articles.unarchive_article(fresh(story), by=cast.trainee.user)
    cast.facilitator.post(f"/stories/{story.id}/features/removal", {"collection": shelf.id})
    assert db.session.scalars(db.select(FeaturedStory)).all() == []


def test_a_story_of_a_cohort_is_featured_for_its_people_alone(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee)
    shelf = make_collection(owner=cast.facilitator)
    story = make_story(cast.trainee.user, title="Between us", audience_id=cohort.audience_id)
    actions.feature(story, shelf, by=cast.facilitator.user)
    assert "Between us" in cast.trainee.get(f"/collections/{shelf.id}").text
    assert "Between us" not in cast.alumna.get(f"/collections/{shelf.id}").text


def test_who_moderates_hides_a_story_and_shows_it_again(cast):
    story = make_story(cast.trainee.user, title="A wet Tuesday")
    assert cast.alumna.post(f"/stories/{story.id}/report", {"sentence": ""}).status_code == 422
    cast.alumna.post(f"/stories/{story.id}/report", {"sentence": "A client is named."})
    cast.alumna.post(f"/stories/{story.id}/report", {"sentence": "A client is named twice."})
    assert [row.sentence for row in db.session.scalars(db.select(StoryReport))] == ["A client is named twice."]
    assert "A wet Tuesday" in text_of(cast.manager.get("/stories")).partition("All stories")[0]
    assert "A client is named twice." in text_of(cast.manager.get(f"/stories/{story.id}/moderation"))
    for person, status in ((cast.trainee, 403), (cast.alumna, 403), (cast.guest, 303)):
        assert person.get(f"/stories/{story.id}/moderation").status_code == status
    assert cast.trainee.get(f"/stories/{story.id}/report").status_code == 403
    assert cast.manager.post(f"/stories/{story.id}/hiding", {"reason": ""}).status_code == 422
    assert cast.manager.post(f"/stories/{story.id}/hiding", {"reason": "Take out the name."}).status_code == 303
    assert cast.alumna.get(f"/articles/{story.id}").status_code == 404
    assert "Take out the name." in text_of(cast.trainee.get(f"/articles/{story.id}/edit"))
    assert cast.trainee.post(f"/articles/{story.id}/return").status_code == 403
    late = cast.editor.post(f"/stories/{story.id}/hiding", {"reason": "I say so too."})
    assert late.status_code == 409
    assert "I say so too." in text_of(late)
    assert cast.editor.post(f"/stories/{story.id}/showing").status_code == 303
    assert cast.editor.post(f"/stories/{story.id}/showing").status_code == 409
    assert cast.alumna.get(f"/articles/{story.id}").status_code == 200
    assert told_to(cast.trainee.user) == [
        "Your story is hidden: A wet Tuesday",
        "Your story is shown again: A wet Tuesday",
    ]
    noted = set(db.session.scalars(db.select(AuditEntry.action)))
    assert {"story hidden", "story shown"} <= noted
    assert "A client is named twice." not in text_of(cast.trainee.get(f"/articles/{story.id}/edit"))


def test_a_report_can_be_settled_and_the_story_stays(cast):
    story = make_story(cast.trainee.user)
    cast.alumna.post(f"/stories/{story.id}/report", {"sentence": "I doubt it."})
    assert cast.manager.post(f"/stories/{story.id}/reports/settlement").status_code == 303
    assert "Nothing waits." in text_of(cast.manager.get(f"/stories/{story.id}/moderation"))
    assert cast.alumna.get(f"/articles/{story.id}").status_code == 200


def test_a_story_takes_no_title_from_an_article(cast):
    make_story(cast.trainee.user, title="Opening a door")
    text = make_article(body="[[Opening a door]]")
    door = make_article(title="Opening a door", body="Knock.")
    other = make_article(make_collection(title="Elsewhere"), title="More", body="[[Opening a door]]")
    assert f"/articles/{door.id}" in fresh(other).html
    assert "/articles/" in fresh(text).html
