"""What every new round starts with: the groups of intentions, the questions on equality, the characteristics."""

from app.languages import word

GROUPS = [
    {"key": "co-commissioned", "prefix": "CO", "title": word("Co-commissioned services"), "introduction": ""},
    {"key": "community", "prefix": "CM", "title": word("Community services"), "introduction": ""},
    {"key": "custodial", "prefix": "CU", "title": word("Custodial services"), "introduction": ""},
]

QUESTIONS = [
    ("positive", word("How might what we propose to buy be good for people who share a protected characteristic?")),
    (
        "opportunity",
        word("How could our choices give people who share a protected characteristic a more equal chance?"),
    ),
    ("relations", word("How could our intentions help people of different groups to get on well together?")),
    (
        "adverse",
        word(
            "How might what we propose to buy harm people who share a protected characteristic, "
            "and what should we change to prevent or lessen it?"
        ),
    ),
]

LIST_VERSION = "equality-act-2010"
CHARACTERISTICS = [
    word("age"),
    word("disability"),
    word("gender reassignment"),
    word("marriage and civil partnership"),
    word("pregnancy and maternity"),
    word("race"),
    word("religion or belief"),
    word("sex"),
    word("sexual orientation"),
]
