"""Every address × method × person of the cast × own, foreign or missing object is answered as tests/matrix decides."""

import os

import pytest

from tests.databases import fingerprints
from tests.matrix.reading import COLUMNS, LEGEND, LINES, forget_limits, mark_of, rules_of
from tests.world import EVERYBODY

KEPT_BY_BROWSERS = ("GET /brand.css", "GET /files/<key>/<name>")  # the others are asked for anew each time
FOR_EVERYBODY = (".png", ".atom", ".xml")  # what is the same for all may be kept, and asked about before it is used
HOW_TO_DECIDE = (
    "Decide who may. Add one line to tests/matrix/<package>.py: the method and the rule, then for an own, a foreign and a "
    f"missing object ten marks, for {LEGEND}: s is asked to sign in, + may, x finds it and may not (403), . finds nothing "
    "(404). Say in DATA what a form sends, so that those who may are seen to succeed. tests/matrix/__init__.py tells more."
)
# That nothing is found where nothing is, follows from the address alone: one engine tells.
ASKED = ("own", "foreign") if os.environ.get("TEST_DATABASE_URL") else COLUMNS
UNSAFE = [line for line in LINES if line.method != "GET"]
SENT_BY_MACHINES = {"POST /mails/stop/<stop_token>"}  # RFC 8058: the signed token in the address is all there is


def test_every_rule_is_decided_and_nothing_else(database):
    rules, decided = rules_of(database.app), {f"{line.method} {line.rule}" for line in LINES}
    assert sorted(rules - decided) == [], HOW_TO_DECIDE
    assert sorted(decided - rules) == [], "these rules are gone: take their lines out of tests/matrix"


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_answers_as_decided(line, database, standing_world):
    forget_limits()
    expected = {which: marks for which, marks in line.marks.items() if which in ASKED}
    if "missing" in ASKED and len(line.placeholders) > 1:
        is_private = line.marks["own"][0] == "s"
        expected["first-missing"] = ("s" if is_private else ".") + "." * (len(EVERYBODY) - 1)
    found = {which: _marks(line, which, database, standing_world) for which in expected}
    told = [
        f"{which:14} {name:12} expected {wanted}  got {mark}"
        for which in expected
        for name, wanted, mark in zip(EVERYBODY, expected[which], found[which], strict=True)
        if wanted != mark
    ]
    assert not told, "\n".join([line.name, *told])


def _marks(line, which: str, database, world) -> list[str]:
    """What each of the cast gets; what an allowed act wrote is taken back before the next one tries."""
    marks = []
    for name in EVERYBODY:
        person, address = getattr(world.cast, name), line.address(world, which)
        if line.method == "GET":
            response = person.get(address)
        else:
            response = person.post(address, line.body(world, which))
        mark = mark_of(response, line.statuses_of(name) if which == "own" else line.statuses_of(name) or (422,))
        if line.rule.endswith(FOR_EVERYBODY) and mark == "+":
            assert response.headers["Cache-Control"] == "public, no-cache"
        elif f"{line.method} {line.rule}" not in KEPT_BY_BROWSERS or mark != "+":
            assert "no-store" in response.headers["Cache-Control"], f"{name} keeps {address}"
        if line.method != "GET" and response.status_code < 400:
            database.undo()
            world.cast.put(name, world.browser(name))
        marks.append(mark)
    return marks


def test_no_form_without_its_token_changes_anything(standing_world):
    """Sent by a guest and by somebody who may, with everything but the token."""
    before, answered = fingerprints(), []
    for line in (line for line in UNSAFE if line.name not in SENT_BY_MACHINES):
        for name in {"guest", _who_may(line)}:
            data = {**line.body(standing_world, "own"), "csrf_token": ""}
            response = getattr(standing_world.cast, name).post(line.address(standing_world, "own"), data)
            if response.status_code != 400:
                answered.append(f"{line.name} answers {name} {response.status_code} without a token")
    assert not answered, "\n".join(answered)
    assert fingerprints() == before


def test_incomplete_forms_break_nothing(database, standing_world):
    """Whoever may sends only the token, then all fields but one: an answer each time, never a failure of ours."""
    broken = []
    for line in UNSAFE:
        forget_limits()
        name, address = _who_may(line), line.address(standing_world, "own")
        for left_out in ("everything", *line.body(standing_world, "own")):
            sent = line.body(standing_world, "own") if left_out != "everything" else {}
            sent.pop(left_out, None)
            try:
                status = getattr(standing_world.cast, name).post(address, sent).status_code
            except Exception as error:  # the test client passes on what the server would answer with 500
                broken.append(f"{line.name} without {left_out}: {type(error).__name__}: {error}")
                status = 0
            if status < 400:
                database.undo()
                standing_world.cast.put(name, standing_world.browser(name))
    assert not broken, "\n".join(broken)


def _who_may(line) -> str:
    """The first of the cast who may, or the guest where nobody may."""
    return next((name for name, mark in zip(EVERYBODY, line.marks["own"], strict=True) if mark == "+"), "guest")
