"""Turns: how many requests of a process are answered at once, in the order of asking, however many threads wait.

A thread that waits costs next to nothing; so there are many, for pages that listen, and few work at the same time.
"""

import contextlib

from flask import Flask

from lms.database import FairLock

PATIENCE = 60.0  # seconds a request waits for its turn before it is answered 503


class Turns:
    """A WSGI application around another: taking a turn ends with the answer, sending it does not hold one."""

    def __init__(self, application, places: int):
        self._application = application
        self._lock = FairLock(places)

    def __call__(self, environ, start_response):
        try:
            with self.taken():
                return self._application(environ, start_response)
        except TimeoutError:
            start_response("503 Service Unavailable", [("Retry-After", "5"), ("Content-Type", "text/plain")])
            return [b"Busy. Try again in a few seconds."]

    @contextlib.contextmanager
    def taken(self):
        if not self._lock.acquire(PATIENCE):
            raise TimeoutError("no turn came")
        try:
            yield
        finally:
            self._lock.release()


def init_app(app: Flask) -> None:
    app.wsgi_app = app.extensions["turns"] = Turns(app.wsgi_app, app.config["WEB_THREADS"])
