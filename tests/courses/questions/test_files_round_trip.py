"""What leaves as GIFT or Moodle XML comes back as the same questions, whatever people wrote in them."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.questions.interchange.exporting import complete
from courses.questions.interchange.gift import writing as gift
from courses.questions.interchange.items import Item
from courses.questions.interchange.moodle import writing as moodle
from courses.questions.interchange.reading import read_questions
from courses.questions.kinds import check
from courses.questions.kinds.fields import KINDS

pytestmark = pytest.mark.usefixtures("app")
SIGNS = "abcé 0159~=#{}:\\\\[]%*-><&\"'/.$_`@!|()^\n€😀"
ENOUGH = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def stripped(text: str) -> str:
    return text.strip()


def one_line(text: str) -> str:
    return " ".join(text.split())


text = st.text(alphabet=SIGNS, min_size=1, max_size=30).map(stripped).filter(bool)
maybe = st.just("") | text
line = st.text(alphabet=SIGNS, min_size=1, max_size=20).map(one_line).filter(bool)
share = st.sampled_from([0.0, 0.5, 0.25, 0.333333, 0.1, -0.5, -1.0, 1 / 3])
part = st.sampled_from([0.0, 0.5, 0.25, 1 / 3])
number = st.floats(-1e12, 1e12, allow_nan=False) | st.integers(-1000, 1000).map(float)


def keyed(rows: list[dict]) -> list[dict]:
    return [{"key": f"{'abcdefghijklmnopqrstuvwxyz'[place]}"} | row for place, row in enumerate(rows)]


@st.composite
def options(draw, *, one_whole: bool):
    others = draw(
        st.lists(
            st.tuples(text, share if not one_whole else st.sampled_from([0.0, -0.5]), maybe), min_size=1, max_size=4
        )
    )
    if one_whole:
        right = draw(st.sampled_from([(1.0,), (0.5, 0.5), (0.25, 0.75), (1 / 3, 1 / 3, 1 / 3)]))
    else:
        right = (1.0,)
    rows = others + [(draw(text), fraction, draw(maybe)) for fraction in right]
    rows = draw(st.permutations(rows))
    return keyed([{"text": one, "fraction": fraction, "feedback": said} for one, fraction, said in rows])


@st.composite
def words_accepted(draw):
    rows = [(draw(line), 1.0, draw(maybe)), *draw(st.lists(st.tuples(line, part, maybe), max_size=3))]
    return [{"text": one, "fraction": fraction, "feedback": said} for one, fraction, said in rows]


@st.composite
def numbers_accepted(draw):
    rows = draw(st.lists(st.tuples(number | st.none(), st.sampled_from([0.0, 0.5, 2.0]), part, maybe), max_size=3))
    found = [
        {"value": value, "tolerance": 0.0 if value is None else by, "fraction": fraction, "feedback": said}
        for value, by, fraction, said in rows
    ]
    return [
        {
            "value": draw(number),
            "tolerance": draw(st.sampled_from([0.0, 0.001])),
            "fraction": 1.0,
            "feedback": draw(maybe),
        },
        *found,
    ]


alike = st.fixed_dictionaries(
    {"match_accents": st.sampled_from([True, True, False]), "spaces": st.sampled_from(["runs", "runs", "exact"])}
)


@st.composite
def gaps(draw):
    found = []
    for key in "abc"[: draw(st.integers(1, 3))]:
        kind = draw(st.sampled_from(["short", "numeric", "single"]))
        gap = {"key": key, "kind": kind, "weight": float(draw(st.integers(1, 5)))}
        if kind == "single":
            gap["options"] = draw(options(one_whole=False))
        elif kind == "short":
            gap |= {"answers": draw(words_accepted()), "match_case": draw(st.booleans())} | draw(alike)
        else:
            gap |= {"answers": draw(numbers_accepted()), "units": [], "unit_needed": False}
        found.append(gap)
    return found


@st.composite
def questions(draw, kinds):
    kind = draw(st.sampled_from(kinds))
    content = {"text": draw(text), "explained_at": None, "language": draw(st.sampled_from(["en", "nl"]))}
    if kind != "description":
        content |= {"feedback": draw(maybe), "hints": draw(st.lists(text, max_size=2))}
    if kind not in ("description", "essay"):
        content |= {f"feedback_{how}": draw(maybe) for how in ("right", "partly", "wrong")}
    if kind in ("single", "multiple"):
        content |= {"options": draw(options(one_whole=kind == "multiple")), "shuffle": draw(st.booleans())}
    elif kind == "true_false":
        content |= {"answer": draw(st.booleans()), "feedback_true": draw(maybe), "feedback_false": draw(maybe)}
    elif kind == "short":
        content |= {"answers": draw(words_accepted()), "match_case": draw(st.booleans())} | draw(alike)
    elif kind == "numeric":
        units = draw(st.sampled_from([[], [{"unit": "m", "factor": 1.0}, {"unit": "km", "factor": 1000.0}]]))
        content |= {
            "answers": draw(numbers_accepted()),
            "units": units,
            "unit_needed": bool(units) and draw(st.booleans()),
        }
    elif kind == "matching":
        pairs = draw(st.lists(st.fixed_dictionaries({"prompt": text, "answer": line}), min_size=2, max_size=4))
        content |= {"pairs": keyed(pairs), "extra": draw(st.lists(line, max_size=2, unique=True))}
    elif kind == "ordering":
        content["items"] = keyed(draw(st.lists(st.fixed_dictionaries({"text": text}), min_size=2, max_size=4)))
    elif kind == "cloze":
        content["gaps"] = draw(gaps())
        content["text"] = " ".join(f"{draw(line)} [[{gap['key']}]]" for gap in content["gaps"])
    elif kind == "essay":
        content |= {"lines": draw(st.integers(1, 40)), "files_allowed": draw(st.booleans()), "for_grader": draw(maybe)}
    if "hints" in content and kind == "essay":
        content["hints"] = []
    return Item(
        kind=kind,
        name=draw(line),
        content=content,
        points=draw(st.sampled_from([1.0, 2.5])) if kind != "description" else 1.0,
        tags=draw(st.lists(line, max_size=2, unique=True)),
        key=draw(st.just("") | st.text(alphabet="abc-7", min_size=1, max_size=8)),
        category=tuple(draw(st.lists(st.sampled_from(["Basis", "Eerste hulp", "and/or"]), max_size=2))),
    )


def bare(item: Item):
    return (
        item.kind,
        item.name,
        complete(KINDS[item.kind].fields, item.content),
        item.points,
        item.tags,
        item.key,
        item.category,
    )


def is_sound(item: Item) -> bool:
    return not check(item.kind, item.content)


EVERYWHERE = ["single", "multiple", "true_false", "short", "numeric", "matching", "essay", "description"]


PLAIN = {"match_accents": True, "spaces": "runs"} | {"hints": [], "shuffle": True, "match_case": False, "units": [], "unit_needed": False} | {
    "feedback_right": "", "feedback_partly": "", "feedback_wrong": "", "lines": 8, "files_allowed": False, "for_grader": "",
}  # fmt: skip


def in_gift(item: Item) -> Item:
    """The question with only what GIFT can say."""
    return replace(item, points=1.0, content=item.content | {k: v for k, v in PLAIN.items() if k in item.content})


@ENOUGH
@given(st.lists(questions(EVERYWHERE).map(in_gift).filter(is_sound), min_size=1, max_size=3))
def test_gift_brings_back_what_it_can_hold(items):
    held = [item for item in items if not gift.losses(item)]
    if held:
        back = read_questions(gift.write_gift(held).encode(), "bank.gift")
        assert [bare(item) for item in back.items] == [bare(item) for item in held]
        assert back.receipt.refused == back.receipt.changed == []


@ENOUGH
@given(st.lists(questions([*EVERYWHERE, "ordering", "cloze"]).filter(is_sound), min_size=1, max_size=3))
def test_moodle_xml_brings_everything_back(items):
    held = [item for item in items if not moodle.losses(item)]
    if held:
        back = read_questions(moodle.write_moodle(held), "bank.xml")
        assert [bare(item) for item in back.items] == [bare(item) for item in held]
        assert back.receipt.refused == back.receipt.changed == []
