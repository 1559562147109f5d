"""What a report says where nobody has written yet: short, true sentences from the round and its figures.

They are said in the current language; words that are known in English only stay so, and are marked.
"""

from collections.abc import Mapping
from typing import Any

from app.languages import _, ngettext
from app.languages.content import chosen, known
from app.languages.stretches import joined, put_in
from app.reports.prose import THEME
from app.wording import sentence_case


def proposed(key: str, content: Mapping[str, Any]) -> str:
    """The proposed text of a section, with the figures that it names in braces."""
    if key.startswith(THEME):
        return _theme(next(each for each in content["themes"] if each["key"] == key), content)
    written = {
        "introduction": _introduction,
        "background": _background,
        "summary": _summary,
        "themes": _themes,
        "changes": _changes,
        "refusals": _refusals,
        "method": lambda _content: "",
        "respondents": _respondents,
        "formats": _formats,
        "contact": _contact,
    }
    return written[key](content)


def _welsh(content: Mapping[str, Any], name: str) -> str:
    """A text of the round in the current language."""
    return chosen(content[name], content["welsh"].get(name))


def _introduction(content: Mapping[str, Any]) -> str:
    what = put_in(
        _("This is the response of %(commissioner)s to what people and organisations said about the %(round)s."),
        commissioner=known(content["commissioner"]),
        round=_welsh(content, "title"),
    )
    how = _(
        "It says who responded, what they said on each theme, what changed because of it, which points were not "
        "accepted and why, and how the responses were read and counted."
    )
    return joined(what, "\n\n", how)


def _background(content: Mapping[str, Any]) -> str:
    days = content["days"]
    first = _welsh(content, "introduction").split("\n\n")[0]
    said = [_("Feedback was open from {opened} to {closed}.")] if days["opened"] and days["closed"] else []
    if content["window_reason"]:
        reason = _welsh(content, "window_reason")
        said.append(put_in(_("It was open for less than 12 weeks: %(reason)s"), reason=reason))
    return _paragraphs(first, _sentences(*said))


def _summary(content: Mapping[str, Any]) -> str:
    late = content["late"]
    said = [ngettext("{responses} response came.", "{responses} responses came.", content["responses"])]
    if late is None:
        said.append(_("Some of them came late."))
    elif late:
        said.append(ngettext("{late} of them came late.", "{late} of them came late.", late))
    said += [
        ngettext("The responses make {points} point.", "The responses make {points} points.", content["points"]),
        ngettext(
            "Near-identical texts counted once, there is {texts} distinct text.",
            "Near-identical texts counted once, there are {texts} distinct texts.",
            content["texts"],
        ),
        _("The tables say who responded and what view they took; those without a view are counted apart."),
    ]
    return " ".join(said)


def _themes(content: Mapping[str, Any]) -> str:
    if not content["themes"]:
        return _("No theme has been given to any point.")
    under = ngettext(
        "The points fall under {themes} theme.", "The points fall under {themes} themes.", len(content["themes"])
    )
    return _sentences(under, _("A response counts once under each theme that it speaks of."))


def _theme(theme: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    counted = [_("Few speak of this.")]
    if theme["responses"] is not None:
        counted = [
            ngettext(
                "{theme_responses} response speaks of this.",
                "{theme_responses} responses speak of this.",
                theme["responses"],
            )
        ]
    if theme["texts"] is not None:
        counted.append(
            ngettext(
                "Near-identical texts counted once, that is {theme_texts} distinct text.",
                "Near-identical texts counted once, that is {theme_texts} distinct texts.",
                theme["texts"],
            )
        )
    about = chosen(theme["definition"], content["welsh"].get(f"{theme['key']} definition"))
    reasons = content["welsh"]["reasons"]
    decided = [_decision(disposition, chosen(reason, reasons.get(reason))) for disposition, reason in theme["decided"]]
    return _paragraphs(about, " ".join(counted), *([_("Our response:"), *decided] if decided else []))


def _decision(disposition: str, reason: str) -> str:
    return joined(f"{sentence_case(disposition)}: ", reason)


def _changes(content: Mapping[str, Any]) -> str:
    if not content["changes"]:
        return _("Nothing was changed because of what was said.")
    return _(
        "These changes were made because of what was said. Exact words stand as they were before, and as they are."
    )


def _refusals(content: Mapping[str, Any]) -> str:
    if not content["refusals"]:
        return _("No point was refused.")
    return _("These are the reasons for which points were not accepted, those that answer the most responses first.")


def _respondents(_content: Mapping[str, Any]) -> str:
    return _(
        "Organisations that allow it are listed by name. Everybody else is counted in the table of respondents, "
        "and individuals are not named here."
    )


def _formats(content: Mapping[str, Any]) -> str:
    ways = content["contact"]
    how = (
        _("Write to %(email)s.", email=ways["email"])
        if ways.get("email")
        else _("Ask us at the address given for contact.")
    )
    ask = _("Ask for this report in another format: large print, braille, easy read or audio.")
    return _paragraphs(f"{ask} {how}", known(ways.get("welsh") or ""))


def _contact(content: Mapping[str, Any]) -> str:
    ways = content["contact"]
    place = ways.get("address") or ""
    where = place if isinstance(place, str) else ", ".join(place)
    team = chosen(ways.get("team") or "", content["welsh"].get("contact team")) or known(content["commissioner"])
    lines = [team, where, ways.get("email") or "", ways.get("telephone") or ""]
    said = [piece for line in lines if line for piece in ("; ", line)][1:]
    complaint = _(
        "If you have a complaint about how this consultation was run, or about how your response was treated, send it "
        "to the same address and say that it is a complaint. Somebody who did not write this report answers it."
    )
    return _paragraphs(put_in(_("Questions about this report: %(where)s."), where=joined(*said)), complaint)


def _sentences(*said: str) -> str:
    return joined(*[piece for each in said if each for piece in (" ", each)][1:])


def _paragraphs(*said: str) -> str:
    return joined(*[piece for each in said if each for piece in ("\n\n", each)][1:])
