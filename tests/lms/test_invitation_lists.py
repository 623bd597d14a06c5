"""Lists of people arrive as others keep them, and every row that cannot be used says why."""

import pytest

from lms.people.address_lists import MOST, parse
from tests.vectors import vectors


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context():
        yield


def people(source) -> list[tuple[str, str]]:
    return [(row.email, row.name) for row in parse(source) if not row.problem]


def problems(source) -> list[str]:
    return [row.problem for row in parse(source) if row.problem]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a@b.example", [("a@b.example", "")]),
        ("A@B.Example ", [("a@b.example", "")]),
        ("a@b.example, c@d.example; e@f.example\ng@h.example", [(f"{x}.example", "") for x in ("a@b", "c@d", "e@f", "g@h")]),
        ("Jan Jansen <jan@x.example>", [("jan@x.example", "Jan Jansen")]),
        ('"Vries, Anna de" <anna@x.example>; Piet <piet@x.example>', [("anna@x.example", "Vries, Anna de"), ("piet@x.example", "Piet")]),
        ("jan@x.example Jan Jansen\nAnna anna@x.example", [("jan@x.example", "Jan Jansen"), ("anna@x.example", "Anna")]),
        ("jan@x.example\tJan Jansen\nanna@x.example\tAnna", [("jan@x.example", "Jan Jansen"), ("anna@x.example", "Anna")]),
        ("", []),
        (" \n\n ", []),
    ],
)  # fmt: skip
def test_pasted_lists_are_read_however_they_are_written(source, found):
    assert people(source) == found


@pytest.mark.parametrize(
    "source",
    [
        "name,email\nZoë de Vries,zoe@x.example\n",
        "\ufeffNaam;E-mailadres\r\nZoë de Vries;zoe@x.example\r\n",
        "Voornaam;Tussenvoegsel;Achternaam;E-mail\nZoë;de;Vries;zoe@x.example\n",
        "E-mail\tFirst name\tLast name\nzoe@x.example\tZoë\tde Vries\n",
        '"Email","Name","Phone"\n"zoe@x.example","Zoë de Vries","06-12345678"\n',
        "nr;mail;naam\n1;zoe@x.example;Zoë de Vries\n\n;;\n",
    ],
)
@pytest.mark.parametrize("encoding", [None, "utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_are_read_however_they_were_saved(source, encoding):
    if encoding:
        source = source.lstrip("\ufeff").encode(encoding)
    assert people(source) == [("zoe@x.example", "Zoë de Vries")]


def test_a_name_may_hold_the_sign_between_the_cells():
    assert people('name,email\n"Vries, Anna de",anna@x.example') == [("anna@x.example", "Vries, Anna de")]


def test_an_address_counts_once():
    rows = parse("a@x.example\nb@x.example\nA@X.example")
    assert [bool(row.problem) for row in rows] == [False, False, True]
    assert rows[2].line == 3


def test_a_row_without_an_address_says_so():
    assert problems("name,email\nJan,\nPiet,piet@x.example") == ["There is no mail address on this line."]


def test_names_that_a_spreadsheet_would_run_are_refused():
    for vector in ["=1+1", "+1+1", "-1+1", "@SUM(1)", *vectors("csv/own_formula.jsonl")]:
        vector = vector.strip('"')
        cell = vector.replace('"', '""')
        usable = people(f'name,email\n"{cell}",a@x.example')
        assert all(not name.startswith(tuple("=+-@|＝＋－＠")) for _email, name in usable), vector


def test_names_with_hidden_signs_are_refused():
    assert problems("name,email\nadmin\u202etxt,a@x.example") == ["This name holds characters that cannot be seen."]


def test_no_address_carries_a_second_one_or_a_header():
    for vector in vectors("crlf/own_email_header.jsonl", "email/fuzzdb_invalid.jsonl", "email/fuzzdb_valid.jsonl"):
        for address, _name in people(vector):
            assert address.count("@") == 1, vector
            assert not any(sign in address for sign in ' ,;:<>"()\r\n\x00'), vector


def test_two_thousand_is_the_most():
    rows = parse("\n".join(f"p{number}@x.example" for number in range(MOST + 500)))
    assert len([row for row in rows if not row.problem]) == MOST
    assert "at most 2,000" in rows[-1].problem
    assert len(rows) == MOST + 1


@pytest.mark.parametrize(
    "source", ['"' * 5000, "a," * 20000, "<" * 50000, " " * 50000 + "<", b"\x00" * 9999, b"\xff\xfe\x00"]
)
def test_nonsense_is_read_quickly_and_gives_nobody(source):
    assert people(source) == []
