"""What is stored about whoever reads the page: made from the schema, so that it leaves nothing out."""

from flask import render_template

from accounts.access import open_to_all
from reports import store
from reports.views.blueprint import bp


@bp.get("/quyen-rieng-tu/tung-cot")
@open_to_all
def stored():
    return render_template("reports/stored.html", groups=store.list_stored())
