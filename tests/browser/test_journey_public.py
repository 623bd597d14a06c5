"""What everybody reads, as a guest and the programs behind guests see it: told from outside, listed, and gone once withdrawn."""

import struct
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.visiting import MANNERS
from tests.schema_org import things_told

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
PAGES = {
    "/courses/{dutch_course}": "Course",
    "/collections/{public_collection}": "CollectionPage",
    "/articles/{public_article}": "Article",
}
PRIVATE = ("/courses/{course}", "/lessons/{lesson}", "/collections/{collection}", "/articles/{own_article}",
           "/cohorts/{cohort}", "/topics/{topic}", "/search?q=silence", "/inbox")  # fmt: skip
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_tells_what_it_is_and_is_listed(page_as, places, address):
    guest = page_as(None)
    answer = guest.opens(places(address))
    assert_told(guest, answer, PAGES[address])
    guest.unfolds("Share this page")
    expect(guest.field("Address of this page")).to_have_value(guest.page.url)
    assert faults_of(guest) == []


def test_two_languages_of_an_article_lead_to_each_other(page_as, academy):
    guest = page_as(None)
    dutch, english = academy.rows(
        "SELECT a.id, b.id FROM articles a JOIN articles b ON b.pair_id = a.id AND a.pair_id = b.id "
        "WHERE a.audience_id = 1 AND b.audience_id = 1 AND a.language = 'nl' AND b.language = 'en'"
    )[0]
    told = []
    for article in (dutch, english):
        guest.opens(f"/articles/{article}")
        links = guest.page.locator("link[rel=alternate][hreflang]").all()
        told.append({link.get_attribute("hreflang"): link.get_attribute("href") for link in links})
        assert head(guest, "link[rel=canonical]") in told[-1].values()
    assert told[0] == told[1] == {
        "nl": f"{guest.address}/articles/{dutch}",
        "en": f"{guest.address}/articles/{english}",
    }  # fmt: skip


def test_a_feed_is_found_on_its_collection_and_leads_to_articles(page_as, places):
    guest = page_as(None)
    guest.opens(places("/collections/{public_collection}"))
    feed = feedparser.parse(fetched(guest, head(guest, "link[type='application/atom+xml']")).body())
    assert not feed.bozo
    assert feed.feed.title == guest.page.get_by_role("heading", level=1).inner_text()
    for entry in feed.entries:
        assert guest.opens(entry.link).status == 200
        expect(guest.page.get_by_role("heading", level=1)).to_have_text(entry.title)
        assert head(guest, "link[rel=canonical]") == entry.link
    assert len(feed.entries) > 1


def test_a_withdrawn_article_is_gone_from_everywhere_until_it_is_back(page_as, places):
    guest, editor = page_as(None), page_as("editor")
    address = places("/articles/{public_article}")
    guest.opens(address)
    title, picture = guest.page.get_by_role("heading", level=1).inner_text(), head(guest, "meta[property='og:image']")
    editor.opens(f"{address}/edit")
    editor.unfolds("Put it in the archive")
    editor.presses("Put it in the archive")
    editor.sees("In the archive", editor.page.get_by_role("listitem").filter(has_text=title))

    with guest.expecting(410):
        answer = guest.opens(address)
    assert answer.status == 410
    assert answer.headers["x-robots-tag"] == "noindex"
    guest.heading("This page was withdrawn")
    assert title not in guest.page.content()
    assert (
        guest.page.locator("link[rel=canonical], meta[property^='og:'], script[type='application/ld+json']").count()
        == 0
    )
    assert faults_of(guest) == []
    assert f"{guest.address}{address}" not in sitemap(guest)
    assert guest.page.request.get(picture).status == 404
    guest.opens(places("/collections/{public_collection}"))
    assert title not in guest.page.content()
    assert title not in fetched(guest, head(guest, "link[type='application/atom+xml']")).text()
    guest.opens(f'/search?q="{title}"')
    guest.sees("Nothing you can see contains these words. Try fewer words, or another form of them.")

    editor.opens(f"{address}/edit")
    editor.presses("Bring it back")
    editor.page.wait_for_load_state("networkidle")
    assert guest.opens(address).status == 200
    assert f"{guest.address}{address}" in sitemap(guest)


def test_what_members_read_tells_programs_nothing(page_as, places):
    member, guest = page_as("trainee"), page_as(None)
    listed = sitemap(guest)
    for address in map(places, PRIVATE):
        answer = member.opens(address)
        assert (answer.status, answer.headers["x-robots-tag"]) == (200, "noindex"), address
        told = "link[rel=canonical], link[rel=alternate], meta[property^='og:'], script[type='application/ld+json']"
        assert member.page.locator(told).count() == 0, address
        assert f"{guest.address}{address}" not in listed
        if "?" not in address:
            assert guest.page.request.get(f"{guest.address}{address}/card.png").status == 404


def test_a_question_is_read_by_everybody_once_its_writers_say_yes(page_as, places):
    facilitator, asker, answerer, guest = (page_as(role) for role in ("facilitator", "trainee", "mentor", None))
    facilitator.opens(places("/topics/{own_question}"))
    title = facilitator.page.get_by_role("heading", level=1).inner_text()
    facilitator.follows("Show it elsewhere too")
    facilitator.page.locator("input[name=place][value=public]").check()
    for name in ("Sanne Hoekstra", "Wietske Postma"):
        facilitator.page.locator("#posts li").filter(has_text=name).get_by_role("checkbox").check()
    facilitator.presses("Ask their writers")
    facilitator.sees("None is shown yet.")
    copy = "/shared/" + facilitator.path.partition("?")[0].rpartition("/")[2]
    with guest.expecting(404):
        guest.opens(copy)

    for person, choice in ((asker, "Yes, with my name"), (answerer, "Yes, without my name")):
        person.opens("/inbox")
        asked = person.page.get_by_role("listitem").filter(has_text=person.words("Asks to show your words elsewhere"))
        person.follows("Answer", asked.filter(has_text=title))
        person.field(choice).check()
        person.presses("That is my answer")
        person.sees("It is shown now. You can take it back at any time.")
    answer = guest.opens(copy)
    told = assert_told(guest, answer, "QAPage")["mainEntity"]
    assert told["name"] == title
    assert told["author"]["name"] == "Sanne Hoekstra"
    assert [("author" in one) for one in told["suggestedAnswer"]] == [False]
    expect(guest.page.locator("#answer-1")).to_be_visible()
    assert "Wietske" not in guest.page.content()
    assert faults_of(guest) == []

    asker.opens("/consents")
    asker.presses("Take it back", asker.page.get_by_role("listitem").filter(has_text=told["text"][:40]))
    asker.sees("It is no longer shown.")
    facilitator.page.reload()
    facilitator.unfolds("Take it all back")
    facilitator.presses("Take it all back")
    facilitator.sees("Nothing of it is shown any more.")
    with guest.expecting(410):
        guest.opens(copy)
    assert f"{guest.address}{copy}" not in sitemap(guest)


def assert_told(guest, answer, kind: str) -> dict:
    """The page a guest opened is told from outside, its picture can be drawn, and it is listed; the data of its kind."""
    assert answer.status == 200
    assert "x-robots-tag" not in answer.headers
    address = head(guest, "link[rel=canonical]")
    assert address == head(guest, "meta[property='og:url']") == guest.page.url
    assert len(head(guest, "meta[name=description]")) > 20
    assert head(guest, "meta[property='og:title']") == guest.page.get_by_role("heading", level=1).inner_text()
    told = things_told(answer.text())
    assert kind in told
    assert told["BreadcrumbList"]["itemListElement"][-1]["item"] == address
    picture = fetched(guest, head(guest, "meta[property='og:image']"))
    assert picture.headers["content-type"] == "image/png"
    assert struct.unpack(">II", picture.body()[16:24]) == (1200, 630)
    assert address in sitemap(guest)
    robots = RobotFileParser()
    robots.parse(fetched(guest, "/robots.txt").text().splitlines())
    assert robots.can_fetch("*", address)
    return told[kind]


def sitemap(guest) -> set[str]:
    """Every address that search engines are told of."""
    parts = [place.text for place in fromstring(fetched(guest, "/sitemap.xml").body()).iter(LOCATION)]
    return {place.text for part in parts for place in fromstring(fetched(guest, part).body()).iter(LOCATION)}


def fetched(visit, address: str):
    """What a program gets there that keeps no cookies."""
    answer = visit.page.request.get(address if address.startswith("http") else visit.address + address)
    assert answer.status == 200, address
    return answer


def head(visit, selector: str) -> str:
    found = visit.page.locator(f"head {selector}")
    return found.get_attribute("href") or found.get_attribute("content")


def faults_of(visit) -> list[str]:
    return violations(visit.page) if visit.manner.javascript else []
