"""CSS selectors of outlet files, asked only where they can match.

Nearly all of them name classes and ids, and most belong to another of the outlet's templates than the page at hand. The
elements of all classes an outlet's file names are found in one pass over the page, which takes the time of one or two XPath
queries; a selector is then tried on those elements only. What is no plain selector is left to XPath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newsbot.page import Page

_TOP_LEVEL_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_PSEUDO = re.compile(r"::(text|attr\(([\w-]+)\))$")
_COMPOUND = re.compile(
    r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<rest>(?:[.#][A-Za-z_-][\w-]*|\[[\w-]+(?:[*^$|~]?=(?:\"[^\"]*\"|'[^']*'|[\w-]+))?\])*)"
)
_SIMPLE = re.compile(
    r"\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<attr>[\w-]+)(?:(?P<op>[*^$|~]?=)(?P<value>\"[^\"]*\"|'[^']*'|[\w-]+))?\]"
)
# The class or id a selector opens with; what stands in brackets behind a colon may be a negation.
_FIRST_NAME = re.compile(r"[A-Za-z0-9]*(?:\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+))")
_COMBINATOR = re.compile(r"\s*(>)\s*|\s+")
_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda have, want: have == want,
    "*=": lambda have, want: want in have,
    "^=": lambda have, want: have.startswith(want),
    "$=": lambda have, want: have.endswith(want),
    "~=": lambda have, want: want in have.split(),
    "|=": lambda have, want: have == want or have.startswith(f"{want}-"),
}


@dataclass(frozen=True, slots=True)
class _Compound:
    """One element of a selector: ``div.read__content[itemprop=articleBody]``."""

    tag: str | None
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    attributes: tuple[tuple[str, str | None, str], ...]  # name, operator, value

    def accepts(self, el: etree._Element) -> bool:
        if self.tag is not None and el.tag != self.tag:
            return False
        if self.classes:
            have = (el.get("class") or "").split()
            for name in self.classes:
                if name not in have:
                    return False
        if self.ids and el.get("id") not in self.ids:
            return False
        for attribute, operator, value in self.attributes:
            stated = el.get(attribute)
            if stated is None or (operator is not None and not _OPERATORS[operator](stated, value)):
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Path:
    """A selector without commas: compounds from the right, each with the combinator to its left neighbour.

    :param key: the compound nearest to the target that names a class or an id, and how many steps to its left it stands.
    """

    target: _Compound
    above: tuple[tuple[str, _Compound], ...]
    key: tuple[int, _Compound] | None

    def accepts(self, el: etree._Element, root: etree._Element) -> bool:
        return self.target.accepts(el) and self._above(el, 0, root)

    def _above(self, el: etree._Element, depth: int, root: etree._Element) -> bool:
        if depth == len(self.above):
            return True
        combinator, compound = self.above[depth]
        if el is root:
            return False
        for ancestor in el.iterancestors():
            if compound.accepts(ancestor) and self._above(ancestor, depth + 1, root):
                return True
            if combinator == ">" or ancestor is root:
                return False
        return False


@dataclass(frozen=True, slots=True)
class Selector:
    """A parsed selector; ``paths`` is ``None`` where it is too much for this module and left to XPath."""

    bare: str
    paths: tuple[_Path, ...] | None
    pseudo: str | None
    attribute: str | None
    opens: _Compound | None  # for selectors left to XPath: the class or id they open with, which must be there


@cache
def compiled(css: str) -> etree.XPath:
    """A selector as XPath.

    :raises cssselect.SelectorError: it is not valid CSS.
    """
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


@cache
def _parsed(css: str) -> Selector:
    pseudo = _PSEUDO.search(css)
    bare = css[: pseudo.start()] if pseudo else css
    found = [_path(part.strip()) for part in _TOP_LEVEL_COMMA.split(bare)]
    paths = tuple(path for path in found if path is not None)
    plain = len(paths) == len(found)
    opens = _FIRST_NAME.match(bare) if not plain and "," not in bare else None
    first = (
        _Compound(None, (opens["cls"],) if opens["cls"] else (), (opens["id"],) if opens["id"] else (), ())
        if opens
        else None
    )
    return Selector(bare, paths if plain else None, pseudo[1] if pseudo else None, pseudo[2] if pseudo else None, first)


def _path(text: str) -> _Path | None:
    compounds: list[_Compound] = []
    combinators: list[str] = []
    position = 0
    while True:
        match = _COMPOUND.match(text, position)
        if match is None or match.end() == position:
            return None
        classes, ids, attributes = [], [], []
        for simple in _SIMPLE.finditer(match["rest"]):
            if simple["cls"]:
                classes.append(simple["cls"])
            elif simple["id"]:
                ids.append(simple["id"])
            else:
                attributes.append((simple["attr"], simple["op"], (simple["value"] or "").strip("\"'")))
        tag = match["tag"] if match["tag"] not in (None, "*") else None
        compounds.append(_Compound(tag, tuple(classes), tuple(ids), tuple(attributes)))
        position = match.end()
        if position == len(text):
            break
        combinator = _COMBINATOR.match(text, position)
        if combinator is None:
            return None
        combinators.append(combinator[1] or " ")
        position = combinator.end()
    above = tuple(zip(reversed(combinators), reversed(compounds[:-1]), strict=True))
    named = ((steps, c) for steps, c in enumerate(reversed(compounds)) if c.classes or c.ids)
    return _Path(compounds[-1], above, next(named, None))


def may_match(page: Page, css: str) -> bool:
    """Whether a page has the class or the id that a selector is looked up by; ``True`` where it names none."""
    selector = _parsed(css)
    if selector.paths is None:
        return selector.opens is None or bool(_named(page, selector.opens))
    return any(path.key is None or _named(page, path.key[1]) for path in selector.paths)


def _named(page: Page, compound: _Compound) -> list[etree._Element]:
    """Elements of the first class, else of the first id, that a compound names."""
    return page.of_class(compound.classes[0]) if compound.classes else page.of_id(compound.ids[0])


def elements(page: Page, css: str, within: etree._Element | None = None) -> list[etree._Element]:
    """Elements of the page (or ``within`` one of its elements) a CSS selector matches, in document order.

    :raises cssselect.SelectorError: the selector is not valid CSS.
    """
    selector = _parsed(css)
    root = page.root if within is None else within
    if selector.paths is None:
        return [el for el in _xpath(page, css, selector, root) if isinstance(el, etree._Element)]
    if len(selector.paths) == 1:
        path = selector.paths[0]
        return [el for el in _candidates(page, path, root) if path.accepts(el, root)]
    chosen = {el for path in selector.paths for el in _candidates(page, path, root) if path.accepts(el, root)}
    return [el for el in root.iter() if el in chosen] if chosen else []


def _candidates(page: Page, path: _Path, root: etree._Element) -> Iterator[etree._Element]:
    """Elements that may match, in document order: by class or id of the target or of what it must stand in, else by tag."""
    key = path.key
    tag = path.target.tag or "*"
    if key is None:
        yield from root.iter(tag)
        return
    steps, compound = key
    named = _named(page, compound)
    seen: set[etree._Element] = set()
    for el in named:
        if root is not page.root and el is not root and root not in el.iterancestors():
            continue
        if steps == 0:
            yield el
        elif el not in seen:
            for below in el.iterdescendants(tag):
                if below not in seen:
                    seen.add(below)
                    yield below


@cache
def class_names(selectors: tuple[str, ...]) -> frozenset[str]:
    """The classes by which those selectors are looked up: what is worth an entry in a page's index."""
    parsed = [_parsed(css) for css in selectors]
    keys = [path.key for selector in parsed for path in selector.paths or ()]
    compounds = [key[1] for key in keys if key is not None] + [s.opens for s in parsed if s.opens is not None]
    return frozenset(c.classes[0] for c in compounds if c.classes)


def texts(page: Page, css: str) -> list[str]:
    """Texts a selector gives: of ``::text`` and ``::attr(name)`` their strings, of elements their whole text; folded, none empty."""
    selector = _parsed(css)
    if selector.paths is None:
        values = _strings(_xpath(page, css, selector, page.root))
    else:
        values = (value for el in elements(page, selector.bare) for value in _values(el, selector))
    return [text for value in values if (text := " ".join(value.split()))]


@cache
def _anchored(css: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(css, prefix="self::"))


def _xpath(page: Page, css: str, selector: Selector, root: etree._Element) -> list[object]:
    """What XPath finds: from the elements the selector opens with, where it opens with a class or an id, else anywhere."""
    opens = selector.opens
    if opens is None or root is not page.root:
        return _listed(compiled(css)(root))
    anchors = _named(page, opens)
    found = [value for el in anchors for value in _listed(_anchored(css)(el))]
    if len(anchors) < 2:
        return found
    seen: set[int] = set()
    return [v for v in found if not (isinstance(v, etree._Element) and (id(v) in seen or seen.add(id(v))))]  # type: ignore[func-returns-value]


def _listed(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _strings(found: Sequence[object]) -> Iterator[str]:
    for value in found:
        if isinstance(value, str):
            yield value
        elif isinstance(value, etree._Element):
            yield "".join(map(str, value.itertext()))


def _values(el: etree._Element, selector: Selector) -> Iterator[str]:
    if selector.attribute is not None:
        yield el.get(selector.attribute) or ""
    elif selector.pseudo is not None:
        yield el.text or ""
        yield from (child.tail or "" for child in el)
    else:
        yield "".join(map(str, el.itertext()))
