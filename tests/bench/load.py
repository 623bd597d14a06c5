"""A small load generator: a few keep-alive connections, each request timed, every answer read whole and checked."""

import http.client
import statistics
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Requests per second over all connections; latencies in milliseconds; bytes of one answer's body."""

    per_second: float
    p50: float
    p95: float
    p99: float
    size: int


def measure(port: int, path: str, *, seconds: float, connections: int, headers: dict | None = None) -> Figures:
    """GET `path` over and over on 127.0.0.1; raises when an answer is not 200."""
    times: list[list[float]] = [[] for _ in range(connections)]
    failures: list[str] = []
    size = 0
    end = time.perf_counter() + seconds

    def run(mine: list[float]):
        nonlocal size
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < end and not failures:
            began = time.perf_counter()
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            body = answer.read()
            mine.append(time.perf_counter() - began)
            if answer.status != 200:
                failures.append(f"{path} answered {answer.status}")
            size = len(body)
        connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=run, args=(mine,)) for mine in times]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    if failures:
        raise RuntimeError(failures[0])
    return figures_of([value for mine in times for value in mine], took, size)


def figures_of(values: list[float], took: float, size: int) -> Figures:
    cuts = statistics.quantiles(values, n=100, method="inclusive") if len(values) > 1 else values * 99
    return Figures(len(values) / took, cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000, size)
