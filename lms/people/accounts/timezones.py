"""Time zones a person can choose: the places of the world, by continent."""

from zoneinfo import available_timezones

from wtforms.fields.choices import SelectChoice

CONTINENTS = ("Europe", "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Indian", "Pacific")


def _places() -> list[SelectChoice]:
    parted = [(zone, *zone.partition("/")[::2]) for zone in sorted(available_timezones())]
    return [
        SelectChoice(zone, place.replace("_", " ").replace("/", ", "), optgroup=continent)
        for continent in CONTINENTS
        for zone, group, place in parted
        if group == continent and place
    ] + [SelectChoice("UTC", "UTC", optgroup="UTC")]


PLACES = _places()
