"""What a reader is told about the difference between two texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.differences import Change, Segment, compare, paragraphs, words_apart

WORDS = st.lists(st.sampled_from("one two three . , \n\n # `` - é".split(" ")), max_size=30).map(" ".join)


def test_a_changed_word_is_shown_within_its_paragraph():
    rows = compare("The hand is open.", "The hand is closed.")
    assert rows == [
        Change(
            "changed",
            (
                Segment("same", "The hand is "),
                Segment("removed", "open"),
                Segment("added", "closed"),
                Segment("same", "."),
            ),
        )
    ]


def test_neighbouring_changed_words_read_as_one_change():
    (row,) = compare("It was a very long time ago, they say.", "It was a rather short while ago, they say.")
    assert [segment.kind for segment in row.segments] == ["same", "removed", "added", "same"]


def test_paragraphs_come_and_go():
    rows = compare("One.\n\nTwo words.", "One.\n\nInserted entirely.\n\nTwo words.")
    assert [row.kind for row in rows] == ["same", "added", "same"]
    rows = compare("One.\n\nGone.\n\nTwo.", "One.\n\nTwo.")
    assert [(row.kind, row.old) for row in rows][1] == ("removed", "Gone.")


def test_unlike_paragraphs_are_not_forced_into_a_pair():
    rows = compare("Cats sleep all day long.", "Quarterly figures follow below.")
    assert sorted(row.kind for row in rows) == ["added", "removed"]


def test_a_paragraph_keeps_its_partner_when_another_is_put_before_it():
    rows = compare("Ask before you advise people.", "Something new.\n\nAsk before you advise anyone.")
    assert [row.kind for row in rows] == ["added", "changed"]


def test_long_unchanged_runs_are_left_out_and_counted():
    old = "\n\n".join(f"This is paragraph {number}." for number in range(20))
    rows = compare(old, old.replace("paragraph 10.", "paragraph ten now."))
    assert [(row.kind, row.count) for row in rows] == [
        ("skipped", 9),
        ("same", 0),
        ("changed", 0),
        ("same", 0),
        ("skipped", 8),
    ]
    assert len(compare(old, old, neighbours=None)) == 20


def test_blank_lines_and_line_endings_are_no_difference():
    assert {row.kind for row in compare("a\n\n\n\nb  \n", "a\r\n\r\nb", neighbours=None)} == {"same"}


@pytest.mark.parametrize(
    ("old", "new", "apart"),
    [
        ("Count to five.", "Count to five.", 0),
        ("Cuont to five.", "Count to five.", 1),
        ("Count to five.", "Count to five. Really.", 1),
        ("one two one", "one", 2),
        ("", "one two", 2),
        ("one " * 30, "two " * 20, 30),
        ("teh " + "same " * 100 + "teh", "the " + "same " * 100 + "the", 2),
    ],
)
def test_words_that_went_or_came_are_counted(old, new, apart):
    assert words_apart(old, new, most=3) == words_apart(new, old, most=3) == apart


def test_fenced_code_is_one_paragraph():
    assert paragraphs("a\n\n```\nb\n\nc\n```\n\nd") == ["a", "```\nb\n\nc\n```", "d"]


def test_paragraph_is_paired_with_the_one_it_became():
    rows = compare("One here.\n\nTwo stays put.\n\nThree goes.", "Two stays where it is put.\n\nNew words entirely.")
    assert [row.kind for row in rows].count("changed") == 1


@given(WORDS, WORDS)
def test_rows_hold_both_texts_whole(old, new):
    rows = compare(old, new, neighbours=None)
    assert [row.new for row in rows if row.kind != "removed"] == paragraphs(new)
    assert [row.old for row in rows if row.kind != "added"] == paragraphs(old)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text):
    assert all(row.kind in ("same", "skipped") for row in compare(text, text))


@pytest.mark.parametrize(
    "edit", [lambda text: text.replace("word1", "other"), lambda text: text[::-1], lambda text: ""]
)
def test_long_texts_are_compared_quickly(edit):
    text = "\n\n".join(" ".join(f"word{(n * m) % 97}" for n in range(60)) for m in range(1, 80))
    assert len(text) > 30_000 * 0.9
    started = time.process_time()
    compare(text, edit(text))
    # About a tenth of this on an idle machine.
    assert time.process_time() - started < 3
