"""Files people send in the journeys."""

import io
import zipfile

from PIL import Image


def picture(name: str = "heron.png") -> dict:
    made = io.BytesIO()
    Image.new("RGB", (48, 32), (0, 90, 96)).save(made, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": made.getvalue()}


def course_archive() -> dict:
    """A small course as others keep it: two modules, a picture, a link between pages, and one that leads nowhere."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("Slow reading/index.md", "# Slow reading\n\nTwo evenings about letters.\n")
        archive.writestr(
            "Slow reading/01 First evening/01 The envelope.md",
            "# The envelope\n\nNobody opens it.\n\n![A heron](../images/heron.png)\n\nThen [the letter](02-the-letter.md).\n",
        )
        archive.writestr(
            "Slow reading/01 First evening/02-the-letter.md",
            "# The letter\n\nRead it [again](../02%20Second%20evening/01-the-answer.md), or [nowhere](missing.md).\n",
        )
        archive.writestr("Slow reading/02 Second evening/01-the-answer.md", "# The answer\n\nTwo lines are enough.\n")
        archive.writestr("Slow reading/images/heron.png", picture()["buffer"])
    return {"name": "slow-reading.zip", "mimeType": "application/zip", "buffer": made.getvalue()}


def article_archive() -> dict:
    """A few articles as another wiki keeps them: names of their own, a picture, a folder, a link that leads nowhere."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "wiki/letters_at_the_door.md",
            "---\nid: letters\ntitle: Letters at the door\nlanguage: en\n---\n\nWhoever opens no letters may hand them over. "
            "Then [sort the pile](/wiki/sorting), or [burn it](/wiki/burning).\n\n"
            "![A heron on a pile of letters](images/a%20heron.png)\n",
        )
        archive.writestr(
            "wiki/pile.md",
            "---\nid: sorting\ntitle: Sorting the pile\nlanguage: en\n---\n\nOldest below. Back to [the door](letters).\n",
        )
        archive.writestr("wiki/Answers/short.md", "# Short answers\n\nTwo lines are enough.\n")
        archive.writestr("wiki/images/a heron.png", picture()["buffer"])
    return {"name": "letters.zip", "mimeType": "application/zip", "buffer": made.getvalue()}


def calendar_file() -> dict:
    """A calendar of another program with one evening in it."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Heron//Calendar//EN",
        "BEGIN:VEVENT",
        "UID:evening@heron.example",
        "DTSTAMP:20260101T120000Z",
        "DTSTART:20300312T190000Z",
        "DTEND:20300312T200000Z",
        "SUMMARY:An evening about letters",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return {"name": "evenings.ics", "mimeType": "text/calendar", "buffer": "\r\n".join(lines).encode()}
