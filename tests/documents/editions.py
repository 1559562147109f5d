"""An edition and an equality document, made up, for the tests of documents."""

from datetime import date

from app.documents import edition_document, equality_document
from app.documents.agreement_facts import VersionRow
from app.documents.edition_facts import EditionFacts, EditionKind, GroupFacts, IntentionFacts, NeedTable, SaidAndDecided
from app.documents.equality_document import ActionRow, EqualityFacts, ImpactRow, ScreeningRow
from app.documents.parts import Column, Document, Table
from tests.documents.specimen import DEMONSTRATION


def edition(kind: EditionKind = "discussion") -> Document:
    final = kind == "final"
    said = SaidAndDecided(31, 12, 4, 9, ("Accepted in part: women are named in the text.",)) if final else None
    return edition_document.compose(
        EditionFacts(
            round_title="2012-13",
            kind=kind,
            number="2.0" if final else "1.0",
            commissioner="National Offender Management Service",
            address="https://commissioning.example/rounds/2012-13/editions/1",
            published_on=date(2011, 11, 21),
            versions=(VersionRow("1.0", "First published, to be discussed", date(2011, 11, 21)),),
            introduction=("These are the services that we mean to buy.", "They rest on the need set out below."),
            assumptions=(("Budget", "Every price is indicative until the settlement.\n\nIt is expected in December."),),
            need=(
                NeedTable(
                    Table(
                        "Risk factors in custody",
                        (Column("Segment", 2), Column("Low", 1, "right"), Column("High", 1, "right")),
                        (("Violent", "12%", "34%"), ("Other", "20%", "8%")),
                    ),
                    "Percentages are as first published.",
                ),
            ),
            groups=(
                GroupFacts(
                    "Co-commissioned services",
                    "Bought together with others.",
                    (
                        IntentionFacts("CO-1", "Support recovery from drugs", "start", "Why & how.", "prisons", said),
                        IntentionFacts("CO-2", "Stop <nothing>", "stop", "One.\n\nTwo.", "trusts", said),
                    ),
                ),
                GroupFacts(
                    "Custodial services",
                    "",
                    (IntentionFacts("CU-1", "Keep prisons safe", "continue", "Always.", "prisons"),),
                ),
            ),
            respond=() if final else ("Answer on the web, or write to us.",),
            respond_by=None if final else date(2011, 12, 9),
            equality_questions=() if final else ("What would help?", "What would harm, and how could it be eased?"),
            demonstration=DEMONSTRATION,
        )
    )


def equality() -> Document:
    return equality_document.compose(
        EqualityFacts(
            round_title="2012-13",
            screened="The final intentions, version 2.0",
            version="1.0",
            commissioner="National Offender Management Service",
            dated=date(2012, 1, 20),
            author="Eve Lead",
            approver="Dee Director",
            state="Approved on 20 January 2012.",
            is_draft=False,
            versions=(VersionRow("1.0", "First issue", date(2012, 1, 20)),),
            screening=(
                ScreeningRow("Age", "Relevant", "Young men are over-represented."),
                ScreeningRow("Race", "Unknown", "Data are missing for a third."),
            ),
            assessment=(("Evidence", "What is known.\n\nWhat is not."), ("Consultation", "Who was asked.")),
            impacts=(ImpactRow("Age", "Negative", "Medium", "Fewer places", "Advance equality of opportunity"),),
            outcome="Adjust the intentions",
            justification=("Places for young men are kept.",),
            actions=(
                ActionRow("EA-1", "Keep 40 places", "Age", "CU-1", "Head of custody", "1 June 2012", "Places", "Open"),
            ),
            demonstration=DEMONSTRATION,
        )
    )
