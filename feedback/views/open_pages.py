"""Pages for everybody."""

from flask import render_template


def privacy():
    """What is stored about people, in plain and true words."""
    return render_template("feedback/privacy.html")
