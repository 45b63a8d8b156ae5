"""Whether a message is in a language that the product does not speak."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")

# The commonest small words, which any sentence of some length holds. Only words
# that are not English as well.
FOREIGN = frozenset(
    """
    je tu il elle nous vous ils est sont une des les pour avec dans besoin veux voudrais bonjour
    merci ich du er sie wir ihr ist sind ein eine der das und für mit nicht brauche möchte bitte
    yo tú él ella nosotros es son una los las para con necesito quiero por favor gracias hola
    potrzebuję chcę jest są dla proszę dzień dobry nie się mam io lui lei noi sono della per
    vorrei bisogno eu preciso quero uma você não obrigado am nevoie vreau pentru este sunt
    """.split()
) - frozenset("am son des due for per pour die is".split())
ENGLISH = frozenset(
    """
    a an the and or of to for in on at by with from is are was were be been i we you they it he
    she my our your their this that these those not no yes some any new need want buy get have
    has had do does can could would should please what when how why who which all one two
    """.split()
)


def is_foreign(text: str) -> bool:
    """True when ``text`` is clearly not English; a short or doubtful one is taken as English.

    Clear means: mostly letters of another script, or two or more of the commonest
    words of another language and none of English.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    other = sum(not _latin(c) for c in letters)
    if other > len(letters) / 2:
        return True
    words = [word.lower() for word in WORD.findall(text)]
    return sum(w in FOREIGN for w in words) >= 2 and not any(w in ENGLISH for w in words)


def _latin(char: str) -> bool:
    return "LATIN" in unicodedata.name(char, "")
