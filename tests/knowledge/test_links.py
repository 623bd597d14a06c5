"""Links by title: they find their article under every title it had, mean it for good, and tell nothing to who may not read it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import actions
from knowledge.links.models import ArticleReference
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.database import db
from tests.cast import text_of
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article


def link_to(article, words: str) -> str:
    return f'<a href="/articles/{article.id}">{words}</a>'


def rename(article, title: str):
    article = fresh(article)
    actions.save_draft(
        article, title=title, summary="", body=article.draft_body, version=article.draft_version, by=None
    )
    actions.publish_article(article, by=None)


def prose_of(response) -> str:
    """The text of an article, without what stands around it."""
    return response.text.partition('<article id="text"')[2].partition("</article>")[0]


def test_a_title_in_brackets_leads_to_its_article_with_its_own_words_or_others(cast):
    door = make_article(title="Opening a door")
    text = make_article(
        body="Read [[Opening  a DOOR]] or [[opening a door|how to *begin*]]; `[[Opening a door]]` is code."
    )
    page = cast.trainee.get(f"/articles/{text.id}").text
    assert link_to(door, "Opening a DOOR") in page
    assert link_to(door, "how to *begin*") in page
    assert "<code>[[Opening a door]]</code>" in page


@pytest.mark.parametrize(
    "body", ["[[ ]]", "[[]]", "[[a](https://example.org/)", "[[x]](https://example.org/)", "[[a\nb]]"]
)
def test_other_brackets_are_what_they_were(cast, body):
    text = make_article(body=body)
    assert "/articles/" not in fresh(text).html


def test_links_survive_that_an_article_gets_another_title_and_another_takes_its_own(cast):
    door = make_article(title="Opening a door")
    text = make_article(title="First visit", body="Read [[Opening a door]].")
    rename(door, "The first minute")
    other = make_article(title="Opening a door")
    revise_article(text, "Read [[Opening a door]] again.")
    later = make_article(title="Second visit", body="Read [[Opening a door]] and [[The first minute]].")
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/articles/{text.id}").text
    page = cast.trainee.get(f"/articles/{later.id}").text
    assert link_to(other, "Opening a door") in page
    assert link_to(door, "The first minute") in page


def test_a_former_title_goes_on_working(cast):
    door = make_article(title="Opening a door")
    rename(door, "The first minute")
    text = make_article(title="First visit", body="Read [[Opening a door]].")
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/articles/{text.id}").text


def test_a_title_nobody_has_is_words_until_somebody_publishes_it(cast):
    text = make_article(title="First visit", body="Read [[Opening a door]].")
    assert "<p" in prose_of(cast.trainee.get(f"/articles/{text.id}"))
    assert "<a" not in prose_of(cast.trainee.get(f"/articles/{text.id}"))
    assert "No article that you can read is called “Opening a door”." in text_of(cast.editor.get("/knowledge/links"))
    door = make_article(title="Opening a door", published=False)
    assert "<a" not in prose_of(cast.trainee.get(f"/articles/{text.id}"))
    actions.publish_article(door, by=None)
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/articles/{text.id}").text
    assert "is called “Opening a door”" not in text_of(cast.editor.get("/knowledge/links"))
    assert "First visit" in text_of(cast.trainee.get(f"/articles/{door.id}"))


def test_of_two_articles_of_one_title_the_nearest_is_meant(cast):
    here, there = make_collection(), make_collection(title="Elsewhere")
    make_article(there, title="Feedback")
    dutch = make_article(here, title="Feedback", language="nl")
    english = make_article(here, title="Feedback")
    assert link_to(english, "Feedback") in make_article(here, body="[[Feedback]]").html
    assert link_to(dutch, "Feedback") in make_article(here, body="[[Feedback]]", language="nl").html


def test_who_may_not_read_the_other_article_reads_words_and_nothing_else(cast):
    staff, everyone = make_collection(audience_id=STAFF), make_collection(audience_id=PUBLIC)
    fees = make_article(staff, title="Fees of trainers")
    lesson = make_lesson(make_module(make_course(published=False)), title="Opening letters")
    body = (
        f"See [[Fees of trainers|our fees]], [more](/articles/{fees.id}#what) and [this lesson](/lessons/{lesson.id})."
    )
    text = make_article(
        everyone, title="Costs", body=f"{body} And [elsewhere](https://example.org/articles/{fees.id})."
    )
    assert link_to(fees, "our fees") in cast.manager.get(f"/articles/{text.id}").text
    for reader in (cast.guest, cast.trainee):
        page = prose_of(reader.get(f"/articles/{text.id}"))
        assert f'"/articles/{fees.id}' not in page
        assert "/lessons/" not in page
        assert "our fees, more and this lesson" in page
        assert f"https://example.org/articles/{fees.id}" in page
        links = text_of(reader.get(f"/articles/{text.id}/links"))
        assert "Fees of trainers" not in links
    assert "Fees of trainers" in text_of(cast.manager.get(f"/articles/{text.id}/links"))


def test_an_archived_article_leaves_words_and_its_links_come_back_with_it(cast):
    door = make_article(title="Opening a door")
    text = make_article(title="First visit", body="Read [[Opening a door]].")
    actions.archive_article(door, by=cast.editor.user)
    assert "<a" not in prose_of(cast.trainee.get(f"/articles/{text.id}"))
    assert "is called “Opening a door”" in text_of(cast.editor.get("/knowledge/links"))
    actions.unarchive_article(fresh(door), by=cast.editor.user)
    assert link_to(door, "Opening a door") in cast.trainee.get(f"/articles/{text.id}").text


def test_what_links_here_shows_a_reader_only_what_they_read(cast):
    door = make_article(make_collection(audience_id=PUBLIC), title="Opening a door")
    make_article(make_collection(audience_id=ACADEMY), title="For members", body="[[Opening a door]]")
    make_article(make_collection(audience_id=STAFF), title="For staff", body="[[Opening a door]]")
    for address in (f"/articles/{door.id}", f"/articles/{door.id}/links"):
        found = {name: text_of(person.get(address)) for name, person in cast.everybody().items()}
        assert "For members" not in found["guest"]
        assert "For members" in found["trainee"]
        assert "For staff" not in found["trainee"]
        assert "For staff" in found["editor"]


def test_articles_nothing_leads_to_are_listed_for_who_writes_them(cast):
    collection = make_collection(owner=cast.facilitator)
    door = make_article(collection, title="Opening a door")
    make_article(collection, title="First visit", body="[[Opening a door]] and [gone](/lessons/999999).")
    page = cast.facilitator.get("/knowledge/links")
    words = text_of(page)
    assert "First visit" in words
    assert "Nobody finds anything at /lessons/999999." in words
    assert f'href="/articles/{door.id}"' not in page.text
    make_article(title="Of somebody else")
    assert "Of somebody else" not in text_of(cast.facilitator.get("/knowledge/links"))
    assert cast.trainee.get("/knowledge/links").status_code == 403
    assert cast.guest.get("/knowledge/links").status_code == 303


def test_a_writer_chooses_from_a_list_what_to_link_to(cast):
    text = make_article(title="First visit")
    make_article(title="Opening a door")
    brackets = make_article(title="Doors [old]")
    address = f"/articles/{text.id}/links/suggestions?q=door"
    page = cast.editor.get(address).text
    assert 'data-value="[[Opening a door]]"' in page
    assert f'data-value="[Doors \\[old\\]](/articles/{brackets.id})"' in page
    assert cast.editor.get(f"/articles/{text.id}/links/suggestions?q=visit").text.count("<li") == 0
    choice = cast.editor.get(f"/articles/{text.id}/links/choice?q=door")
    assert 'value="[[Opening a door]]"' in choice.text
    assert "Nothing that you can read is called so." in text_of(
        cast.editor.get(f"/articles/{text.id}/links/choice?q=heliport")
    )
    for place in (address, f"/articles/{text.id}/links/choice"):
        assert cast.trainee.get(place).status_code == 403
        assert cast.editor.get(place.replace(str(text.id), "999999", 1)).status_code == 404


def test_the_second_article_of_a_title_is_linked_by_its_address(cast):
    here, there = make_collection(), make_collection(title="Elsewhere")
    text = make_article(here, title="First visit")
    make_article(here, title="Opening a door")
    far = make_article(there, title="Opening a door")
    page = cast.editor.get(f"/articles/{text.id}/links/suggestions?q=door").text
    assert 'data-value="[[Opening a door]]"' in page
    assert f'data-value="[Opening a door](/articles/{far.id})"' in page


def test_the_editor_and_preview_say_which_titles_lead_nowhere(cast):
    text = make_article(body="Read [[Opening a door]].", published=False)
    assert "No article that you can read is called “Opening a door”." in text_of(
        cast.editor.get(f"/articles/{text.id}/edit")
    )
    make_article(title="Opening a door")
    assert "is called" not in text_of(cast.editor.get(f"/articles/{text.id}/edit"))
    for response in (
        cast.editor.get(f"/articles/{text.id}/preview"),
        cast.editor.post(f"/articles/{text.id}/preview", {"body": "[[Opening a door]]"}),
    ):
        assert ">Opening a door</a>" in response.text


def test_a_writer_learns_nothing_of_titles_they_may_not_read(cast):
    """Whoever owns a collection and is not of the staff sees for a secret title what they see for one nobody has."""
    make_article(make_collection(audience_id=STAFF), title="Fees of trainers")
    text = make_article(make_collection(owner=cast.mentor), body="Soon.", published=False)
    previews = {
        title: cast.mentor.post(f"/articles/{text.id}/preview", {"body": f"[[{title}|x]]"}).text
        for title in ("Fees of trainers", "Nothing of the kind")
    }
    assert len(set(previews.values())) == 1
    assert "<li" not in cast.mentor.get(f"/articles/{text.id}/links/suggestions?q=fees").text


TITLES = ("Letters", "Doors", "Money")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("rename", "revise", "archive", "restore")), st.integers(0, 2), st.sampled_from(TITLES)
        ),
        max_size=12,
    )
)
def test_whatever_becomes_of_titles_no_link_changes_its_meaning(cast, steps):
    """Edits, renames, archiving and restoring in any order: what a title in a text once meant it still means."""
    db.session.rollback()
    editor = cast.editor.user
    collection = make_collection()
    articles = [make_article(collection, title=title, body=f"I am {title}.") for title in TITLES]
    texts = [make_article(collection, title=f"Text {n}", body=f"[[{TITLES[n]}]]") for n in range(3)]
    meant = [article.id for article in articles]
    for act, number, title in steps:
        article = fresh(articles[number])
        if act == "rename":
            rename(article, title)
        elif act == "revise" and not article.archived_at:  # else the writer may mean what has the title now
            revise_article(fresh(texts[number]), f"{fresh(texts[number]).draft_body}\n\nMore.")
        elif act == "archive":
            actions.archive_article(article, by=editor)
        elif act == "restore":
            actions.unarchive_article(article, by=editor)
    for number in range(3):
        actions.unarchive_article(fresh(articles[number]), by=editor)
    targets = dict(db.session.execute(db.select(ArticleReference.article_id, ArticleReference.target_id)).all())
    assert [targets[text.id] for text in texts] == meant
    assert all(link_to(articles[n], TITLES[n]) in fresh(texts[n]).html for n in range(3))
    db.session.rollback()


def test_related_articles_are_those_their_reader_finds(cast):
    article = make_article(title="Silence after a question", body="Wait.", summary="How long to wait.")
    alike = make_article(title="A question and the silence after it", body="Count to five.")
    hidden = make_article(make_collection(audience_id=STAFF), title="Silence after a question of fees", body="Wait.")
    make_article(title="Photographs of visitors", body="Ask before you take one.")
    db.session.commit()
    address = f"/articles/{article.id}/links"
    assert f'href="{address}#related"' in cast.trainee.get(f"/articles/{article.id}").text
    fragment = cast.trainee.htmx_get(address, "related").text
    assert "<html" not in fragment
    for shown in (fragment, cast.trainee.get(address).text):
        assert f'href="/articles/{alike.id}"' in shown
        assert f'href="/articles/{hidden.id}"' not in shown
        assert "Photographs" not in shown
    assert f'href="/articles/{hidden.id}"' in cast.editor.htmx_get(address, "related").text
    assert cast.trainee.htmx_get(f"/articles/{hidden.id}/links", "related").status_code == 404
