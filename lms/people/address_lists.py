"""Lists of people as others keep them: pasted lines, or CSV from a spreadsheet, read into rows with their problem."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.decoding import decoded
from lms.people.addresses import normal_address

MOST = 2000  # rows in one list
LONGEST_NAME = 120

EMAIL_HEADINGS = {"email", "emailaddress", "mail", "mailaddress", "emailadres", "mailadres", "address", "adres"}
NAME_HEADINGS = {"name", "fullname", "naam", "volledigenaam", "displayname"}
FIRST_HEADINGS = {"firstname", "givenname", "voornaam", "roepnaam"}
INFIX_HEADINGS = {"infix", "tussenvoegsel", "tussenvoegsels", "middlename"}
LAST_HEADINGS = {"lastname", "surname", "familyname", "achternaam"}

# A spreadsheet runs what begins with one of these; full-width forms are the same to it.
FORMULA_STARTS = "=+-@|\t\r＝＋－＠"
NAMED_ADDRESS = re.compile(r"""^\s*["']?(?P<name>[^<>"]*?)["']?\s*<(?P<email>[^<>]+)>\s*$""")


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list. `problem` is a sentence when the row cannot be used, else empty."""

    line: int
    email: str
    name: str
    problem: str = ""


def parse(source: str | bytes) -> list[Row]:
    """The people of a pasted list or a CSV file; at most 2,000 rows, the first of each address without a problem."""
    text = decoded(source)[0] if isinstance(source, bytes) else source.lstrip("\ufeff")
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    rows, seen = [], set()
    for line, email, name in _entries(text):
        if len(rows) == MOST:
            rows.append(Row(line, "", "", _("A list holds at most 2,000 people. Split the rest into another list.")))
            break
        row = _checked(line, email, name, seen)
        seen.add(row.email)
        rows.append(row)
    return rows


def _checked(line: int, email: str, name: str, seen: set[str]) -> Row:
    name = " ".join(unicodedata.normalize("NFC", name).split())
    address = normal_address(email)
    shown = "".join(letter for letter in email.strip() if letter.isprintable())[:120]
    if address is None:
        sentence = _("This is not a mail address.") if shown else _("There is no mail address on this line.")
        return Row(line, shown, name[:LONGEST_NAME], sentence)
    if address in seen:
        return Row(line, address, name, _("This address is in the list already."))
    if name.startswith(tuple(FORMULA_STARTS)):
        return Row(line, address, name, _("This name starts like a formula of a spreadsheet. Write the name itself."))
    if len(name) > LONGEST_NAME:
        return Row(line, address, name[:LONGEST_NAME], _("This name is longer than 120 characters."))
    if any(unicodedata.category(letter)[0] == "C" for letter in name):
        return Row(line, address, name, _("This name holds characters that cannot be seen."))
    return Row(line, address, name)


def _entries(text: str):
    """(line number, address, name) of every entry, however the list was written."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        return
    delimiter = _delimiter(lines[0][1])
    columns = _columns(_cells(lines[0][1], delimiter)) if delimiter else None
    if columns or (delimiter and _is_table(lines, delimiter)):
        yield from _table_entries(text, delimiter, columns)
        return
    for number, line in lines:
        for part in _parts(line):
            yield number, *_name_apart(part)


def _table_entries(text: str, delimiter: str, columns: dict | None):
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    for cells in _forgiving(reader):
        if not any(cell.strip() for cell in cells) or (columns and reader.line_num == 1):
            continue
        if columns is None:
            email, name = _by_looks(cells)
        else:
            email = _cell(cells, columns["email"])
            name = " ".join(filter(None, (_cell(cells, column) for column in columns["name"])))
        found = NAMED_ADDRESS.match(email[:1000])
        yield reader.line_num, found["email"] if found else email, name or (found["name"] if found else "")


def _forgiving(reader):
    """Rows of a CSV file, without the ones no reader understands."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield [""]


def _columns(cells: list[str]) -> dict | None:
    """Which column holds what, when the first line is a heading."""
    heads = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
    email = next((index for index, head in enumerate(heads) if head in EMAIL_HEADINGS), None)
    if email is None:
        return None
    whole = [index for index, head in enumerate(heads) if head in NAME_HEADINGS]
    parts = [
        index
        for names in (FIRST_HEADINGS, INFIX_HEADINGS, LAST_HEADINGS)
        for index, head in enumerate(heads)
        if head in names
    ]
    return {"email": email, "name": whole[:1] or parts}


def _is_table(lines: list[tuple[int, str]], delimiter: str) -> bool:
    """Whether every line holds one address among other cells, as a table without heading does."""
    for _number, line in lines[:50]:
        cells = _cells(line, delimiter)
        if len(cells) < 2 or sum("@" in cell for cell in cells) > 1 or not any(c.strip() for c in cells):
            return False
    return True


def _by_looks(cells: list[str]) -> tuple[str, str]:
    email = next((cell for cell in cells if "@" in cell and not cell.startswith("@")), "")
    return email.strip(), " ".join(cell.strip() for cell in cells if cell is not email and cell.strip())


def _delimiter(line: str) -> str:
    """The sign between the cells of this line; empty when it has only one cell."""
    outside = re.sub(r'"[^"]*"', "", line)
    return max((";", "\t", ","), key=outside.count) if re.search(r"[;\t,]", outside) else ""


def _cells(line: str, delimiter: str) -> list[str]:
    return next(_forgiving(csv.reader([line], delimiter=delimiter)), [""])


def _cell(cells: list[str], index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""


def _parts(line: str) -> list[str]:
    """The entries of one pasted line: between commas, semicolons and tabs that stand outside quotes."""
    parts = re.findall(r'(?:"[^"]*"|[^,;\t"]|")+', line)
    return [part[:1000] for part in (part.strip() for part in parts) if part]


def _name_apart(part: str) -> tuple[str, str]:
    """(address, name) of `Name <address>`, `Name address`, `address Name` or an address alone."""
    if found := NAMED_ADDRESS.match(part):
        return found["email"].strip(), found["name"].strip()
    words = part.split()
    addresses = [word for word in words if "@" in word]
    if len(words) > 1 and len(addresses) == 1:
        return addresses[0], " ".join(word for word in words if word != addresses[0]).strip("\"' ")
    return part.strip(), ""
