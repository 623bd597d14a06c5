"""Tables for a spreadsheet: CSV in UTF-8 without a byte order mark, in which no cell can become a formula."""

import csv
import io

from flask import Response

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(rows) -> str:
    """Rows of words, numbers and None. Words that a spreadsheet would calculate get an apostrophe in front."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def csv_answer(rows, name: str) -> Response:
    """The table as a file to keep; `name` is what it is called, without its ending."""
    answer = Response(csv_of(rows), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer


def _cell(value):
    if not isinstance(value, str):
        return "" if value is None else value
    # Also behind spaces and full-width signs, which some programs read as the plain ones.
    begins = value.lstrip(" \u00a0").translate({0xFF1D: "=", 0xFF0B: "+", 0xFF0D: "-", 0xFF20: "@"})
    return f"'{value}" if begins.startswith(STARTS_A_FORMULA) else value
