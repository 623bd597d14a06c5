"""What people write about themselves, as it is stored beside their Markdown."""

from lms import markup


def about_html(source: str) -> str:
    """Safe HTML of a person's own words; nothing for no words."""
    return markup.render(source, profile="post").html if source.strip() else ""
