"""Recognise the exports of common survey tools by the names of their first columns.

From what their makers' public help and published exports show, not from files of our own; each is a starting point for
guesses, shown to be confirmed, and nothing breaks when a tool changes its export.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CITIZEN_SPACE = re.compile(r"^(ANON|BHLF)-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]$")


@dataclass(frozen=True, slots=True)
class Tool:
    """How one tool names the columns that it makes itself, and what each holds."""

    name: str
    signs: frozenset[str]
    columns: dict[str, str]


TOOLS = (
    Tool(
        "SurveyMonkey",
        frozenset({"respondent id", "collector id"}),
        {
            "respondent id": "own_id", "collector id": "ignore", "start date": "ignore", "end date": "received",
            "ip address": "ignore", "email address": "email", "first name": "name", "last name": "name",
            "custom data 1": "ignore",
        },
    ),
    Tool(
        "Qualtrics",
        frozenset({"responseid", "recordeddate"}),
        {
            "startdate": "ignore", "enddate": "ignore", "status": "ignore", "ipaddress": "ignore",
            "progress": "ignore", "duration (in seconds)": "ignore", "finished": "ignore",
            "recordeddate": "received", "responseid": "own_id", "recipientlastname": "name",
            "recipientfirstname": "name", "recipientemail": "email", "externalreference": "ignore",
            "externaldatareference": "ignore", "locationlatitude": "ignore", "locationlongitude": "ignore",
            "distributionchannel": "ignore", "userlanguage": "language",
        },
    ),
    Tool(
        "Microsoft Forms",
        frozenset({"id", "start time", "completion time"}),
        {
            "id": "own_id", "start time": "ignore", "completion time": "received", "email": "email", "name": "name",
            "last modified time": "ignore", "language": "language",
        },
    ),
    Tool(
        "SmartSurvey",
        frozenset({"userid", "userno"}),
        {
            "userid": "own_id", "userno": "ignore", "name": "name", "email": "email", "ip address": "ignore",
            "unique id": "ignore", "started": "ignore", "ended": "received", "tracking link": "ignore",
        },
    ),
    Tool(
        "Citizen Space",
        frozenset({"response id"}),
        {"response id": "own_id", "submitted": "received", "date submitted": "received"},
    ),
    Tool(
        "Google Forms",
        frozenset({"timestamp"}),
        {"timestamp": "received", "username": "email", "email address": "email"},
    ),
)  # fmt: skip


def recognise(names: Sequence[str], first_answers: Sequence[str]) -> Tool | None:
    """The tool that seems to have made this export; None for any other table."""
    plain = [key(name) for name in names]
    for tool in TOOLS:
        if tool.signs <= set(plain) and _is_likely(tool, plain, first_answers):
            return tool
    return None


def key(name: str) -> str:
    """What a tool calls a column: where it stands above the question's own words, they are left away."""
    return name.partition(":")[0].strip().lower()


def _is_likely(tool: Tool, plain: list[str], first_answers: Sequence[str]) -> bool:
    if tool.name == "Citizen Space":
        return any(_CITIZEN_SPACE.match(answer) for answer in first_answers)
    return tool.name != "Google Forms" or plain[0] == "timestamp"
