"""Tables for a spreadsheet: nothing in them is ever calculated, and everything comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.spreadsheets import STARTS_A_FORMULA, csv_of


@pytest.mark.parametrize("said", ["=1+1", "+31 6", "-2", "@SUM(A1)", "\tx", "\rx", "  =1", "＝1+1"])
def test_words_that_would_be_calculated_are_words(said):
    assert next(csv.reader(io.StringIO(csv_of([[said]]), newline=""))) == [f"'{said}"]


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert csv_of([[-1.5, 0, None, "a,b", 'say "so"']]) == '-1.5,0,,"a,b","say ""so"""\r\n'


@given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), min_size=2, max_size=4))
def test_every_row_comes_back(words):
    (row,) = csv.reader(io.StringIO(csv_of([words]), newline=""))
    assert [cell.removeprefix("'") for cell in row] == [word.removeprefix("'") for word in words]
    assert not any(cell.startswith(STARTS_A_FORMULA) for cell in row)
