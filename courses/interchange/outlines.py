"""What a source says about its own outline: front page, table of contents or configuration."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import yaml
from flask_babel import gettext as _

from lms.interchange.receipts import Receipt
from lms.interchange.spans import find_spans
from lms.interchange.trees import Tree, is_markdown, linked_page
from lms.interchange.wording import number_of, without_ornaments
from lms.markup import plain_text, render

CONFIGURATIONS = ("config.yaml", "config.yml", "_config.yml", "course.yaml", "course.yml", "mkdocs.yml", "mkdocs.yaml")
CONTENTS = ("summary.md", "_sidebar.md", "toc.md")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$")
NO_WORDS = re.compile(r"[\W\d_]*\Z")
LONGEST_SUMMARY = 600
LEARNED = re.compile(r"\b(?:cover|learn|objective|able to|outcome|behandel|leer|doel|kunt|kun je|bereik)", re.I)


@dataclass
class Outline:
    """The order the source asks for, and the names it gives to groups of pages."""

    order: list[str] = field(default_factory=list)  # keys of pages
    groups: dict[str, str] = field(default_factory=dict)  # key of a page → heading above it
    numbered: dict[int, str] = field(default_factory=dict)  # module number → name
    numbered_elsewhere: dict[str, dict[int, str]] = field(default_factory=dict)  # the same in other languages
    listing: set[str] = field(default_factory=set)  # front pages that list the lessons
    title: str = ""
    language: str = ""

    @property
    def has_groups(self) -> bool:
        return len(set(self.groups.values())) > 1


def read_configuration(tree: Tree, receipt: Receipt) -> Outline:
    """Order, title and language from a configuration file, for the kinds whose lists name pages."""
    outline = Outline()
    for path in (path for path in tree.paths if path.lower() in CONFIGURATIONS):
        try:
            found = yaml.load(tree.read(path).decode("utf-8-sig"), Loader=_Lenient)
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
            receipt.refuse(_("configuration"), path, _("It could not be read, so names and numbers give the order."))
            continue
        found = found if isinstance(found, dict) else {}
        title = found.get("title") or found.get("site_name") or found.get("name")
        outline.title = outline.title or (str(title).strip() if isinstance(title, str) else "")
        language = found.get("lang") or found.get("language")
        outline.language = outline.language or (language.lower()[:2] if isinstance(language, str) else "")
        for name, value in found.items():
            _take(outline, tree, str(name), value, "")
        receipt.change(
            _("configuration"), path, _("Title, language and order were taken from it; the rest is about the site.")
        )
    return outline


def read_contents(path: str, text: str, tree: Tree, key_of) -> Outline:
    """Order and groups from the links of a front page or table of contents, in the order they stand."""
    outline = Outline()
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    rows: dict[str, list[str]] = {}
    heading = ""
    spans = iter([span for span in find_spans(text) if span.kind == "link"])
    span = next(spans, None)
    for number, line in enumerate(lines):
        if found := HEADING.match(line):
            heading = _words(found[2])
        while span and span.start < starts[number + 1]:
            target = linked_page(span.address, path, tree)
            if target and (key := key_of(target)) not in outline.order:
                outline.order.append(key)
                if heading:
                    outline.groups[key] = heading
                if line.lstrip().startswith("|"):
                    rows[key] = [cell.strip() for cell in line.strip().strip("|").split("|")]
            span = next(spans, None)
    outline.numbered = _names_of_modules(rows)
    return outline


def first_paragraph(body: str) -> str:
    """The first paragraph that says something, as plain text."""
    for part in re.split(r"\n[ \t]*\n", body):
        if part.lstrip().startswith(("#", "|", ":::", "<!--", "```", "- ", "* ", "1.", ">")):
            continue
        words = plain_text(render(re.sub(r"!\[[^\]]*\]\([^)]*\)", "", part)).html)
        if len(words.split()) >= 8 and not part.lstrip().startswith(("[![", "**[")):
            return words if len(words) <= LONGEST_SUMMARY else words[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
    return ""


def learned(body: str) -> str:
    """The list under words such as “what this course covers”, as Markdown; empty without one."""
    parts = re.split(r"\n[ \t]*\n", body)
    for before, part in zip(parts, parts[1:], strict=False):
        items = [line for line in part.split("\n") if re.match(r"[-*+] \S", line)]
        lead = before.strip().rsplit("\n", 1)[-1]
        if len(items) > 1 and LEARNED.search(lead) and not re.search(r"\b(?:not|niet)\b", lead, re.I):
            return "\n".join(f"- {without_ornaments(line[2:])}" for line in items)
    return ""


class _Lenient(yaml.SafeLoader):
    """Site generators put tags of their own into their configuration; what they mean is not for us."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)


def _take(outline: Outline, tree: Tree, name: str, value, group: str) -> None:
    """A list of pages (`episodes: [a.md, b.md]`), or a navigation with names (`nav: [{Part: [{Title: a.md}]}]`)."""
    if isinstance(value, str):
        candidates = (value, f"{name}/{value}", f"docs/{value}", f"episodes/{value}")
        path = next((path for path in candidates if path in tree and is_markdown(path)), None)
        if path and path not in outline.order:
            outline.order.append(path)
            if group:
                outline.groups[path] = group
    elif isinstance(value, list):
        for item in value:
            _take(outline, tree, name, item, group)
    elif isinstance(value, dict):
        for title, item in value.items():
            _take(outline, tree, name, item, str(title) if isinstance(item, list) else group)


def _names_of_modules(rows: dict[str, list[str]]) -> dict[int, str]:
    """From a table: the column whose words repeat within each module and differ between them names the modules."""
    numbers = {key: number_of(key.rpartition("/")[2]) for key in rows}
    columns: dict[int, dict[int, Counter]] = defaultdict(lambda: defaultdict(Counter))
    for key, cells in rows.items():
        if len(numbers[key]) < 2:
            continue
        for index, cell in enumerate(cells):
            if "](" not in cell and not NO_WORDS.match(cell):
                columns[index][numbers[key][0]][_words(cell)] += 1
    modules = {number[0] for number in numbers.values() if len(number) > 1}
    for index in sorted(columns):
        most = {module: counts.most_common(1)[0] for module, counts in columns[index].items()}
        repeats = sum(count for _, count in most.values())
        if set(most) == modules and len({name for name, _ in most.values()}) == len(modules) and repeats > len(modules):
            return {module: name for module, (name, _) in most.items()}
    return {}


def _words(markdown: str) -> str:
    return without_ornaments(plain_text(render(re.sub(r"\{[^{}]*\}\s*$", "", markdown)).html))
