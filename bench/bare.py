"""The floor of the consultation's pages: bare pages with as many rows, by the same kind of query, on the same data.

Each asks for what its page is about, in one statement for the rows and one for the number, and prints it with Jinja.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template_string

from bench.floor import PAGE

ROWS = """
SELECT point.id AS a, point.place AS b, substr(point.text, 1, 260) AS c, response.name AS d, point.state AS e,
       response.late_days AS f
FROM point JOIN response ON response.id = point.response_id
WHERE point.round_id = 1 AND point.state NOT IN ('withdrawn', 'replaced') {narrowed}
ORDER BY place_order, point.received_at, point.id LIMIT 50"""
COUNT = """
SELECT count(*), count(DISTINCT response_id) FROM point
WHERE round_id = 1 AND state NOT IN ('withdrawn', 'replaced') {narrowed}"""
BY_PLACE = """
SELECT place AS a, sent_stance AS b, count(*) AS c, '' AS d, '' AS e, '' AS f FROM view
JOIN response ON response.id = view.response_id WHERE response.round_id = 1 GROUP BY place, sent_stance"""
BY_KIND = """
SELECT theme_id AS a, organisation_kind AS b, count(DISTINCT response.id) AS c, '' AS d, '' AS e, '' AS f
FROM point_theme JOIN point ON point.id = point_theme.point_id JOIN response ON response.id = point.response_id
WHERE point.round_id = 1 AND point.state NOT IN ('withdrawn', 'replaced') GROUP BY theme_id, organisation_kind"""
BY_DAY = """
SELECT date(submitted_at) AS a, late_days > 0 AS b, count(*) AS c, organisation_kind AS d, area AS e, '' AS f
FROM response WHERE round_id = 1 GROUP BY date(submitted_at), late_days > 0, organisation_kind, area"""
WORDS = {
    "sqlite": "AND point.id IN (SELECT rowid FROM point_words_index WHERE point_words_index MATCH '\"{word}\"')",
    "postgresql": "AND point.id IN (SELECT point_id FROM point_words "
    "WHERE array_to_tsvector(string_to_array(words, ' ')) @@ '{word}'::tsquery)",
}
SEARCH = "AND stance = 'disagree' AND response_id IN (SELECT id FROM response WHERE organisation_kind = 'provider') "


def build(database_url: str, word: str) -> Any:
    """A client of the bare pages, on a connection of their own."""
    engine = sa.create_engine(database_url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only=ON"))
    searched = SEARCH + WORDS[engine.dialect.name].format(word=word)
    statements: Mapping[str, list[str]] = {
        "list": [ROWS.format(narrowed=""), COUNT.format(narrowed="")],
        "search": [ROWS.format(narrowed=searched), COUNT.format(narrowed=searched)],
        "summary": [BY_PLACE, BY_KIND, BY_DAY],
    }
    app = Flask(__name__)

    @app.get("/<name>")
    def page(name: str) -> str:
        with engine.connect() as connection:
            found = [connection.execute(sa.text(each)).all() for each in statements[name]]
        rows = found[0] if name != "summary" else [row for each in found[:2] for row in each]
        return render_template_string(PAGE, title=f"{len(rows)} of {found[-1][0][0]}", rows=rows)

    return app.test_client()
