"""Who said what cannot be found out: the attack is played, and must not beat guessing.

The attacker knows the roll, who took part in which order, and holds the database (file and log, or heap,
dead rows, transaction ids and write-ahead log), a copy of it after every submission, all logs, and backups.
What cannot be withstood is whoever watches the running server: docs/threats.md.
"""

import random
import secrets

import pytest

from tests import servers
from tests.attack import leaks
from tests.attack.acting import Way
from tests.attack.guessing import chances, fixed_points, too_many
from tests.attack.world import World, attack
from tests.conftest import DATABASES, migrate

SEED = 20261012
#: What the attack looks at, with the databases that have it.
CHANNELS = {
    "row order", "transaction id", "receipt tag", "order by tag", "size", "label", "batches", "time", "log",
    "key", "words", "paper", "withdrawal", "unfinished",
}  # fmt: skip
ON_POSTGRESQL = {"transaction id"}


@pytest.fixture
def rng(monkeypatch):
    """All that is random is drawn from one seed, so that the same run gives the same links."""
    rng = random.Random(SEED)
    monkeypatch.setattr(secrets, "token_hex", lambda size: rng.randbytes(size).hex())
    monkeypatch.setattr(secrets, "choice", rng.choice)
    monkeypatch.setattr(leaks.release.random, "SystemRandom", lambda: random.Random(rng.getrandbits(64)))
    return rng


@pytest.fixture(params=DATABASES)
def database_url(request):
    """A database of its own: in the one of other tests their dead rows lie about."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
    else:
        with servers.fresh_database(request.getfixturevalue("postgres_url")) as url:
            yield migrate(url)


@pytest.fixture
def make_world(school, database_url, rng, tmp_path):
    made = []

    def make(**sizes):
        made.append(World(school, database_url, rng, tmp_path, **sizes))
        return made[-1]

    yield make
    for world in made:
        world.taken.close()


def test_who_said_what_is_not_found_out(make_world):
    world = make_world(alone=100, large=6, ways=(Way.COMMENT, Way.COMMENT, *Way))
    world.answer()
    assert world.said == [] and len(world.people) == 220 and len(world.events) > 300
    world.release()
    assert {one.marker for one in world.said} == {human.marker for human in world.humans}
    copies, logs = world.taken.copies, world.logs
    assert not [one for one in world.gone if copies.first(one.encode()) or logs.first(one.encode())]
    scored, bound = attack(world, SEED), too_many(world.sizes)
    assert {channel for channel, _name, _right in scored} >= CHANNELS - {"transaction id", "time"}
    assert scored[0][2] < bound, scored[:10]
    smallest = min(sum(one.may_be(human) for human in world.humans) for one in world.said)
    assert smallest >= world.consultation.smallest_group


@pytest.mark.parametrize(
    ("database_url", "channel"),
    [
        pytest.param("postgresql", channel, marks=pytest.mark.postgres)
        if channel in ON_POSTGRESQL
        else ("sqlite", channel)
        for channel in sorted(CHANNELS)
    ],
    indirect=["database_url"],
)
def test_a_leak_is_found(channel, make_world, monkeypatch, database_url):
    leak, ways = leaks.LEAKS[channel]
    world = make_world(alone=30, large=2, ways=ways)
    leak(monkeypatch, world)
    world.answer()
    world.release()
    best, bound = next(one for one in attack(world, SEED) if one[0] == channel), too_many(world.sizes)
    assert best[2] >= bound, best


def test_every_channel_has_its_leak():
    assert set(leaks.LEAKS) == CHANNELS


def test_what_guessing_finds():
    assert fixed_points(3).tolist() == pytest.approx([1 / 3, 1 / 2, 0, 1 / 6])
    whole = chances([5, 8, 25])
    assert sum(at * chance for at, chance in enumerate(whole)) == pytest.approx(3)
    assert too_many([25], 1) == 6
