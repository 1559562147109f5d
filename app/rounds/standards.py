"""What every new round starts with: the groups of intentions, the questions on equality, the characteristics."""

GROUPS = [
    {"key": "co-commissioned", "prefix": "CO", "title": "Co-commissioned services", "introduction": ""},
    {"key": "community", "prefix": "CM", "title": "Community services", "introduction": ""},
    {"key": "custodial", "prefix": "CU", "title": "Custodial services", "introduction": ""},
]

QUESTIONS = [
    ("positive", "How might what we propose to buy be good for people who share a protected characteristic?"),
    ("opportunity", "How could our choices give people who share a protected characteristic a more equal chance?"),
    ("relations", "How could our intentions help people of different groups to get on well together?"),
    (
        "adverse",
        "How might what we propose to buy harm people who share a protected characteristic, "
        "and what should we change to prevent or lessen it?",
    ),
]

LIST_VERSION = "equality-act-2010"
CHARACTERISTICS = [
    "age",
    "disability",
    "gender reassignment",
    "marriage and civil partnership",
    "pregnancy and maternity",
    "race",
    "religion or belief",
    "sex",
    "sexual orientation",
]
