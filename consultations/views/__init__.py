"""The officer's pages."""

from consultations.views import draft, life, plans, review, starters, survey, versions
from consultations.views.blueprint import bp

__all__ = ["bp", "draft", "life", "plans", "review", "starters", "survey", "versions"]
