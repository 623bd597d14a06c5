"""Colouring code by classes, never by inline style."""

import html

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

TOKEN_CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name) | {"language-text"}
# Names course authors use for fences that hold no programming language.
PLAIN = frozenset({"output", "error", "text", "txt", "plain", "plaintext", "none", "mermaid", "source", "callout"})
FORMATTER = HtmlFormatter(nowrap=True)


def highlighted(code: str, language: str) -> str:
    """HTML of the code with token classes; plain escaped text where the language is unknown."""
    if language and language.lower() not in PLAIN:
        try:
            return highlight(code, get_lexer_by_name(language, stripnl=False, ensurenl=False), FORMATTER)
        except ClassNotFound:
            pass
    return html.escape(code, quote=False)
