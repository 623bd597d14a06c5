"""Members add under an article from their own work; what is useful is taken into the text with the name of who wrote it."""

import re

import pytest
from sqlalchemy import func, select

from knowledge.actions import archive_article, publish_article
from knowledge.collections.actions import change_readers
from knowledge.contributions.models import Contribution, ContributionMark
from knowledge.counting import recount
from knowledge.models import Article, ArticleRevision, Collection
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.database import db
from lms.forms import new_form_key
from tests.cast import text_of
from tests.factories.discussions import academy_space
from tests.factories.knowledge import fresh, make_article, make_collection, make_contribution
from tests.factories.people import heard

BODY = "Ask first.\n\nThen press record."
WORDS = "With us it took **three** visits."


@pytest.fixture
def article(cast) -> Article:
    """In a collection of the facilitator, to which members add."""
    return make_article(make_collection(openness="contribute", owner=cast.facilitator), body=BODY)


@pytest.fixture
def contribution(cast, article) -> Contribution:
    return make_contribution(article, WORDS, by=cast.trainee.user)


def add(person, article, body=WORDS, kind="experience", **more):
    return person.post(f"/articles/{article.id}/contributions/new", {"kind": kind, "body": body} | more)


def step(person, contribution, name, **words):
    seen = {"version": fresh(contribution).version} | words
    return person.post(f"/contributions/{contribution.id}/{name}", seen)


def close(article, openness="broadcast"):
    db.session.get_one(Collection, article.collection_id).openness = openness
    db.session.commit()


def publish(article, by):
    publish_article(fresh(article), by=by.user)
    db.session.commit()


def test_a_member_adds_and_everybody_who_reads_the_article_reads_it(cast, article):
    assert "Everyone with an account" in text_of(cast.trainee.get(f"/articles/{article.id}/contributions/new"))
    assert add(cast.trainee, article).status_code == 303
    found = db.session.scalars(select(Contribution)).one()
    for page in (f"/articles/{article.id}", f"/articles/{article.id}/contributions", f"/contributions/{found.id}"):
        assert "<strong>three</strong>" in cast.alumna.get(page).text
    assert heard(cast.facilitator) == ["contribution"]
    assert "Somebody added something from their work: Asking for consent" in cast.facilitator.get("/inbox").text
    assert "With us it took" in cast.alumna.get("/search?q=visits").text


def test_one_form_adds_once(cast, article):
    key = new_form_key()
    for _ in range(2):
        assert add(cast.trainee, article, form_key=key).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Contribution)) == 1


def test_what_cannot_be_used_is_answered_with_422(cast, article, contribution):
    for bad in ({"body": " "}, {"kind": "question"}, {"body": "x" * 10_001}):
        assert add(cast.trainee, article, **bad).status_code == 422
    assert step(cast.trainee, contribution, "edit", kind="case", body="").status_code == 422
    assert step(cast.facilitator, contribution, "hiding", reason=" ").status_code == 422
    assert cast.trainee.post(f"/contributions/{contribution.id}/withdrawal").status_code == 422
    assert fresh(contribution).state == "shown"


@pytest.mark.parametrize("openness", ["broadcast", "discuss"])
def test_changing_the_openness_loses_nothing_and_nothing_is_added(cast, article, contribution, openness):
    close(article, openness)
    for page in (f"/articles/{article.id}", f"/articles/{article.id}/contributions"):
        words = text_of(cast.alumna.get(page))
        assert "With us it took three visits." in words
        assert "Nothing can be added at the moment. What was added stays." in words
        assert "Add from your own work" not in words
    assert add(cast.alumna, article).status_code == 403
    assert step(cast.trainee, contribution, "edit", kind="case", body="Other").status_code == 403
    assert step(cast.alumna, contribution, "mark").status_code == 303
    assert step(cast.trainee, contribution, "withdrawal").status_code == 303


def test_its_author_changes_it_and_what_it_said_is_kept(cast, article, contribution):
    assert step(cast.trainee, contribution, "edit", kind="case", body="It took four.").status_code == 303
    assert fresh(contribution).kind == "case"
    page = f"/contributions/{contribution.id}"
    for person in (cast.trainee, cast.facilitator):
        assert "With us it took **three** visits." in text_of(person.get(page))
    assert "three" not in text_of(cast.alumna.get(page))
    assert 'class="result"' not in cast.alumna.get("/search?q=three").text


def keep(person, place, body, sequence=5) -> int:
    return person.post(f"/drafts?place={place}", {"body": body, "sequence": sequence}).status_code


def test_what_is_being_written_is_kept_until_it_is_sent(cast, article):
    page, place = f"/articles/{article.id}/contributions/new", f"article:{article.id}:contribution"
    assert f'data-draft-url="/drafts?place={place}"' in cast.trainee.get(page).text
    assert keep(cast.trainee, place, "With us it took") == 204
    assert "With us it took</textarea>" in cast.trainee.get(page).text
    assert "With us it took" not in cast.alumna.get(page).text
    assert add(cast.trainee, article, body="").status_code == 422
    assert "With us it took</textarea>" in cast.trainee.get(page).text
    add(cast.trainee, article)
    assert keep(cast.trainee, place, "A late copy") == 204
    assert "</textarea>" in cast.trainee.get(page).text
    assert "A late copy" not in cast.trainee.get(page).text


def test_a_change_that_is_being_written_is_kept_too(cast, article, contribution):
    page, place = f"/contributions/{contribution.id}/edit", f"contribution:{contribution.id}"
    assert "With us it took **three** visits.</textarea>" in cast.trainee.get(page).text
    assert keep(cast.trainee, place, "It took four, and") == 204
    assert "It took four, and</textarea>" in cast.trainee.get(page).text
    assert fresh(contribution).body == WORDS
    step(cast.trainee, contribution, "edit", kind="case", body="It took five.")
    assert "It took five.</textarea>" in cast.trainee.get(page).text
    fresh(article).audience_id = STAFF
    db.session.commit()
    assert keep(cast.alumna, place, "Mine") == 404


def test_a_stale_page_overwrites_nothing(cast, contribution):
    assert step(cast.trainee, contribution, "edit", kind="case", body="First.").status_code == 303
    late = step(cast.trainee, contribution, "edit", kind="case", body="Second.", version=1)
    assert late.status_code == 409
    assert "Second." in late.text
    assert "First." in text_of(late)
    assert fresh(contribution).body == "First."
    late = step(cast.facilitator, contribution, "hiding", reason="A name", version=1)
    assert late.status_code == 409
    assert "A name" in text_of(late)
    assert step(cast.facilitator, contribution, "placement", version=1).status_code == 409


def test_everybody_finds_it_useful_once(cast, contribution):
    for _ in range(2):
        assert step(cast.alumna, contribution, "mark").status_code == 303
    assert fresh(contribution).useful_count == 1
    step(cast.mentor, contribution, "mark")
    assert "useful to 2 people" in text_of(cast.outsider.get(f"/contributions/{contribution.id}"))
    assert step(cast.trainee, contribution, "mark").status_code == 403
    assert recount()["useful of contributions"] == 0
    for _ in range(2):
        assert step(cast.alumna, contribution, "mark/removal").status_code == 303
    assert fresh(contribution).useful_count == 1
    assert db.session.scalar(select(func.count()).select_from(ContributionMark)) == 1


def test_its_author_withdraws_it_and_shows_it_again(cast, article, contribution):
    assert step(cast.alumna, contribution, "withdrawal").status_code == 403
    assert step(cast.trainee, contribution, "withdrawal").status_code == 303
    assert "three" not in text_of(cast.alumna.get(f"/articles/{article.id}/contributions"))
    assert cast.alumna.get(f"/contributions/{contribution.id}").status_code == 404
    assert 'class="result"' not in cast.alumna.get("/search?q=visits").text
    assert step(cast.trainee, contribution, "return").status_code == 303
    assert "three" in text_of(cast.alumna.get(f"/articles/{article.id}/contributions"))
    assert 'class="result"' in cast.alumna.get("/search?q=visits").text


def test_writers_hide_it_for_a_reason_its_author_reads(cast, article, contribution):
    assert step(cast.alumna, contribution, "hiding", reason="No").status_code == 403
    assert step(cast.facilitator, contribution, "hiding", reason="It names a client.").status_code == 303
    assert cast.alumna.get(f"/contributions/{contribution.id}").status_code == 404
    assert "three" not in text_of(cast.alumna.get(f"/articles/{article.id}"))
    assert "It names a client." in text_of(cast.trainee.get(f"/contributions/{contribution.id}"))
    assert heard(cast.trainee) == ["contribution"]
    assert step(cast.trainee, contribution, "return").status_code == 409
    assert step(cast.facilitator, contribution, "showing").status_code == 303
    assert cast.alumna.get(f"/contributions/{contribution.id}").status_code == 200


def test_a_writer_takes_it_into_the_text_and_its_author_is_named(cast, article, contribution):
    assert step(cast.alumna, contribution, "placement").status_code == 403
    answer = step(cast.facilitator, contribution, "placement")
    assert answer.location == f"/articles/{article.id}/edit#write"
    draft = fresh(article)
    assert draft.draft_body == (
        f"{BODY}\n\n> {WORDS}\n>\n> — [Trainee, from their own work](/contributions/{contribution.id})\n"
    )
    assert "Taken into the article" not in text_of(cast.alumna.get(f"/contributions/{contribution.id}"))
    assert "Trainee, from their own work" not in text_of(cast.alumna.get(f"/articles/{article.id}"))
    assert heard(cast.trainee) == []
    step(cast.facilitator, contribution, "placement")
    assert fresh(article).draft_body.count("/contributions/") == 1
    publish(article, cast.facilitator)
    taken = fresh(contribution)
    assert taken.taken_id == fresh(article).revision_id
    assert "Taken into the article" in text_of(cast.alumna.get(f"/contributions/{contribution.id}"))
    assert "with words by Trainee" in text_of(cast.alumna.get(f"/articles/{article.id}"))
    assert heard(cast.trainee) == ["contribution"]
    assert "part of the article now" in cast.trainee.get("/inbox").text


def test_the_history_names_whose_words_a_text_took_in(cast, article, contribution):
    step(cast.facilitator, contribution, "placement")
    publish(article, cast.facilitator)
    assert "with words by Trainee" in text_of(cast.alumna.get(f"/articles/{article.id}/history"))


def test_what_three_found_useful_waits_for_the_writers_until_it_is_taken(cast, article, contribution):
    for person in (cast.alumna, cast.mentor):
        step(person, contribution, "mark")
    waits = "Found useful, not taken into the text yet"
    assert waits not in text_of(cast.facilitator.get("/knowledge/review"))
    step(cast.outsider, contribution, "mark")
    page = text_of(cast.facilitator.get("/knowledge/review"))
    assert waits in page
    assert "With us it took three visits." in page
    step(cast.facilitator, contribution, "placement")
    assert "Its words were put in the draft" in text_of(cast.facilitator.get("/knowledge/review"))
    publish(article, cast.facilitator)
    assert waits not in text_of(cast.facilitator.get("/knowledge/review"))


def test_words_a_writer_took_out_of_the_draft_again_are_not_taken(cast, article, contribution):
    step(cast.facilitator, contribution, "placement")
    stored = fresh(article)
    stored.draft_body = "Only this."
    publish(article, cast.facilitator)
    assert fresh(contribution).taken_id is None
    assert "with words by" not in text_of(cast.alumna.get(f"/articles/{article.id}"))


def test_who_placed_words_that_are_withdrawn_hears_of_it(cast, article, contribution):
    step(cast.editor, contribution, "placement")
    step(cast.trainee, contribution, "withdrawal")
    assert "were withdrawn by who wrote them" in cast.editor.get("/inbox").text
    publish(article, cast.editor)
    assert fresh(contribution).taken_id is None


def test_what_was_taken_and_then_withdrawn_still_leads_somewhere(cast, article, contribution):
    step(cast.facilitator, contribution, "placement")
    publish(article, cast.facilitator)
    step(cast.trainee, contribution, "withdrawal")
    words = text_of(cast.alumna.get(f"/contributions/{contribution.id}"))
    assert "These words are no longer shown." in words
    assert "three" not in words
    assert "with words by Trainee" in text_of(cast.alumna.get(f"/articles/{article.id}"))


def test_it_is_found_and_read_by_who_reads_the_article(cast, article, contribution):
    collection = db.session.get_one(Collection, article.collection_id)
    change_readers(collection, STAFF, by=cast.editor.user)
    db.session.commit()
    assert cast.alumna.get(f"/contributions/{contribution.id}").status_code == 404
    assert 'class="result"' not in cast.alumna.get("/search?q=visits").text
    assert 'class="result"' in cast.editor.get("/search?q=visits").text
    change_readers(fresh(collection), ACADEMY, by=cast.editor.user)
    db.session.commit()
    assert cast.alumna.get(f"/contributions/{contribution.id}").status_code == 200
    assert 'class="result"' in cast.alumna.get("/search?q=visits").text
    archive_article(fresh(article), by=cast.editor.user)
    db.session.commit()
    assert cast.alumna.get(f"/contributions/{contribution.id}").status_code == 404
    assert 'class="result"' not in cast.editor.get("/search?q=visits").text


def answer(person, contribution, said, **more):
    return step(person, contribution, "readers", **({"may_read": said, "audience": PUBLIC} | more))


def open_to_all(article, by):
    change_readers(db.session.get_one(Collection, article.collection_id), PUBLIC, by=by.user)
    db.session.commit()


def is_read_by(person, article, contribution) -> set[bool]:
    pages = (f"/articles/{article.id}", f"/articles/{article.id}/contributions", f"/contributions/{contribution.id}")
    read = {"three visits" in text_of(person.get(page, follow_redirects=True)) for page in pages}
    return read | {'class="result"' in person.get("/search?q=visits").text}


def test_a_wider_article_gives_what_was_added_no_new_readers_until_its_author_says_yes(cast, article, contribution):
    page = text_of(cast.editor.get(f"/collections/{article.collection_id}/edit"))
    assert "1 contribution under them stays with its readers until its author says yes." in page
    open_to_all(article, cast.editor)
    assert is_read_by(cast.guest, article, contribution) == {False}
    assert is_read_by(cast.alumna, article, contribution) == {True}
    assert "All of it" not in text_of(cast.guest.get(f"/articles/{article.id}"))
    assert "May they read what you added? Asking for consent" in text_of(cast.trainee.get("/inbox"))
    assert "Until you say so they do not." in text_of(cast.trainee.get(f"/contributions/{contribution.id}"))
    assert "Its author was asked." in text_of(cast.alumna.get(f"/contributions/{contribution.id}"))
    assert answer(cast.trainee, contribution, "yes").status_code == 303
    assert is_read_by(cast.guest, article, contribution) == {True}
    assert "Useful to me" not in text_of(cast.guest.get(f"/articles/{article.id}"))
    assert heard(cast.trainee) == []


def test_a_no_keeps_it_and_can_become_a_yes(cast, article, contribution):
    open_to_all(article, cast.editor)
    assert answer(cast.trainee, contribution, "no").status_code == 303
    assert is_read_by(cast.guest, article, contribution) == {False}
    assert "You said that it stays" in text_of(cast.trainee.get(f"/contributions/{contribution.id}"))
    change_readers(db.session.get_one(Collection, article.collection_id), STAFF, by=cast.editor.user)
    open_to_all(article, cast.editor)
    assert heard(cast.trainee) == []  # nobody is asked twice about the same readers
    assert answer(cast.trainee, contribution, "yes").status_code == 303
    assert is_read_by(cast.guest, article, contribution) == {True}


def test_only_its_author_says_who_reads_it_and_about_the_readers_they_saw(cast, article, contribution):
    assert answer(cast.trainee, contribution, "yes").status_code == 409  # nobody new reads the article
    open_to_all(article, cast.editor)
    assert answer(cast.editor, contribution, "yes").status_code == 403
    assert answer(cast.trainee, contribution, "perhaps").status_code == 422
    assert answer(cast.trainee, contribution, "yes", audience=STAFF).status_code == 409
    other = make_contribution(make_article(make_collection(audience_id=STAFF)), by=cast.manager.user)
    db.session.commit()
    assert answer(cast.outsider, other, "yes").status_code == 404
    assert is_read_by(cast.guest, article, contribution) == {False}


def test_a_moved_article_keeps_what_was_added_for_its_former_readers(cast, article, contribution):
    place = make_collection(title="For everybody", audience_id=PUBLIC)
    page = text_of(cast.editor.get(f"/articles/{article.id}/move"))
    assert "1 contribution stays with its readers until its author says yes" in page
    move = {"collection": place.id, "former": article.collection_id}
    assert cast.editor.post(f"/articles/{article.id}/move", move).status_code == 303
    assert is_read_by(cast.guest, article, contribution) == {False}
    assert is_read_by(cast.alumna, article, contribution) == {True}
    assert "May they read what you added?" in text_of(cast.trainee.get("/inbox"))


def test_words_that_are_kept_are_not_published_for_more_readers(cast, article, contribution):
    step(cast.editor, contribution, "placement")
    open_to_all(article, cast.editor)
    assert step(cast.editor, contribution, "placement").status_code == 409
    assert "Put it in the draft" not in text_of(cast.editor.get(f"/contributions/{contribution.id}"))
    draft = fresh(article)
    words = {"title": draft.draft_title, "summary": "", "body": draft.draft_body, "version": draft.draft_version}
    refused = cast.editor.post(f"/articles/{article.id}/publication", words)
    assert refused.status_code == 422
    assert "What Trainee added was written for fewer readers" in text_of(refused)
    answer(cast.trainee, contribution, "yes")
    assert cast.editor.post(f"/articles/{article.id}/publication", words).status_code == 303
    assert "with words by Trainee" in text_of(cast.guest.get(f"/articles/{article.id}"))


def test_the_new_readers_of_an_article_learn_only_that_words_in_it_were_added(cast, article, contribution):
    step(cast.editor, contribution, "placement")
    publish(article, cast.editor)
    open_to_all(article, cast.editor)
    page = text_of(cast.guest.get(f"/contributions/{contribution.id}"))
    assert "These words are no longer shown." not in page
    assert "three" not in page


def test_pages_hold_twenty_and_the_article_the_most_useful(cast, article):
    made = [make_contribution(article, f"Visit number {number}.", by=cast.trainee.user) for number in range(23)]
    step(cast.alumna, made[0], "mark")
    page = f"/articles/{article.id}/contributions"
    first = text_of(cast.alumna.get(page))
    assert "Visit number 22." in first
    assert "Visit number 2." not in first
    assert "Visit number 2." in text_of(cast.alumna.get(f"{page}?before={made[3].id}"))
    under = text_of(cast.alumna.get(f"/articles/{article.id}"))
    assert "All of it: 23 contributions" in under
    assert [f"Visit number {number}." in under for number in (0, 22, 21, 20)] == [True, True, True, False]


def test_a_question_is_asked_in_a_conversation(cast, article):
    page = cast.trainee.get(f"/articles/{article.id}/contributions/new").text
    assert f'href="/articles/{article.id}/discuss"' in page


def test_what_was_missing_becomes_a_question_with_one_press(cast, article):
    academy_space()
    db.session.commit()
    missing = "A letter in Turkish"
    cast.alumna.post(
        f"/articles/{article.id}/votes", {"version": fresh(article).revision_id, "helped": "no", "missing": missing}
    )
    address = f"/articles/{article.id}/discuss?words=A+letter+in+Turkish"
    for person, page in ((cast.alumna, f"/articles/{article.id}"), (cast.editor, "/")):
        assert address in person.get(page).text
    assert address in cast.facilitator.get(f"/articles/{article.id}/edit").text
    form = cast.alumna.get(address).text
    assert len(re.findall(rf"<textarea[^>]*>\s*{missing}</textarea>|<input[^>]*value=\"{missing}\"", form)) == 2
    close(article)
    assert "discuss?words" not in cast.alumna.get(f"/articles/{article.id}").text


def test_a_code_block_and_a_name_with_brackets_stay_what_they_are(cast, article):
    cast.trainee.user.name = "Trai [n] *ee*"
    words = "Look:\n\n```\na < b\n```"
    contribution = make_contribution(article, words, by=cast.trainee.user)
    db.session.commit()
    step(cast.facilitator, contribution, "placement")
    publish(article, cast.facilitator)
    html = db.session.get_one(ArticleRevision, fresh(article).revision_id).html
    assert "Trai [n] *ee*, from their own work</a>" in html
    assert "a &lt; b" in html
