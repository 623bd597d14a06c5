"""Live: open pages hear at once that something is new, by an event stream that holds nothing of the database."""

from flask import Flask

from lms.live.hub import Hub
from lms.live.relay import Relay


def init_app(app: Flask) -> None:
    hub = Hub(app.config["STREAMS"])
    if app.config["REDIS_URL"]:
        hub.relay = Relay(app.config["REDIS_URL"], hub)
    app.extensions["live"] = hub
