"""Tell whoever asked for an import what became of the rows that they read."""

from app.models import ResponseImport
from app.wording import plural


def of_fewer(one: ResponseImport, written: int, what: str) -> str:
    """What to say when less was imported than the check had shown; empty when it was all."""
    counts = one.found.get("counts", {})
    gone = counts.get("new", 0) + counts.get("changed", 0) - written
    if gone <= 0:
        return ""
    are = "is" if gone == 1 else "are"
    return (
        f"{what}. {plural(gone, 'row')} of those you read {are} not: since you read them they have come with another "
        "import, or what they would change has been worked on. Nothing is imported twice."
    )
