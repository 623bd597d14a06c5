"""From the editor's form to a content and back: every field is named by its path, such as `options.0.text`."""

from courses.questions.kinds.fields import (
    CHOICE,
    KEY,
    KINDS,
    NUMBER,
    PERCENT,
    ROWS,
    TEXT,
    WHOLE,
    YES,
    Part,
    blank_row,
    fields_of_row,
    give_keys,
    walk,
)
from courses.questions.kinds.numeric import written
from courses.questions.kinds.responses import at

MOST_INDEX = 200


def read_content(kind: str, data, *, keeps_blank: bool = False) -> dict:
    """The content in a form; what is no number stays as it was typed, for `check` to tell. Empty rows are left out."""
    return {field.name: _read(field, data, field.name, keeps_blank) for field in KINDS[kind].fields}


def change_rows(kind: str, content: dict, asked: str) -> None:
    """Do what a button of the form asks: `add options`, `add gaps numeric`, `drop options.2`, `up items.1`."""
    act, _, rest = asked.partition(" ")
    path, _, gap_kind = rest.partition(" ")
    name, _, last = path.rpartition(".")
    fields = {path: field for path, field, _ in walk(KINDS[kind].fields, content)}
    if act == "add" and (field := fields.get(path)) and field.kind == ROWS:
        rows = at(content, path)
        rows.append(blank_row(field, gap_kind or ("short" if field.name == "gaps" else "")))
        give_keys(field, rows)
    elif (rows := at(content, name)) and isinstance(rows, list) and last.isdecimal() and int(last) < len(rows):
        index = int(last)
        if act == "drop":
            rows.pop(index)
        elif act == "up" and index:
            rows[index - 1 : index + 1] = rows[index], rows[index - 1]


def shown_value(field: Part, value, language: str) -> str:
    """What stands in the field of a value."""
    if field.kind in (NUMBER, PERCENT, WHOLE):
        if value is None or isinstance(value, str):
            return value or ""
        return written(round(value * 100, 6) if field.kind == PERCENT else value, language)
    return value if isinstance(value, str) else ""


def _read(field: Part, data, path: str, keeps_blank: bool):
    if field.kind == ROWS:
        return _read_rows(field, data, path, keeps_blank)
    if field.kind == YES:
        return path in data
    text = (data.get(path) or "").replace("\r\n", "\n").replace("\x00", "").strip()
    if field.kind in (NUMBER, PERCENT, WHOLE):
        return _read_number(field, text)
    return text or (field.empty if field.kind == CHOICE else "")


def _read_rows(field: Part, data, path: str, keeps_blank: bool) -> list:
    start = f"{path}."
    found = {name[len(start) :].partition(".")[0] for name in data if name.startswith(start)}
    indices = sorted(int(index) for index in found if index.isascii() and index.isdecimal() and len(index) < 4)
    rows = []
    for index in indices[:MOST_INDEX]:
        below = f"{start}{index}"
        if not field.fields:
            row = (data.get(below) or "").replace("\r\n", "\n").strip()
        else:
            said = {"kind": data.get(f"{below}.kind")}
            row = {
                part.name: _read(part, data, f"{below}.{part.name}", keeps_blank) for part in fields_of_row(field, said)
            }
        if keeps_blank or _is_filled(field, row):
            rows.append(row)
    return give_keys(field, rows)


def _is_filled(field: Part, row) -> bool:
    """Whether somebody wrote something in a row; a share of the points alone says nothing."""
    if not isinstance(row, dict):
        return bool(row)
    parts = fields_of_row(field, row)
    counting = [part for part in parts if part.kind in (TEXT, "line", ROWS) or part.name == "value"]
    if field.name == "gaps":
        counting += [part for part in parts if part.kind == KEY]
    return any(row[part.name] not in ("", [], None) for part in counting)


def _read_number(field: Part, text: str):
    if not text:
        return field.empty
    try:
        value = float(text.replace(",", ".").replace("−", "-").removesuffix("%"))
    except ValueError:
        return text
    if field.kind == WHOLE:
        return int(value) if value.is_integer() else text
    return value / 100 if field.kind == PERCENT else value
