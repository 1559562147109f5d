"""Everything that the analysts' list shows: filters, one page of points, numbers, and the saved searches beside it."""

from collections.abc import Mapping
from typing import Any

from app.models import Person, Round
from app.searching import options, pages, saved
from app.searching.filters import Search, from_arguments


def page_of(round_: Round, arguments: Mapping[str, str], *, seen_by: Person) -> dict[str, Any]:
    """What the page of the list knows, for the search and the place in it that an address asks for."""
    search = from_arguments(arguments)
    after, before = arguments.get("after", ""), arguments.get("before", "")
    beside = saved.beside(round_, search, seen_by=seen_by)
    return {
        "search": search,
        "arguments": search.as_arguments(),
        "offered": options.of(round_).by_name,
        "labels": options.LABELS,
        "first": options.FIRST,
        "folded": not _asks_for_more(search),
        "page": pages.page(round_, search, seen_by=seen_by, after=after, before=before),
        "numbers": beside.numbers,
        "counts": beside.states,
        "saved": beside.searches,
        "excerpt": pages.EXCERPT,
    }


def _asks_for_more(search: Search) -> bool:
    return bool(search.as_arguments().keys() - {"words", *options.FIRST})
