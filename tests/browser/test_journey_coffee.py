"""A coffee: asked from somebody's page, another time offered, chosen, told afterwards; and being matched each month."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

MOTIVATIONAL = re.compile(r"Motivational.*Sanne Hoekstra", re.DOTALL)  # what both are in, and who writes

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def in_days(days: int, hour: str) -> str:
    """As the field for a moment takes it."""
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}T{hour}"


def test_two_people_find_a_time(page_as, places, academy):
    trainee, facilitator = page_as("trainee"), page_as("facilitator")
    trainee.opens(places("/people/{facilitator}"))
    trainee.follows("Have a coffee")
    assert faults_of(trainee) == []
    first_words = trainee.field("Your first words")
    expect(first_words).to_have_value(MOTIVATIONAL)
    trainee.writes("A time that suits you", "2001-01-01T10:00")
    with trainee.expecting(422):
        trainee.presses("Ask for a coffee")
    trainee.sees("This time has passed. Choose a later one.")
    assert faults_of(trainee) == []
    expect(first_words).to_have_value(MOTIVATIONAL)
    trainee.writes("A time that suits you", in_days(3, "09:30"))
    trainee.writes("How or where do you meet?", "The canteen")
    trainee.presses("Ask for a coffee")
    trainee.heading("Coffee with %(names)s", names="Marieke van den Broek")
    address = trainee.path

    facilitator.opens("/inbox")
    facilitator.sees("%(name)s asks you for a coffee", name="Sanne Hoekstra")
    facilitator.opens(address)
    assert faults_of(facilitator) == []
    facilitator.unfolds("Times that suit you")
    facilitator.writes("A time that suits you", in_days(4, "11:00"))
    facilitator.presses("Offer these")
    facilitator.sees("you offer this")

    trainee.opens(address)
    line = trainee.page.locator("li").filter(has_text="11:00")
    trainee.presses("Choose this", line)
    trainee.sees("Into my calendar")
    assert faults_of(trainee) == []
    trainee.opens("/calendar")
    trainee.sees("Coffee with %(names)s", names="Marieke van den Broek")
    mentor = page_as("mentor")
    with mentor.expecting(404):
        assert mentor.opens(address).status == 404

    number = int(address.partition("#")[0].rpartition("/")[2])
    academy.rows(
        "UPDATE coffees SET starts_at = datetime('now', '-1 day'), asked_whether_met_at = datetime('now') WHERE id = :id",
        id=number,
    )
    facilitator.opens("/")
    section = facilitator.page.locator("section.hang").filter(has_text=facilitator.words("Coffee with others"))
    facilitator.presses("We met", section.locator("li").filter(has_text="Sanne Hoekstra"))
    facilitator.sees("You met")
    assert faults_of(facilitator) == []


def test_somebody_takes_part_in_the_matching_and_pauses(page_as):
    outsider = page_as("outsider")
    outsider.opens("/coffees")
    outsider.presses("Take part")
    outsider.sees("You take part")
    outsider.unfolds("Pause")
    outsider.field("Skip three months").check()
    outsider.presses("Pause", exact=True)
    outsider.sees("Go on now")
    assert faults_of(outsider) == []
    outsider.presses("Stop taking part")
    outsider.sees("You do not take part")
