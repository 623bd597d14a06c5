"""How passages are spoken of: the states both sides see, and the line that stands below one in a lesson."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

STATE_WORDS = {
    "open": _l("Waits for the authors"),
    "taken": _l("Taken over"),
    "declined": _l("Declined"),
    "withdrawn": _l("Taken back"),
}
STATE_ICONS = {"open": "hourglass", "taken": "circle-check", "declined": "ban", "withdrawn": "undo-2"}


def credit(title: str, address: str, names: list[str]) -> str:
    """Markdown: where the words come from, and who wrote them."""
    link = f"[{title.replace('[', '(').replace(']', ')')}]({address})"
    if not names:
        return gettext("*From the article %(article)s.*", article=link)
    return gettext("*From the article %(article)s, by %(names)s.*", article=link, names=", ".join(names))
