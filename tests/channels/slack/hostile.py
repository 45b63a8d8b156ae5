"""Cards that nobody would write, to be rendered all the same."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from buying.cards import (
    KINDS,
    Action,
    Card,
    Choice,
    Fact,
    Field,
    Image,
    Link,
    Progress,
    Question,
    Table,
    Upload,
)  # fmt: skip

MARKUP = (
    "*bold* _slanted_ ~struck~ `code` ```block``` :smile: <!channel> <!here> <@U1ABC> <#C1ABC> "
    "<https://example.org|click> https://example.org/?a=1&b=2 &lt;!everyone&gt; > quoted\n> more"
)

texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.sampled_from([MARKUP, "word " * 800, "x" * 4000, "", " ", "**", "- ", "😀" * 80, "&" * 200]),
)
ids = st.text("abc#:@/._-12", min_size=1, max_size=30)
money = st.builds(
    dict, amount=st.sampled_from(["900.00", "about 9", ""]), vat=st.sampled_from(["net", "gross"])
)
estimates = st.one_of(
    st.just({"unknown": True}),
    st.just({"low": "80.00", "high": "120.00", "vat": "net"}),
    st.just({"low": "5", "likely": "7", "high": "8"}),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": texts,
    "file": texts,
    "choice": texts,
    "choices": st.lists(texts, max_size=3),
    "yes_no": st.booleans(),
    "money": st.one_of(money, estimates, texts),
    "number": st.one_of(texts, estimates),
    "date": st.sampled_from(["2027-03-31", "0001-01-01", "soon", "2027-02-30"]),
    "rating": st.integers(1, 5),
}
choice_lists = st.one_of(
    st.lists(st.builds(Choice, value=texts, label=texts, hint=st.none() | texts), max_size=8),
    st.integers(9, 300).map(
        lambda count: [Choice(value=str(n), label=f"Supplier {n}") for n in range(count)]
    ),
).map(tuple)


@st.composite
def fields(draw: st.DrawFn) -> Field:
    """A box of a form, of any kind."""
    kind = draw(st.sampled_from([kind for kind in KINDS if kind != "form"]))
    estimate = kind in ("money", "number") and draw(st.booleans())
    return Field(
        id=draw(ids), label=draw(texts), kind=kind, group=draw(st.none() | texts),
        hint=draw(st.none() | texts), choices=draw(choice_lists) if "choice" in kind else (),
        optional=draw(st.booleans()), estimate=estimate, value=draw(st.none() | VALUES[kind]),
    )  # fmt: skip


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any kind."""
    kind = draw(st.sampled_from(KINDS))
    boxes = st.lists(fields(), min_size=1, max_size=20, unique_by=lambda field: field.id)
    asked = tuple(draw(boxes)) if kind == "form" else ()
    return Question(
        id=draw(ids), kind=kind, choices=draw(choice_lists) if "choice" in kind else (),
        fields=asked, optional=draw(st.booleans()),
        estimate=kind in ("money", "number") and draw(st.booleans()),
        value=None if kind == "form" else draw(st.none() | VALUES[kind]),
        next_field=draw(st.none() | st.sampled_from([field.id for field in asked]))
        if asked else None,
    )  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of up to six columns."""
    width = draw(st.integers(1, 6))
    row = st.lists(texts, min_size=width, max_size=width).map(tuple)
    rows = st.lists(row, max_size=5).map(tuple)
    return Table(caption=draw(texts), columns=draw(row), rows=draw(rows))


actions = st.builds(
    Action, id=st.text("abc:", min_size=1, max_size=200), label=texts,
    style=st.sampled_from(["primary", "secondary", "warning"]),
)  # fmt: skip
facts = st.builds(
    Fact, label=texts, value=texts, action=st.none() | actions, group=st.none() | texts
)
cards = st.builds(
    Card,
    id=ids,
    title=st.none() | texts,
    text=texts,
    facts=st.lists(facts, max_size=60).map(tuple),
    table=st.none() | tables(),
    image=st.none() | st.builds(Image, url=st.just("/x.svg"), alt=texts,
                                tables=st.lists(tables(), max_size=2).map(tuple)),
    question=st.none() | questions(),
    upload=st.none() | st.builds(Upload, label=texts, hint=texts),
    actions=st.lists(actions, max_size=40).map(tuple),
    links=st.lists(st.builds(Link, label=texts, href=st.just("/purchases/BW-0001")), max_size=3)
    .map(tuple),
    progress=st.none() | st.just(Progress(stage="Plan", done=2, total=5)),
    why=st.none() | texts,
    message=st.none() | st.integers(1, 10**9),
)  # fmt: skip


class Quiet(Card):
    """A card that fits on one line of a report."""

    def __repr__(self) -> str:
        return self.model_dump_json(exclude_defaults=True)[:3000]


def quiet(card: Card) -> Card:
    """The same card; a test that fails reports no more than its beginning."""
    return Quiet.model_construct(**card.__dict__)
