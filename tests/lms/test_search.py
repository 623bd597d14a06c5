"""Search finds what a person may see, in Dutch and English, and tells nothing about the rest."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from discussions.moving.actions import move_topic
from lms import access
from lms.access import ACADEMY, PUBLIC
from lms.database import db
from lms.search import actions, asked, engines, queries, words
from tests.cast import text_of
from tests.factories.cohorts import make_cohort
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.discussions import make_reply, make_topic, space_of

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


def index(number=1, *, kind="article", audience_id=ACADEMY, title="", body="", language="en", **more):
    actions.index(
        kind,
        number,
        audience_id=audience_id,
        title=title,
        body=body,
        language=language,
        url=f"/{kind}/{number}",
        **more,
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
    sought = [f"{word}{number}en" for number in range(500) for word in some]
    alone = [words.stem.__wrapped__(word, "nl") for word in sought]
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [words.stem.__wrapped__(word, "nl") for word in sought], range(8)))
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
    assert set(found(cast.trainee.viewer, "heron ")) == {"/article/1", "/article/2"}
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
    marked = asked.read("herons ").marked
    assert (
        str(words.passage("<b>Herons</b> stand & wait", marked, "en"))
        == "&lt;b&gt;<mark>Herons</mark>&lt;/b&gt; stand &amp; wait"
    )
    long = "nothing here " * 50 + "one heron " + "nothing there " * 50
    passage = str(words.passage(long, marked, "en"))
    assert "<mark>heron</mark>" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hulpverlening ", "De <mark>schuldhulpverlening</mark> belt."),
        ("verzekeringen ", "Een <mark>zorgverzekering</mark> hoort erbij."),
        ("school ", "Twee <mark>scholen</mark> en een <mark>basisschool</mark>."),
        ("hulpver", "De <mark>hulpverlener</mark> van de <mark>schuldhulpverlening</mark>."),
        ("les ", "Wie wil <mark>lessen</mark>, moet beslissen."),
    ],
)
def test_what_is_found_by_its_plural_or_a_part_is_marked_too(typed, said):
    text = said.replace("<mark>", "").replace("</mark>", "")
    assert str(words.passage(text, asked.read(typed).marked, "nl")) == said
    assert str(words.mark_words(text, asked.read(typed).marked, "nl")) == said


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


def test_a_phrase_is_found_in_its_order_alone(cast):
    index(1, title="Motivational interviewing", body="")
    index(2, title="Interviewing that is motivational", body="")
    viewer = cast.trainee.viewer
    assert found(viewer, '"motivational interviewing"') == ["/article/1"]
    assert found(viewer, "“motivational interviewing”") == ["/article/1"]
    assert sorted(found(viewer, "motivational interviewing ")) == ["/article/1", "/article/2"]


def test_no_phrase_goes_on_from_a_title_into_the_text_or_among_stems(cast):
    index(title="Small herons", body="Standing in the water, waiting.")
    assert found(cast.trainee.viewer, '"herons standing"') == []
    assert found(cast.trainee.viewer, '"waiting stand"') == []
    assert found(cast.trainee.viewer, '"in the water"') == ["/article/1"]


def test_a_half_typed_phrase_is_a_phrase(cast):
    index(1, title="Small herons stand", body="")
    index(2, title="Stand by small herons", body="")
    assert found(cast.trainee.viewer, '"herons stand') == ["/article/1"]


@pytest.mark.parametrize("operator", ["author", "Author", "auteur", "door"])
def test_author_finds_what_somebody_wrote(cast, operator):
    index(1, title="Heron", author_name="Hanneke de Wit")
    index(2, title="Heron about Hanneke", author_name="Sam")
    viewer = cast.trainee.viewer
    assert found(viewer, f"heron {operator}:hanneke") == ["/article/1"]
    assert found(viewer, f'{operator}:"de wit"') == ["/article/1"]
    assert found(viewer, f"heron {operator}:han") == ["/article/1"]  # while it is typed
    assert sorted(found(viewer, "hanneke ")) == ["/article/1", "/article/2"]


def test_is_finds_questions_and_how_they_stand(cast):
    for number, extra in enumerate(({"kind": "question", "answered": True}, {"kind": "question"}, {"kind": "idea"}), 1):
        index(number, kind="topic", title="Heron", extra=extra)
    viewer = cast.trainee.viewer
    for typed, expected in {
        "is:question": {1, 2}, "is:vraag": {1, 2}, "is:solved": {1}, "is:opgelost": {1}, "is:unanswered": {2},
        "is:onbeantwoord": {2}, "is:idea": {3}, "is:question is:idea": set(), "is:unanswered before:2020": set(),
    }.items():  # fmt: skip
        assert set(found(viewer, f"heron {typed}")) == {f"/topic/{number}" for number in expected}, typed
        assert set(found(viewer, typed)) == {f"/topic/{number}" for number in expected}, typed


def test_after_and_before_go_by_the_days_of_the_reader(cast):
    for number, at in enumerate(("2024-12-31T22:59", "2024-12-31T23:01", "2026-03-14T23:30", "2026-04-02T10:00"), 1):
        index(number, title="Heron", at=datetime.fromisoformat(f"{at}+00:00"))
    viewer = cast.trainee.viewer  # lives in Amsterdam, an hour before Greenwich in winter
    for typed, expected in {
        "after:2025": {2, 3, 4}, "before:2025": {1}, "after:2026-03-15": {3, 4}, "na:15-03-2026": {3, 4},
        "after:2026-03-16": {4}, "after:2025-01 before:2026-04": {2, 3}, "voor:2026-04-02": {1, 2, 3}, "after:2027": set(),
    }.items():  # fmt: skip
        assert set(found(viewer, f"heron {typed}")) == {f"/article/{number}" for number in expected}, typed
        counts = queries.search(viewer, f"heron {typed}").counts
        assert counts.get("article", 0) == len(expected), typed


def test_what_an_operator_does_not_understand_is_said_and_left_out(cast):
    index(title="Heron", body="")
    page = cast.trainee.get("/search?q=heron+after:someday+is:purple")
    assert "Not understood, and left out: after:someday is:purple" in text_of(page)
    assert "<mark>Heron</mark>" in page.text


@given(st.sampled_from(["after", "before"]), st.dates(), st.sampled_from(["after", "before"]), st.dates())
@example("after", date.min, "before", date.max)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_two_days_can_be_asked_for(cast, one, day, other, another):
    for timezone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        viewer = replace(cast.trainee.viewer, timezone=timezone)
        queries.search(viewer, f"heron {one}:{day:%Y-%m-%d} {other}:{another.year:04}")


def test_in_names_a_kind_or_a_place(cast):
    course = make_course(title="Debt and shame")
    lesson = make_lesson(make_module(course), title="Letters on the table", body="Open them together.")
    make_lesson(make_module(make_course(title="Another")), title="Letters of thanks", body="")
    index(99, title="Letters", body="")
    db.session.commit()
    viewer = cast.author.viewer
    assert found(viewer, "letters in:debt") == [f"/lessons/{lesson.id}?language=en"]
    assert found(viewer, 'letters in:"debt and shame"') == [f"/lessons/{lesson.id}?language=en"]
    assert found(viewer, "letters in:nowhere") == []
    assert found(cast.outsider.viewer, "letters in:debt") == []
    page = cast.author.get("/search?q=letters+in:articles").text
    assert "/article/99" in page
    assert "/lessons/" not in page


def test_another_kind_of_results_is_chosen_although_the_words_name_one(cast):
    index(1, title="Letters", body="")
    index(2, kind="lesson", title="Letters", body="")
    db.session.commit()
    page = cast.author.get("/search?q=letters+in:articles")
    assert 'aria-current="page">Articles<' in page.text
    (others,) = re.findall(r'href="([^"]*in=lessons)"', page.text)
    page = cast.author.get(unescape(others))
    assert 'aria-current="page">Lessons<' in page.text
    assert "/lesson/2" in page.text
    nobody = cast.author.get("/search?q=letters&in=people")
    assert "Nothing of this kind contains these words; something else does." in text_of(nobody)
    assert "Nothing you can see contains these words" not in text_of(nobody)


def test_replies_are_found_in_the_space_their_topic_moved_to(cast):
    cohort = make_cohort(by=cast.facilitator.user, name="Spring herons")
    topic = make_topic(space=space_of(cohort), author=cast.facilitator.user, title="Reeds", body="Tall.")
    make_reply(topic, author=cast.facilitator.user, body="Egrets like them.")
    viewer = cast.facilitator.viewer
    assert len(found(viewer, "egrets in:spring")) == 1
    other = make_cohort(by=cast.facilitator.user, name="Autumn")
    move_topic(topic, space_of(other), by=cast.facilitator.user, reason="It belongs there.")
    viewer = cast.facilitator.viewer
    assert found(viewer, "egrets in:spring") == []
    assert len(found(viewer, "egrets in:autumn")) == 1


def test_each_kind_is_counted_however_many_others_there_are(cast, monkeypatch):
    monkeypatch.setattr(engines, "COUNTED", 3)
    for number in range(6):
        index(number, kind="post", title="Heron", body="heron")
    index(1, kind="lesson", title="Heron", body="")
    assert queries.search(cast.trainee.viewer, "heron ").counts == {"post": 3, "lesson": 1}


def test_events_can_be_filtered(cast):
    index(1, kind="event", title="Heron", body="")
    index(2, title="Heron", body="")
    assert found(cast.trainee.viewer, "heron ", kinds=("event",)) == ["/event/1"]


def test_a_word_like_a_tag_opens_nothing(cast):
    """“aud2” said in a cohort is a word, not an audience; so are the names of kinds and places."""
    cohort = access.make_audience("cohort", "Spring")
    index(
        1, kind="post", audience_id=cohort.id, title="x", body="heron aud2 a_2 kindarticle k_article space1 isquestion"
    )
    assert found(cast.outsider.viewer, "heron ") == []
    access.grant(cohort.id, cast.trainee.id)
    assert found(cast.trainee.viewer, "heron ", kinds=("article",)) == []
    assert found(cast.trainee.viewer, "heron is:question") == []


def test_the_whole_title_comes_first(cast):
    for number in range(5):
        index(number, title="Silence, silence and more silence", body="silence " * 30)
    index(9, title="Silence.", body="", at=datetime(2001, 1, 1, tzinfo=UTC))
    assert found(cast.trainee.viewer, "silence")[0] == "/article/9"


def test_verified_fresh_and_near_come_before_their_like(cast):
    cohort = access.make_audience("cohort", "Spring")
    access.grant(cohort.id, cast.trainee.id)
    old = datetime(2020, 1, 1, tzinfo=UTC)
    words = {"title": "Some herons", "body": "They wait."}
    index(1, **words, at=old, weight=0.6)
    index(2, **words, at=old)
    index(3, **words)
    index(4, **words, audience_id=cohort.id)
    index(5, **words, weight=1.5)
    hits = queries.search(cast.trainee.viewer, "herons ").hits
    assert [hit.object_id for hit in hits] == [5, 4, 3, 2, 1]
    assert [hit.reasons for hit in hits] == [
        ("all in title", "trusted", "recent"), ("all in title", "recent", "near"), ("all in title", "recent"),
        ("all in title",), ("all in title", "lowered"),
    ]  # fmt: skip
    page = cast.trainee.get("/search?q=herons")
    assert 'title="Your words are in its title; somebody vouches for it; said in the last month"' in page.text


def test_words_every_text_has_are_not_needed(cast):
    index(title="Hearing change talk", body="")
    assert found(cast.trainee.viewer, "how do I hear the change talk") == []  # “hear” is no form of “hearing” in Dutch
    assert found(cast.trainee.viewer, "hearing of the change talk") == ["/article/1"]
    assert found(cast.trainee.viewer, "the ") == []


def test_entries_of_an_older_version_are_made_anew(cast):
    index(title="Heron", body="")
    db.session.execute(text("DELETE FROM search_index"))
    db.session.execute(text("UPDATE search_documents SET index_version = 1 WHERE kind = 'article'"))
    assert found(cast.trainee.viewer, "heron ") == []
    assert (actions.renew_entries(10), actions.renew_entries(10)) == (1, 0)
    assert found(cast.trainee.viewer, "heron ") == ["/article/1"]


def test_a_title_is_known_by_its_small_words_too(cast):
    index(1, title="What an egret is", body="Egret, egret and egret.")
    index(2, title="The egret in an hour", body="A bird.")
    assert found(cast.trainee.viewer, "the egret in an hour ")[0] == "/article/2"
    assert found(cast.trainee.viewer, "what an egret is ")[0] == "/article/1"


def test_one_conversation_does_not_fill_the_list(cast):
    for number in range(1, 7):
        index(number, kind="post", title="Herons", body="A heron, a heron, a heron.")
    index(1, title="Birds", body="Among others the heron stands in the water and waits for what comes by.")
    assert "/article/1" in found(cast.trainee.viewer, "heron ")[:3]
    assert len(found(cast.trainee.viewer, "heron ")) == 7


def test_what_somebody_vouches_for_is_found_whatever_was_said_since(cast):
    """Older than the newest hits among which the best are chosen, and without the words in its title."""
    index(1, title="At the door", body="Somebody asks for consent.", at=datetime(2024, 1, 1, tzinfo=UTC), weight=1.2)
    index(2, title="At the window", body="Somebody asks for consent.", at=datetime(2024, 1, 1, tzinfo=UTC))
    for number in range(engines.RANKED + 20):
        at = datetime(2025, 1, 1, tzinfo=UTC)
        index(number, kind="topic", title=f"Day {number}", body="Somebody asks for consent, and talks on.", at=at)
    db.session.commit()
    urls = found(cast.trainee.viewer, "asks consent ", limit=30)
    assert urls[0] == "/article/1"
    assert "/article/2" not in urls
    assert found(cast.trainee.viewer, "consent ", kinds=("topic",), limit=5)[0].startswith("/topic/")
    index(1, title="At the door", body="Somebody asks for consent.", at=datetime(2024, 1, 1, tzinfo=UTC), weight=0.6)
    assert "/article/1" not in found(cast.trainee.viewer, "asks consent ", limit=30)


def test_all_hits_to_choose_from_are_looked_up_in_the_index(cast):
    for number in range(300):
        index(number, title=f"Heron {number}", body="Somebody asks for consent.", weight=1.2 if number % 9 == 0 else 1)
    db.session.commit()
    wanted = asked.read("asks consent ")
    statement, values = queries.choosing(queries.Scope.of(cast.trainee.viewer, wanted), wanted, ())
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE search_index"))
        db.session.execute(text("SET LOCAL enable_seqscan = off"))  # a table of one page is read at once otherwise
        plan = "\n".join(db.session.scalars(text(f"EXPLAIN {statement}"), values))
        assert plan.count("Bitmap Index Scan on ix_search_index_words") == 4
        assert "Seq Scan" not in plan
    else:
        steps = [row.detail for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {statement}"), values)]
        assert sum(bool(re.match(r"SCAN i VIRTUAL TABLE INDEX \d+:M", step)) for step in steps) == 4, "\n".join(steps)
        assert not [step for step in steps if step.startswith("SCAN d")], steps
