"""One text within a GIFT question, with the format it is in."""

import re
from dataclasses import dataclass

from courses.questions.interchange.gift.signs import LINE, put_back
from courses.questions.interchange.items import as_markdown, as_plain

FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.I)


@dataclass(frozen=True)
class Part:
    text: str
    form: str

    @classmethod
    def of(cls, written: str, form: str) -> "Part":
        """The text with the format it says it has, else with that of the question."""
        found = FORMAT.match(written)
        return cls(written[found.end() :], found[1].lower()) if found else cls(written, form)

    def markdown(self) -> str:
        if self.form in ("moodle", "plain"):
            # Lines of the file are how it was typed; lines that were asked for are written \n.
            paragraphs = [" ".join(line.split()) for line in self.text.split(LINE)]
            return (
                as_markdown(put_back("\n".join(paragraphs)), self.form)
                .replace("\n", "\\\n")
                .replace("\\\n\\\n", "\n\n")
            )
        text = self.text if self.form == "markdown" else " ".join(self.text.split("\n"))
        return as_markdown(put_back(text.strip()), self.form)

    def plain(self) -> str:
        return as_plain(put_back(self.text), "plain" if self.form == "markdown" else self.form)
