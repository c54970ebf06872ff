"""How often the attack of tests/attack finds out who said what, beside pure guessing."""

import random
import tempfile
from pathlib import Path

from flask_migrate import upgrade

from core import clock
from core.db import db
from tests.attack.guessing import too_many
from tests.attack.world import World, attack
from tests.conftest import NOON, TheSchool, make_app


def take(ground, full):
    with tempfile.TemporaryDirectory() as folder, clock.stopped(NOON):
        data, keys = Path(folder) / "data", Path(folder) / "keys"
        data.mkdir()
        url = f"sqlite:///{data / 'lang-nghe.db'}"
        app = make_app(url, DATA_DIR=data, KEYS_DIR=keys)
        with app.app_context():
            upgrade()
            world = World(TheSchool(app), url, random.Random(), data, alone=100, large=6)
            world.answer()
            world.release()
            scored, sizes = attack(world, seed=0), world.sizes
            db.session.remove()
            db.engine.dispose()
    what = f"linkage attack, best of {len(scored)}: right of {len(world.humans)}"
    yield f"{what}; guessing {len(sizes)}", scored[0][2], f"< {too_many(sizes)}"
