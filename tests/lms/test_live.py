"""Between processes news go through Redis, and without it nobody waits; few requests work at once however many listen."""

import shutil
import socket
import subprocess
import threading
import time

import pytest
import redis

from lms.live.hub import Hub
from lms.live.relay import Relay
from lms.turns import Turns


@pytest.fixture
def redis_url():
    """A Redis of this test's own."""
    if not shutil.which("redis-server"):
        pytest.skip("no Redis here")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    wait_until(lambda: is_up(url))
    yield url
    server.terminate()
    server.wait()


def is_up(url) -> bool:
    try:
        return redis.Redis.from_url(url).ping()
    except redis.ConnectionError:
        return False


def wait_until(condition, patience: float = 10.0):
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        threading.Event().wait(0.01)


def hub_on(url) -> Hub:
    hub = Hub(10)
    hub.relay = Relay(url, hub)
    return hub


def test_news_told_in_one_process_are_heard_once_in_each(redis_url):
    here, elsewhere = hub_on(redis_url), hub_on(redis_url)
    mine, theirs = here.join("topic:1", 1), elsewhere.join("topic:1", 2)
    wait_until(lambda: redis.Redis.from_url(redis_url).pubsub_numsub("leerkring:live")[0][1] == 2)
    here.tell("topic:1", {"newest": 2})
    here.tell("topic:1", {"newest": 3})
    assert [theirs.heard.get(timeout=10)["newest"] for _ in range(2)] == [2, 3]
    assert [mine.heard.get(timeout=10)["newest"] for _ in range(2)] == [2, 3]
    elsewhere.tell("topic:1", {"newest": 4})
    assert mine.heard.get(timeout=10)["newest"] == 4, "and its own came to it only once"


def test_without_redis_a_process_hears_its_own_and_nobody_waits():
    hub = hub_on("redis://127.0.0.1:1/0")
    listener = hub.join("topic:1", 1)
    began = time.monotonic()
    for number in range(50):
        hub.tell("topic:1", {"newest": number})
    assert time.monotonic() - began < 2
    assert [listener.heard.get_nowait()["newest"] for _ in range(50)] == list(range(50))


def test_few_work_at_once_and_the_rest_come_in_their_order():
    working, most, order, guard = 0, 0, [], threading.Lock()
    begun, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def application(environ, start_response):
        nonlocal working, most
        with guard:
            working += 1
            most = max(most, working)
            order.append(environ["name"])
        begun.release()
        go_on.acquire(timeout=10)
        with guard:
            working -= 1
        return []

    turns = Turns(application, 2)
    threads = [threading.Thread(target=turns, args=({"name": name}, None)) for name in range(6)]
    for number, thread in enumerate(threads):
        thread.start()
        if number < 2:
            begun.acquire(timeout=10)
        else:
            wait_until(lambda number=number: len(turns._lock._waiting) == number - 1)
    for _ in range(4):
        go_on.release()
        assert begun.acquire(timeout=10), "one ends, and the next in line begins"
    go_on.release(2)
    for thread in threads:
        thread.join(10)
    assert (most, order) == (2, [0, 1, 2, 3, 4, 5])


def test_request_that_gets_no_turn_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr("lms.turns.PATIENCE", 0.01)
    answered = []
    turns = Turns(lambda environ, start_response: [b"done"], 1)
    with turns.taken():
        turns({}, lambda status, headers: answered.append((status, dict(headers)["Retry-After"])))
    assert answered == [("503 Service Unavailable", "5")]
    assert turns({}, None) == [b"done"]
