"""The blueprint, and the first line of nearly every route."""

from flask import Blueprint
from flask_login import current_user

from consultations import store

bp = Blueprint("consultations", __name__)


def get(consultation_id):
    """The consultation, if it is of the visitor's school. Raises NoResultFound."""
    return store.get_consultation(current_user.school_id, consultation_id)
