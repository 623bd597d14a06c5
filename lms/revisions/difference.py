"""The difference between two texts as readers saw them: paragraph by paragraph, without the marks of Markdown."""

from lms import differences
from lms.markup.tree import Element, read

ROWS = frozenset({"thead", "tbody", "tfoot"})


def difference(old, new) -> list[differences.Change]:
    """Rows for a template. When only pictures or addresses changed, the Markdown tells what the words do not."""
    before, after = _paragraphs(old.html), _paragraphs(new.html)
    if before == after and old.body != new.body:
        before, after = old.body, new.body
    return differences.compare(before, after)


def _paragraphs(html: str) -> str:
    blocks = (block for block in read(html).children if isinstance(block, Element))
    return "\n\n".join(filter(None, ("\n".join(_lines(block)) for block in blocks)))


def _lines(block: Element) -> list[str]:
    """The words of a block as a reader would copy them: rows, list items and inner paragraphs on their own line."""
    if block.tag == "pre":
        return [line for line in "".join(block.strings()).splitlines() if line.strip()]
    if block.tag == "tr":
        return [" | ".join(cell.text() for cell in block.children if isinstance(cell, Element))]
    inner = [child for child in block.children if isinstance(child, Element) and (child.is_block or child.tag in ROWS)]
    if block.tag == "li":
        return [f"– {block.text()}"]
    if not inner:
        return [block.text()] if block.text() else []
    return [line for child in inner for line in _lines(child)]
