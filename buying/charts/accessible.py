"""SVG that screen readers can name and that a strict content policy lets through."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

SVG = "http://www.w3.org/2000/svg"
LINKS = "http://www.w3.org/1999/xlink"
METADATA = f"{{{SVG}}}metadata"
STYLE = f"{{{SVG}}}style"

Tree.register_namespace("", SVG)
Tree.register_namespace("xlink", LINKS)


def finished(drawn: bytes, *, title: str, description: str) -> bytes:
    """``drawn`` (SVG that our own library made) with title and description.

    Its styles become attributes, since the content policy of this service allows no style
    inside a document, and what it says of the library goes. Signs that XML forbids are
    left out of the words.
    """
    root = Tree.fromstring(drawn)
    for parent in root.iter():
        for child in [each for each in parent if each.tag in (METADATA, STYLE)]:
            parent.remove(child)
    for element in root.iter():
        _plain(element)
    root.attrib |= {"role": "img", "aria-labelledby": "title description"}
    root.attrib |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    for number, (tag, words) in enumerate((("title", title), ("desc", description))):
        said = Tree.Element(f"{{{SVG}}}{tag}", id="description" if number else tag)
        said.text = _allowed(words)
        root.insert(number, said)
    made: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _plain(element: Tree.Element) -> None:
    """Turn the style of ``element`` into attributes that mean the same."""
    for rule in element.attrib.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        if value:
            element.set(name.strip(), value.strip())


def _allowed(words: str) -> str:
    return "".join(sign for sign in words if sign.isprintable() or sign in "\n\t")
