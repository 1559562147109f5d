"""What a round puts to people: planning assumptions, need, questions on equality and the characteristics they name."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.models import Assumption, Characteristic, EqualityQuestion, NeedRow, Round
from app.perform import perform
from app.permissions import Actor
from app.wording import plural
from workflows.engine import Refused


def add_assumption(round_: Round, ref: str, title: str, text: str, *, by: Actor) -> Assumption:
    """Add a planning assumption, which people may comment on. Raises Refused for a reference that is taken."""
    if any(each.ref == ref for each in round_.assumptions):
        raise Refused(f"There is a planning assumption {ref} already. Choose the next number.")
    perform(round_, "edit", by=by, what=f"added planning assumption {ref}")
    made = Assumption(ref=ref, title=title, text=text, position=len(round_.assumptions) + 1)
    round_.assumptions.append(made)
    return made


def add_question(round_: Round, number: int, key: str, text: str, *, by: Actor) -> EqualityQuestion:
    """Add one of the questions on equality. Raises Refused for a number that is taken."""
    if any(each.number == number for each in round_.questions):
        raise Refused(f"There is a question {number} already. Choose the next number.")
    perform(round_, "edit", by=by, what=f"added equality question {number}")
    made = EqualityQuestion(number=number, key=key, text=text)
    round_.questions.append(made)
    return made


def set_characteristics(round_: Round, list_version: str, names: Sequence[str], *, by: Actor) -> None:
    """Choose the list of protected characteristics that this round uses. Raises Refused once one is set."""
    if round_.characteristics:
        raise Refused("This round has its list of protected characteristics, and work may rest on it.")
    perform(round_, "edit", by=by, what=f"chose the list {list_version} of {plural(len(names), 'characteristic')}")
    round_.characteristics.extend(
        Characteristic(
            list_version=list_version,
            key=name.lower().replace(" ", "-"),
            name=name[:1].upper() + name[1:],
            position=position,
        )
        for position, name in enumerate(names, start=1)
    )


def add_need_row(
    round_: Round,
    *,
    setting: str,
    offence: str,
    factors: Sequence[Mapping[str, Any]],
    other_factors: Sequence[str],
    bands: Sequence[Mapping[str, Any]],
    by: Actor,
) -> NeedRow:
    """Add the need of one kind of offence in one setting, exactly as it was published."""
    perform(round_, "edit", by=by, what=f"added the need of {offence} offences, {setting}")
    made = NeedRow(
        setting=setting,
        offence=offence,
        factors=[dict(factor) for factor in factors],
        other_factors=list(other_factors),
        bands=[dict(band) for band in bands],
    )
    round_.need.append(made)
    return made
