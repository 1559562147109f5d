"""What a column of answers can hold: who responds, or what is said in one place of the edition."""

from dataclasses import dataclass

from app.areas import AREAS
from app.responses.places import Kind, Places
from workflows.response import Permission, Stance

IGNORE = "ignore"
SAID = ("stance", "comment", "evidence", "wording")
"""What is said in a place; everything else is about the respondent."""
BLANK = "-"
"""An answer that means that nothing was answered."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing a column can hold; of a `choice`, our own answers are few and theirs are matched to them."""

    key: str
    label: str
    choice: bool = False


TARGETS = {
    target.key: target
    for target in (
        Target(IGNORE, "Leave this column out"),
        Target("stance", "View: agrees, disagrees …", choice=True),
        Target("comment", "Comment"),
        Target("evidence", "Evidence"),
        Target("wording", "Proposed wording"),
        Target("name", "Name"),
        Target("email", "Email address"),
        Target("capacity", "For themselves or an organisation", choice=True),
        Target("organisation_name", "Organisation’s name"),
        Target("organisation_kind", "Kind of organisation", choice=True),
        Target("speaks_for", "For whom it speaks"),
        Target("nation", "England, Wales or both", choice=True),
        Target("area", "Area", choice=True),
        Target("language", "Language", choice=True),
        Target("permission", "Permission to publish", choice=True),
        Target("received", "Date it came"),
        Target("own_id", "Their own number for the response"),
    )
}
CHOICES: dict[str, list[tuple[str, str]]] = {
    "stance": [
        (Stance.AGREE, "Agree"), (Stance.PARTLY, "Agree in part"), (Stance.DISAGREE, "Disagree"),
        (Stance.NO_VIEW, "No view"),
    ],
    "capacity": [("individual", "For themselves"), ("organisation", "For an organisation or group")],
    "organisation_kind": [
        ("provider", "A provider of services"), ("department", "A government department or agency"),
        ("voluntary body", "A voluntary or community body"), ("private company", "A private company"),
        ("representative body", "A body that represents others"), ("public", "A member of the public"),
        ("other", "Another kind"),
    ],
    "nation": [("England", "England"), ("Wales", "Wales"), ("both", "Both England and Wales")],
    "area": [(area, area) for area in AREAS],
    "language": [("en", "English"), ("cy", "Welsh")],
    "permission": [
        (Permission.YES, "Yes, with the name"), (Permission.WITHOUT_NAME, "Yes, without the name"),
        (Permission.NO, "No, count it but do not quote it"),
    ],
}  # fmt: skip
"""Our answers, by what they answer, in the words of staff. Their values are those of app/responses/forms.py."""


def fits(what: str, place: str, places: Places) -> bool:
    """Whether a place can be told this: a stance, evidence and wording are of intentions only."""
    if what not in SAID:
        return what in TARGETS and not place
    here = places.by_ref.get(place)
    return here is not None and (what == "comment" or here.kind is Kind.INTENTION)
