"""create_app(): plugs the pieces together; no rule, query or page."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts.access
import accounts.views
import cli
import config
import consultations.views
import core.db
import core.errors
import core.headers
import core.i18n
import core.templating
import feedback.views
import reports.views
from accounts.rules import Ability
from core import codes, text

csrf = CSRFProtect()
ROOT = Path(__file__).parent


def create_app(**settings):
    """The application. `settings` go over those of config.py (tests)."""
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.config.from_mapping(config.load() | settings)
    core.templating.init_app(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    core.db.init_app(app)
    core.i18n.init_app(app)
    csrf.init_app(app)
    core.headers.init_app(app)
    core.errors.init_app(app)
    accounts.access.init_app(app)
    Migrate(app, core.db.db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    for package in (accounts, consultations, feedback, reports):
        app.register_blueprint(package.views.bp)
    cli.init_app(app)
    _teach_templates(app)
    core.db.commit_at_the_end(app)
    if proxies := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
    return app


def _teach_templates(app):
    """Dates, codes and words for templates; none of them counts."""
    i18n = core.i18n
    app.jinja_env.filters.update(
        day=i18n.day, long_day=i18n.long_day, moment=i18n.moment, decimal=i18n.decimal,
        code=codes.show, shorten=text.shorten,
    )  # fmt: skip
    app.jinja_env.globals.update(
        Ability=Ability,
        card_of=feedback.views.public.card_of,
        card_of_link=feedback.views.public.card,
        locale=i18n.choose_locale,
        school=accounts.views.school_on_page,
    )
