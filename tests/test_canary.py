"""What is said in a cohort stays there: a word in each field of cohort A and of closed lessons is looked for everywhere.

Every such word of tests/world.py begins with “heron”. Each of the cast opens every address there is, follows every link,
asks for every fragment and searches for every word; what is kept from them must be found nowhere. So that the test can
fail, somebody finds each word where it belongs.
"""

import os
import re
from urllib.parse import urlencode

import pytest

from cohorts.actions import change_phase, remove_member
from cohorts.models import Cohort
from courses.models import Lesson
from discussions import actions as talk
from discussions.following.actions import follow
from discussions.models import Post, Space, Topic
from discussions.reading.actions import mark_read
from knowledge.models import Article
from lms.access import audiences_of
from lms.database import db
from lms.files.storage import Folder
from lms.jobs import sweep
from lms.limits import limiter
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.people.queries import find_signed_in
from lms.public import cards
from lms.search.routes import FILTERS
from tests.cast import text_of
from tests.crawling import Crawler
from tests.databases import fingerprints
from tests.factories.cohorts import make_member
from tests.factories.discussions import make_reply, make_topic, space_of
from tests.matrix.reading import short
from tests.world import EVERYBODY, PREFIX, Secret

WORD = re.compile(PREFIX + "[a-z]{4}")
# A removed lesson is read when it was put back; why somebody came in or changed is written down and not shown; so are the
# words of a question that was answered before it was asked, and what one person alone searched for. A removed note or
# comment shows only that it was there, what was answered in an open round is shown to nobody, and nobody of the cast wrote the plan that waits for a buddy.
NOWHERE = (
    "words one person searched for in vain",
    "words of an avoided question", "removed lesson", "why somebody came in", "why a phase changed", "removed note",
    "removed comment on a submission",
    "plan that waits for a buddy", "answer in an open round",
)  # fmt: skip


# Pages put together the same statements on both engines: on PostgreSQL a stranger, an outsider and somebody inside look.
# Searching, which each engine does in its own way, is tried by everybody on both.
LOOKERS = ("guest", "outsider", "trainee") if os.environ.get("TEST_DATABASE_URL") else EVERYBODY


def test_every_word_is_found_by_somebody_where_it_belongs(world):
    missing = []
    for label, secret in world.secrets.items():
        if label in NOWHERE:
            continue
        person = getattr(world.cast, secret.finder)
        if secret.word not in person.get(secret.place).get_data(as_text=True):
            missing.append(f"{label}: {secret.finder} does not find it at {secret.place}")
        if secret.is_searched and 'class="result"' not in person.get(f"/search?q={secret.word}").get_data(as_text=True):
            missing.append(f"{label}: {secret.finder} does not find it by searching")
    none_of(missing)


@pytest.mark.parametrize("name", LOOKERS)
def test_nobody_reads_what_is_kept_from_them(world, name):
    """Pages, fragments, files, headers, links: all of it."""
    before = fingerprints()
    crawler = Crawler(world, name)
    crawler.open_everything()
    none_of(leaks(world, name, crawler.seen))
    assert fingerprints() == before, "opening pages changed something"
    read = words_in(" ".join(crawler.seen.values()))
    none_of(
        [f"{name} never came to {s.place}" for s in world.secrets.values() if s.finder == name and s.word not in read]
    )


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_finds_what_is_kept_from_them(world, name):
    """Searching for a word, for its beginning, and among people; neither the hits nor their number say anything."""
    person, found = getattr(world.cast, name), []
    for turn, (label, secret) in enumerate(kept_from(world, name).items(), EVERYBODY.index(name)):
        limiter.reset()  # each word is searched for in several ways, which is more than a person may in a minute
        page = person.get(f"/search?q={secret.word}&exactly=1").get_data(as_text=True)
        if set(re.findall(r'class="count">(\d+)<', page)) != {"0"} or 'class="result"' in page:
            found.append(f"{label}: {name} finds {secret.word}")
        # What it may have been meant to be is none of what is kept from them. Each word is tried begun, mistyped and
        # among people, by one person this way and by the next another.
        typed = (secret.word[:-1], f"{secret.word[:-2]}{secret.word[:-3:-1]}")[turn % 2]
        address = f"/search?q={typed}+"
        seen = person.get(address).get_data(as_text=True)
        found += leaks(world, name, {address: seen.replace(typed, "")})
        of_people = label.startswith("profile")
        for asked in ("q", "organisation", "region") if of_people else ("q",) if turn % 3 == 0 else ():
            if 'class="person-row"' in person.get(f"/people?{asked}={secret.word}").get_data(as_text=True):
                found.append(f"{label}: {name} finds a person by {asked}={secret.word}")
    for word in (PREFIX, f"{PREFIX}*", f'"{PREFIX}', PREFIX[:3]):
        for chosen in FILTERS:
            address = f"/search?q={word}&in={chosen}&show=100"
            found += leaks(world, name, {address: person.get(address).get_data(as_text=True)})
        found += leaks(world, name, {word: person.get(f"/people?q={word}").get_data(as_text=True)})
    none_of(found)


@pytest.mark.parametrize("name", LOOKERS)
def test_nothing_that_is_kept_is_offered_while_somebody_types(world, name):
    """People after @, pages after #, titles after [[, and what may answer a question before it is asked."""
    person = getattr(world.cast, name)
    lists = [address for address in offers(world) if person.get(address).status_code == 200]
    one_of_each = {re.sub(r"\d+", "", address): address for address in lists}.values()
    titles = [secret.word[:-1] for label, secret in kept_from(world, name).items() if "title" in label]
    asked = [f"{address}{PREFIX}" for address in lists] + [
        address + begun for address in one_of_each for begun in titles
    ]
    seen = {}
    for address in asked:
        limiter.reset()
        seen[address] = person.get(address).get_data(as_text=True)
    none_of(leaks(world, name, seen))
    assert name == "guest" or words_in(" ".join(seen.values()))


def offers(world) -> list[str]:
    """Where lists are offered while somebody types; what was typed comes last in the address."""
    spaces, topics, articles, lessons = (
        db.session.scalars(db.select(table.id).order_by(table.id)) for table in (Space, Topic, Article, Lesson)
    )
    places = [(f"space:{number}", key) for number in spaces for key in ("@", "#", "[[")]
    places += [(f"topic:{number}", "@") for number in topics]
    return [
        *(f"/composing/suggestions?{urlencode({'place': place, 'key': key})}&q=" for place, key in places),
        *(f"/articles/{number}/links/suggestions?q=" for number in articles),
        *(f"/lessons/{number}/links/suggestions?q=" for number in lessons),
        "/ask?q=",
    ]


def test_what_is_fetched_from_outside_tells_guests_nothing_that_is_kept_from_them(world, monkeypatch, tmp_path):
    """Cards are pictures, so their words are read before they are drawn; sitemaps are followed to their last address."""
    drawn = {}
    monkeypatch.setattr(cards, "Folder", lambda path: Folder(tmp_path / path.name))
    monkeypatch.setattr(cards, "draw", lambda card: drawn.setdefault(card.path, f"{card.over} {card.title}").encode())
    crawler = Crawler(world, "guest")
    for rule in world.app.url_map.iter_rules():
        if rule.rule.endswith((".png", ".atom", ".xml", ".txt")):
            for address in crawler.addresses(short(rule.rule)):
                crawler.open(address)
    for part in re.findall(r"<loc>[^<]*?(/sitemaps/[^<]*)</loc>", crawler.seen["/sitemap.xml"]):
        for address in re.findall(r"<loc>https?://[^/]*([^<]*)</loc>", crawler.open(part)):
            page = crawler.open(address)
            assert page.startswith("200"), address
            assert "noindex" not in page, address
            assert "application/ld+json" in page or address in ("/courses", "/knowledge", "/shared"), address
    none_of(leaks(world, "guest", crawler.seen | drawn))
    shown = {address.partition("?")[0] for address, answer in crawler.seen.items() if answer.startswith("200")}
    assert {path.partition("?")[0] for path in drawn} == {path for path in shown if path.endswith(".png")}
    assert len(drawn) > 5


def test_who_left_finds_nothing_any_more(world):
    """The outsider was in cohort A for a day: what reached them then is no longer shown, counted or sent."""
    outsider, trainee = world.cast.outsider, world.cast.trainee.user
    cohort, topic = db.session.get_one(Cohort, world.cohort), db.session.get_one(Topic, world.topic)
    membership = make_member(cohort, outsider, by=world.cast.facilitator.user)
    word = world.secrets["reply"].word
    make_reply(topic, author=outsider.user, body="I am new here.")
    follow(outsider, topic, "watching")
    mark_read(outsider, topic, 1)
    talk.say_me_too(topic, outsider.user)
    make_reply(topic, author=trainee, body=f"Welcome @[Outsider], {word}.")
    make_topic(
        space=space_of(cohort),
        author=world.cast.facilitator.user,
        kind="announcement",
        title=word,
        body="For everybody.",
    )
    own = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, author_id=outsider.id)).one()
    talk.thank(own, trainee)
    change_phase(membership, "mentor", by=world.cast.facilitator.user)
    db.session.commit()
    assert text_of(outsider.get(f"/topics/{topic.id}")).count(word) > 1
    assert word in text_of(outsider.get("/inbox"))

    remove_member(membership, by=world.cast.facilitator.user)
    make_reply(topic, author=trainee, body=f"And now, @[Outsider]? {word}")
    db.session.commit()
    while sweep():
        pass
    crawler = Crawler(world, "outsider")
    crawler.open_everything()
    for show in ("to_do", "following", "done"):
        crawler.open(f"/inbox?show={show}")
    none_of(leaks(world, "outsider", crawler.seen))
    open_threads = {
        note.thread for note in notifications_of(outsider.id) if note.audience_id in audiences_of(outsider.id)
    }
    assert find_signed_in(world.tokens["outsider"])[0].unread == len(open_threads) > 0
    none_of(
        leaks(world, "outsider", {mail.subject: mail.text + mail.subject + mail.html for mail in mails_to(outsider.id)})
    )


@pytest.mark.parametrize("name", EVERYBODY[1:])
def test_mails_hold_nothing_that_is_kept_from_their_reader(world, name):
    person = getattr(world.cast, name)
    make_topic(
        space=space_of(db.session.get_one(Cohort, world.cohort)), author=world.cast.facilitator.user, kind="announcement",
        title=f"News {world.secrets['announcement'].word}", body="@[Outsider] @[Admin] @[Author] @[Alumna] @[Manager]",
    )  # fmt: skip
    db.session.commit()
    while sweep():
        pass
    mails = {mail.subject: f"{mail.subject} {mail.text} {mail.html} {mail.headers}" for mail in mails_to(person.id)}
    none_of(leaks(world, name, mails))
    notes = {f"{n.title} {n.excerpt}": f"{n.title} {n.excerpt} {n.url}" for n in notifications_of(person.id)}
    none_of(leaks(world, name, notes))
    assert words_in(" ".join(mails.values())) if name in ("trainee", "mentor") else True


def none_of(found: list[str]) -> None:
    assert not found, "\n".join(found)


def kept_from(world, name: str) -> dict[str, Secret]:
    return {label: secret for label, secret in world.secrets.items() if name in secret.kept_from}


def leaks(world, name: str, seen: dict[str, str]) -> list[str]:
    """Which words that are kept from this person stand in what they saw, and where."""
    labels = {secret.word: label for label, secret in kept_from(world, name).items()}
    return [
        f"{name} reads “{labels[word]}” ({word}) at {address}"
        for address, body in seen.items()
        for word in sorted(words_in(body) & set(labels))
    ]


def words_in(body: str) -> set[str]:
    return set(WORD.findall(body.lower()))


def notifications_of(user_id: int) -> list[Notification]:
    return db.session.scalars(db.select(Notification).filter_by(user_id=user_id)).all()


def mails_to(user_id: int) -> list[Mail]:
    return db.session.scalars(db.select(Mail).filter_by(user_id=user_id)).all()
