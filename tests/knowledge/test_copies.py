"""What a member is changing is kept while they write, found again on the article, and sent by nobody but them."""

import io

import pytest
from sqlalchemy import select

from knowledge.models import Article, ArticleFile
from knowledge.suggestions.copies.models import SuggestionCopy
from knowledge.suggestions.models import Suggestion
from lms.access import ACADEMY, STAFF
from lms.database import db
from lms.files.models import File
from tests.factories.knowledge import fresh, make_article, make_collection, make_suggestion, revise_article
from tests.factories.people import heard
from tests.knowledge.test_suggestions import BODY, merged, suggest
from tests.knowledge.test_uploads import picture, sent

MINE = f"{BODY}\n\nWrite it down."
IN_PAGE = {"HX-Request": "true", "HX-Target": "div#saved"}


@pytest.fixture
def article(cast) -> Article:
    return make_article(make_collection(openness="contribute", owner=cast.facilitator), body=BODY)


def keep(person, article, body=MINE, version=0, key="one", headers=IN_PAGE, **changes):
    words = {"title": article.title, "summary": "", "body": body, "why": ""}
    seen = {"revision": article.revision_id, "draft_version": version, "draft_key": key}
    return person.post(f"/articles/{article.id}/suggestions/copy", words | seen | changes, headers=headers)


def kept(person, article) -> SuggestionCopy:
    db.session.expire_all()
    return db.session.scalars(select(SuggestionCopy).filter_by(article_id=article.id, draft_by=person.id)).one()


def page(person, article) -> str:
    return person.get(f"/articles/{article.id}/suggestions/new").text


def test_what_is_written_is_kept_and_nobody_hears_of_it(cast, article):
    answer = keep(cast.trainee, article, why="They forget")
    assert answer.status_code == 200
    assert "Nothing is sent yet." in answer.text
    assert (kept(cast.trainee, article).draft_body, kept(cast.trainee, article).draft_why) == (MINE, "They forget")
    assert db.session.scalars(select(Suggestion)).all() == []
    assert heard(cast.facilitator) == []
    assert "Go on with your suggestion" in cast.trainee.get(f"/articles/{article.id}").text
    assert "You go on with what you wrote before" in page(cast.trainee, article)
    assert "Write it down." in page(cast.trainee, article)
    assert "Not sent yet" in cast.trainee.get("/suggestions").text
    for person in (cast.alumna, cast.facilitator, cast.editor):
        for address in (f"/articles/{article.id}", f"/articles/{article.id}/suggestions/new", "/suggestions"):
            shown = person.get(address).text
            assert "Write it down." not in shown
            assert "Go on with your suggestion" not in shown
            assert "Not sent yet" not in shown


def test_without_a_script_a_button_keeps_it(cast, article):
    assert keep(cast.trainee, article, headers={}).status_code == 303
    assert "Write it down." in page(cast.trainee, article)
    assert keep(cast.trainee, article, headers={}, title="x" * 201, version=1).status_code == 422
    assert kept(cast.trainee, article).draft_title == article.title


def test_a_field_that_is_too_long_keeps_the_others_from_nothing(cast, article):
    answer = keep(cast.trainee, article, title="x" * 201)
    assert "but for what is marked" in answer.text
    assert "Keep the title within 200 characters." in answer.text
    assert (kept(cast.trainee, article).draft_title, kept(cast.trainee, article).draft_body) == ("", MINE)


def test_two_pages_of_one_person_overwrite_nothing(cast, article):
    keep(cast.trainee, article, "Mine", key="one")
    assert keep(cast.trainee, article, "Mine again", key="one").status_code == 200  # has not heard of its first save
    assert keep(cast.trainee, article, "Other", key="two").status_code == 409
    assert kept(cast.trainee, article).draft_body == "Mine again"
    both = keep(cast.trainee, article, "Other", key="two", headers={})
    assert both.status_code == 409
    assert "Mine again" in both.text
    assert "Other" in both.text
    version = kept(cast.trainee, article).draft_version
    assert keep(cast.trainee, article, "Both", key="two", version=version, headers={}).status_code == 303
    assert kept(cast.trainee, article).draft_body == "Both"


def test_sent_is_sent_and_a_late_copy_does_not_come_back(cast, article):
    keep(cast.trainee, article, key="one")
    assert suggest(cast.trainee, article, MINE, draft_key="one").status_code == 303
    assert keep(cast.trainee, article, key="one", version=1).status_code == 200
    assert not kept(cast.trainee, article).is_unsent
    assert "Go on with your suggestion" not in cast.trainee.get(f"/articles/{article.id}").text
    assert keep(cast.trainee, article, "Something else", key="two").status_code == 200  # another page writes on
    assert kept(cast.trainee, article).is_unsent


def test_a_copy_remembers_which_text_it_began_with(cast, article):
    first = article.revision_id
    keep(cast.trainee, article)
    revise_article(article, f"Before all.\n\n{BODY}")
    shown = page(cast.trainee, article)
    assert "The article has changed since you began" in shown
    assert f'name="revision" type="hidden" value="{first}"' in shown
    words = {"title": article.title, "body": MINE, "why": "So", "revision": first}
    assert cast.trainee.post(f"/articles/{article.id}/suggestions/new", words).status_code == 303
    assert db.session.scalars(select(Suggestion)).one().revision_id == first


def test_who_wants_it_no_more_drops_it(cast, article):
    keep(cast.trainee, article)
    answer = cast.trainee.post(f"/articles/{article.id}/suggestions/copy/removal?key=one")
    assert answer.status_code == 303
    keep(cast.trainee, article, key="one", version=1)  # was on its way already
    assert not kept(cast.trainee, article).is_unsent
    assert "Write it down." not in page(cast.trainee, article)


def test_what_was_suggested_is_changed_in_a_copy_too(cast, article):
    suggestion = make_suggestion(article, MINE, by=cast.trainee.user)
    address = f"/suggestions/{suggestion.id}/copy"
    words = {"title": article.title, "body": f"{MINE} Twice.", "why": "So", "draft_version": 0, "draft_key": "a"}
    assert cast.trainee.post(address, words, headers=IN_PAGE).status_code == 200
    assert fresh(suggestion).body == MINE
    assert "Twice." in cast.trainee.get(f"/suggestions/{suggestion.id}/edit").text
    assert "Twice." not in cast.facilitator.get(f"/suggestions/{suggestion.id}").text
    assert "Go on with your suggestion" not in cast.trainee.get(f"/articles/{article.id}").text
    assert f"/suggestions/{suggestion.id}/edit" in cast.trainee.get("/suggestions").text
    assert cast.editor.post(address, words).status_code == 403
    assert cast.alumna.post(address, words).status_code == 404
    assert merged(cast.facilitator, suggestion, MINE).status_code == 303
    left = cast.trainee.get(f"/suggestions/{suggestion.id}/edit")  # nothing of it is lost
    assert left.status_code == 200
    assert "Twice." in left.text
    assert "Send the suggestion" not in left.text


def test_sending_a_change_ends_its_copy(cast, article):
    suggestion = make_suggestion(article, MINE, by=cast.trainee.user)
    words = {"title": article.title, "body": f"{MINE} Twice.", "why": "So"}
    cast.trainee.post(f"/suggestions/{suggestion.id}/copy", words | {"draft_key": "a"}, headers=IN_PAGE)
    answer = cast.trainee.post(f"/suggestions/{suggestion.id}/edit", words | {"version": 1, "draft_key": "a"})
    assert answer.status_code == 303
    assert fresh(suggestion).body == f"{MINE} Twice."
    assert not kept(cast.trainee, article).is_unsent


def test_a_preview_shows_what_its_writer_may_read(cast, article):
    make_article(make_collection(audience_id=STAFF), title="Fees")
    preview = f"/articles/{article.id}/suggestions/preview"
    shown = cast.trainee.post(preview, {"body": "**Now** see [[Fees]]."}).text
    assert "<strong>Now</strong>" in shown
    assert "/articles/" not in shown
    assert cast.trainee.post(preview, {"body": "x" * 500_001}).status_code == 422
    assert cast.guest.post(preview, {"body": "x"}).status_code == 303
    closed = make_article(make_collection(openness="discuss"))
    assert cast.trainee.post(f"/articles/{closed.id}/suggestions/preview", {"body": "x"}).status_code == 403


def test_titles_are_completed_for_who_suggests(cast, article):
    make_article(make_collection(), title="Greeting people")
    found = cast.trainee.get(f"/articles/{article.id}/links/suggestions?key=[[&q=greet")
    assert "[[Greeting people]]" in found.text


def test_a_picture_goes_with_the_suggestion_to_its_readers(cast, article):
    address = f"/articles/{article.id}/suggestions/files"
    assert cast.trainee.post(address, sent(("door.png", picture()), alt="A green door")).status_code == 303
    file = db.session.scalars(select(File)).one()
    line = f"![A green door](/files/{file.key}/door.png)"
    assert line in page(cast.trainee, article)
    assert "Go on with your suggestion" not in cast.trainee.get(f"/articles/{article.id}").text

    def fetched() -> list[int]:
        people = (cast.trainee, cast.alumna, cast.facilitator)
        return [person.get(f"/files/{file.key}/door.png").status_code for person in people]

    suggestion = make_suggestion(article, f"{BODY}\n\n{line}", by=cast.trainee.user)
    assert fetched() == [200, 404, 200]
    assert 'alt="A green door"' in cast.facilitator.get(f"/suggestions/{suggestion.id}").text
    assert merged(cast.facilitator, suggestion, suggestion.body).status_code == 303
    assert fetched() == [200, 200, 200]
    assert db.session.get_one(File, file.id).audience_id == ACADEMY
    assert db.session.scalars(select(ArticleFile.alt)).one() == "A green door"
    removal = f"/articles/{article.id}/suggestions/files/{file.key}/removal"
    assert cast.trainee.post(removal).status_code == 422
    assert cast.alumna.post(removal).status_code == 404


def test_a_picture_nobody_shows_is_removed(cast, article):
    address = f"/articles/{article.id}/suggestions/files"
    cast.trainee.post(address, sent(("door.png", picture())))
    file = db.session.scalars(select(File)).one()
    assert cast.alumna.get(f"/files/{file.key}/door.png").status_code == 404
    keep(cast.trainee, article, f"![](/files/{file.key}/door.png)")
    assert cast.trainee.post(f"{address}/{file.key}/removal").status_code == 422
    keep(cast.trainee, article, "Without", version=1)
    assert cast.trainee.post(f"{address}/{file.key}/removal").status_code == 303
    assert cast.trainee.get(f"/files/{file.key}/door.png").status_code == 404
    assert cast.trainee.post(address, {"files": [(io.BytesIO(b""), "")]}).status_code == 422
