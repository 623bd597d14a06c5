"""Did this help? One answer per person and text; the editors read what was missing."""

from sqlalchemy import func, select

from knowledge import actions
from knowledge.models import Article, ArticleVote
from lms.access import PUBLIC, STAFF
from lms.database import db
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article


def counts(article) -> tuple[int, int]:
    stored = db.session.get_one(Article, article.id, populate_existing=True)
    return stored.helped_count, stored.not_helped_count


def seen(article, **words) -> dict:
    """What is sent from the page as it stands now."""
    return {"version": fresh(article).revision_id} | words


def test_a_member_says_that_it_helped(cast):
    article = make_article()
    answer = cast.trainee.post(f"/articles/{article.id}/votes", seen(article, helped="yes"))
    assert answer.status_code == 303
    assert answer.location == f"/articles/{article.id}#helped"
    assert "It helped you." in text_of(cast.trainee.get(f"/articles/{article.id}"))
    assert counts(article) == (1, 0)


def test_without_a_page_load_the_answer_takes_the_place_of_the_question(cast):
    article = make_article()
    cast.trainee.htmx_post(f"/articles/{article.id}/votes", "helped", seen(article, helped="no"))
    fragment = cast.trainee.htmx_get(f"/articles/{article.id}", "helped").text
    assert "What were you looking for?" in fragment
    assert "<html" not in fragment


def test_a_person_has_one_answer_and_may_change_it(cast):
    article = make_article()
    for data in ({"helped": "yes"}, {"helped": "no"}, {"helped": "no", "missing": "An example letter"}):
        cast.trainee.post(f"/articles/{article.id}/votes", seen(article, **data))
    assert "You looked for: “An example letter”" in text_of(cast.trainee.get(f"/articles/{article.id}"))
    assert counts(article) == (0, 1)
    cast.trainee.post(f"/articles/{article.id}/votes", seen(article, helped="yes", missing="An example letter"))
    assert counts(article) == (1, 0)
    assert db.session.execute(select(func.count(), func.max(ArticleVote.missing))).one() == (1, "")


def test_a_new_text_asks_again_and_what_was_said_about_the_old_one_is_kept(cast):
    article = make_article()
    actions.vote(cast.trainee.viewer, article, helped=False, missing="More")
    revise_article(article, "Much more.")
    assert counts(article) == (0, 0)
    actions.vote(cast.trainee.viewer, article, helped=True)
    assert counts(article) == (1, 0)
    assert db.session.scalar(select(func.count()).select_from(ArticleVote)) == 2


def test_guests_are_invited_to_sign_in(cast):
    article = make_article(make_collection(audience_id=PUBLIC))
    page = cast.guest.get(f"/articles/{article.id}").text
    assert "Sign in to say so" in page
    assert f"/articles/{article.id}/votes" not in page
    assert cast.guest.post(f"/articles/{article.id}/votes", seen(article, helped="yes")).status_code == 303
    assert counts(article) == (0, 0)


def test_an_answer_that_is_none_is_asked_again(cast):
    article = make_article()
    for data in ({}, {"helped": "perhaps"}, {"helped": "no", "missing": "x" * 1001}):
        answer = cast.trainee.post(f"/articles/{article.id}/votes", seen(article, **data))
        assert answer.status_code == 422
    assert "Keep this within 1000 characters." in answer.text
    assert counts(article) == (0, 0)


def test_nobody_answers_about_what_they_cannot_read(cast):
    hidden = make_article(make_collection(audience_id=STAFF))
    draft = make_article(published=False)
    for article in (hidden, draft):
        assert cast.trainee.post(f"/articles/{article.id}/votes", {"version": 1, "helped": "yes"}).status_code == 404


def test_writers_read_what_was_missing_on_their_first_page(cast):
    article = make_article(make_collection(owner=cast.facilitator), title="Listening")
    actions.vote(cast.trainee.viewer, article, helped=False, missing="What if they only text?")
    for writer in (cast.editor, cast.facilitator):
        words = text_of(writer.get("/"))
        assert "What if they only text?" in words
        assert "Trainee" in words
        assert "What if they only text?" in text_of(writer.get(f"/articles/{article.id}/edit"))
    for other in (cast.author, cast.trainee):
        assert "What if they only text?" not in other.get("/").text
    assert "1 missed something." in text_of(cast.editor.get(f"/articles/{article.id}"))
    assert "missed something" not in text_of(cast.alumna.get(f"/articles/{article.id}"))


def test_what_was_missing_waits_until_a_writer_dealt_with_it(cast):
    article = make_article()
    actions.vote(cast.trainee.viewer, article, helped=False, missing="A phone number")
    revise_article(article, "Call  them.")
    edit = f"/articles/{article.id}/edit"
    for page in ("/", edit):
        assert "about an earlier text" in text_of(cast.editor.get(page))
    miss = db.session.scalars(select(ArticleVote)).one()
    address = f"/articles/{article.id}/misses/{miss.id}/settlement"
    assert cast.trainee.post(address).status_code == 403
    assert cast.editor.post(f"/articles/{article.id}/misses/{miss.id + 1}/settlement").status_code == 404
    assert cast.editor.post(address, {"from": "home"}).location == "/"
    assert cast.editor.post(address).location == edit
    for page in ("/", edit):
        assert "A phone number" not in cast.editor.get(page).text
    actions.vote(cast.trainee.viewer, article, helped=False, missing="Opening hours")
    db.session.commit()
    assert "Opening hours" in cast.editor.get("/").text


def test_an_answer_about_words_that_changed_meanwhile_is_not_counted(cast):
    article = make_article()
    sent = seen(article, helped="no", missing="A letter")
    revise_article(article, "Ask twice.")
    for answer in (
        cast.trainee.post(f"/articles/{article.id}/votes", sent),
        cast.trainee.htmx_post(f"/articles/{article.id}/votes", "helped", sent),
    ):
        assert answer.status_code == 409
        assert "The article changed while you read" in text_of(answer)
        assert "A letter" in text_of(answer)
        assert f'value="{fresh(article).revision_id}"' in answer.text
    assert counts(article) == (0, 0)
    assert cast.trainee.post(f"/articles/{article.id}/votes", {"helped": "yes"}).status_code == 422
