"""Guess what others' answers mean: "Strongly agree" is agree, "Charity" a voluntary body. People confirm each."""

import re

from app.areas import AREAS
from app.imports.targets import BLANK
from workflows.response import Permission, Stance

_EDGES = re.compile(r"^[\s\d.)(:–-]+(?=[a-z])|[\s.!]+$")

NOTHING = r"^(|-+|not? answer(ed)?|no answer|no response|skipped|unanswered|null|none|#n/a|nan)$"
MEANS: dict[str, list[tuple[str, str]]] = {
    "stance": [
        (r"neither|neutral|no (strong )?(view|opinion)|(don.?t|do not) know|not sure|unsure|undecided|no comment|"
         r"^n/?a$|not applicable|prefer not", Stance.NO_VIEW),
        (r"\bpart|partial|somewhat agree|to some extent|mixed|reservation|condition|with changes|agree and disagree",
         Stance.PARTLY),
        (r"disagree|oppose|against|(not|n.t) (support|agree)|object|unsupportive|^no\b", Stance.DISAGREE),
        (r"agree|support|favou?r|approve|^yes\b|cytuno", Stance.AGREE),
    ],
    "capacity": [
        (r"individual|myself|member of (the )?public|personal|private (person|capacity)|own behalf|citizen",
         "individual"),
        (r"organi[sz]|behalf|group|compan|employer|charit|body|council|authority|department|professional",
         "organisation"),
    ],
    "organisation_kind": [
        (r"member of (the )?public|individual|personal|citizen|myself", "public"),
        (r"union|association|umbrella|representative|federation|society|trade body|professional body",
         "representative body"),
        (r"volunt|charit|communit|third sector|non.?profit|not.for.profit|ngo|faith", "voluntary body"),
        (r"prison|probation|provider|custod", "provider"),
        (r"government|department|agency|council|local authorit|public (body|sector)|police|nhs|court", "department"),
        (r"private|business|compan|commercial|sme\b|industry", "private company"),
        (r"other|else|academ|universit", "other"),
    ],
    "nation": [
        (r"both|england (and|&|or) wales|wales (and|&) england|^uk$|united kingdom", "both"),
        (r"wales|cymru|welsh", "Wales"),
        (r"england|english", "England"),
    ],
    "area": [
        (r"wales|cymru", "Wales"), (r"yorks|humber", "Yorkshire and Humberside"),
        (r"anglia|eastern", "East of England"),
        (r"north.?east", "North East"), (r"north.?west", "North West"), (r"east mid", "East Midlands"),
        (r"west mid", "West Midlands"), (r"east of england", "East of England"), (r"london", "London"),
        (r"south.?east", "South East"), (r"south.?west", "South West"),
        (r"national|nationwide|^uk|england|across|all", "National"),
    ],
    "language": [(r"welsh|cymraeg|^cy", "cy"), (r"english|saesneg|^en", "en")],
    "permission": [
        (r"anonym|without (my|our|the)? ?name|not (with )?(my|our) name|name withheld", Permission.WITHOUT_NAME),
        (r"^no\b|do not|don.?t|not (be )?(publish|quot|shar)|confidential|refuse", Permission.NO),
        (r"yes|publish|agree|consent|happy|may\b|can\b|^y$|true", Permission.YES),
    ],
}  # fmt: skip


def guess(choice: str, answer: str) -> str:
    """Our answer that theirs seems to mean; empty when nothing fits, "-" when it says that nothing was answered."""
    plain = tidy(answer)
    if re.fullmatch(NOTHING, plain) and not (choice == "stance" and plain == "none"):
        return BLANK
    if choice == "area" and (same := next((area for area in AREAS if area.lower() == plain), "")):
        return same
    words = _EDGES.sub("", plain)
    return next((str(ours) for pattern, ours in MEANS[choice] if re.search(pattern, words)), "")


def tidy(answer: str) -> str:
    """An answer as it is compared: without differences of case and spaces, or between one apostrophe and another."""
    return " ".join(answer.lower().replace("’", "'").split())


def share_understood(choice: str, answers: list[tuple[str, int]]) -> float:
    """What part of a column's answers means one of ours."""
    total = sum(count for _, count in answers)
    known = sum(count for answer, count in answers if guess(choice, answer) not in ("", BLANK))
    return known / total if total else 0.0
