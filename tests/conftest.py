"""One application and database per test process, put back to the cast before every test that touched it."""

import contextlib
import gc
import os

import pytest
from hypothesis import settings

from lms.limits import limiter
from tests.cast import Cast, found_academy
from tests.databases import database_for_tests
from tests.world import World, build

# A busy machine is no failure: hypothesis looks for wrong answers, not for slow ones.
settings.register_profile("leerkring", deadline=None)
settings.load_profile("leerkring")
gc.set_threshold(20_000, 20, 50)  # a whole application stays in memory: looking through it often finds nothing


ENGINES = {"database", "migrated"}  # the fixtures that give a test a database of the engine that was asked for


LONGEST = ("test_canary", "test_route_matrix")  # begun first, lest one process ends with them while the others wait


def pytest_collection_modifyitems(config, items):
    """What uses no database runs once, on SQLite: a second engine would tell nothing new."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    idle = [item for item in items if ENGINES.isdisjoint(item.fixturenames)]
    config.hook.pytest_deselected(items=idle)
    items[:] = [item for item in items if item not in set(idle)]


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with database_for_tests(
        os.environ.get("TEST_DATABASE_URL", ""), tmp_path_factory.mktemp("instance"), worker
    ) as database:
        found_academy(database.app)
        database.remember()
        yield database


@pytest.fixture
def app(database):
    """The application on a database that holds the cast and nothing else, with all tries still to spend."""
    database.put_back()
    limiter.reset()
    with database.app.app_context():
        yield database.app


@pytest.fixture
def cast(app) -> Cast:
    """The people of every test: `cast.trainee`, `cast.outsider` …, each a browser already signed in."""
    return Cast(app)


@pytest.fixture
def guest(cast):
    return cast.guest


@pytest.fixture(scope="session")
def built_world(database) -> World:
    """The world of tests/world.py, built once per process."""
    database.put_back()
    world = build(database.app)
    database.remember("world")
    return world


@pytest.fixture
def world(database, built_world) -> World:
    """The application on a database that holds the whole world; `world.cast` are the people in it."""
    with standing(database, built_world) as world:
        yield world


@pytest.fixture(scope="module")
def standing_world(database, built_world) -> World:
    """The same for a whole module whose tests take back what they write, by `database.undo()`."""
    with standing(database, built_world) as world:
        yield world


@contextlib.contextmanager
def standing(database, world: World):
    database.put_back("world")
    limiter.reset()
    with database.app.app_context():
        world.app, world.cast = database.app, Cast(database.app, world.tokens)
        yield world
