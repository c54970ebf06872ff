"""The page "what is stored about me" leaves nothing out, and what is deleted is gone everywhere."""

import pytest
from sqlalchemy import Column, MetaData, String
from sqlalchemy import Table as SqlTable

from core.db import db
from reports.stored import OF_THE_SCHOOL, STORED, about

#: Whatever points at these speaks of somebody who was asked, or of what they said.
OF_PEOPLE = {"household", "child", "roll_entry", "participation", "submission", "comment"}
#: Deleted by hand with the submission (feedback.store.writing).
BY_HAND = {"receipt", "authorship", "clause_stance", "comment", "answer", "entry"}


def complaints(tables):
    for table in tables:
        if table.name in OF_THE_SCHOOL:
            continue
        if table.name not in STORED:
            yield f"{table.name}: nobody has said what it holds"
            continue
        for column in table.columns:
            try:
                assert about(table.name, column.name)
            except KeyError:
                yield f"{table.name}.{column.name}: nobody has said what it holds"


def test_every_table_and_column_is_described(app):
    assert list(complaints(db.metadata.sorted_tables)) == []
    known = {table.name: set(table.columns.keys()) for table in db.metadata.sorted_tables}
    assert set(STORED) | OF_THE_SCHOOL == set(known), "a table is described that is not there"
    assert all(set(own.columns) <= known[name] for name, own in STORED.items())


def test_a_new_table_or_column_is_noticed():
    metadata = MetaData()
    tables = [
        SqlTable("secret_list", metadata, Column("id", String)),
        SqlTable("receipt", metadata, Column("tag", String), Column("address", String)),
    ]
    assert len(list(complaints(tables))) == 2


def test_no_table_of_the_school_points_at_people(app):
    pointing = {
        (table.name, key.column.table.name)
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if table.name in OF_THE_SCHOOL and key.column.table.name in OF_PEOPLE
    }
    assert pointing == {("outcome", "comment")}, "only the answer to a dissenting comment names one"


def test_what_points_at_deleted_words_goes_with_them(app):
    left = [
        f"{table.name}.{key.parent.name}"
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in ("submission", "comment") and table.name not in BY_HAND
        if key.ondelete not in ("CASCADE", "SET NULL")
    ]
    assert left == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_page_says_it_all_and_the_privacy_notice_leads_there(app, school, visit):
    page = visit().get(visit().get("/quyen-rieng-tu").find("a", string="Xem từng bảng, từng cột")["href"])
    for table in STORED.values():
        assert str(table.title) in page.text
