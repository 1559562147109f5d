"""Copy the design system from npm's packages into the static folder, without the branding that is not ours to use.

Run as a script: `python app/assets/build.py`. The font, crown and crest of the design system are licensed for
gov.uk addresses only, so they are left out, and Arial takes the font's place.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "node_modules"
BUILD = ROOT / "app" / "static" / "build"
GOVUK = PACKAGES / "govuk-frontend" / "dist" / "govuk"
MOJ = PACKAGES / "@ministryofjustice" / "frontend" / "moj"
MOJ_PARTS = re.compile(r"\.moj-(timeline|badge|filter|side-navigation|sub-navigation|progress-bar|scrollable-pane)")


def main() -> int:
    """Build everything. Exit code 1, with the command to run, when npm's packages are missing."""
    if not (GOVUK / "govuk-frontend.min.css").is_file() or not (MOJ / "moj-frontend.min.css").is_file():
        sys.stderr.write("The design system is not installed. Run: npm ci --ignore-scripts\n")
        return 1
    BUILD.mkdir(parents=True, exist_ok=True)
    govuk = unbranded((GOVUK / "govuk-frontend.min.css").read_text(encoding="utf-8"))
    moj = unbranded(only_parts((MOJ / "moj-frontend.min.css").read_text(encoding="utf-8")))
    write("design-system.css", govuk + moj)
    write("design-system.js", without_map((GOVUK / "govuk-frontend.min.js").read_text(encoding="utf-8")))
    return 0


def unbranded(css: str) -> str:
    """The style sheet without its fonts, their name, their notice, pictures, and the pointer to its source map."""
    css = re.sub(r"/\*!?.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@font-face\s*{[^}]*}", "", css)
    css = re.sub(r"""["']?GDS Transport["']?\s*,\s*""", "", css)
    return re.sub(r"url\(/assets/[^)]*\)", "none", css)


def without_map(script: str) -> str:
    """The script without the pointer to its source map."""
    return re.sub(r"//# sourceMappingURL=\S*", "", script)


def only_parts(css: str) -> str:
    """Of the Ministry's style sheet, the rules for the parts that our pages use."""
    return "".join(kept(rule) for rule in rules(css))


def kept(rule: str) -> str:
    """A rule, or the part of an at-rule, that concerns our parts; otherwise nothing."""
    head, _, body = rule.partition("{")
    if head.startswith("@media"):
        inside = only_parts(body[:-1])
        return f"{head}{{{inside}}}" if inside else ""
    return rule if MOJ_PARTS.search(head) else ""


def rules(css: str) -> Iterator[str]:
    """The top-level rules of a style sheet, each with its braces."""
    depth = start = 0
    for at, letter in enumerate(css):
        if letter == ";" and depth == 0:
            start = at + 1
        elif letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start : at + 1]
                start = at + 1


def write(name: str, text: str) -> None:
    """Write one built file, refusing one that still carries the branding."""
    for mark in ("GDS Transport", "@font-face", "crest.svg"):
        if mark in text:
            raise SystemExit(f"{name} still contains “{mark}”: mend app/assets/build.py for this version.")
    (BUILD / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
