"""Mistakes in the decision table and in the dates of what it rests on.

Every case compares the whole list of problems, so that one mistake is told once and what is no
mistake is no alarm.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

Mistakes = dict[str, tuple[list[tuple[str, str | None, str]], list[str]]]
"""By title: what is changed (file, old text or None for the end, new text), and what is said."""

TABLE: Mistakes = {
    "a route twice": (
        [
            ("routes.yml", "id: led\n    title", "id: card\n    title"),
            (
                "routes.yml",
                "{up_to: small_limit, route: card}\n          - {route: led}",
                "{route: card}",
            ),
            (
                "routes.yml",
                "route: prices}\n          - {route: led}",
                "route: prices}\n          - {route: card}",
            ),
        ],
        [
            "routes.yml:22: 'card' is here twice. Keep one.",
        ],
    ),
    "a band with an unknown route": (
        [
            (
                "routes.yml",
                "{below: large_limit, route: prices}",
                "{below: large_limit, route: price}",
            ),
        ],
        [
            "routes.yml:12: no line of a table leads to 'prices'. Use it, or take it out.",
            "routes.yml:46: there is no route 'price'. Did you mean 'prices'?",
        ],
    ),
    "a route that no line leads to": (
        [
            (
                "routes.yml",
                "{below: large_limit, route: prices}",
                "{below: large_limit, route: card}",
            ),
        ],
        [
            "routes.yml:12: no line of a table leads to 'prices'. Use it, or take it out.",
        ],
    ),
    "a band with an unknown limit": (
        [
            ("routes.yml", "below: large_limit", "below: larg_limit"),
        ],
        [
            "routes.yml:46: there is no threshold 'larg_limit'. Did you mean 'large_limit'?",
            "thresholds.yml:8: nothing uses the threshold 'large_limit'. Use it, or "
            "take it out.",
        ],
    ),
    "a band that ends up to a limit and below it": (
        [
            ("routes.yml", "{below: large_limit,", "{below: large_limit, up_to: large_limit,"),
        ],
        [
            "routes.yml:46: a band ends at 'up_to' or 'below', not both. Keep the one"
            " that is meant.",
        ],
    ),
    "a band in the middle without a limit": (
        [
            ("routes.yml", "{below: large_limit, route: prices}", "{route: prices}"),
        ],
        [
            "routes.yml:46: band 2 of 'usual' needs 'up_to' or 'below': only the last"
            " may be without.",
            "thresholds.yml:8: nothing uses the threshold 'large_limit'. Use it, or "
            "take it out.",
        ],
    ),
    "a limit on the last band": (
        [
            (
                "routes.yml",
                "route: prices}\n          - {route: led}",
                "route: prices}\n          - {up_to: line, route: led}",
            ),
        ],
        [
            "routes.yml:47: a gap in 'usual': values over 'line' have no route. The "
            "last band takes all that is left, so leave out its limit.",
        ],
    ),
    "an overlap that begins with a later value": (
        [
            ("thresholds.yml", "value: 4999.99", "value: 280"),
        ],
        [
            "routes.yml:46: an overlap of 'small_limit' (£300 with VAT) and "
            "'large_limit' (£280 with VAT) from 2026-07-01: each band must end higher"
            " than the one before, whatever the VAT.",
        ],
    ),
    "two bands with the same end": (
        [
            ("thresholds.yml", "value: 4999.99", "value: 250"),
        ],
        [
            "routes.yml:46: an overlap of 'small_limit' (£250 with VAT) and "
            "'large_limit' (£250 with VAT) from 2026-01-01: each band must end higher"
            " than the one before, whatever the VAT.",
        ],
    ),
    "an overlap of a limit plus VAT and the same with VAT": (
        [
            (
                "thresholds.yml",
                "vat: gross\n  source: Littlewick rules, 1",
                "vat: net\n  source: Littlewick rules, 1",
            ),
            ("thresholds.yml", "value: 4999.99", "value: 360"),
        ],
        [
            "routes.yml:46: an overlap of 'small_limit' (£300 plus VAT) and "
            "'large_limit' (£360 with VAT) from 2026-07-01: each band must end higher"
            " than the one before, whatever the VAT.",
        ],
    ),
    "an overlap where no VAT is due": (
        [
            (
                "thresholds.yml",
                "vat: gross\n  source: Littlewick rules, 2",
                "vat: net\n  source: Littlewick rules, 2",
            ),
            ("thresholds.yml", "value: 4999.99", "value: 300"),
        ],
        [
            "routes.yml:46: an overlap of 'small_limit' (£300 with VAT) and "
            "'large_limit' (£300 plus VAT) from 2026-07-01: each band must end higher"
            " than the one before, whatever the VAT.",
        ],
    ),
    "no overlap by a penny": (
        [
            (
                "thresholds.yml",
                "vat: gross\n  source: Littlewick rules, 2",
                "vat: net\n  source: Littlewick rules, 2",
            ),
            ("thresholds.yml", "value: 4999.99", "value: 300.01"),
        ],
        [],
    ),
    "an overlap in a later table only": (
        [
            (
                "routes.yml",
                None,
                "  - from: 2026-08-01\n"
                "    lines:\n"
                "      - {id: usual, title: Usual, bands: [{up_to: small_limit, "
                "route: card}, {up_to: line, route: card}, {up_to: large_limit, "
                "route: card}, {route: led}]}\n",
            ),
        ],
        [
            "routes.yml:50: an overlap of 'line' (£207,720 with VAT) and "
            "'large_limit' (£4,999.99 with VAT) from 2026-08-01: each band must end "
            "higher than the one before, whatever the VAT.",
        ],
    ),
    "a limit in days": (
        [
            ("routes.yml", "below: large_limit", "below: wait"),
            (
                "thresholds.yml",
                "large_limit:\n  unit: GBP\n  vat: gross\n",
                "wait:\n  unit: days\n",
            ),
            ("thresholds.yml", "4999.99", "9"),
        ],
        [
            "routes.yml:46: a limit is in pounds, and 'wait' is in days.",
            "routes.yml:46: an overlap of 'small_limit' (£250 with VAT) and 'wait' "
            "(£9) from 2026-01-01: each band must end higher than the one before, "
            "whatever the VAT.",
        ],
    ),
    "a line twice": (
        [
            ("routes.yml", "id: usual", "id: care"),
        ],
        [
            "routes.yml:42: 'care' is here twice. Keep one.",
        ],
    ),
    "a gap after the last line": (
        [
            (
                "routes.yml",
                "title: The usual way\n",
                "title: The usual way\n        when: {category: equipment}\n",
            ),
        ],
        [
            "routes.yml:44: a gap after 'usual': what no line is for has no route. "
            "The last line takes all that is left, so leave out its 'when'.",
        ],
    ),
    "a line for everything that is not the last": (
        [
            ("routes.yml", "        when: {category: care}\n", ""),
        ],
        [
            "routes.yml:36: 'care' is for every purchase, so no line after it is ever reached.",
        ],
    ),
    "a line that an earlier one takes everything from": (
        [
            (
                "routes.yml",
                "      - id: usual\n",
                "      - id: also\n"
                "        title: Also\n"
                "        when: {category: care, is: worried}\n"
                "        bands: [{route: led}]\n"
                "      - id: usual\n",
            ),
        ],
        [
            "routes.yml:42: 'also' is never reached: 'care' above it takes all that "
            "it is for. Move it up, or take it out.",
        ],
    ),
    "a line that an earlier one takes a part from": (
        [
            (
                "routes.yml",
                "      - id: usual\n",
                "      - id: also\n"
                "        title: Also\n"
                "        when: {category: [care, equipment]}\n"
                "        bands: [{route: led}]\n"
                "      - id: usual\n",
            ),
        ],
        [],
    ),
    "a line that rests on the route": (
        [
            ("routes.yml", "when: {category: care}", "when: {not: {route: card}}"),
        ],
        [
            "routes.yml:38: 'route' is known only when the route is, so it cannot "
            "decide the route.",
        ],
    ),
    "a line that rests on what the route decides": (
        [
            ("routes.yml", "when: {category: care}", "when: {any_of: [{is: approval_needed}]}"),
        ],
        [
            "routes.yml:38: 'approval_needed' is known only when the route is, so it "
            "cannot decide the route.",
        ],
    ),
    "tables out of their order in time": (
        [
            (
                "routes.yml",
                None,
                "  - from: 2025-12-31\n"
                "    lines:\n"
                "      - {id: usual, title: Usual, bands: [{route: led}]}\n",
            ),
        ],
        [
            "routes.yml:48: the tables must follow one another in time: 2025-12-31 "
            "does not come after 2026-01-01.",
        ],
    ),
    "two tables from one day": (
        [
            (
                "routes.yml",
                None,
                "  - from: 2026-01-01\n"
                "    lines:\n"
                "      - {id: usual, title: Usual, bands: [{route: led}]}\n",
            ),
        ],
        [
            "routes.yml:48: the tables must follow one another in time: 2026-01-01 "
            "does not come after 2026-01-01.",
        ],
    ),
    "an unknown placeholder in a route": (
        [
            ("routes.yml", "Ask two suppliers.", "Ask {many} suppliers."),
        ],
        [
            "routes.yml:18: nothing fills in {many}.",
        ],
    ),
    "an unknown placeholder in what comes next": (
        [
            ("routes.yml", "You ask, then you order.", "You ask for {itme}."),
        ],
        [
            "routes.yml:19: nothing fills in {itme}. Did you mean 'item'?",
        ],
    ),
}  # fmt: skip

DATES: Mistakes = {
    "a table that begins before its limits": (
        [
            ("routes.yml", "from: 2026-01-01", "from: 2025-04-01"),
        ],
        [
            "law.yml:7: 'line' is needed on 2025-04-01 and its first value is from "
            "2026-01-01. Add the value that held on 2025-04-01, with its source.",
            "thresholds.yml:6: 'small_limit' is needed on 2025-04-01 and its first "
            "value is from 2026-01-01. Add the value that held on 2025-04-01, with "
            "its source.",
            "thresholds.yml:13: 'large_limit' is needed on 2025-04-01 and its first "
            "value is from 2026-01-01. Add the value that held on 2025-04-01, with "
            "its source.",
        ],
    ),
    "a limit without a value when the table begins": (
        [
            (
                "thresholds.yml",
                "{from: 2026-01-01, value: 4999.99}",
                "{from: 2026-04-01, value: 4999.99}",
            ),
        ],
        [
            "thresholds.yml:13: 'large_limit' is needed on 2026-01-01 and its first "
            "value is from 2026-04-01. Add the value that held on 2026-01-01, with "
            "its source.",
        ],
    ),
    "a limit of a later table that has a value by then": (
        [
            (
                "routes.yml",
                None,
                "  - from: 2026-08-01\n"
                "    lines:\n"
                "      - {id: usual, title: Usual, bands: [{up_to: new, route: card},"
                " {route: led}]}\n",
            ),
            (
                "thresholds.yml",
                None,
                "new:\n"
                "  unit: GBP\n"
                "  vat: gross\n"
                "  source: Rule 9\n"
                "  values: [{from: 2026-08-01, value: 9}]\n",
            ),
        ],
        [],
    ),
    "a limit of a later table that comes a day late": (
        [
            (
                "routes.yml",
                None,
                "  - from: 2026-08-01\n"
                "    lines:\n"
                "      - {id: usual, title: Usual, bands: [{up_to: new, route: card},"
                " {route: led}]}\n",
            ),
            (
                "thresholds.yml",
                None,
                "new:\n"
                "  unit: GBP\n"
                "  vat: gross\n"
                "  source: Rule 9\n"
                "  values: [{from: 2026-08-02, value: 9}]\n",
            ),
        ],
        [
            "thresholds.yml:18: 'new' is needed on 2026-08-01 and its first value is "
            "from 2026-08-02. Add the value that held on 2026-08-01, with its source.",
        ],
    ),
    "a condition on a threshold that comes late": (
        [
            ("workflow.yml", "{is: worried}", "{value_over: new}"),
            (
                "thresholds.yml",
                None,
                "new:\n"
                "  unit: GBP\n"
                "  vat: gross\n"
                "  source: Rule 9\n"
                "  values: [{from: 2026-01-02, value: 9}]\n",
            ),
        ],
        [
            "thresholds.yml:18: 'new' is needed on 2026-01-01 and its first value is "
            "from 2026-01-02. Add the value that held on 2026-01-01, with its source.",
        ],
    ),
    "a box on a threshold that comes late": (
        [
            ("questions/need.yml", "{is: worried}", "{value_at_least: new}"),
            (
                "thresholds.yml",
                None,
                "new:\n"
                "  unit: GBP\n"
                "  vat: gross\n"
                "  source: Rule 9\n"
                "  values: [{from: 2026-01-02, value: 9}]\n",
            ),
        ],
        [
            "thresholds.yml:18: 'new' is needed on 2026-01-01 and its first value is "
            "from 2026-01-02. Add the value that held on 2026-01-01, with its source.",
        ],
    ),
    "a duty that begins when its threshold does": (
        [
            ("law.yml", "value_at_least: line", "value_at_least: notifiable"),
            (
                "law.yml",
                "regimes:",
                "  notifiable:\n"
                "    unit: GBP\n"
                "    vat: gross\n"
                "    source: The Act\n"
                "    values: [{from: 2026-02-01, value: 30000}]\n"
                "regimes:",
            ),
        ],
        [],
    ),
    "a duty that begins before its threshold": (
        [
            ("law.yml", "value_at_least: line", "value_at_least: notifiable"),
            (
                "law.yml",
                "regimes:",
                "  notifiable:\n"
                "    unit: GBP\n"
                "    vat: gross\n"
                "    source: The Act\n"
                "    values: [{from: 2026-02-02, value: 30000}]\n"
                "regimes:",
            ),
        ],
        [
            "law.yml:12: 'notifiable' is needed on 2026-02-01 and its first value is "
            "from 2026-02-02. Add the value that held on 2026-02-01, with its source.",
        ],
    ),
    "a threshold of the law that comes late": (
        [
            ("law.yml", "{from: 2026-01-01, value: 207720}", "{from: 2026-02-01, value: 207720}"),
        ],
        [
            "law.yml:7: 'line' is needed on 2026-01-01 and its first value is from "
            "2026-02-01. Add the value that held on 2026-01-01, with its source.",
        ],
    ),
    "a discount rate that comes late": (
        [
            ("costs.yml", "from: 2003-01-01", "from: 2026-06-01"),
        ],
        [
            "costs.yml:4: 'green_book' is needed on 2026-01-01 and holds from "
            "2026-06-01. Give the rates that held on 2026-01-01, with their source.",
        ],
    ),
    "a case before the first table": (
        [
            ("cases/small.yml", "on: 2026-03-01", "on: 2025-12-31"),
        ],
        [
            "cases/small.yml:2: no decision table holds on 2025-12-31: the first "
            "begins on 2026-01-01.",
        ],
    ),
    "a line on a threshold that comes late": (
        [
            ("routes.yml", "when: {category: care}", "when: {value_over: new}"),
            (
                "thresholds.yml",
                None,
                "new:\n"
                "  unit: GBP\n"
                "  vat: gross\n"
                "  source: Rule 9\n"
                "  values: [{from: 2026-01-02, value: 9}]\n",
            ),
        ],
        [
            "thresholds.yml:18: 'new' is needed on 2026-01-01 and its first value is "
            "from 2026-01-02. Add the value that held on 2026-01-01, with its source.",
        ],
    ),
    "a rate in the middle without its years": (
        [
            ("costs.yml", "{through_year: 30, rate", "{rate"),
        ],
        [
            "costs.yml:6: only the last rate of 'green_book' may be without 'through_year'.",
        ],
    ),
    "days that are no whole number": (
        [
            ("workflow.yml", "{is: worried}", "{value_over: small_limit}"),
            (
                "thresholds.yml",
                None,
                "spare:\n"
                "  unit: days\n"
                "  source: Rule 9\n"
                "  values: [{from: 2026-01-01, value: 2.5}]\n",
            ),
        ],
        [
            "thresholds.yml:14: nothing uses the threshold 'spare'. Use it, or take it out.",
            "thresholds.yml:17: 'spare' must be a whole number, since its unit is days.",
        ],
    ),
}  # fmt: skip

MISTAKES = TABLE | DATES


@pytest.mark.parametrize(("edits", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_file_and_line_and_nothing_else_is(small, edits, said):
    for file, old, new in edits:
        small.replace(file, old, new)

    assert small.problems() == said
