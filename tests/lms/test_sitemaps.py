"""What programs are told of all public pages: the rules for robots and the sitemap."""

import re
from datetime import datetime
from urllib.robotparser import RobotFileParser

import pytest
from defusedxml.ElementTree import fromstring

from courses.editing.actions import publish_course
from courses.editing.readers.actions import open_lesson
from knowledge import actions as knowing
from lms.access import PUBLIC, STAFF
from lms.addresses import address_of
from lms.database import db
from lms.public import queries
from tests.factories.courses import make_course, make_lesson, make_module, translate
from tests.factories.knowledge import make_article, make_collection
from tests.statements import counted_statements

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
FROM_SCHEMA = {  # sitemaps.org 0.9: root → (its elements, what each must have first, the most of them)
    "sitemapindex": ("sitemap", 50_000),
    "urlset": ("url", 50_000),
}
W3C_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def places(body: bytes) -> dict[str, tuple]:
    """Address → (lastmod, its languages), of a document that is as sitemaps.org 0.9 asks."""
    root = fromstring(body)
    kind, most = FROM_SCHEMA[root.tag.removeprefix(SITEMAP)]
    assert root.tag.startswith(SITEMAP)
    assert 0 < len(root) <= most
    assert len(body) <= 50 * 1024 * 1024
    found = {}
    for place in root:
        assert place.tag == f"{SITEMAP}{kind}"
        names = [child.tag for child in place if child.tag != LINK]
        assert names in ([f"{SITEMAP}loc"], [f"{SITEMAP}loc", f"{SITEMAP}lastmod"])
        location = place[0].text
        assert location.startswith(address_of("/"))
        assert len(location) < 2048
        moment = place.findtext(f"{SITEMAP}lastmod")
        assert moment is None or (W3C_DATETIME.fullmatch(moment) and datetime.fromisoformat(moment))
        languages = {link.get("hreflang"): link.get("href") for link in place.iter(LINK)}
        assert not languages or location in languages.values()
        assert location not in found
        found[location] = (moment, languages)
    return found


def whole_sitemap(person) -> dict[str, tuple]:
    """Every address of every part that the index names."""
    found = {}
    for part in places(person.get("/sitemap.xml").data):
        found |= places(person.get(part.removeprefix(address_of(""))).data)
    return found


def paths(found) -> set[str]:
    return {address.removeprefix(address_of("")) for address in found}


@pytest.fixture
def academy(cast):
    """A public and a closed thing of each kind."""
    course, closed = make_course(), make_course(title="Closed")
    publish_course(course, audience_id=PUBLIC, by=cast.author)
    module = make_module(course)
    lesson, _kept = make_lesson(module), make_lesson(module, title="Kept")
    open_lesson(lesson, PUBLIC, by=cast.author)
    translate(lesson)
    collection = make_collection(audience_id=PUBLIC)
    english, dutch = make_article(collection), make_article(collection, title="Toestemming", language="nl")
    knowing.pair_articles(english, dutch)
    make_article(collection, published=False)
    knowing.archive_article(make_article(collection, title="Old"), by=cast.editor)
    make_article(make_collection(audience_id=STAFF))
    make_lesson(make_module(closed))
    db.session.commit()
    return course, lesson, collection, english, dutch


def test_the_sitemap_holds_what_everybody_reads_and_nothing_else(cast, academy):
    course, lesson, collection, english, dutch = academy
    expected = {
        "/", "/courses", "/knowledge", f"/courses/{course.id}", f"/lessons/{lesson.id}?language=en",
        f"/lessons/{lesson.id}?language=nl", f"/collections/{collection.id}", f"/articles/{english.id}", f"/articles/{dutch.id}",
    }  # fmt: skip
    for person in (cast.guest, cast.editor, cast.outsider):
        assert paths(whole_sitemap(person)) == expected
    for path in expected:
        page = cast.guest.get(path)
        assert page.status_code == 200
        assert f'<link rel="canonical" href="{address_of(path)}">' in page.text


def test_addresses_say_when_they_changed_and_in_which_languages_they_are(cast, academy):
    _course, lesson, _collection, english, dutch = academy
    found = whole_sitemap(cast.guest)
    moment, languages = found[address_of(f"/articles/{english.id}")]
    assert datetime.fromisoformat(moment) == english.updated_at.replace(microsecond=0)
    assert languages == {"en": address_of(f"/articles/{english.id}"), "nl": address_of(f"/articles/{dutch.id}")}
    assert found[address_of(f"/articles/{dutch.id}")][1] == languages
    assert set(found[address_of(f"/lessons/{lesson.id}?language=nl")][1]) == {"en", "nl"}
    assert all(moment for moment, _languages in found.values())


def test_parts_are_cut_by_key(cast, academy, monkeypatch):
    whole = paths(whole_sitemap(cast.guest))
    monkeypatch.setattr(queries, "SPAN", 1)
    parts = places(cast.guest.get("/sitemap.xml").data)
    assert len([part for part in parts if "/sitemaps/articles/" in part]) == 2
    assert paths(whole_sitemap(cast.guest)) == whole


def test_there_is_no_part_without_pages(cast, academy):
    for path in ("/sitemaps/articles/2.xml", "/sitemaps/articles/0.xml", "/sitemaps/shared/1.xml", "/sitemaps/people/1.xml",
                 "/sitemaps/pages/2.xml"):  # fmt: skip
        assert cast.guest.get(path).status_code == 404


def test_the_sitemap_costs_the_same_whatever_it_holds(cast, academy):
    collection, costs = academy[2], []
    for number in (0, 20):
        for n in range(number):
            make_article(collection, title=f"Article {n}")
        db.session.commit()
        costs.append([])
        for path in ("/sitemap.xml", "/sitemaps/articles/1.xml", "/sitemaps/lessons/1.xml", "/robots.txt"):
            with counted_statements() as count:
                assert cast.guest.get(path).status_code == 200
            costs[-1].append(count())
    # One finds the academy; each kind is asked once, and lessons also which of them are not open.
    assert costs[0] == costs[1]
    assert all(cost <= budget for cost, budget in zip(costs[0], (7, 2, 3, 3), strict=True)), costs


def test_who_has_the_sitemap_already_is_only_told_so(cast, academy):
    tag = cast.guest.get("/sitemap.xml").headers["ETag"]
    assert cast.guest.get("/sitemap.xml", headers={"If-None-Match": tag}).status_code == 304
    packed = cast.guest.get("/sitemap.xml", headers={"Accept-Encoding": "gzip"})
    assert packed.headers.get("Content-Encoding") == "gzip" or len(packed.data) < 500


def robots(person) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse(person.get("/robots.txt").text.splitlines())
    return rules


def test_robots_open_what_is_public_and_nothing_else(cast, academy):
    rules = robots(cast.guest)
    assert rules.site_maps() == [address_of("/sitemap.xml")]
    course, lesson, collection, english, _dutch = academy
    for path in (f"/articles/{english.id}", f"/articles/{english.id}/card.png", f"/collections/{collection.id}/feed.atom",
                 f"/courses/{course.id}", f"/lessons/{lesson.id}?language=nl", "/knowledge", "/sitemaps/articles/1.xml",
                 "/static/css/leerkring.css", "/card.png"):  # fmt: skip
        assert rules.can_fetch("*", address_of(path)), path
    for path in (
        "/search?q=a",
        "/sign-in",
        "/people/1",
        "/topics/1",
        "/cohorts/1",
        "/inbox",
        "/admin",
        "/shared/1",
        "/join",
    ):
        assert not rules.can_fetch("*", address_of(path)), path
    assert "Allow: /$\n" in cast.guest.get("/robots.txt").text


def test_an_academy_with_nothing_public_lets_no_robot_in(cast):
    make_article()
    make_lesson()
    assert cast.guest.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert paths(whole_sitemap(cast.guest)) == {"/"}
