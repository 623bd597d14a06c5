"""Articles and collections as they are seen from outside: by search engines, feed readers and who shares a link."""

import re
from datetime import timedelta

import feedparser

from knowledge import actions
from knowledge.collections import actions as collections
from knowledge.public.queries import IN_FEED
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.addresses import address_of
from lms.database import db
from tests.cast import text_of
from tests.factories.knowledge import make_article, make_collection, revise_article
from tests.schema_org import structured_data
from tests.statements import counted_statements


def meta(page, name: str) -> list[str]:
    return re.findall(rf'<(?:meta|link) (?:name|property|rel)="{name}"[^>]*(?:content|href)="([^"]*)"', page.text)


def test_a_public_article_tells_what_it_is(cast):
    collection = make_collection(audience_id=PUBLIC, title="At the door", language="nl")
    article = make_article(collection, title="Aanbellen", summary="Eén keer, en dan wachten.", language="nl")
    page = cast.guest.get(f"/articles/{article.id}")
    address = address_of(f"/articles/{article.id}")
    assert meta(page, "canonical") == meta(page, "og:url") == [address]
    assert meta(page, "og:title") == ["Aanbellen"]
    assert meta(page, "og:type") == ["article"]
    assert meta(page, "og:locale") == ["nl_NL"]
    assert meta(page, "og:site_name") == ["Test Academy"]
    assert meta(page, "description") == meta(page, "og:description") == ["Eén keer, en dan wachten."]
    (picture,) = meta(page, "og:image")
    assert picture.startswith(f"{address}/card.png?v=")
    told = structured_data(page)
    assert told["Article"]["headline"] == "Aanbellen"
    assert told["Article"]["author"] == {"@type": "Person", "name": "Editor"}
    assert told["Article"]["inLanguage"] == "nl"
    assert told["Article"]["image"] == picture
    assert told["Article"]["isPartOf"]["name"] == "At the door"
    assert [step["item"] for step in told["BreadcrumbList"]["itemListElement"]][1:] == [
        address_of(f"/collections/{collection.id}"),
        address,
    ]


def test_hostile_words_stay_words(cast):
    title = '</script><script>alert(1)</script> & "quotes" <!--'
    article = make_article(make_collection(audience_id=PUBLIC), title=title, summary="<b> & ]]> \u2028")
    page = cast.guest.get(f"/articles/{article.id}")
    assert "<script>alert" not in page.text
    told = structured_data(page)
    assert told["Article"]["headline"] == title
    assert told["BreadcrumbList"]["itemListElement"][-1]["name"] == title
    feed = feedparser.parse(cast.guest.get(f"/collections/{article.collection_id}/feed.atom").data)
    assert not feed.bozo
    assert feed.entries[0].title == title


def test_what_members_read_tells_nothing(cast):
    collection = make_collection(audience_id=ACADEMY)
    article = make_article(collection, title="Heron")
    for path in (f"/articles/{article.id}", f"/collections/{collection.id}"):
        page = cast.trainee.get(path)
        assert page.status_code == 200
        assert page.headers["X-Robots-Tag"] == "noindex"
        for word in ("canonical", "og:", "ld+json", "Share this page", "feed.atom"):
            assert word not in page.text, word
        for person in (cast.guest, cast.trainee, cast.editor, cast.outsider):
            assert person.get(f"{path}/card.png").status_code == 404
    for person in (cast.guest, cast.trainee, cast.editor):
        assert person.get(f"/collections/{collection.id}/feed.atom").status_code == 404


def test_only_canonical_pages_are_for_search_engines(cast):
    article = make_article(make_collection(audience_id=PUBLIC))
    found = ("/", "/knowledge", f"/collections/{article.collection_id}", f"/articles/{article.id}")
    left_out = ("/search", "/search?q=consent", "/sign-in", f"/articles/{article.id}/history", f"/articles/{article.id}/links",
                "/articles/999", "/nothing-here", f"/articles/{article.id}/report")  # fmt: skip
    for path in found:
        page = cast.guest.get(path)
        assert "X-Robots-Tag" not in page.headers, path
        assert meta(page, "canonical") == [address_of(path)]
    (said,) = meta(cast.guest.get("/knowledge"), "description")
    assert said == "What Test Academy knows from practice, in articles that everybody may read."
    for path in left_out:
        page = cast.guest.get(path)
        assert page.headers["X-Robots-Tag"] == "noindex", path
        assert "canonical" not in page.text


def test_pairs_of_languages_name_each_other_where_everybody_reads_both(cast):
    collection = make_collection(audience_id=PUBLIC)
    english, dutch = make_article(collection), make_article(collection, title="Toestemming", language="nl")
    actions.pair_articles(english, dutch)
    both = [address_of(f"/articles/{english.id}"), address_of(f"/articles/{dutch.id}")]
    for article in (english, dutch):
        page = cast.guest.get(f"/articles/{article.id}")
        assert re.findall(r'hreflang="(\w+)" href="(http[^"]*)"', page.text) == list(
            zip(("en", "nl"), both, strict=True)
        )
    other = make_article(make_collection(audience_id=STAFF), title="Binnenskamers", language="nl")
    actions.pair_articles(english, other)
    for person in (cast.guest, cast.editor):
        assert 'rel="alternate" hreflang' not in person.get(f"/articles/{english.id}").text


def test_a_feed_tells_what_is_new_in_a_collection(cast):
    collection = make_collection(audience_id=PUBLIC, title="At the door", summary="What you say first.", language="nl")
    first = make_article(collection, title="Ringing", body="Once.\n\nThen wait.")
    newest = make_article(collection, title="Waiting", summary="Count to three.")
    make_article(collection, title="Unwritten", published=False)
    first.updated_at -= timedelta(days=3)
    db.session.commit()
    page = cast.guest.get(f"/collections/{collection.id}")
    assert (
        f'type="application/atom+xml" title="At the door" href="{address_of(f"/collections/{collection.id}/feed.atom")}"'
        in page.text
    )
    answer = cast.guest.get(f"/collections/{collection.id}/feed.atom")
    feed = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.subtitle, feed.feed.language) == ("At the door", "What you say first.", "nl")
    assert [entry.title for entry in feed.entries] == ["Waiting", "Ringing"]
    assert [entry.summary for entry in feed.entries] == ["Count to three.", "Once. Then wait."]
    assert [entry.id for entry in feed.entries] == [address_of(f"/articles/{row.id}") for row in (newest, first)]
    assert feed.entries[0].author == "Editor"
    assert {link.rel for link in feed.feed.links} == {"self", "alternate"}
    assert feed.feed.updated_parsed == feed.entries[0].updated_parsed


def test_who_has_the_feed_already_is_only_told_so(cast):
    article = make_article(make_collection(audience_id=PUBLIC))
    address = f"/collections/{article.collection_id}/feed.atom"
    answer = cast.guest.get(address)
    same = {"If-None-Match": answer.headers["ETag"]}
    since = {"If-Modified-Since": answer.headers["Last-Modified"]}
    for known in (same, since):
        again = cast.guest.get(address, headers=known)
        assert (again.status_code, again.data) == (304, b"")
    revise_article(article, "Other words.", title="Another title")
    db.session.commit()
    assert cast.guest.get(address, headers=same).status_code == 200
    # A member's answer is the same to the letter: nothing in it depends on who asks.
    assert cast.editor.get(address).data == cast.guest.get(address).data


def test_a_feed_costs_the_same_whatever_it_holds_and_is_not_endless(cast):
    collection = make_collection(audience_id=PUBLIC)
    costs = []
    for number in (1, IN_FEED + 2):
        for n in range(number):
            make_article(collection, title=f"Article {number} {n}")
        db.session.commit()
        address = f"/collections/{collection.id}/feed.atom"
        with counted_statements() as count:
            answer = cast.guest.get(address)
        costs.append(count())
    assert costs[0] == costs[1] <= 3, repr(count)
    assert len(feedparser.parse(answer.data).entries) == IN_FEED


def test_what_was_withdrawn_is_gone_and_what_was_never_public_does_not_exist(cast):
    collection = make_collection(audience_id=PUBLIC, title="Heron")
    article = make_article(collection, title="Heron")
    collections.archive_collection(collection, by=cast.editor)
    for path in (f"/articles/{article.id}", f"/collections/{collection.id}"):
        page = cast.guest.get(path)
        assert page.status_code == 410
        assert "This page was withdrawn" in text_of(page)
        assert "Heron" not in page.text
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert cast.guest.get(f"{path}/card.png").status_code == 404
    assert cast.guest.get(f"/collections/{collection.id}/feed.atom").status_code == 404


def test_what_went_to_the_archive_before_its_collection_became_public_was_never_theirs(cast):
    collection = make_collection(audience_id=STAFF)
    article = make_article(collection)
    actions.archive_article(article, by=cast.editor)
    collections.change_readers(collection, PUBLIC, by=cast.editor)
    assert cast.guest.get(f"/articles/{article.id}").status_code == 303
    assert cast.trainee.get(f"/articles/{article.id}").status_code == 404
    collections.archive_collection(collection, by=cast.editor)
    assert cast.guest.get(f"/collections/{collection.id}").status_code == 303
    assert cast.trainee.get(f"/collections/{collection.id}").status_code == 404


def test_a_page_is_shared_by_plain_links(cast):
    article = make_article(make_collection(audience_id=PUBLIC), title="Ask & wait")
    for locale, words in (("en", "Share this page"), ("nl", "Deel deze pagina")):
        page = cast.guest.get(f"/articles/{article.id}", headers={"Accept-Language": locale})
        assert words in text_of(page)
        assert f'href="mailto:?subject=Ask%20%26%20wait&amp;body=' in page.text  # noqa: F541
        for host in ("www.linkedin.com", "bsky.app", "wa.me"):
            assert re.search(
                rf'<a class="quiet" href="https://{re.escape(host)}/[^"]+" rel="noopener noreferrer nofollow"',
                page.text,
            )
        loaded = re.findall(
            r'<(?:script|img|iframe|link rel="stylesheet")[^>]*(?:src|href)="(https?://[^"]*)"', page.text
        )
        assert loaded == []


def test_an_article_that_everybody_reads_costs_its_members_nothing_more(cast):
    costs = []
    for audience_id in (ACADEMY, PUBLIC):
        article = make_article(make_collection(audience_id=audience_id))
        cast.trainee.get(f"/articles/{article.id}")
        with counted_statements() as count:
            assert cast.trainee.get(f"/articles/{article.id}").status_code == 200
        costs.append(count())
    assert costs[0] == costs[1]
