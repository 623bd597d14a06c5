"""A collection leaves as Markdown and comes back without a difference, whatever stands in it; and what never leaves."""

import random
import re
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from knowledge import actions
from knowledge.interchange.exporting import Export, file_name
from knowledge.interchange.format import Names, body_of, named, written_page
from knowledge.interchange.pages import USED
from knowledge.models import Article, Collection
from knowledge.uploads.files import ARTICLE_FILES
from lms.access import ACADEMY, STAFF
from lms.database import db, now
from lms.interchange.pages import take_front_matter
from lms.interchange.receipts import Receipt
from lms.interchange.trees import natural
from tests.cast import text_of
from tests.courses.imports import pack, picture
from tests.factories.knowledge import (
    fresh,
    make_article,
    make_collection,
    make_contribution,
    make_suggestion,
    revise_article,
)
from tests.knowledge.imports import collection_of, exported, import_articles, unpacked

TITLES = [
    "Huisbezoek: vóóraf bellen",
    "Huisbezoek",
    "Huisbezoek",
    "Huisbezoek 2",
    "huisbezoek",
    "Straße & café?",
    "Images",
    "2024",
    "ja",
    "- 'Quoted': \"twice\" #1",
    "Wat is een “kring”? 🌱",
    "?!",
    "Readme",
    "License",
    "Consent.nl",
    "Привет",
    "CON",
]
BODIES = [
    "# Same words\n\nText with [[{title}]] and `[[{title}]]` and [[Nobody has this]].",
    "\n\n  Begins late, ends late.  \n\n\n",
    "",
    "---\n\nA line first, and <b>HTML</b>, {{ code }} and <script>shown</script>.",
    "[one](/articles/{id}#h-part \"Title\"), [two](</articles/{id}?from=1>), ![three](/files/{key}/{name} 'x')\n\n"
    '[ref]\n\n[ref]: /articles/{id}\n\n<a href="/articles/{id}">html</a> <img src="/files/{key}/{name}" alt="y">',
    "[away](/lessons/3), [there](https://example.org/a(b)), [mail](mailto:a@b.example), [gone](gone.md), [odd](images/x.png)",
    "```\n[code](/articles/{id})\n```\n\nEmoji 🌱, accents é, é, and a tab\there.",
]
JPEG_SHADES = (10, 200)


def jpeg(shade: int) -> bytes:
    kept = BytesIO()
    noise = random.Random(shade)
    image = Image.new("RGB", (24, 24))
    image.putdata([(noise.randrange(256), shade, noise.randrange(256)) for _ in range(576)])
    image.save(kept, "JPEG", quality=92)
    return kept.getvalue()


def full_collection(seed: int) -> Collection:
    """A collection of nearly everything, in an order of chance: pairs, duplicates, drafts, pictures, collections within."""
    chance = random.Random(seed)
    outer = make_collection(title="Werkwijzen", summary="Zo doen we het.\n\nSamen.")
    inner = [make_collection(title=title, parent_id=outer.id) for title in ("Huisbezoek", "Images", "huisbezoek")]
    inner[1].summary = "What we look at: “pictures”."
    titles = [*TITLES]
    chance.shuffle(titles)
    made = []
    for number, title in enumerate(titles):
        article = make_article(
            chance.choice([outer, *inner]), title=title, body="First.", language=chance.choice(["en", "nl"])
        )
        name = chance.choice(
            ["a picture of a door.png", "100% waar (echt).png", "foto.png", "Foto.png", "scan.md", "photo.jpg"]
        )
        data = {"png": picture(number), "md": b"# No article", "jpg": jpeg(chance.choice(JPEG_SHADES))}[
            name[-3:].strip(".")
        ]
        made.append((article, ARTICLE_FILES.add(article, data, name, alt="x", by=None)))
    for article, file in made:
        other, other_file = chance.choice(made)
        if other.collection_id != article.collection_id:
            other_file = file
        body = chance.choice(BODIES).replace("{title}", other.title).replace("{id}", str(other.id))
        body = body.replace("{key}", other_file.key).replace(
            "{name}", other_file.name.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        )
        revise_article(fresh(article), body + f"\n\n![{article.title[:3]}](/files/{file.key}/x%20y)")
    articles = [article for article, _file in made]
    english, dutch = ([one for one in articles if one.language == language] for language in ("en", "nl"))
    if english and dutch:
        actions.pair_articles(fresh(english[0]), fresh(dutch[0]))
    draft = make_article(outer, title="Nog niet klaar", body="Bijna.", published=False)
    assert draft.published_at is None
    db.session.commit()
    return outer


@pytest.mark.parametrize("seed", range(6))
def test_what_leaves_comes_back_and_leaves_again_byte_for_byte(app, tmp_path, seed):
    outer = full_collection(seed)
    first = exported(outer)
    assert len([name for name in first if name.endswith(".md") and not name.startswith("files/")]) == len(TITLES) + 1
    make_collection(title="Elsewhere", audience_id=STAFF)
    db.session.commit()
    receipt = import_articles(app, pack(tmp_path / "werkwijzen.zip", first), "--collection", "Elsewhere")
    assert receipt["refused"] == []
    again = exported(collection_of(receipt))
    assert set(again) == set(first)
    assert {name: (first[name], again[name]) for name in first if first[name] != again[name]} == {}
    assert_nothing_leads_back(outer, collection_of(receipt))


def assert_nothing_leads_back(outer: Collection, copy: Collection) -> None:
    """The copies lead to each other; none leads into the collection they came from, but for code."""

    def within(collection):
        ids = [collection.id, *db.session.scalars(db.select(Collection.id).filter_by(parent_id=collection.id))]
        return db.session.scalars(db.select(Article).where(Article.collection_id.in_(ids))).all()

    old = {article.id for article in within(outer)}
    copies = within(copy)
    assert len(copies) == len(old)
    led = {int(number) for one in copies for number in re.findall(r'href="/articles/(\d+)', one.html)}
    assert not led & old
    assert sorted((one.title, one.summary, one.language, bool(one.pair_id)) for one in copies) == sorted(
        (one.title, one.summary, one.language, bool(one.pair_id)) for one in within(outer)
    )


def test_the_same_words_make_the_same_archive(cast):
    collection = full_collection(3)
    answers = [cast.editor.get(f"/collections/{collection.id}/export/file") for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert unpacked(answers[0].data) == exported(collection)
    assert answers[0].headers["Cache-Control"] == "private, no-store"
    assert "Werkwijzen.zip" in answers[0].headers["Content-Disposition"]


def test_another_collection_keeps_its_title_and_gets_words_when_it_has_none(app, tmp_path):
    first = exported(full_collection(1))
    own = make_collection(title="Own", summary="Its own words.")
    db.session.commit()
    path = pack(tmp_path / "x.zip", first)
    receipt = import_articles(app, path, "--collection", "Own")
    assert fresh(own).summary == "Its own words."
    assert [entry["why"] for entry in receipt["refused"]] == ["The collection keeps its own words."]
    receipt = import_articles(app, path)
    assert collection_of(receipt).title == "x"
    assert collection_of(receipt).summary == "Zo doen we het.\n\nSamen."


def test_the_name_of_the_archive_is_the_title_of_the_collection(app, tmp_path):
    collection = make_collection(title="E-mail en zo", language="nl")
    make_article(collection, title="Groeten")
    db.session.commit()
    path = pack(tmp_path / file_name(collection), exported(collection))
    assert collection_of(import_articles(app, path)).title == "E-mail en zo"


def test_drafts_of_published_articles_the_archive_and_quotations_stay(cast):
    collection = make_collection()
    article = make_article(collection, title="Ringing", body="Ring twice.\n\n::: quote 1\n:::\n\nWait.")
    actions.save_draft(
        article, title="Ringing", summary="", body="Nobody may know.", version=article.draft_version, by=None
    )
    actions.archive_article(make_article(collection, title="Gone"), by=cast.editor.user)
    db.session.commit()
    files = exported(collection)
    assert set(files) == {"collection.yaml", "ringing.md"}
    assert files["ringing.md"].decode().endswith("\n\nRing twice.\n\nWait.\n")
    page = text_of(cast.editor.get(f"/collections/{collection.id}/export"))
    for words in ("not published stays here", "writers said yes", "1 article in the archive"):
        assert words in page


def test_openness_and_language_come_back(app, tmp_path):
    outer = make_collection(title="Werkwijzen", language="nl", openness="contribute")
    make_article(outer, title="Bellen", body="Bel eerst.", language="nl")
    inner = make_collection(title="Read only", parent_id=outer.id, language="en", openness="broadcast")
    make_article(inner, title="House rules", body="Be kind.", language="nl")
    db.session.commit()
    files = exported(outer)
    copy = collection_of(import_articles(app, pack(tmp_path / "copy.zip", files)))
    (within,) = db.session.scalars(db.select(Collection).filter_by(parent_id=copy.id))
    assert (copy.language, copy.openness, copy.audience_id) == ("nl", "contribute", STAFF)
    assert (within.language, within.openness) == ("en", "broadcast")
    assert exported(copy) == files
    own = make_collection(title="Own", language="en", openness="broadcast")
    db.session.commit()
    receipt = import_articles(app, pack(tmp_path / "copy.zip", files), "--collection", "Own")
    assert (fresh(own).language, fresh(own).openness) == ("en", "broadcast")
    assert [entry["why"] for entry in receipt["refused"]] == [
        "The collection stays as open as it is.",
        "The collection keeps its language.",
    ]


@pytest.mark.parametrize("odd", ["openness: everything", "openness: [contribute]", "language: tlh", "language: {}"])
def test_odd_words_about_a_collection_change_nothing(app, tmp_path, odd):
    files = {"collection.yaml": f"format: leerkring articles 1\n{odd}\n".encode(), "a.md": b"# A\n\nText."}
    copy = collection_of(import_articles(app, pack(tmp_path / "odd.zip", files)))
    assert (copy.language, copy.openness) == ("en", "discuss")


def test_what_members_added_and_suggested_stays_and_is_counted(cast):
    article = make_article(make_collection(openness="contribute"), title="Ringing", body="Ring twice.")
    make_contribution(article, by=cast.trainee.user)
    make_suggestion(article, "Ring three times.", by=cast.alumna.user)
    db.session.commit()
    page = text_of(cast.editor.get(f"/collections/{article.collection_id}/export"))
    for words in ("1 contribution by a member", "1 suggestion", "conversations about it stay here"):
        assert words in page


def test_what_one_may_not_read_does_not_leave_with_them(cast):
    outer = make_collection(title="Outer", owner=cast.facilitator, audience_id=ACADEMY)
    theirs = make_collection(title="Theirs", parent_id=outer.id)
    make_article(outer, title="Seen", body="Seen.")
    make_article(theirs, title="Unseen", body="Unseen.")
    db.session.commit()
    assert set(exported(outer, cast.editor.viewer)) == {
        "collection.yaml",
        "seen.md",
        "theirs/collection.yaml",
        "theirs/unseen.md",
    }
    assert set(exported(outer, cast.facilitator.viewer)) == {"collection.yaml", "seen.md"}


def test_only_who_writes_exports(cast):
    collection = make_collection(owner=cast.facilitator)
    hidden = make_collection(audience_id=STAFF)
    db.session.commit()
    for part in ("export", "export/file"):
        address = f"/collections/{collection.id}/{part}"
        assert cast.facilitator.get(address).status_code == 200
        assert cast.trainee.get(address).status_code == 403
        assert cast.trainee.get(f"/collections/{hidden.id}/{part}").status_code == 404
        assert cast.guest.get(address).status_code == 303
    assert "Export" in text_of(cast.facilitator.get(f"/collections/{collection.id}"))
    assert "/export" not in cast.trainee.get(f"/collections/{collection.id}").text


def test_the_command_writes_what_the_button_sends(app, cast, tmp_path):
    collection = full_collection(2)
    sent = cast.editor.get(f"/collections/{collection.id}/export/file").data
    db.session.rollback()
    path = tmp_path / "out.zip"
    result = app.test_cli_runner().invoke(args=["export-collection", str(collection.id), str(path)])
    assert result.exit_code == 0, result.output
    assert unpacked(path.read_bytes()) == unpacked(sent)
    assert app.test_cli_runner().invoke(args=["export-collection", "99", str(path)]).exit_code == 2


@given(st.lists(st.text(max_size=12) | st.sampled_from(TITLES), max_size=30))
@settings(max_examples=200, deadline=None)
def test_names_are_given_again_in_their_order(titles):
    def give(ordered):
        names = Names()
        return [names.give(named(title), ".md") for title in ordered]

    first = dict(zip(give(titles), titles, strict=True))
    assert len(first) == len(titles)
    order = sorted(first, key=lambda name: natural(name.removesuffix(".md")))
    assert give([first[name] for name in order]) == order


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), max_size=200)


@given(title=WORDS.filter(str.strip), summary=WORDS, body=WORDS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_front_matter_reads_back_as_it_was_written(title, summary, body):
    data = {"title": title, "summary": summary, "language": "nl", "draft": True}
    text = written_page(data, body).decode()
    receipt = Receipt()
    rest, found = take_front_matter("a.md", text, USED, receipt)
    assert (found, body_of(rest)) == (data, body)
    assert receipt.changed == receipt.refused == []


def test_an_export_says_how_much_it_holds(cast):
    collection = make_collection()
    make_article(collection)
    db.session.commit()
    export = Export(collection, cast.editor.viewer)
    assert (len(export.articles), export.inner, export.files, export.left_behind()) == (1, [], [], [])


def test_files_that_no_text_shows_stay_here_and_are_named(cast):
    collection = make_collection(title="Doors")
    article = make_article(collection, title="Opening a door", body="Soon.")
    shown, _former, secret = (
        ARTICLE_FILES.add(article, words, name, by=cast.editor.user)
        for words, name in ((b"Shown.", "shown.txt"), (b"Old.", "former.txt"), (b"Gone.", "gone.txt"))
    )
    revise_article(fresh(article), f"See [this](/files/{shown.key}/shown.txt).")
    away = make_article(collection, title="Closing a door", body="Soon.")
    ARTICLE_FILES.add(away, b"Away.", "archived.txt", by=cast.editor.user)
    actions.archive_article(away, by=cast.editor.user)
    secret.deleted_at = now()
    db.session.commit()
    export = Export(fresh(collection), None)
    left = [(entry.where, entry.what) for entry in export.left_behind() if "shows this file" in entry.why]
    assert left == [("opening-a-door.md", "former.txt")]
    assert [file.name for file in export.files] == ["shown.txt"]
    page = text_of(cast.editor.get(f"/collections/{collection.id}/export"))
    assert "former.txt" in page
    assert "archived.txt" not in page
