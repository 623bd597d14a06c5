"""A search that finds nothing as typed is tried without its typos and with the parts of its compounds; it betrays nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms import access
from lms.search import engines
from lms.search.compounds import parts, singulars, split
from lms.search.forgiving.queries import find
from lms.search.forgiving.typos import distance, slips
from lms.search.matching import TOGETHER, Clause, parts_of
from tests.cast import text_of
from tests.lms.test_search import index
from tests.statements import counted_statements

WORDS = st.text("abcdehn", min_size=1, max_size=9)


def found(viewer, query, **options):
    results = find(viewer, query, **options)
    return results.instead, [hit.url for hit in results.hits]


def test_a_clause_of_many_terms_is_asked_in_parts_that_hold_each_of_them_once():
    clause = Clause.of("text", sorted(slips("huurachterstand")))
    parted = parts_of(clause)
    assert len(parted) > 10
    assert max(len(part.terms) for part in parted) <= TOGETHER
    assert [term for part in parted for term in part.terms] == list(clause.terms)


@given(WORDS)
def test_every_slip_is_one_away(word):
    assert all(distance(word, other) == 1 for other in slips(word))


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_nothing_only_between_equals(one, other):
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)
    assert (other in slips(one)) == (distance(one, other) == 1) or "z" in one + other


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("verzekerring", "verzekering"), ("verzkering", "verzekering"), ("vrezekering", "verzekering"),
        ("berzekering", "verzekering"), ("verzeekeering", "verzekering"), ("Verzekéring", ""), ("verzekeringen", ""),
    ],
)  # fmt: skip
def test_typos_are_forgiven(cast, typed, meant):
    index(1, title="De verzekering betaalt", body="", language="nl")
    assert found(cast.trainee.viewer, f"{typed} ") == (meant, ["/article/1"])


def test_only_the_word_that_is_wrong_is_put_right(cast):
    index(1, title="The silent heron", body="", author_name="Hanneke")
    index(2, title="The silent hero", body="")
    assert found(cast.trainee.viewer, 'silemt heron author:hanneke "heron"') == (
        'silent heron author:hanneke "heron"', ["/article/1"],
    )  # fmt: skip
    assert found(cast.trainee.viewer, "heron ") == ("", ["/article/1"])


def test_the_page_says_what_it_looked_for_and_offers_what_was_typed(cast):
    index(1, title="De verzekering betaalt", body="", language="nl")
    page = cast.trainee.get("/search?q=verzekerring")
    assert "Showing results for verzekering . Search for verzekerring instead" in text_of(page)
    page = cast.trainee.get("/search?q=verzekerring&exactly=1")
    assert "Showing results for" not in page.text
    assert 'class="result"' not in page.text


def test_no_word_is_proposed_from_what_somebody_may_not_see(cast):
    """Neither to who types it nearly, nor by taking the place of a word they may see; and it costs as much as any word."""
    cohort = access.make_audience("cohort", "Spring")
    access.grant(cohort.id, cast.trainee.id)
    for number in range(3):
        index(number, audience_id=cohort.id, title="Kingfisher kingfishers", body="")
    index(9, title="Kingfished", body="")
    assert found(cast.trainee.viewer, "kingfiser ")[0] == "kingfisher"
    assert found(cast.outsider.viewer, "kingfisber ") == ("kingfished", ["/article/9"])
    assert found(cast.outsider.viewer, "kingfiser ") == ("kingfished", ["/article/9"])
    assert found(cast.guest.viewer if cast.guest.id else access.GUEST, "kingfiser ") == ("", [])
    statements = []
    for word in ("kingfizher ", "zebrafizher "):
        with counted_statements() as count:
            find(access.GUEST, word)
        statements.append(count())
    assert statements[0] == statements[1]


def test_a_lesson_that_has_not_opened_gives_no_words(cast, monkeypatch):
    monkeypatch.setitem(engines._left_out, "lesson", lambda viewer: [7])
    index(7, kind="lesson", title="Kingfisher", body="")
    assert found(cast.trainee.viewer, "kingfiser ") == ("", [])


def test_many_wrong_words_cost_a_bounded_number_of_statements(cast):
    with counted_statements() as count:
        find(cast.trainee.viewer, " ".join(f"wrongword{letter}" for letter in "abcdefghijkl"))
    assert count() <= 28  # four of them look for what holds most of the words


def test_what_was_meant_is_not_searched_among_other_kinds(cast):
    index(1, title="Heron", body="")
    results = find(cast.trainee.viewer, "heron", kinds=("person",))
    assert (results.instead, results.hits, results.counts) == ("", (), {"article": 1})


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("lesgroepen", ("les", "groepen")), ("gespreksvoering", ("gesprek", "voering")),
        ("schuldhulpverlening", ("schuld", "hulpverlening")), ("groepsgesprek", ("groep", "gesprek")),
        ("loonbeslag", ("loon", "beslag")), ("boekenkast", ("boeken", "kast")), ("huisbezoek", ("huis", "bezoek")),
        ("verzekering", ()), ("onderzoek", ()), ("schaamte", ()), ("motivational", ()), ("wanneer", ()), ("les", ()),
    ],
)  # fmt: skip
def test_compounds_have_two_halves_and_other_words_have_none(word, halves):
    assert split(word) == halves


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("schulden", "schuld"), ("brieven", "brief"), ("scholen", "school"), ("lessen", "les"), ("huizen", "huis"),
        ("tolken", "tolk"), ("cursussen", "cursus"), ("begeleiders", "begeleider"), ("vragen", "vraag"),
    ],
)  # fmt: skip
def test_plurals_know_their_singular(plural, singular):
    assert singular in singulars(plural)


def test_parts_have_parts():
    assert parts("schuldhulpverlening") == ("schuld", "hulpverlening", "hulp", "verlening")


@given(WORDS)
def test_halves_are_shorter_and_stand_in_the_word(word):
    halves = split(word * 2)
    assert all(len(half) < len(word * 2) and half in word * 2 for half in halves)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("verzekeringen", "De verzekering"), ("verzekering", "Alle verzekeringen"), ("lesgroep", "Drie lesgroepen"),
        ("lesgroepen", "Een lesgroep"), ("groep", "Drie lesgroepen"), ("groepen", "Een lesgroep"),
        ("hulpverlening", "Schuldhulpverlening"), ("schuld", "Schuldhulpverlening"), ("schuld", "Alle schulden"), ("schulden", "Een schuld"), ("gesprek", "Gespreksvoering"),
    ],
)  # fmt: skip
def test_plurals_and_parts_of_dutch_words_are_found(cast, typed, said):
    index(1, title=said, body="", language="nl")
    assert found(cast.trainee.viewer, f"{typed} ") == ("", ["/article/1"])


def test_a_compound_is_found_where_its_parts_stand_apart(cast):
    index(1, title="Hulpverlening bij schulden", body="", language="nl")
    index(2, title="Verlening", body="", language="nl")
    assert found(cast.trainee.viewer, "schuldhulpverlening ") == ("schuld hulpverlening", ["/article/1"])


def test_what_stands_as_it_was_typed_comes_before_its_parts(cast):
    index(1, title="Een lesgroep", body="", language="nl")
    index(2, title="Een groep", body="", language="nl")
    assert found(cast.trainee.viewer, "groep ")[1] == ["/article/2", "/article/1"]


def test_a_sentence_finds_what_holds_most_of_its_words(cast):
    index(1, title="Recording a conversation", body="How to ask for consent before you begin.")
    index(2, title="Conversations", body="About the weather.")
    results = find(cast.trainee.viewer, "how do I ask permission to record a conversation? ")
    assert [hit.url for hit in results.hits] == ["/article/1"]
    assert results.asked.loosely
    page = text_of(cast.trainee.get("/search?q=how+do+I+ask+permission+to+record+a+conversation"))
    assert "Few things have all of these words" in page
    assert "Only with all of them" in page
    assert found(cast.trainee.viewer, "ask permission to record a conversation ", exactly=True) == ("", [])


def test_two_words_are_both_found_or_nothing_is(cast):
    index(1, title="Recording a conversation", body="")
    assert found(cast.trainee.viewer, "recording permission ") == ("", [])


def test_most_of_a_sentence_is_found_only_by_who_may_read_it(cast):
    index(1, title="Recording a conversation", body="Ask first.", audience_id=access.STAFF)
    assert found(cast.trainee.viewer, "may I record this conversation and ask later ") == ("", [])


def test_many_words_make_no_expression_without_end(cast):
    index(1, title="Silence", body="Wait and listen.")
    words = " ".join(f"listen{letter}" for letter in "abcdefghijkl") + " wait listen silence "
    assert find(cast.trainee.viewer, words).total == 0
