"""Seeds the people of the demo academy."""

from argon2 import PasswordHasher

from demo.reading import Clock, duration, load
from lms.admin.models import Academy
from lms.database import db, now
from lms.markup import render
from lms.people import actions
from lms.people.models import User

PASSWORD = "learning circle demo"
WORDS = (
    "headline",
    "organisation",
    "sector",
    "region",
    "languages",
    "expertise",
    "about",
    "ask_me_about",
    "looking_for",
)


def seed_academy() -> dict:
    """Name, colour and language of the academy; returns what else its file says."""
    content = load("academy.yaml")
    academy = db.session.get_one(Academy, 1)
    academy.name, academy.locale = content["name"], content["locale"]
    academy.timezone = content.get("timezone", "Europe/Amsterdam")
    academy.about = content.get("about", "")
    academy.brand_colour = content["brand_colour"]
    academy.allows_join_requests = content.get("allows_join_requests", True)
    academy.shows_meter = content.get("shows_meter", False)
    academy.is_demo, academy.set_up_at = True, now()
    return content


def seed_people(clock: Clock) -> dict[str, User]:
    """Everybody by key. They share one hash of one password: this is a demo, and hashing takes its time on purpose."""
    password_hash = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1).hash(PASSWORD)
    people = {}
    for entry in load("people.yaml"):
        user = actions.create_user(
            name=entry["name"],
            email=entry["email"],
            locale=entry["locale"],
            visibility=entry.get("visibility", {}),
            about_html=render(entry.get("about", ""), profile="post").html,
            created_at=clock.days_ago(entry.get("joined_days_ago", 100)),
            door=entry.get("door", {}),
            **{name: entry.get(name, "") for name in WORDS},
        )
        user.password_hash = password_hash
        user.last_seen_at = clock.moment - duration(entry.get("seen", "3 h"))
        for role in entry.get("roles", ()):
            actions.give_role(user.id, role)
        people[entry["key"]] = user
    return people
