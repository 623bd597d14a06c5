"""Between processes: what is told in one is heard in the others, through Redis; without it each hears its own."""

import json
import logging
import secrets
import threading
import time

import redis

log = logging.getLogger(__name__)
NAME = "leerkring:live"
SLOWEST = 0.5  # seconds a writer waits for Redis; readers elsewhere ask again anyway
TRY_AGAIN = 5.0  # seconds after which a Redis that went away is looked for


class Relay:
    def __init__(self, url: str, hub):
        self._hub = hub
        self._own = secrets.token_hex(8)
        self._sending = redis.Redis.from_url(url, socket_connect_timeout=SLOWEST, socket_timeout=SLOWEST)
        self._hearing = redis.Redis.from_url(url, socket_connect_timeout=SLOWEST)
        self._away_until = 0.0
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def send(self, channel: str, news: dict) -> None:
        if time.monotonic() < self._away_until:
            return
        try:
            self._sending.publish(NAME, json.dumps([self._own, channel, news]))
        except redis.RedisError:
            self._away_until = time.monotonic() + TRY_AGAIN
            log.warning("Redis is away: only this process hears at once what is new")

    def wake(self) -> None:
        """Begin to hear the others: with the first who listens, for a process that only prepares needs no thread."""
        with self._guard:
            if self._thread is None:
                self._thread = threading.Thread(target=self._hear, daemon=True, name="live-relay")
                self._thread.start()

    def _hear(self) -> None:
        while True:
            try:
                with self._hearing.pubsub(ignore_subscribe_messages=True) as subscription:
                    subscription.subscribe(NAME)
                    for message in subscription.listen():
                        sender, channel, news = json.loads(message["data"])
                        if sender != self._own:
                            self._hub.tell_here(channel, news)
            except (redis.RedisError, OSError):
                time.sleep(TRY_AGAIN)
