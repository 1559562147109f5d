"""Guess what each column holds, by its heading, the answers in it, and the column before. Each guess says why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.imports import answers, tools
from app.imports.targets import IGNORE, SAID
from app.responses.places import GENERAL, Kind, Place, Places

BY_HEADING = [
    (IGNORE, r"ip ?address|collector|^start(ed)?( ?(date|time))?$|duration|^progress|^status$|^finished$|tracking|"
             r"custom (data|variable)|latitude|longitude|device|browser|user ?agent"),
    ("own_id", r"^((respond\w+|response|submission|unique|user|record|external) ?(id|no|number)|id|ref(erence)?( no| "
               r"number)?)\.?$"),
    ("received", r"^(timestamp|time ?stamp|(completion|end|recorded|submi\w+|received?|ended) ?(date|time|at|on)?|"
                 r"date( (received|submitted|of (response|receipt)|it came))?|when (did )?it came)$"),
    ("email", r"e-?mail"),
    ("permission", r"permission|publish|consent|confidential|\bquote"),
    ("organisation_kind", r"(kind|type|sort|sector|category) of (organi[sz]ation|respondent|body)|"
                          r"organi[sz]ation'?s? (type|kind|sector)|^sector$|^respondent type$"),
    ("capacity", r"capacity|responding (as|on|for)|on behalf of|in which you respond|individual or organi"),
    ("speaks_for", r"speaks? for|who(m)? (do )?you represent|membership"),
    ("organisation_name", r"^(the )?(name of )?(your |the )?(organi[sz]ation|employer|company|group)('s)?( name)?"
                          r"( \(.*\))?\??$|(what is the )?name of (your|the) (organi[sz]ation|group)|"
                          r"^(what|which) .*organi[sz]ation"),
    ("name", r"^(your |full |respondent'?s? |contact )*name\??$|^(first|last|family|given|recipient\w*) ?name$|"
             r"^surname$|what is your (full )?name"),
    ("language", r"language"),
    ("nation", r"^nation|^country|england or wales|which services"),
    ("area", r"\bregion\b|^area\b|where (do|are) you|in which area"),
]  # fmt: skip
BY_PART = [
    ("wording", r"wording|words (would )?you|how (would|should) .* (be )?(word|amend|re-?phras)|text you propose"),
    ("evidence", r"evidence|sources?\b|research"),
    ("comment", r"comment|explain|why\b|reason|tell us more|say more|details?\b|other \(please|anything"),
    ("stance", r"agree|support|your view|stance|position|how far|to what extent|opinion"),
]
FOLLOWS = (
    r"^(please |if so,? |and )?(explain|comments?|why|reasons?|tell us|say|state|set out|describe|"
    r"use (this|the) (box|space)|add|give|provide|other|details?|what|how)"
)
_NUMBERED = re.compile(r"^q?\d+[a-z]?[.):]?\s+")
ELSE = r"(any|some)thing else|(other|further|general|additional|final|overall) comments?|^comments?$|^general$"
LIKE = 0.6
COMMON = frozenset(
    {
        "the", "and", "for", "you", "your", "our", "are", "with", "this", "that", "how", "what", "far", "agree",
        "intention", "proposal", "proposed", "comments", "comment", "view", "question",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to hold, and why."""

    what: str = IGNORE
    place: str = ""
    why: str = ""


def guess(names: Sequence[str], columns: Sequence[Mapping[str, Any]], places: Places) -> list[Guess]:
    """A guess for each column, in their order."""
    first = [column["samples"][0] if column["samples"] else "" for column in columns]
    tool = tools.recognise(names, first)
    refs = [
        (re.compile(_spelled(ref)), place) for ref, place in places.by_ref.items() if place.kind is not Kind.GENERAL
    ]
    asked = [place for place in places.by_ref.values() if place.kind is not Kind.GENERAL]
    questions = [(place, _words(place.text)) for place in asked if place.kind is Kind.EQUALITY]
    titles = [questions, [(place, _words(place.title)) for place in asked]]
    found: list[Guess] = []
    taken: set[tuple[str, str]] = set()
    last = ""
    for name, column in zip(names, columns, strict=True):
        one = _guess(name, column, tool, refs, titles, last, places)
        if one.what in ("stance", "email", "own_id", "received") and (one.what, one.place) in taken:
            one = Guess("comment", one.place, one.why) if one.what == "stance" and not _is_stance(column) else one
            one = Guess() if one.what in ("email", "own_id", "received") else one
        taken.add((one.what, one.place))
        last = one.place or ("" if one.what != IGNORE else last)
        found.append(one)
    return found


def _guess(
    name: str, column: Mapping[str, Any], tool: tools.Tool | None, refs: Any, titles: Any, last: str, places: Places
) -> Guess:
    plain = answers.tidy(name)
    if tool is not None and (what := tool.columns.get(tools.key(name))):
        return Guess(what, why=f"As {tool.name} names it")
    group, _, own = plain.rpartition(": ")
    of_sender = _of_sender(plain, own)
    place, why = _named(name, refs)
    if place is None and not (group and of_sender and _alike(own, titles)[0] is None):
        place, why = _alike(name, titles)
    if place is not None:
        return Guess(_part(plain, column, place), place.ref, why)
    if of_sender:
        return Guess(of_sender, why="Its heading")
    if re.search(ELSE, plain) and not (last and re.fullmatch(r"comments?", plain)):
        return Guess("comment", GENERAL, "Its heading")
    if last in places.by_ref and re.match(FOLLOWS, _NUMBERED.sub("", own)):
        return Guess(_part(plain, column, places.by_ref[last], follows=True), last, f"It follows {last}")
    return Guess()


def _of_sender(heading: str, own: str) -> str:
    """What the heading, or its own part under one that spans it, says of who answered; empty when nothing."""
    return next((what for what, pattern in BY_HEADING if re.search(pattern, heading) or re.search(pattern, own)), "")


def _named(name: str, refs: Any) -> tuple[Place | None, str]:
    """The place that a heading names by its reference."""
    return next(((place, f"It names {place.ref}") for pattern, place in refs if pattern.search(name)), (None, ""))


def _alike(name: str, titles: Any) -> tuple[Place | None, str]:
    """The place whose question is nearly the heading, or else its title: those of equality questions say little."""
    words = _words(name)
    for known in titles:
        likeness, best = max(
            ((_share(words, title), place) for place, title in known), key=lambda found: found[0], default=(0.0, None)
        )
        if best is not None and likeness >= LIKE and len(words) > 1:
            return best, f"Much like the title of {best.ref}"
    return None, ""


def _share(words: frozenset[str], title: frozenset[str]) -> float:
    return len(words & title) / len(title) if title else 0.0


def _part(plain: str, column: Mapping[str, Any], place: Place, *, follows: bool = False) -> str:
    """Which part of what is said: a column of few answers that mean a view is a view, whatever it is called."""
    if place.kind is not Kind.INTENTION:
        return "comment"
    asks = re.search(dict(BY_PART)["stance"], plain) is not None
    if _is_stance(column, LIKE / 2 if asks else LIKE) or (asks and not column["filled"]):
        return "stance"
    wanted = [what for what, pattern in BY_PART if re.search(pattern, plain)]
    return next((what for what in wanted if what != "stance"), "comment" if follows or column["filled"] else "stance")


def _is_stance(column: Mapping[str, Any], share: float = LIKE) -> bool:
    return bool(column["answers"]) and answers.share_understood("stance", column["answers"]) >= share


def _spelled(ref: str) -> str:
    """A reference however it is written: "CU-4", "CU4", "cu 4"."""
    letters, _, number = ref.partition("-")
    name = f"(?:{letters}|equality question)" if letters == "EQ" else letters
    return rf"(?i)(?<![a-z0-9]){name}[\s_.-]{{0,2}}{number}(?![0-9])"


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", text.lower())) - COMMON


def carried_over(kept: Mapping[str, Any], kept_names: Sequence[str], names: Sequence[str]) -> dict[int, Guess]:
    """What a kept mapping says of the columns that this file has too, by their headings."""
    by_name = {answers.tidy(name): pair for name, pair in zip(kept_names, kept["columns"], strict=False)}
    found = {}
    for number, name in enumerate(names):
        pair = by_name.get(answers.tidy(name))
        if pair is not None:
            found[number] = Guess(pair[0], pair[1], "As you said before")
    return found


def is_mapped(columns: Sequence[Sequence[str]]) -> bool:
    """Whether anything said would be read at all."""
    return any(what in SAID for what, _ in columns)
