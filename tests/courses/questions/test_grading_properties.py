"""What holds for every question and every answer to it, whatever they say."""

from hypothesis import given
from hypothesis import strategies as st

from courses.questions.kinds import grade, right_answer

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp"), exclude_characters="\\*"),
    min_size=1,
    max_size=20,
)
SENT = st.text(max_size=40)
FRACTION = st.floats(-1, 1)
KEYS = [f"k{n}" for n in range(8)]


@st.composite
def singles(draw):
    wrong = draw(st.lists(FRACTION, min_size=1, max_size=6))
    options = [
        {"key": KEYS[n], "text": "x", "fraction": share, "feedback": ""} for n, share in enumerate([1.0, *wrong])
    ]
    return "single", {"options": draw(st.permutations(options))}


@st.composite
def multiples(draw):
    right = draw(st.integers(1, 4))
    wrong = draw(st.lists(st.floats(-1, 0), max_size=4))
    options = [{"key": KEYS[n], "text": "x", "fraction": share} for n, share in enumerate([1 / right] * right + wrong)]
    return "multiple", {"options": draw(st.permutations(options))}


@st.composite
def shorts(draw):
    texts = draw(
        st.lists(
            st.one_of(WORDS, WORDS.map(lambda word: f"{word}*"), WORDS.map(lambda word: f"\\*{word}")),
            min_size=1,
            max_size=4,
        )
    )
    shares = draw(st.lists(FRACTION, min_size=len(texts), max_size=len(texts)))
    answers = [{"text": text, "fraction": share} for text, share in zip(texts, [1.0, *shares[1:]], strict=True)]
    return "short", {"answers": answers, "match_case": draw(st.booleans())}


@st.composite
def numerics(draw):
    value = draw(st.floats(-1e9, 1e9).map(lambda x: round(x, 6)))
    answers = [
        {"value": value, "tolerance": draw(st.floats(0, 1e3)), "fraction": 1.0},
        {"value": draw(st.one_of(st.none(), st.floats(-1e9, 1e9))), "tolerance": 0.0, "fraction": draw(FRACTION)},
    ]
    units = [
        {"unit": unit, "factor": draw(st.floats(0.001, 1000))}
        for unit in draw(st.sets(st.sampled_from(["m", "km", "€", "%", "mW", "MW"])))
    ]
    content = {"answers": draw(st.permutations(answers)), "units": units, "unit_needed": draw(st.booleans())}
    return "numeric", content | {"language": draw(st.sampled_from(["en", "nl"]))}


@st.composite
def matchings(draw):
    answers = draw(st.lists(WORDS, min_size=2, max_size=6))
    pairs = [{"key": KEYS[n], "prompt": "x", "answer": text} for n, text in enumerate(answers)]
    return "matching", {"pairs": pairs, "extra": draw(st.lists(WORDS, max_size=2))}


@st.composite
def orderings(draw):
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=2, unique=True))
    return "ordering", {"items": [{"key": key, "text": "x"} for key in keys]}


@st.composite
def clozes(draw):
    asked = draw(st.lists(st.one_of(singles(), shorts(), numerics()), min_size=1, max_size=4))
    weights = draw(st.lists(st.floats(0.1, 10), min_size=len(asked), max_size=len(asked)))
    gaps = [{**content, "key": KEYS[n], "kind": kind, "weight": weights[n]} for n, (kind, content) in enumerate(asked)]
    return "cloze", {"gaps": gaps}


GRADED = st.one_of(singles(), multiples(), shorts(), numerics(), matchings(), orderings(), clozes())


def responses(draw, kind, content):
    """Any answer that a page could send."""
    if kind == "single":
        return {"chosen": draw(st.sampled_from(content["options"]))["key"]}
    if kind == "multiple":
        return {"chosen": draw(st.lists(st.sampled_from([option["key"] for option in content["options"]])))}
    if kind == "matching":
        answers = [pair["answer"] for pair in content["pairs"]] + content["extra"]
        return {
            "pairs": {pair["key"]: draw(st.sampled_from(answers)) for pair in content["pairs"] if draw(st.booleans())}
        }
    if kind == "ordering":
        return {"order": draw(st.lists(st.sampled_from([item["key"] for item in content["items"]]), unique=True))}
    if kind == "cloze":
        return {
            "gaps": {gap["key"]: responses(draw, gap["kind"], gap) for gap in content["gaps"] if draw(st.booleans())}
        }
    return {"text": draw(st.one_of(SENT, st.floats(allow_nan=False).map(str)))}


@given(GRADED, st.data())
def test_a_fraction_lies_between_nothing_and_everything(asked, data):
    kind, content = asked
    assert 0 <= grade(kind, content, responses(data.draw, kind, content)).fraction <= 1


@given(GRADED)
def test_the_right_answer_is_always_worth_everything(asked):
    kind, content = asked
    assert grade(kind, content, right_answer(kind, content)).fraction == 1


@given(GRADED)
def test_an_empty_answer_is_always_worth_nothing(asked):
    kind, content = asked
    for empty in ({}, {"chosen": ""}, {"chosen": []}, {"text": "  "}, {"pairs": {}}, {"order": []}, {"gaps": {}}):
        assert grade(kind, content, empty).fraction == 0


@given(st.one_of(singles(), multiples(), shorts(), numerics(), matchings()), st.data())
def test_the_order_in_which_an_author_wrote_never_matters(asked, data):
    kind, content = asked
    rows = {"single": "options", "multiple": "options", "matching": "pairs"}.get(kind, "answers")
    response = responses(data.draw, kind, content)
    turned = content | {rows: data.draw(st.permutations(content[rows]))}
    if kind == "multiple":
        response_turned = {"chosen": data.draw(st.permutations(response["chosen"]))}
    else:
        response_turned = response
    assert abs(grade(kind, content, response).fraction - grade(kind, turned, response_turned).fraction) < 1e-9
