"""The figures of a picture as tables, one for each option."""

from __future__ import annotations

from buying.cards import Table
from buying.charts.chart import ChartOption, CostChart
from buying.charts.whole_pounds import in_words, rounded, shared_out

EXPLAINED = "Year 0 is the day you buy. Pounds are rounded so that they add up."


def as_tables(chart: CostChart) -> tuple[Table, ...]:
    """For each option a table of whole pounds: a row for each year, a column for each part.

    Every row and every column adds up. The total is rounded half-up; the parts are rounded
    up or down so that they add up to it, and the years so that they add up to their part
    (:func:`buying.charts.whole_pounds.shared_out`). Years without any cost are left out.
    """
    return tuple(_table(chart, option) for option in chart.options)


def parts_in_pounds(option: ChartOption) -> list[int]:
    """The parts of the total in whole pounds that add up to the rounded total."""
    return shared_out([part.total for part in option.parts], rounded(option.total))


def compared_in_pounds(option: ChartOption) -> list[int]:
    """The parts of the figure that is compared, in whole pounds that add up to it."""
    return shared_out(list(option.compared_by_part.values()), rounded(option.compared))


def _table(chart: CostChart, option: ChartOption) -> Table:
    labels = [part.label for part in option.parts]
    rows = [*_years(option), _row("**In all**", parts_in_pounds(option), bold=True)]
    if chart.a_year:
        rows.append(_row("**For a year of use**", compared_in_pounds(option), bold=True))
    return Table(
        caption=f"{option.name}: cost by year and by part. {EXPLAINED}",
        columns=("Year", *labels, "In all"),
        rows=tuple(rows),
        numeric=tuple(range(1, len(labels) + 2)),
    )


def _years(option: ChartOption) -> list[tuple[str, ...]]:
    wholes = zip(option.parts, parts_in_pounds(option), strict=True)
    columns = [shared_out(part.by_year, whole) for part, whole in wholes]
    years = enumerate(zip(*columns, strict=True))
    return [
        _row(str(year), list(cells))
        for year, cells in years
        if any(part.by_year[year] for part in option.parts)
    ]


def _row(label: str, pounds: list[int], bold: bool = False) -> tuple[str, ...]:
    cells = [in_words(each) for each in (*pounds, sum(pounds))]
    return (label, *(f"**{cell}**" if bold else cell for cell in cells))
