"""What is checked of every page that a journey reaches: its outline, its accessibility, its markup."""

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OUTLINE = """() => ({
  title: document.title,
  headings: [...document.querySelectorAll('h1')].map(h => h.textContent.replace(/\\s+/g, ' ').trim()),
  twice: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at),
})"""
# The design system marks a radio that reveals a field with aria-expanded, which axe's rule does not know.
VIOLATIONS = """tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'], preload: false, iframes: false})
  .then(found => found.violations
  .map(v => ({rule: v.id, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 200))
    .filter(html => !(v.id === 'aria-allowed-attr' && /(radios|checkboxes)__input.*aria-expanded/.test(html)))}))
  .filter(v => v.nodes.length))"""


# What a page is built of, not how often: every kind of element inside every kind, and whether it has words and a name.
BUILT_OF = """() => [...new Set([...document.querySelectorAll('body *')].map(e => {
  const kind = one => [one.tagName, one.getAttribute('class'), one.getAttribute('role'), one.getAttribute('type'),
    [...one.attributes].map(a => a.name), one.labels ? one.labels.length : 0, one.textContent.trim() !== ''].join(' ');
  return kind(e.parentElement) + ' > ' + kind(e);
}))].sort().join()"""
FAULTLESS: set[str] = set()
"""What pages are built of in which axe found nothing: the same page with other words is not asked about again."""


SEEN: dict[str, str] = {}
"""The markup of every page that a journey looked at, by its path, for the Nu checker to read in one go."""


def axe(page: Page) -> list[dict]:
    """What axe finds against WCAG 2.2 A and AA on the page as it is now. Evaluated, so the page's policy holds."""
    built_of = page.evaluate(BUILT_OF)
    if built_of in FAULTLESS:
        return []
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(VIOLATIONS, STANDARD)
    if not found:
        FAULTLESS.add(built_of)
    return found


def wrong_markup(folder: Path) -> str:
    """What the Nu HTML checker says of every page seen. It runs on Java, which `.ci/packages` installs."""
    if not SEEN:
        return ""
    java = shutil.which("java")
    assert java, "Install a Java runtime: the HTML checker needs it"
    for number, (path, markup) in enumerate(SEEN.items()):
        (folder / f"{number}.html").write_text(f"{markup}\n<!-- {path} -->", encoding="utf-8")
    command = [java, "-jar", str(CHECKER), "--errors-only", *map(str, sorted(folder.glob("*.html")))]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    for number, path in enumerate(SEEN):
        said = said.replace(f"file:{folder}/{number}.html", path)
    return said.strip()
