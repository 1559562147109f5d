"""Why words of a response are not published, in the words that everybody reads in their place."""

from enum import StrEnum


class RedactionKind(StrEnum):
    """`own name` marks what is taken out by itself: a sender's own name and address, where they did not allow them."""

    PERSONAL = "personal details"
    THIRD_PARTY = "about somebody else"
    DEFAMATORY = "could be defamatory"
    CONFIDENTIAL = "confidential by request"
    OTHER = "another reason"
    OWN_NAME = "the sender's name or address"


CHOSEN_BY_STAFF = tuple(kind for kind in RedactionKind if kind is not RedactionKind.OWN_NAME)
