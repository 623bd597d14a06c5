"""What pages and the report show of figures: each with its former value, drawn and in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from discussions.insights.figures.registry import GROUPS
from discussions.insights.measuring import SHARE, Figure, Measure, Span
from discussions.insights.words import change_words, measure_words, numbers_words


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure over a period and over the one before, in words."""

    figure: Figure
    now: Measure
    before: Measure

    @property
    def value(self) -> str:
        return measure_words(self.figure, self.now)

    @property
    def former(self) -> str:
        return measure_words(self.figure, self.before)

    @property
    def numbers(self) -> str:
        return numbers_words(self.figure, self.now)

    @property
    def former_numbers(self) -> str:
        return numbers_words(self.figure, self.before)

    @property
    def change(self) -> str:
        return change_words(self.figure, self.now, self.before)

    @property
    def bars(self) -> list[tuple[str, str, float, str]]:
        """(words, value, length in percent, kind) of each bar; none where there is nothing to draw."""
        if self.now.value is None:
            return []
        drawn = [(_("This period"), self.value, self._length(self.now), "")]
        if self.figure.compares and self.before.value is not None:
            drawn.append((_("Before"), self.former, self._length(self.before), "former"))
        return drawn

    def _length(self, measure: Measure) -> float:
        if self.figure.unit == SHARE:
            return measure.value
        longest = max(self.now.value or 0, self.before.value or 0)
        return 100 * measure.value / longest if longest else 0


def shown_in(now: Span, before: Span) -> list[tuple[str, str, list[Shown]]]:
    """(key, name, figures) of every group, counted over both spans; as many statements whatever happened."""
    return [
        (key, str(name), [Shown(f, f.measure(now), f.measure(before)) for module in modules for f in module.FIGURES])
        for key, (name, modules) in GROUPS.items()
    ]
