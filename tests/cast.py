"""The cast: the same few people in every test, in an academy with one course, two cohorts and a stranger's cohort."""

import re
import secrets
from functools import cached_property

from flask import Flask, g
from itsdangerous import URLSafeTimedSerializer

from lms.access import found_audiences
from lms.admin.models import Academy
from lms.database import db, now
from lms.people import actions, queries
from lms.people.models import User

PASSWORD = "learning circle demo"
ROLES = {
    "trainee": (),
    "alumna": (),
    "mentor": (),
    "facilitator": ("facilitator",),
    "author": ("author",),
    "editor": ("editor",),
    "manager": ("manager",),
    "admin": ("admin",),
    "outsider": (),
}


def found_academy(app: Flask) -> None:
    """The academy and the people of the cast; courses and cohorts are made by the tests that need them."""
    with app.app_context():
        found_audiences()
        db.session.add(Academy(id=1, name="Test Academy", locale="en", set_up_at=now()))
        for name, roles in ROLES.items():
            user = actions.create_user(name=name.capitalize(), email=f"{name}@test.example", locale="en")
            for role in roles:
                actions.give_role(user.id, role)
        db.session.commit()


class Browser:
    """A test client with a person in front of it; unsafe requests carry the form token a page would give them."""

    def __init__(self, app: Flask, user_id: int | None, token: str = ""):
        self.app, self.id = app, user_id
        self.client = app.test_client()
        if user_id is not None:
            if not token:
                token = actions.start_session(db.session.get_one(User, user_id))
                db.session.commit()
            self.client.set_cookie("leerkring", token)

    @property
    def user(self) -> User:
        return db.session.get_one(User, self.id)

    @property
    def viewer(self):
        """The person as queries and policies see them at this moment."""
        return queries.viewer_of(self.id)

    def get(self, address: str, **options):
        self._leave_former_request()
        response = self.client.get(address, **options)
        db.session.expire_all()
        return response

    def post(self, address: str, data: dict | None = None, **options):
        self._leave_former_request()
        data = {"csrf_token": self._form_token(), **(data or {})}
        response = self.client.post(address, data=data, **options)
        db.session.expire_all()
        return response

    def htmx_get(self, address: str, target: str, **options):
        return self.get(address, headers={"HX-Request": "true", "HX-Target": f"div#{target}"}, **options)

    def htmx_post(self, address: str, target: str, data: dict | None = None, **options):
        return self.post(address, data, headers={"HX-Request": "true", "HX-Target": f"div#{target}"}, **options)

    def _leave_former_request(self):
        """Requests share the app context of the test, and so what the former one left on `g`: its person, its language."""
        db.session.commit()
        for name in list(g):
            g.pop(name)

    def _form_token(self) -> str:
        raw = secrets.token_hex(20)
        with self.client.session_transaction() as session:
            raw = session.setdefault("csrf_token", raw)
        return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(raw)


class Cast:
    def __init__(self, app: Flask, tokens: dict[str, str] | None = None):
        """`tokens` are those of browsers in which people of the cast are signed in already."""
        self.app, self._tokens = app, tokens or {}
        self._browsers: dict[str, Browser] = {}

    @cached_property
    def guest(self) -> Browser:
        return Browser(self.app, None)

    def __getattr__(self, name: str) -> Browser:
        if name not in ROLES:
            raise AttributeError(name)
        if name not in self._browsers:
            user_id = db.session.scalar(db.select(User.id).where(User.email == f"{name}@test.example"))
            self._browsers[name] = Browser(self.app, user_id, self._tokens.get(name, ""))
        return self._browsers[name]

    def put(self, name: str, browser: Browser) -> None:
        """Somebody goes on with another browser."""
        if name == "guest":
            self.__dict__["guest"] = browser
        else:
            self._browsers[name] = browser

    def everybody(self) -> dict[str, Browser]:
        return {"guest": self.guest, **{name: getattr(self, name) for name in ROLES}}


def text_of(response) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


def titles(response) -> list[str]:
    """What the lines of a list are called, in its order."""
    return re.findall(r'row-title"><a href="[^"]*">([^<]*)</a>', response.text)
