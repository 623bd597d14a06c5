"""Pandoc's grid tables: cells drawn with `+---+---+`, each holding Markdown of its own."""

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

MAX_COLUMNS = 20
MAX_GRID_LINES = 400
BORDER = re.compile(r"\+(?:[-=:]+\+)+\Z")


def grids(parser: MarkdownIt) -> None:
    parser.block.ruler.before("table", "grid", _grid, {"alt": ["paragraph", "reference", "blockquote"]})


def _grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if not BORDER.match(first) or state.is_code_block(start):
        return False
    last = start
    while last + 1 < min(end, start + MAX_GRID_LINES) and _line(state, last + 1)[:1] in ("|", "+"):
        last += 1
    edges = [place for place, character in enumerate(first) if character == "+"]
    if last < start + 2 or len(edges) > MAX_COLUMNS or not BORDER.match(_line(state, last)):
        return False
    if silent:
        return True
    head, body = _rows([_line(state, line) for line in range(start, last + 1)], edges)
    state.push("table_open", "table", 1)
    for part, cell, rows in (("thead", "th", head), ("tbody", "td", body)):
        if rows:
            _write(state, part, cell, rows)
    state.push("table_close", "table", -1)
    state.line = last + 1
    return True


def _rows(lines, edges):
    head, body, row = [], [], []
    for line in lines[1:]:
        if BORDER.match(line):
            if row:
                body.append([[text[left + 1 : right] for text in row] for left, right in pairwise(edges)])
            row = []
            if "=" in line and not head:
                head, body = body, []
        else:
            row.append(line)
    return head, body


def _write(state, part, cell, rows):
    state.push(f"{part}_open", part, 1)
    for row in rows:
        state.push("tr_open", "tr", 1)
        for lines in row:
            state.push(f"{cell}_open", cell, 1)
            # Cells are padded with a space; without it a fence or list inside would lose its indentation.
            text = "\n".join(line[1:].rstrip() if line[:1] == " " else line.rstrip() for line in lines)
            if cell == "th" or not text.strip():
                inline = state.push("inline", "", 0)
                inline.content, inline.children = " ".join(text.split()), []
            else:
                state.md.block.parse(text, state.md, state.env, state.tokens)
            state.push(f"{cell}_close", cell, -1)
        state.push("tr_close", "tr", -1)
    state.push(f"{part}_close", part, -1)


def _line(state, number):
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
