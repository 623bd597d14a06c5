"""The words a recap begins with."""

from lms.markup.writing import from_plain


def beginning_of(points) -> str:
    """What was on the agenda, each point with room below it for what was said."""
    lines = [f"**{from_plain(point.title)}**\n\n{from_plain(point.body)}".strip() for point in points]
    return "\n\n".join(lines)
