"""Jinja as respondents' pages need it: what is the same on every page is put together once.

A Vietnamese page looks no word up: its words are the words of the source. So its templates are compiled
with them in place, beside the usual ones, which serve every other language.
"""

from functools import cached_property

import flask.templating
from flask import current_app, has_request_context, request
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from core.i18n import is_vietnamese

#: Names by which a template asks for a word, and for one of two by number (core.i18n).
ONE_WORD, BY_NUMBER = ("_", "gettext"), ("_n", "ngettext")

#: The template that draws icons: icon("name").
ICONS = "components/icons.html"


class Environment(flask.templating.Environment):
    """Two in one: templates loaded for a Vietnamese page come from a twin that has the words in place."""

    def __init__(self, app, **options):
        super().__init__(app, **options)
        self.has_words_in_place = False
        self._twin = None

    def _load_template(self, name, globals):
        if not self.has_words_in_place and is_vietnamese():
            return self._vietnamese()._load_template(name, globals)
        return super()._load_template(name, globals)

    def _vietnamese(self):
        # Made at the first page, when filters, globals and options are all there; it shares them.
        if self._twin is None:
            twin = self.overlay()
            twin.has_words_in_place = True
            self._twin = twin
        return self._twin

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        return _WordsInPlace(self).visit(tree) if self.has_words_in_place and name != ICONS else tree

    @cached_property
    def icons(self):
        """The macros and shapes of the template that draws icons."""
        return self.get_template(ICONS).module


class _Template(Template):
    """A template that gets no globals of its own, so that an imported one is run once, not compared anew."""

    def _get_default_module(self, ctx=None):
        return super()._get_default_module()


Environment.template_class = _Template


class _WordsInPlace(NodeTransformer):
    """Puts `_("words")` and `_n(…)` where they are asked for, as core.i18n would answer in Vietnamese, and
    icons as they are drawn."""

    def __init__(self, environment):
        self._environment = environment

    def visit_Call(self, call):
        self.generic_visit(call)
        asked = call.node.name if isinstance(call.node, nodes.Name) else ""
        if asked == "icon":
            return self._draw(call)
        many = asked in BY_NUMBER
        if not (many or asked in ONE_WORD) or call.dyn_args or call.dyn_kwargs:
            return call
        text = call.args[1 if many else 0]
        if not isinstance(text, nodes.Const):
            return call
        values = [nodes.Pair(nodes.Const(word.key), word.value) for word in call.kwargs]
        if many:
            values.append(nodes.Pair(nodes.Const("num"), call.args[2]))
        words = nodes.Const(Markup(text.value))
        made = nodes.Mod(words, nodes.Dict(values)) if values else words
        return made.set_lineno(call.lineno)

    def _draw(self, call):
        if len(call.args) != 1 or not isinstance(call.args[0], nodes.Const):
            return call
        icons, name = self._environment.icons, call.args[0].value
        # One that does not exist is told where it is asked for.
        return nodes.Const(icons.icon(name)).set_lineno(call.lineno) if name in icons.shapes else call


def _address(endpoint, **values):
    """url_for for templates: an address without values is the same on every page."""
    if values or endpoint.startswith(".") or not has_request_context():
        return current_app.url_for(endpoint, **values)
    kept = current_app.extensions["addresses"]
    key = endpoint, request.script_root
    if key not in kept:
        kept[key] = current_app.url_for(endpoint)
    return kept[key]


def init_app(app):
    """Before anything touches `app.jinja_env`."""
    app.jinja_environment = Environment
    app.extensions["addresses"] = {}
    app.jinja_env.globals["url_for"] = _address
