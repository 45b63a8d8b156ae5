"""Why the first is first, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from buying.domain.scoring.result import NOISE, Failed, Line, Ranked, shown, tell_apart
from buying.domain.scoring.rules import INDEXES, Method
from buying.english import inside, listed


def sentence(ranking: Sequence[Ranked], failed: Sequence[Failed], method: Method) -> str:
    """Who leads and why, and what is out; that nothing passes where the ranking is empty."""
    if not ranking:
        reasons = " ".join(each.words for each in failed)
        return f"No option passes, so there is none to recommend. {reasons}"
    leads = _leads(ranking, failed, method)
    return f"{leads} {_out(failed)}" if failed else leads


def _leads(ranking: Sequence[Ranked], failed: Sequence[Failed], method: Method) -> str:
    words = tell_apart({each.name: each.total for each in ranking})
    firsts = [each.name for each in ranking if each.place == 1]
    best = ranking[0]
    if len(ranking) == 1:
        alone = "the only option that passes" if failed else "the only option"
        return (
            f"{best.name} scores {words[best.name]} of 100. "
            f"It is {alone}, so there is nothing to compare it with."
        )
    if len(firsts) > 1:
        return (
            f"{listed(firsts)} share first place with {words[best.name]} of 100. "
            "The scores do not choose between them, so choose one and say why."
        )
    seconds = [each.name for each in ranking if each.place == 2]
    verb = "comes" if len(seconds) == 1 else "come"
    why = _figures(best, ranking[1]) if method in INDEXES else _gains(best, ranking[1])
    return (
        f"{best.name} scores {words[best.name]} of 100. "
        f"{listed(seconds)} {verb} next with {words[ranking[1].name]}. {why}"
    )


def _out(failed: Sequence[Failed]) -> str:
    names = listed(each.name for each in failed)
    if len(failed) == 1:
        return f"{names} does not pass, so it is not ranked."
    return f"{names} do not pass, so they are not ranked."


def _figures(best: Ranked, other: Ranked) -> str:
    """The real figures behind the points, where a total is one figure beside another."""
    return (
        f"{best.name} comes to {best.lines[0].raw_words}, "
        f"{other.name} to {other.lines[0].raw_words}."
    )


def _gains(best: Ranked, other: Ranked) -> str:
    gaps = [(line.label, _difference(line, rival)) for line, rival in _paired(best, other)]
    gaps.sort(key=lambda gap: -gap[1])
    ahead = [_gap(*gap) for gap in gaps if gap[1] > NOISE] or [_gap(*gaps[0])]
    behind = [_gap(*gap) for gap in reversed(gaps) if gap[1] < -NOISE]
    text = f"Against {other.name}, {best.name} gains on {listed(ahead)}"
    return f"{text}, and loses on {listed(behind)}." if behind else f"{text}."


def _difference(line: Line, rival: Line) -> Decimal:
    """Points gained, as the points shown add up; the exact ones where none would be left."""
    exact = line.points - rival.points
    seen = Decimal(shown(line.points)) - Decimal(shown(rival.points))
    return seen if seen * exact > 0 else exact


def _paired(best: Ranked, other: Ranked) -> list[tuple[Line, Line]]:
    return list(zip(best.lines, other.lines, strict=True))


def _gap(label: str, gap: Decimal) -> str:
    sign = "+" if gap > 0 else "−"
    places = next((n for n in range(1, 9) if shown(gap, n).strip("-") != "0"), 9)
    return f"{inside(label)} ({sign}{shown(abs(gap), places)})"
