"""The sentences about coffees that reach people, each in the reader's language and on the reader's clock."""

from zoneinfo import ZoneInfo

from flask_babel import force_locale, gettext
from sqlalchemy import select

from cohorts.calendar.words import how_near
from cohorts.coffee import words
from cohorts.coffee.models import Coffee, CoffeePerson
from lms.database import db
from lms.notifications.actions import notify, withdraw_thread
from lms.people.models import User

MARKS = {"day": "coffee-day", "hour": "coffee-hour"}


def asked(coffee: Coffee) -> str:
    """The thing everybody is told of first: that somebody asked, or that they were matched."""
    return f"coffee-asked:{coffee.id}"


def tell_asked(coffee: Coffee, *, by) -> None:
    """“Wietske asks you for a coffee”, with the first words."""
    _tell(
        coffee, asked(coffee), lambda _names, _zone: gettext("%(name)s asks you for a coffee", name=by.name),
        lambda _zone: coffee.intro, actor=by,
    )  # fmt: skip


def tell_matched(coffee: Coffee) -> None:
    """“This month you have a coffee with Bram”."""
    _tell(
        coffee, asked(coffee),
        lambda names, _zone: gettext("This month: a coffee with %(names)s", names=words.listed(names)),
        lambda _zone: gettext("Offer a few times that suit you; the first who does makes it easy for the other."),
    )  # fmt: skip


def tell_offered(coffee: Coffee, *, by) -> None:
    _tell(
        # Times that are offered again are news again.
        coffee, f"coffee-offered:{coffee.id}:{by.id}:{coffee.changed_at:%Y%m%dT%H%M%S%f}",
        lambda _names, _zone: gettext("%(name)s offers times for your coffee", name=by.name),
        lambda _zone: gettext("Choose one that suits you, or offer others."), actor=by,
    )  # fmt: skip


def tell_agreed(coffee: Coffee, *, by) -> None:
    """When it is, to everybody but who chose."""
    _tell(
        coffee, f"coffee-agreed:{coffee.id}:{coffee.sequence}", _when_with(coffee), lambda _zone: coffee.place, actor=by
    )


def tell_smaller(coffee: Coffee, *, by) -> None:
    _tell(
        coffee, f"coffee-smaller:{coffee.id}:{by.id}",
        lambda _names, _zone: gettext("%(name)s cannot be at your coffee; the others go on", name=by.name),
        lambda _zone: "", actor=by,
    )  # fmt: skip


def tell_off(coffee: Coffee, *, by) -> None:
    """To the other; “declined” is said kindly, and without a reason that was not given."""

    def title(_names, _zone):
        if coffee.state == "declined":
            return gettext("%(name)s would rather not have a coffee now", name=by.name)
        return gettext("Cancelled: your coffee with %(name)s", name=by.name)

    withdraw_thread(coffee.thread)
    _tell(coffee, f"coffee-off:{coffee.id}:{coffee.sequence}", title, lambda _zone: coffee.reason, actor=by)


def tell_lapsed(coffee: Coffee) -> None:
    """To who asked; the other was asked often enough."""
    withdraw_thread(coffee.thread)
    _tell(
        coffee, f"coffee-lapsed:{coffee.id}",
        lambda names, _zone: gettext("No time was found for a coffee with %(names)s", names=words.listed(names)),
        lambda _zone: gettext("The times that were offered have passed. It happens; it says nothing about you."),
        only=coffee.asked_by,
    )  # fmt: skip


def remind(coffee: Coffee, mark: str) -> None:
    """A day and an hour before; decided again when the mail leaves."""
    _tell(
        coffee, f"{MARKS[mark]}:{coffee.id}:{coffee.starts_at:%Y%m%dT%H%M}",
        lambda names, zone: f"{how_near(coffee.starts_at, zone)}: {words.with_whom(names)}", lambda _zone: coffee.place,
    )  # fmt: skip


def ask_whether_met(coffee: Coffee) -> None:
    _tell(
        coffee, f"coffee-met:{coffee.id}",
        lambda names, _zone: gettext("Did you meet? Your coffee with %(names)s", names=words.listed(names)),
        lambda _zone: gettext("One press is enough. Only you and the academy’s count know what you say."),
        url=f"{coffee.path}#met",
    )  # fmt: skip


def _when_with(coffee: Coffee):
    def title(names, zone):
        return f"{words.with_whom(names)}: {words.spoken(coffee.starts_at, coffee.minutes, zone)}"

    return title


def _tell(coffee: Coffee, thing: str, title, excerpt, *, actor=None, only: int | None = None, url: str = "") -> None:
    """To each of them, with the names of the others; `title` and `excerpt` are made for their zone in their language."""
    people = db.session.execute(
        select(User.id, User.name, User.locale, User.timezone)
        .join(CoffeePerson, CoffeePerson.user_id == User.id)
        .where(CoffeePerson.coffee_id == coffee.id)
        .order_by(User.id)
    ).all()
    for person in people:
        if only is not None and person.id != only:
            continue
        names, zone = [other.name for other in people if other.id != person.id], ZoneInfo(person.timezone)
        with force_locale(person.locale):
            notify(
                [person.id], "coffee", audience_id=coffee.audience_id, actor=actor, thread=coffee.thread, thing=thing,
                title=title(names, zone), url=url or coffee.path, excerpt=excerpt(zone),
            )  # fmt: skip
