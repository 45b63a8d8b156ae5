"""An answer laid out to be read: sections with a heading, and in each what it says."""

from __future__ import annotations

from collections.abc import Iterator

from buying.cards import Model
from buying.rulebook.wording import FOLLOWS, ROLES
from buying.service.trying.views import Answer, CheckTried, LineTried, StepTried, Told


class Section(Model):
    """A part of an answer. ``about`` says in a sentence how to read it, where that is needed."""

    title: str
    rows: tuple[Told, ...]
    about: str = ""


def sections(answer: Answer) -> tuple[Section, ...]:
    """Everything that ``answer`` says, from how it was read to the last step."""
    return (
        Section(title="How the question was read", rows=tuple(_read(answer))),
        Section(title="The value", rows=answer.value),
        Section(title="What kind of purchase it is", rows=answer.kind),
        Section(
            title="How the way to buy was found",
            about="The first line of the table that is for the purchase decides.",
            rows=tuple(row for line in answer.lines for row in _line(line)),
        ),
        Section(title="The way to buy", rows=answer.way),
        Section(title="What the law asks or allows", rows=answer.duties or (_NOTHING,)),
        Section(title="Checks", rows=tuple(_check(each) for each in answer.checks) or (_NOTHING,)),
        *(
            Section(title=f"Steps: {stage.title}", rows=tuple(_step(each) for each in stage.steps))
            for stage in answer.stages
        ),
        Section(title="Replies", rows=tuple(_replies(answer))),
    )


_NOTHING = Told(label="Nothing", says="No rule of this kind is for this purchase.")


def _read(answer: Answer) -> Iterator[Told]:
    yield from answer.understood
    for each in answer.assumed:
        yield Told(label="Taken for granted", says=each)


def _line(line: LineTried) -> Iterator[Told]:
    here = "This line decides." if line.holds else f"Does not hold. Here: {_small(line.here)}."
    needs = f"It is for: {_small(line.needs)}."
    yield Told(label=line.title, says=f"{needs}\n{here}", source=line.source)
    for band in line.bands:
        decides = " (this band decides)" if band.decides else ""
        yield Told(label=band.values, says=f"{band.way}{decides}")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _check(check: CheckTried) -> Told:
    leads = f"\nThe way to buy becomes: {check.leads_to}." if check.leads_to else ""
    says = (
        f"{check.asks}\nIf {check.worry}: {FOLLOWS[check.then]}. {check.says}{leads}\n"
        f"Who can lift it: {check.who_can_lift}."
    )
    return Told(label=check.label, says=says, source=check.source)


def _step(step: StepTried) -> Told:
    said = [step.asks]
    if step.who != "requester":
        said.append(f"Asked of {ROLES[step.who]}.")
    if step.times > 1:
        said.append(f"Asked {step.times} times.")
    if step.boxes:
        boxes = " ".join(_ended(label) for label in step.boxes)
        number = "1 box" if len(step.boxes) == 1 else f"{len(step.boxes)} boxes"
        said.append(f"A form with {number}: {boxes}")
    if step.because:
        said.append(f"Asked because: {_small(step.because)}.")
    if step.may_end:
        said.append(f"It can end here: {'; '.join(step.may_end)}.")
    return Told(label=step.label, says="\n".join(said), source=step.source)


def _ended(label: str) -> str:
    return label if label[-1] in ".?!" else f"{label}."


def _replies(answer: Answer) -> Iterator[Told]:
    own = f"About {answer.replies}, a form counted as one"
    yield Told(label="From the person who buys", says=own)
    yield Told(label="From specialists and budget holders", says=f"About {answer.others}")
