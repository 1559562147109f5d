"""The schedules of an agreement: their titles, captions and columns, in one place."""

from dataclasses import dataclass

from app.documents.parts import Column


@dataclass(frozen=True, slots=True)
class Shape:
    """How one schedule looks: its name, the caption of its table, its columns, and what it says when empty."""

    title: str
    caption: str
    columns: tuple[Column, ...]
    empty: str
    wide: bool = False


def _columns(*named: tuple[str, float] | tuple[str, float, str]) -> tuple[Column, ...]:
    return tuple(Column(column[0], column[1], "right" if len(column) > 2 else "left") for column in named)


SCHEDULES: dict[str, Shape] = {
    "parties": Shape(
        "Parties and representatives",
        "The parties, their representatives and their authority to sign",
        _columns(("Party", 14), ("Role", 15), ("Post", 16), ("Name", 15), ("Contact", 24), ("Authority to sign", 16)),
        "Representatives are named when the agreement is signed.",
        wide=True,
    ),
    "services": Shape(
        "Services",
        "Services to be delivered",
        _columns(
            ("Specification", 22),
            ("Requirement", 34),
            ("Mandatory minimum", 26),
            ("Delivered by", 16),
            ("Linked intentions", 12),
        ),
        "No services are set out for this year.",
        wide=True,
    ),
    "volumes": Shape(
        "Volumes and targets",
        "Volumes and targets for the year",
        _columns(
            ("Ref", 8),
            ("Service", 20),
            ("Population or segment", 18),
            ("Potential referrals", 12, "right"),
            ("Target", 10, "right"),
            ("Quarterly profile", 18),
            ("Evidence", 24),
        ),
        "No volumes or targets are set for this year.",
        wide=True,
    ),
    "service_levels": Shape(
        "Service levels",
        "Service levels and how each is measured",
        _columns(
            ("Ref", 7),
            ("Title", 14),
            ("Definition", 21),
            ("Population counted", 14),
            ("Time limit", 8),
            ("Clock", 9),
            ("Unit", 7),
            ("Target", 8, "right"),
            ("Tolerance", 11, "right"),
            ("Source", 13),
            ("Frequency", 12),
        ),
        "No service levels are set for this year.",
        wide=True,
    ),
    "additional": Shape(
        "Additional delivery",
        "Delivery above the mandatory minimum",
        _columns(
            ("Specification", 20),
            ("What exceeds the minimum", 28),
            ("Why", 24),
            ("Price effect", 12, "right"),
            ("From", 12),
            ("To", 12),
        ),
        "No delivery above the mandatory minimum is planned.",
        wide=True,
    ),
    "exceptions": Shape(
        "Exceptions",
        "Mandatory minimums that cannot be met, and the action agreed",
        _columns(
            ("Specification", 18),
            ("Minimum not met", 22),
            ("Reason", 22),
            ("Action plan", 22),
            ("Agreed by", 14),
            ("Review date", 12),
        ),
        "No exceptions are agreed: every mandatory minimum applies.",
        wide=True,
    ),
    "capacity": Shape(
        "Capacity",
        "Capacity and population served",
        _columns(
            ("Function", 24),
            ("Security category", 18),
            ("Sentence range", 20),
            ("Age group", 16),
            ("Places", 10, "right"),
        ),
        "No places are held under this agreement.",
    ),
    "price": Shape(
        "Annual operating price",
        "Annual operating price for the year",
        _columns(
            ("Line", 32),
            ("Baseline", 16, "right"),
            ("Change", 16, "right"),
            ("Price", 16, "right"),
            ("Firm or indicative", 14),
        ),
        "Price lines: figure to follow.",
    ),
    "partners": Shape(
        "Delivery partners",
        "Delivery partners and sub-contractors",
        _columns(("Partner", 22), ("Sector", 16), ("Service", 26), ("Kind of contract", 20), ("Ends", 14)),
        "No delivery partner holds a part of this agreement.",
    ),
    "interfaces": Shape(
        "Operational interfaces",
        "What passes between this provider and others, and by when",
        _columns(("Topic", 18), ("Other provider", 20), ("Who does what", 42), ("Time limit", 20)),
        "No interface is set beyond those in section 5.",
    ),
    "assurance": Shape(
        "Assurance",
        "Returns due in the year",
        _columns(("Kind", 20), ("Covers", 24), ("Due", 14), ("Received", 14), ("Reviewed by", 14), ("Conclusion", 14)),
        "The schedule of returns follows signature.",
    ),
    "changes": Shape(
        "Change register",
        "Notices of change",
        _columns(
            ("Number", 9),
            ("Kind", 13),
            ("Touched", 15),
            ("From", 16),
            ("To", 16),
            ("Price effect", 12, "right"),
            ("Effective", 12),
            ("Resulting version", 10),
        ),
        "No notice of change has been given.",
        wide=True,
    ),
}
