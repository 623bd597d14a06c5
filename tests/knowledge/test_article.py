"""An article as its readers meet it: who finds it, what the page says, and how little it asks of the database."""

from datetime import timedelta

from knowledge import actions
from knowledge.events import ArticleArchived, ArticlePublished
from lms.access import ACADEMY, GUEST, PUBLIC, STAFF
from lms.addresses import address_of
from lms.database import now
from lms.events import subscribe
from lms.search.queries import search
from tests.cast import text_of
from tests.factories.knowledge import make_article, make_collection, revise_article
from tests.statements import counted_statements


def test_members_read_an_article_with_its_people_and_contents(cast):
    collection = make_collection(title="At the door", owner=cast.facilitator)
    body = "First words.\n\n## What you say\n\nHello.\n\n### When nobody opens\n\nWait.\n\n#### Too deep\n\nWords."
    article = make_article(collection, title="Ringing the bell", summary="Once, then wait.", body=body)
    page = cast.trainee.get(f"/articles/{article.id}")
    assert page.status_code == 200
    words = text_of(page)
    for expected in (
        "Ringing the bell",
        "Once, then wait.",
        "Written by Editor",
        "kept true by Facilitator",
        "At the door",
    ):
        assert expected in words
    contents = page.text[page.text.index('class="aside toc"') : page.text.index("</nav>", page.text.index("toc"))]
    assert 'href="#h-what-you-say"' in contents
    assert "When nobody opens" in contents
    assert "Too deep" not in contents
    assert 'id="h-what-you-say"' in page.text


def test_outsider_finds_no_article_of_the_staff(cast):
    article = make_article(make_collection(audience_id=STAFF))
    for address in (
        f"/articles/{article.id}",
        f"/articles/{article.id}/history",
        f"/collections/{article.collection_id}",
    ):
        assert cast.trainee.get(address).status_code == 404
        assert cast.manager.get(address).status_code == 200
    assert cast.trainee.post(f"/articles/{article.id}/votes", {"version": 1, "helped": "yes"}).status_code == 404


def test_guests_read_what_is_public_and_are_asked_to_sign_in_elsewhere(cast):
    public = make_article(make_collection(audience_id=PUBLIC), title="For all")
    private = make_article(make_collection())
    assert cast.guest.get(f"/articles/{public.id}").status_code == 200
    for address in (f"/articles/{private.id}", f"/articles/{private.id}/history", f"/collections/{private.collection_id}",
                    "/articles/999", "/collections/999"):  # fmt: skip
        answer = cast.guest.get(address)
        assert answer.status_code == 303, address
        assert answer.location.startswith("/sign-in")


def test_search_engines_are_shown_public_articles_only(cast):
    public = make_article(make_collection(audience_id=PUBLIC), body="A long story about doors. " * 20)
    private = make_article()
    page = cast.guest.get(f"/articles/{public.id}")
    assert "X-Robots-Tag" not in page.headers
    assert f'<link rel="canonical" href="{address_of(f"/articles/{public.id}")}">' in page.text
    assert '<meta name="description" content="A long story about doors.' in page.text
    hidden = cast.trainee.get(f"/articles/{private.id}")
    assert hidden.headers["X-Robots-Tag"] == "noindex"
    assert "canonical" not in hidden.text
    assert cast.trainee.get(f"/collections/{private.collection_id}").headers["X-Robots-Tag"] == "noindex"


def test_a_draft_is_read_by_nobody_and_sends_its_writer_to_the_editor(cast):
    article = make_article(published=False)
    assert cast.trainee.get(f"/articles/{article.id}").status_code == 404
    answer = cast.editor.get(f"/articles/{article.id}")
    assert answer.status_code == 303
    assert answer.location == f"/articles/{article.id}/edit"


def test_what_was_public_and_is_in_the_archive_is_gone(cast):
    public = make_article(make_collection(audience_id=PUBLIC))
    private = make_article()
    for article in (public, private):
        actions.archive_article(article, by=cast.editor)
    assert cast.guest.get(f"/articles/{public.id}").status_code == 410
    assert cast.trainee.get(f"/articles/{public.id}").status_code == 410
    assert cast.trainee.get(f"/articles/{private.id}").status_code == 404
    assert cast.guest.get(f"/articles/{private.id}").status_code == 303
    actions.unarchive_article(public, by=cast.editor)
    assert cast.guest.get(f"/articles/{public.id}").status_code == 200


def test_the_other_language_is_linked_and_its_age_is_said(cast):
    collection = make_collection(audience_id=PUBLIC)
    english, dutch = make_article(collection), make_article(collection, title="Om toestemming vragen", language="nl")
    actions.pair_articles(english, dutch)
    dutch.updated_at = now() - timedelta(days=3)
    page = cast.trainee.get(f"/articles/{english.id}")
    assert f'href="/articles/{dutch.id}" lang="nl"' in page.text
    assert "that text is older than this one" in page.text
    assert f'<link rel="alternate" hreflang="nl" href="{address_of(f"/articles/{dutch.id}")}">' in page.text
    assert "that text is newer than this one" in cast.trainee.get(f"/articles/{dutch.id}").text
    actions.archive_article(dutch, by=cast.editor)
    assert f"/articles/{dutch.id}" not in cast.trainee.get(f"/articles/{english.id}").text


def test_a_pair_the_reader_may_not_see_is_not_named(cast):
    english = make_article(make_collection(audience_id=PUBLIC))
    dutch = make_article(make_collection(audience_id=STAFF), title="Binnenskamers", language="nl")
    actions.pair_articles(english, dutch)
    assert "Binnenskamers" not in cast.guest.get(f"/articles/{english.id}").text
    assert f"/articles/{dutch.id}" not in cast.trainee.get(f"/articles/{english.id}").text


def test_published_articles_are_found_in_their_language_by_their_readers(cast):
    collection = make_collection(title="Vakwerk", language="nl")
    article = make_article(collection, title="Huisbezoek", language="nl", body="Bel één keer aan en wacht.")
    (hit,) = search(cast.trainee.viewer, "huisbezoeken", kinds=("article",)).hits
    assert (hit.object_id, hit.language, hit.url) == (article.id, "nl", f"/articles/{article.id}")
    assert (hit.extra, hit.author_name) == ({"collection": "Vakwerk", "collection_id": collection.id}, "Editor")
    assert search(GUEST, "huisbezoek").hits == ()
    actions.archive_article(article, by=cast.editor)
    assert search(cast.trainee.viewer, "huisbezoek").hits == ()
    actions.unarchive_article(article, by=cast.editor)
    assert len(search(cast.trainee.viewer, "huisbezoek").hits) == 1


def test_drafts_are_found_by_nobody(cast):
    article = make_article(title="Unmistakable cormorant", published=False)
    assert search(cast.editor.viewer, "cormorant").hits == ()
    actions.publish_article(article, by=cast.editor)
    actions.save_draft(article, title="Heron", summary="", body="heron", version=article.draft_version, by=cast.editor)
    assert search(cast.editor.viewer, "heron").hits == ()
    assert len(search(cast.editor.viewer, "cormorant").hits) == 1


def test_publishing_and_archiving_are_heard_above(cast):
    heard = []
    for event in (ArticlePublished, ArticleArchived):
        subscribe(event, heard.append)
    article = make_article()
    actions.archive_article(article, by=cast.editor)
    actions.archive_article(article, by=cast.editor)
    assert heard == [ArticlePublished(article.id), ArticleArchived(article.id)]


def test_the_page_costs_the_same_whatever_it_holds(cast):
    collection = make_collection()
    small = make_article(collection)
    large = make_article(collection, body="\n\n".join(f"## Part {n}\n\nWords." for n in range(200)))
    for number in range(6):
        revise_article(large, f"Again {number}.\n\n" + large.draft_body)
    for person in (cast.trainee, cast.outsider, cast.mentor):
        actions.vote(person.viewer, large, helped=False, missing="More")
    counts = []
    for article in (small, large):
        cast.trainee.get(f"/articles/{article.id}")
        with counted_statements() as count:
            assert cast.trainee.get(f"/articles/{article.id}").status_code == 200
        counts.append(count())
    assert counts[0] == counts[1] <= 6, count


def test_lists_cost_the_same_whatever_they_hold(cast):
    def cost(address):
        cast.trainee.get(address)
        with counted_statements() as count:
            cast.trainee.get(address)
        return count()

    collection = make_collection()
    make_article(collection)
    few = [cost("/knowledge"), cost(f"/collections/{collection.id}")]
    for number in range(12):
        make_article(make_collection(title=f"Collection {number}"), title=f"Article {number}")
        make_article(collection, title=f"Another {number}")
    assert [cost("/knowledge"), cost(f"/collections/{collection.id}")] == few


def test_what_people_write_can_never_act(cast):
    article = make_article(
        title="<script>alert(1)</script>",
        summary='"><img src=x onerror=alert(1)>',
        body="<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n<p hx-get='/x'>y</p>",
    )
    for address in (f"/articles/{article.id}", f"/articles/{article.id}/history", f"/collections/{article.collection_id}",
                    "/knowledge"):  # fmt: skip
        page = cast.trainee.get(address).text
        for attack in ("<script>alert", "<img src=x", 'javascript:alert(1)"', "hx-get='/x'", 'hx-get="/x"'):
            assert attack not in page


def test_a_collection_of_the_academy_says_so(cast):
    for audience_id, words in ((PUBLIC, "Everyone, also without an account"),
                               (ACADEMY, "Everyone with an account here can read this"),
                               (STAFF, "Only the staff of the academy can read this")):  # fmt: skip
        article = make_article(make_collection(audience_id=audience_id))
        assert words in text_of(cast.editor.get(f"/articles/{article.id}"))
        assert words in text_of(cast.editor.get(f"/collections/{article.collection_id}"))
