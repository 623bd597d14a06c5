"""What rooms add to the end of a digest that is written anyway: a sentence and where it leads. No mail is sent for it."""

from collections.abc import Callable

_finders: list[Callable] = []


def aside(find: Callable) -> Callable:
    """Register what finds (sentence, path) for a reader, or None; asked in the reader's language."""
    if find not in _finders:
        _finders.append(find)
    return find


def asides_for(reader) -> list[tuple[str, str]]:
    return [found for find in _finders if (found := find(reader))]
