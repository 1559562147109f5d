"""Whole numbers and sums of money as people type them: "1,200 places", "£1.2m"."""

import re
from decimal import Decimal

LARGEST = 9_999_999_999
TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000,
         "billion": 1_000_000_000}  # fmt: skip
NUMBER = re.compile(
    r"(?P<sign>[-\u2212\u2013(])?\s*(?P<currency>£|gbp)?\s*(?P<sign2>[-\u2212\u2013])?\s*"
    r"(?P<digits>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)\s*"
    r"(?P<times>k|thousand|mn|m|million|bn|billion)?\b(?P<close>\))?",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\b(about|approx\w*|around|circa|ca?\.|roughly|up to|at (least|most)|under|over|more|less|fewer|min(imum)?|"
    r"max(imum)?|between|or|per|each|every|an?|monthly|weekly|quarterly|daily|plus|minus|of|was|instead|not|from|to|"
    r"half|dozen|hundred)\b|[~≈±+<>%?/–—]|(?<=\d)\s*-\s*(?=\d)",
    re.IGNORECASE,
)
"""Words beside a number that could change what it says."""
NONE = re.compile(r"(£\s*)?(nil|none|zero|no change)", re.IGNORECASE)
OTHER_MONEY = re.compile(r"[$€¥]|\b(euros?|dollars?|eur|usd|pence)\b", re.IGNORECASE)


def read_whole(text: str) -> tuple[int | None, str]:
    """A count, and the question where it is not certain."""
    value, beside, marked = _number(text)
    if value is None:
        return (0, "") if NONE.fullmatch(text) else (None, "Enter a whole number, like 1,200.")
    if _is_continental(text):
        likely = int(value * 1000)
        return likely, f"Is this {likely:,}? Write thousands with a comma."
    if value != int(value):
        return None, "Enter a whole number: this one has a fraction."
    number = int(value)
    if number < 0:
        return None, "Enter a number that is not below zero."
    if marked == "£":
        return number, f"Is this the number {number:,}? It is written as a sum of money."
    return _doubted(number, beside, f"{number:,}")


def read_money(text: str) -> tuple[int | None, str]:
    """Whole pounds, and the question where they are not certain."""
    value, beside, _ = _number(text)
    if OTHER_MONEY.search(text):
        return None, "Enter the sum in pounds."
    if value is None:
        return (0, "") if NONE.fullmatch(text) else (None, "Enter a sum in whole pounds, like £1,234,567.")
    if _is_continental(text):
        likely = int(value * 1000)
        return likely, f"Is this £{likely:,}? Write thousands with a comma."
    pounds = int(value)
    shown = f"-£{-pounds:,}" if pounds < 0 else f"£{pounds:,}"
    if value != pounds:
        small = abs(value) < 1000 and "£" not in text
        likely = int(value * 1_000_000) if small and value * 1_000_000 == int(value * 1_000_000) else pounds
        return likely, "Enter the sum in whole pounds." if not small else f"Is this £{likely:,}?"
    if abs(pounds) > LARGEST:
        return None, f"Enter a sum of £{LARGEST:,} or less."
    return _doubted(pounds, re.sub(r"\bpounds?( sterling)?\b", "", beside, flags=re.IGNORECASE), shown)


def _number(text: str) -> tuple[Decimal | None, str, str]:
    """The one number in a text, the words beside it, and its currency; nothing when there are several, or none."""
    found = list(NUMBER.finditer(text))
    if len(found) != 1:
        return None, text, ""
    number = found[0]
    digits = number["digits"].replace(" ", "")
    digits = digits.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits) else digits.replace(",", ".")
    value = Decimal(digits) * TIMES.get((number["times"] or "").lower(), 1)
    in_brackets = number["sign"] == "(" and number["close"]
    if number["sign2"] or in_brackets or (number["sign"] or "(") != "(":
        value = -value
    return value, text[: number.start()] + " " + text[number.end() :], "£" if number["currency"] else ""


def _is_continental(text: str) -> bool:
    """ "1.200" may be twelve hundred or a little over one; "1,2" may be either too."""
    return re.search(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d]|\s*(k|m|bn|thousand|million|billion)\b)", text) is not None


def _doubted(value: int, beside: str, shown: str) -> tuple[int | None, str]:
    if value > LARGEST:
        return None, "Enter a smaller number."
    if UNSURE.search(beside) or re.search(r"\d", beside):
        return value, f"Is this {shown}? The words beside it say something that a single figure cannot."
    if len(beside.split()) > 4:
        return value, f"Is this {shown}? There is more text beside it than a figure needs."
    return value, ""
