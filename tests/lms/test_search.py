"""Search finds what a person may see, in Dutch and English, and tells nothing about the rest."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lms import access
from lms.access import ACADEMY, PUBLIC
from lms.database import db
from lms.search import actions, queries, words
from tests.cast import text_of

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "search"
AWKWARD = [
    '"',
    "'",
    "NEAR(",
    "a AND",
    "* OR 1",
    "aud1",
    "kind:person",
    "title:x",
    "(",
    "😀",
    "\\",
    "a" * 3000,
    "%",
    "NULL",
]


def index(number=1, *, kind="article", audience_id=ACADEMY, title="", body="", language="en"):
    actions.index(
        kind, number, audience_id=audience_id, title=title, body=body, language=language, url=f"/{kind}/{number}"
    )


def found(viewer, query, **options):
    return [hit.url for hit in queries.search(viewer, query, **options).hits]


def test_plurals_are_found_in_both_languages(cast):
    index(1, title="De verzekering", body="Wat een polis dekt.", language="nl")
    index(2, title="Listening", body="Reflections in a letter.", language="en")
    viewer = cast.trainee.viewer
    assert found(viewer, "verzekeringen ") == ["/article/1"]
    assert found(viewer, "reflection ") == ["/article/2"]


def test_words_are_stemmed_by_many_threads_at_once():
    some = [
        f"{start}{end}"
        for start in ("verzeker", "luister", "bespreek", "reflect")
        for end in ("ingen", "en", "ions", "ing")
    ]
    asked = [f"{word}{number}en" for number in range(500) for word in some]
    alone = [words.stem.__wrapped__(word, "nl") for word in asked]
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [words.stem.__wrapped__(word, "nl") for word in asked], range(8)))
    assert all(stems == alone for stems in rounds)


def test_the_last_word_is_found_while_it_is_typed(cast):
    index(title="Motivational interviewing", body="")
    assert found(cast.trainee.viewer, "motivational interv") == ["/article/1"]
    assert found(cast.trainee.viewer, "motivational interv ") == []


def test_accents_make_no_difference(cast):
    index(title="Coördinatie in het café", body="", language="nl")
    assert found(cast.trainee.viewer, "coordinatie cafe ") == ["/article/1"]


def test_a_word_in_the_title_comes_first(cast):
    index(1, title="Other", body="silence " + "filler words here " * 20)
    index(2, title="Silence", body="filler words here " * 20)
    assert found(cast.trainee.viewer, "silence ") == ["/article/2", "/article/1"]


def test_nobody_finds_what_their_audiences_do_not_hold(cast):
    cohort = access.make_audience("cohort", "Spring")
    access.grant(cohort.id, cast.trainee.id)
    index(1, audience_id=cohort.id, title="Secret heron", body="")
    index(2, audience_id=PUBLIC, title="Public heron", body="")
    assert found(cast.trainee.viewer, "heron ") == ["/article/2", "/article/1"]
    assert found(cast.outsider.viewer, "heron ") == ["/article/2"]
    assert queries.search(cast.outsider.viewer, "heron ").counts == {"article": 1}
    assert "Secret" not in text_of(cast.outsider.get("/search?q=heron"))
    assert "Secret" not in text_of(cast.guest.get("/search?q=heron"))
    assert "Public" in text_of(cast.guest.get("/search?q=heron"))


def test_a_person_who_left_finds_it_no_more_and_one_who_came_does(cast):
    cohort = access.make_audience("cohort", "Spring")
    access.grant(cohort.id, cast.trainee.id)
    index(audience_id=cohort.id, title="Heron", body="")
    access.revoke(cohort.id, cast.trainee.id)
    access.grant(cohort.id, cast.outsider.id)
    assert found(cast.trainee.viewer, "heron ") == []
    assert found(cast.outsider.viewer, "heron ") == ["/article/1"]


def test_removed_and_changed_objects_are_found_as_they_are_now(cast):
    index(1, title="Heron", body="")
    index(1, title="Egret", body="")
    assert found(cast.trainee.viewer, "heron ") == []
    assert found(cast.trainee.viewer, "egret ") == ["/article/1"]
    actions.remove("article", 1)
    assert found(cast.trainee.viewer, "egret ") == []


def test_a_changed_audience_moves_the_find(cast):
    cohort = access.make_audience("cohort", "Spring")
    index(1, title="Heron", body="")
    actions.change_audience("article", [1], cohort.id)
    assert found(cast.trainee.viewer, "heron ") == []


def test_counts_and_filters_agree(cast):
    for number in range(3):
        index(number, kind="lesson", title="Heron", body="")
    index(1, kind="person", title="Heron", body="")
    results = queries.search(cast.trainee.viewer, "heron ", kinds=("lesson",), limit=2)
    assert (len(results.hits), results.more, results.counts) == (2, True, {"lesson": 3, "person": 1})


def test_passages_mark_the_words_and_escape_the_rest():
    asked = words.alternatives("herons ")
    assert (
        str(words.passage("<b>Herons</b> stand & wait", asked))
        == "&lt;b&gt;<mark>Herons</mark>&lt;/b&gt; stand &amp; wait"
    )
    text = "nothing here " * 50 + "one heron " + "nothing there " * 50
    passage = str(words.passage(text, asked))
    assert "<mark>heron</mark>" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")


def awkward_queries():
    yield from AWKWARD
    for path in sorted(VECTORS.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            yield json.loads(line)["vector"]


def test_awkward_queries_are_only_words(cast):
    index(title="Heron", body="")
    db.session.commit()
    for query in awkward_queries():
        expected = 404 if "\x00" in query else 200  # no address of ours holds a NUL
        assert cast.trainee.get("/search", query_string={"q": query}).status_code == expected, query


@pytest.mark.parametrize("target", ["results"])
def test_the_fragment_holds_the_results_alone(cast, target):
    index(title="Heron", body="")
    page = cast.trainee.htmx_get("/search?q=heron", target).get_data(as_text=True)
    assert "<mark>Heron</mark>" in page
    assert "<html" not in page
