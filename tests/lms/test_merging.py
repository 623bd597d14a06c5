"""Merging three texts: no line is lost, the same change stands there once, and a conflict shows both sides."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.merging import Agreed, Conflict, conflicts, is_marked, merge, merge_line, written

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e", "## f", "- g"]), max_size=12)
UNIQUE = st.lists(st.integers(0, 99).map(lambda n: f"line {n}"), min_size=1, max_size=14, unique=True)


def edited(draw, lines: list[str], who: str) -> list[str]:
    """A copy with lines taken out, changed and put in; what is new names who wrote it."""
    kept = []
    for place, line in enumerate(lines):
        what = draw(st.sampled_from(["keep", "keep", "keep", "drop", "change", "before"]))
        if what == "before":
            kept.append(f"{who} put this before {place}")
        if what == "change":
            kept.append(f"{who} wrote this at {place}")
        elif what != "drop":
            kept.append(line)
    return kept


@st.composite
def versions(draw):
    base = draw(UNIQUE)
    return tuple("\n".join(text) for text in (base, edited(draw, base, "one"), edited(draw, base, "two")))


def sides(pieces, name: str) -> str:
    """One whole text as the pieces hold it: agreed lines, and that side of each conflict."""
    lines = []
    for piece in pieces:
        lines += piece.lines if isinstance(piece, Agreed) else getattr(piece, name)
    return "\n".join(lines)


@settings(max_examples=400)
@given(versions())
def test_what_somebody_wrote_stands_in_the_result_once(texts):
    base, ours, theirs = texts
    result = Counter(written(merge(base, ours, theirs)).split("\n"))
    for line in (set(ours.split("\n")) | set(theirs.split("\n"))) - set(base.split("\n")):
        assert result[line] == 1


@settings(max_examples=400)
@given(versions())
def test_a_line_goes_only_when_somebody_took_it_out(texts):
    base, ours, theirs = (text.split("\n") for text in texts)
    result = written(merge(*texts)).split("\n")
    for line in base:
        if line in ours and line in theirs:
            assert result.count(line) == 1
    for line in result:
        assert line in base + ours + theirs or line in ("<<<<<<<", "=======", ">>>>>>>")


@settings(max_examples=400)
@given(LINES, LINES, LINES)
def test_the_result_does_not_depend_on_whose_text_comes_first(base, ours, theirs):
    texts = ["\n".join(lines) for lines in (base, ours, theirs)]
    there, back = merge(*texts), merge(texts[0], texts[2], texts[1])
    turned = [Conflict(p.base, p.theirs, p.ours) if isinstance(p, Conflict) else p for p in back]
    assert there == turned


@settings(max_examples=300)
@given(LINES, LINES)
@example([], ["a"])
def test_what_only_one_changed_is_taken_and_the_same_change_once(base, changed):
    base, changed = "\n".join(base), "\n".join(changed)
    for pieces in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert conflicts(pieces) == []
        assert written(pieces) == changed


@settings(max_examples=300)
@given(LINES, LINES, LINES)
def test_a_conflict_holds_two_different_texts_and_is_marked(base, ours, theirs):
    pieces = merge("\n".join(base), "\n".join(ours), "\n".join(theirs))
    for piece in conflicts(pieces):
        assert piece.ours != piece.theirs
    assert is_marked(written(pieces)) is bool(conflicts(pieces))


def test_changes_in_two_paragraphs_come_together():
    base = "One.\n\nTwo.\n\nThree."
    pieces = merge(base, "One, first.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree, last.")
    assert written(pieces) == "One, first.\n\nTwo.\n\nThree, last."


def test_changes_in_one_paragraph_stand_side_by_side():
    pieces = merge("One.\n\nTwo.", "One.\n\nTwo, theirs.", "One.\n\nTwo, mine.")
    assert conflicts(pieces) == [Conflict(("Two.",), ("Two, theirs.",), ("Two, mine.",))]
    assert sides(pieces, "ours") == "One.\n\nTwo, theirs."
    assert written(pieces) == "One.\n\n<<<<<<<\nTwo, theirs.\n=======\nTwo, mine.\n>>>>>>>"


def test_a_title_is_merged_as_one_thing():
    assert merge_line("Door", "Doors", "Door") == ("Doors", False)
    assert merge_line("Door", "Door", "Gate") == ("Gate", False)
    assert merge_line("Door", "Gate", "Gate") == ("Gate", False)
    assert merge_line("Door", "Doors", "Gate") == ("Doors", True)
