"""Pages for everybody."""

from flask import render_template

from feedback import access


def privacy():
    return render_template("feedback/privacy.html", is_staff=access.may_run())
