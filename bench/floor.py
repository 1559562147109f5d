"""The floor: a bare Flask, SQLAlchemy and Jinja page with as many rows, and a bare post that inserts one row."""

from flask import Flask, redirect, render_template_string, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1><table>
{% for row in rows %}<tr><td>{{ row.a }}</td><td>{{ row.b }}</td><td>{{ row.c }}</td><td>{{ row.d }}</td>
<td>{{ row.e }}</td><td>{{ row.f }}</td></tr>{% endfor %}</table></body></html>"""


class Base(DeclarativeBase):
    """The floor's own tables."""


class Row(Base):
    """Six columns, as a list of ours has."""

    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[str]
    b: Mapped[str]
    c: Mapped[str]
    d: Mapped[str]
    e: Mapped[int]
    f: Mapped[int]


def build(database_url: str) -> Flask:
    """The bare application, with 2,000 rows to choose from."""
    db = SQLAlchemy(model_class=Base)
    app = Flask(__name__)
    app.config.update(SQLALCHEMY_DATABASE_URI=database_url, SECRET_KEY="floor")
    db.init_app(app)

    @app.get("/<int:count>")
    def page(count: int) -> str:
        rows = db.session.scalars(db.select(Row).limit(count)).all()
        return render_template_string(PAGE, title="Rows", rows=rows)

    @app.post("/")
    def save():
        db.session.add(_row(request.form["text"]))
        db.session.commit()
        return redirect("/1")

    with app.app_context():
        db.create_all()
        db.session.add_all(_row(f"Row {n}") for n in range(2000))
        db.session.commit()
    return app


def _row(text: str) -> Row:
    return Row(a=text, b="Public prison", c="With the provider", d="North East", e=12_345_678, f=41)
