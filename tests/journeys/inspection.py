"""What every page must keep: accessible to everyone, readable on a phone, in Vietnamese."""

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
# Words that no Vietnamese screen has; they come from frameworks and from programs that show what they should not.
ENGLISH = re.compile(
    r"\b(Submit|Cancel|Delete|Save|Edit|Search|Next|Previous|First|Last|Page|Home|Login|Logout|Log in|Sign in|Password|Username|Errors?|"
    r"Invalid|required|This field|Please|Warning|Success|Yes|No results|None|True|False|null|undefined|NaN|N/A|Today|Yesterday|Select|"
    r"Choose|January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"household|poverty|poor|near_poor|pending|draft|unknown|[Ll]oading|object at 0x)\b"
)
VISIBLE_TEXT = """() => [document.title, document.body.innerText,
  ...[...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].flatMap(e =>
    ['aria-label', 'title', 'placeholder', 'alt'].map(n => e.getAttribute(n) || ''))].join('\\n')"""
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const inside = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(p).overflowX) && p !== document.body) return true; return false; };
  return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1 && !inside(e))
    .map(e => `${e.tagName.toLowerCase()}.${e.className} to ${Math.round(e.getBoundingClientRect().right)} px`).slice(0, 5);
}"""


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it is shown now."""
    page.evaluate(_axe())
    found = page.evaluate(RUN_AXE, TAGS)["violations"]
    return [f"{rule['id']}: {rule['help']} – {', '.join(str(node['target']) for node in rule['nodes'][:3])}" for rule in found]


def english_words(page: Page) -> list[str]:
    """Words of the list that a person can read or hear."""
    return sorted(set(ENGLISH.findall(page.evaluate(VISIBLE_TEXT))))


def too_wide(page: Page) -> list[str]:
    """Elements that make the page scroll sideways."""
    return page.evaluate(OVERFLOW)


def check_width(page: Page) -> None:
    """The page fits the screen it is on."""
    assert not too_wide(page), (page.url, too_wide(page))
