"""Named people vouch for a text for a time; what they said stands on the page, in lists and in search, and ends by itself."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from knowledge.doubts.actions import notice_expired
from knowledge.models import Article
from knowledge.verification.actions import add_verifier, mark_obsolete, verify
from knowledge.verification.models import Verification
from lms.access import PUBLIC, STAFF
from lms.database import db, now
from lms.search.queries import search
from tests.cast import text_of, titles
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article, verify_article

DAY = timedelta(days=1)


def page(person, article) -> str:
    return text_of(person.get(f"/articles/{article.id}"))


def send(person, article, **changes):
    data = {"version": fresh(article).revision_id, "days": "90", "why": "I read the new law.", **changes}
    return person.post(f"/articles/{article.id}/verification", data)


def test_a_verifier_vouches_for_a_text_and_everybody_sees_it(cast):
    collection = make_collection()
    article = make_article(collection)
    add_verifier(collection, cast.mentor.id, by=cast.editor.user)
    assert send(cast.mentor, article).status_code == 303
    assert "Verified by Mentor, until" in page(cast.trainee, article)
    assert "Verified by Mentor" in text_of(cast.trainee.get(f"/collections/{article.collection_id}"))
    assert "Article · Verified by Mentor" in text_of(cast.trainee.get("/search?q=consent"))
    history = text_of(cast.trainee.get(f"/articles/{article.id}/verification"))
    assert "I read the new law." in history
    assert "Mentor" in history
    assert fresh(article).verified_until - fresh(article).verified_at == 90 * DAY


def test_what_was_verified_last_stands_where_the_knowledge_begins(cast):
    collection = make_collection()
    first = verify_article(make_article(collection, title="Ringing"), at=now() - 2 * DAY)
    verify_article(make_article(collection, title="Silence"), at=now() - DAY)
    verify_article(make_article(collection, title="Ran out"), days=1, at=now() - 9 * DAY)
    verify_article(make_article(make_collection(audience_id=STAFF), title="Among staff"))
    make_article(collection, title="Unverified")
    db.session.commit()

    def listed(person) -> list[str]:
        _before, _sign, section = person.get("/knowledge").text.partition('id="verified"')
        return titles(SimpleNamespace(text=section.split("</section>")[0]))

    assert listed(cast.trainee) == ["Silence", "Ringing"]
    assert listed(cast.guest) == []
    assert listed(cast.editor)[0] == "Among staff"
    revise_article(fresh(first), "Other words.")
    db.session.commit()
    assert listed(cast.trainee) == ["Silence"]


def test_guests_see_who_vouches_for_what_everybody_reads(cast):
    article = verify_article(make_article(make_collection(audience_id=PUBLIC)))
    assert "Verified by Editor" in page(cast.guest, article)
    assert "This is outdated" not in page(cast.guest, article)
    assert "Verified" in text_of(cast.guest.get(f"/articles/{article.id}/verification"))


def test_only_who_is_named_verifies_not_even_an_editor(cast):
    article = make_article()
    for person in (cast.trainee, cast.editor, cast.admin):
        assert send(person, article).status_code == 403
    assert send(cast.outsider, make_article(make_collection(audience_id=STAFF))).status_code == 404
    assert "Only who is named" in text_of(cast.editor.get(f"/articles/{article.id}/verification"))
    assert db.session.scalar(db.select(db.func.count()).select_from(Verification)) == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"days": "91"}, ""), ({"version": ""}, ""), ({"why": "x" * 601}, "Keep this within 600 characters.")],
)
def test_what_cannot_be_used_is_asked_again(cast, changes, words):
    article = verify_article(make_article(), days=365)
    answer = send(cast.editor, article, **changes)
    assert answer.status_code == 422
    assert words in answer.text
    assert fresh(article).verified_until > now() + 300 * DAY


def test_nobody_vouches_for_a_text_that_came_meanwhile(cast):
    article = verify_article(make_article())
    seen = article.revision_id
    revise_article(article, "Quite another text.")
    answer = send(cast.editor, article, version=seen)
    assert answer.status_code == 409
    assert "Another text was published while you looked." in text_of(answer)
    assert "I read the new law." in answer.text
    assert f'value="{fresh(article).revision_id}"' in answer.text
    assert fresh(article).is_changed_since


def test_a_new_text_says_which_version_was_verified_and_how_it_differs(cast):
    article = verify_article(make_article(), at=now() - 10 * DAY)
    revise_article(article, "Ask twice.")
    answer = cast.trainee.get(f"/articles/{article.id}")
    assert "changed since" in text_of(answer)
    assert f"/articles/{article.id}/history?from=1&amp;to=2" in answer.text
    assert cast.trainee.get(f"/articles/{article.id}/history?from=1&to=2").status_code == 200


def test_what_has_run_out_says_so_and_stays_and_ranks_lower(cast):
    collection = make_collection()
    old = verify_article(make_article(collection, title="Silence", body="Silence."), days=90, at=now() - 91 * DAY)
    make_article(collection, title="Silence", body="Silence. And then some more words about something else entirely.")
    assert "Check it before you rely on it." in page(cast.trainee, old)
    assert "Verification has run out" in text_of(cast.trainee.get("/search?q=silence"))
    notice_expired()
    hits = search(cast.trainee.viewer, "silence", kinds=("article",)).hits
    assert [hit.object_id for hit in hits][-1] == old.id


def test_an_obsolete_article_stays_readable_comes_last_and_is_not_suggested(cast):
    collection = make_collection()
    old = verify_article(make_article(collection, title="Silence", body="Silence."))
    make_article(collection, title="Other", body="Something about silence in a much longer text about other things.")
    answer = cast.editor.post(f"/articles/{old.id}/obsolescence", {"obsolete_why": "Read the other one."})
    assert answer.status_code == 303
    assert "This article is obsolete since" in page(cast.trainee, old)
    assert "Read the other one." in page(cast.trainee, old)
    hits = search(cast.trainee.viewer, "silence", kinds=("article",)).hits
    assert [hit.object_id for hit in hits][-1] == old.id
    assert titles(cast.trainee.get("/knowledge")).count("Silence") == 0
    assert "Silence" in titles(cast.trainee.get(f"/collections/{collection.id}"))
    cast.editor.post(f"/articles/{old.id}/obsolescence/end")
    assert "Verified by Editor" in page(cast.trainee, old)


def test_only_who_looks_after_an_article_calls_it_obsolete(cast):
    article = make_article()
    assert cast.trainee.post(f"/articles/{article.id}/obsolescence", {}).status_code == 403
    assert cast.trainee.post(f"/articles/{article.id}/obsolescence/end", {}).status_code == 403
    answer = cast.editor.post(f"/articles/{article.id}/obsolescence", {"obsolete_why": "x" * 601})
    assert answer.status_code == 422
    assert fresh(article).obsolete_at is None


class TestVerifiers:
    def test_owner_and_editors_name_them(self, cast):
        collection = make_collection(owner=cast.facilitator)
        address = f"/collections/{collection.id}/verifiers"
        assert cast.facilitator.post(address, {"person": "Mentor"}).status_code == 303
        assert cast.editor.post(address, {"person": "TRAINEE@test.example"}).status_code == 303
        words = text_of(cast.editor.get(address))
        assert "Mentor" in words
        assert "Trainee" in words
        assert cast.trainee.get(address).status_code == 403
        assert cast.editor.post(f"{address}/{cast.mentor.id}/removal").status_code == 303
        assert cast.editor.post(f"{address}/{cast.mentor.id}/removal").status_code == 404
        assert "Mentor" not in text_of(cast.editor.get(address))

    @pytest.mark.parametrize("person", ["", "Nobody at all", "Trainee"])
    def test_who_is_nobody_or_cannot_read_it_is_asked_again(self, cast, person):
        collection = make_collection(audience_id=STAFF)
        answer = cast.editor.post(f"/collections/{collection.id}/verifiers", {"person": person})
        assert answer.status_code == 422

    def test_their_word_lasts_as_long_as_the_collection_says(self, cast):
        article = verify_article(make_article())
        address = f"/collections/{article.collection_id}/verified-for"
        assert cast.editor.post(address, {"days": "730"}).status_code == 303
        assert cast.editor.post(address, {"days": "5"}).status_code == 422
        shown = cast.editor.get(f"/articles/{article.id}/verification").text
        assert '<option selected value="730">' in shown

    def test_who_verifies_no_longer_does_not(self, cast):
        article = verify_article(make_article(), by=cast.mentor.user)
        cast.editor.post(f"/collections/{article.collection_id}/verifiers/{cast.mentor.id}/removal")
        assert send(cast.mentor, article).status_code == 403
        assert "Verified by Mentor" in page(cast.trainee, article)


def test_an_archived_article_is_not_verified(cast):
    article = verify_article(make_article())
    cast.editor.post(f"/articles/{article.id}/archive")
    assert send(cast.editor, article).status_code == 404


def test_pressing_ten_times_verifies_once(cast):
    article = verify_article(make_article())
    for _ in range(3):
        send(cast.editor, article, form_key="the-same")
    said = db.select(db.func.count()).select_from(Verification).where(Verification.article_id == article.id)
    assert db.session.scalar(said) == 2


def test_obsolete_twice_is_once(cast):
    article = make_article()
    mark_obsolete(article, by=cast.editor.user)
    since = db.session.get_one(Article, article.id).obsolete_at
    mark_obsolete(article, by=cast.editor.user)
    verify(article, revision_id=article.revision_id, days=90, by=cast.editor.user)
    assert since
    assert fresh(article).obsolete_at is None
