"""Mistakes in the law, the organisation, boxes of forms, and cases about them.

Every case compares the whole list of problems, so that one mistake is told once and what is no
mistake is no alarm.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

Mistakes = dict[str, tuple[list[tuple[str, str | None, str]], list[str]]]
"""By title: what is changed (file, old text or None for the end, new text), and what is said."""

LAW: Mistakes = {
    "an unknown risk in a condition": (
        [
            ("routes.yml", "{category: care}", "{risk: hihg}"),
        ],
        [
            "routes.yml:38: there is no risk 'hihg'. Did you mean 'high'?",
        ],
    ),
    "an unknown regime in a condition": (
        [
            ("routes.yml", "{category: care}", "{regime: gods}"),
        ],
        [
            "routes.yml:38: there is no regime 'gods'. Did you mean 'goods'?",
        ],
    ),
    "an unknown authority in a condition": (
        [
            ("routes.yml", "{category: care}", "{authority: subcentral}"),
        ],
        [
            "routes.yml:38: there is no authority 'subcentral'. Did you mean 'sub_central'?",
        ],
    ),
    "an unknown country in a condition": (
        [
            ("routes.yml", "{category: care}", "{country: Englnd}"),
        ],
        [
            "routes.yml:38: there is no country 'Englnd'. Did you mean 'England'?",
        ],
    ),
    "a category with an unknown regime": (
        [
            ("categories.yml", "regime: light_touch", "regime: lite_touch"),
        ],
        [
            "categories.yml:12: there is no regime 'lite_touch'. Did you mean 'light_touch'?",
        ],
    ),
    "a category with an unknown risk": (
        [
            ("categories.yml", "risk: medium", "risk: middling"),
        ],
        [
            "categories.yml:13: 'risk' cannot be 'middling'. Use low, medium or high.",
        ],
    ),
    "an organisation with an unknown authority": (
        [
            ("organisation.yml", "authority: sub_central", "authority: local"),
        ],
        [
            "organisation.yml:3: 'authority' cannot be 'local'. Use central, "
            "sub_central, school or none.",
        ],
    ),
    "a council that says it is central government": (
        [
            ("organisation.yml", "authority: sub_central", "authority: central"),
            ("law.yml", "{sub_central: line}", "{central: line}"),
        ],
        [
            "organisation.yml:3: the kind 'council' has the authority 'sub_central' "
            "under the Procurement Act 2023, not 'central'.",
        ],
    ),
    "an NHS trust that says it is not": (
        [
            ("organisation.yml", "kind: council", "kind: nhs_trust"),
        ],
        [
            "organisation.yml:3: the kind 'nhs_trust' has the authority 'central' "
            "under the Procurement Act 2023, not 'sub_central'.",
        ],
    ),
    "an unknown country": (
        [
            ("organisation.yml", "country: England", "country: Britain"),
        ],
        [
            "organisation.yml:4: 'country' cannot be 'Britain'. Use England, Wales, "
            "Scotland or Northern Ireland.",
        ],
    ),
    "a regime without a threshold for this organisation": (
        [
            ("law.yml", "{sub_central: line}", "{central: line}"),
        ],
        [
            "law.yml:11: 'goods' has no threshold for the authority 'sub_central', "
            "which this organisation is.",
        ],
    ),
    "a regime with a threshold for no such authority": (
        [
            ("law.yml", "{sub_central: line}", "{sub_central: line, sub_centrl: line}"),
        ],
        [
            "law.yml:11: this key cannot be 'sub_centrl'. Use central, sub_central, "
            "school or none. Did you mean 'sub_central'?",
        ],
    ),
    "a regime with an unknown threshold": (
        [
            ("law.yml", "{sub_central: line}", "{sub_central: lin}"),
        ],
        [
            "law.yml:11: there is no threshold 'lin'. Did you mean 'line'?",
        ],
    ),
    "a threshold of the law that is no money": (
        [
            ("law.yml", "unit: GBP\n    vat: gross", "unit: days"),
            ("law.yml", ", value_at_least: line", ""),
        ],
        [
            "law.yml:10: a threshold of the law is in pounds, and 'line' is in days.",
        ],
    ),
    "a threshold of the law without VAT": (
        [
            ("law.yml", "vat: gross", "vat: net"),
        ],
        [
            "law.yml:4: amounts in the law include VAT. Write 'line' with it, and "
            "'vat: gross'.",
        ],
    ),
    "a regime twice": (
        [
            ("law.yml", "id: light_touch", "id: goods"),
            ("categories.yml", "    regime: light_touch\n", ""),
            ("law.yml", "regime: light_touch, ", ""),
        ],
        [
            "law.yml:14: 'goods' is here twice. Keep one.",
        ],
    ),
    "a duty twice": (
        [
            (
                "law.yml",
                None,
                "  - {id: notice, label: x, kind: may, from: 2026-01-01, says: x, source: x}\n",
            ),
        ],
        [
            "law.yml:26: 'notice' is here twice. Keep one.",
        ],
    ),
    "a duty that is neither a must nor a may": (
        [
            ("law.yml", "kind: must", "kind: should"),
        ],
        [
            "law.yml:21: 'kind' cannot be 'should'. Use must or may.",
        ],
    ),
    "a duty on an unknown threshold": (
        [
            ("law.yml", "value_at_least: line", "value_at_least: lime"),
        ],
        [
            "law.yml:23: there is no threshold 'lime'. Did you mean 'line'?",
        ],
    ),
    "an unknown placeholder in a duty": (
        [
            ("law.yml", "Publish a notice.", "Publish {it}."),
        ],
        [
            "law.yml:24: nothing fills in {it}. Did you mean 'item'?",
        ],
    ),
    "an unknown placeholder in a regime": (
        [
            ("law.yml", "The Act holds for goods.", "The {act} holds."),
        ],
        [
            "law.yml:12: nothing fills in {act}.",
        ],
    ),
    "a threshold that the law has already": (
        [
            ("thresholds.yml", "large_limit:", "line:"),
            ("routes.yml", "below: large_limit", "below: line"),
        ],
        [
            "thresholds.yml:8: 'line' is in law.yml already. Give this one another name.",
        ],
    ),
    "a threshold of the law that nothing uses": (
        [
            (
                "law.yml",
                "regimes:",
                "  spare:\n"
                "    unit: GBP\n"
                "    vat: gross\n"
                "    source: The Act\n"
                "    values: [{from: 2026-01-01, value: 1}]\n"
                "regimes:",
            ),
        ],
        [
            "law.yml:8: nothing uses the threshold 'spare'. Use it, or take it out.",
        ],
    ),
    "a check that raises the risk and rests on it": (
        [
            ("checks.yml", "when: {category: care}", "when: {risk: medium}"),
            (
                "checks.yml",
                "who_can_lift: your manager",
                "who_can_lift: your manager\n    risk: high",
            ),
        ],
        [
            "checks.yml:4: this check raises the risk, which decides the route, so "
            "its 'when' cannot rest on 'risk'. Leave out one of the two.",
        ],
    ),
    "a check that raises the risk and rests on the route": (
        [
            ("checks.yml", "when: {category: care}", "when: {not: {is: approval_needed}}"),
            (
                "checks.yml",
                "who_can_lift: your manager",
                "who_can_lift: your manager\n    risk: medium",
            ),
        ],
        [
            "checks.yml:4: this check raises the risk, which decides the route, so "
            "its 'when' cannot rest on 'approval_needed'. Leave out one of the two.",
        ],
    ),
    "a check that rests on the route and leaves the risk alone": (
        [
            ("checks.yml", "when: {category: care}", "when: {not: {is: approval_needed}}"),
        ],
        [],
    ),
}  # fmt: skip

BOXES: Mistakes = {
    "a box on a later answer": (
        [
            ("questions/need.yml", "{is: worried}", "{answer: {approval.decision: approve}}"),
        ],
        [
            "questions/need.yml:18: this condition depends on 'approval', which does "
            "not come before it. Move one of them.",
        ],
    ),
    "a box on another box of its form": (
        [
            ("questions/need.yml", "{is: worried}", "{answer: {need.item: chairs}}"),
        ],
        [],
    ),
    "a box on an unknown predicate": (
        [
            ("questions/need.yml", "{is: worried}", "{is: worred}"),
        ],
        [
            "questions/need.yml:18: there is no predicate 'worred'. Did you mean 'worried'?",
        ],
    ),
    "a box on an unknown threshold": (
        [
            ("questions/need.yml", "{is: worried}", "{value_over: smal_limit}"),
        ],
        [
            "questions/need.yml:18: there is no threshold 'smal_limit'. Did you mean "
            "'small_limit'?",
        ],
    ),
    "a box on an unknown question": (
        [
            ("questions/need.yml", "{is: worried}", "{answered: budgit}"),
        ],
        [
            "questions/need.yml:18: there is no step 'budgit'. Did you mean 'budget'?",
        ],
    ),
    "a check on an answer that comes after the checks": (
        [
            ("checks.yml", "{category: care}", "{answered: approval}"),
            ("questions/conflict.yml", "kind: yes_no", "kind: form\nfields_from: checks"),
        ],
        [
            "checks.yml:4: this condition depends on 'approval', which does not come "
            "before it. Move one of them.",
        ],
    ),
    "a check on an answer that comes before the checks": (
        [
            ("checks.yml", "{category: care}", "{answered: budget}"),
            ("questions/conflict.yml", "kind: yes_no", "kind: form\nfields_from: checks"),
        ],
        [],
    ),
    "a condition on a number of days": (
        [
            ("workflow.yml", "{is: worried}", "{value_over: wait}"),
            (
                "thresholds.yml",
                None,
                "wait:\n"
                "  unit: days\n"
                "  source: Rule 9\n"
                "  values: [{from: 2026-01-01, value: 9}]\n",
            ),
        ],
        [
            "workflow.yml:9: a purchase's value is in pounds, and 'wait' is in days.",
        ],
    ),
    "a line on an answer": (
        [
            ("routes.yml", "{category: care}", "{answered: need}"),
        ],
        [],
    ),
    "a line on an unknown answer": (
        [
            ("routes.yml", "{category: care}", "{answered: ned}"),
        ],
        [
            "routes.yml:38: there is no step 'ned'. Did you mean 'need'?",
        ],
    ),
    "a condition on a question with several choices": (
        [
            ("questions/category.yml", "kind: choice", "kind: choices"),
            ("cases/small.yml", "category: equipment", "category: [equipment]"),
            ("workflow.yml", "{is: worried}", "{answer: {category: care}}"),
        ],
        [
            "workflow.yml:9: 'category' may have several answers at once. Use a named"
            " predicate ('is').",
        ],
    ),
    "a case that gives one choice where several may be": (
        [
            ("questions/category.yml", "kind: choice", "kind: choices"),
        ],
        [
            "cases/small.yml:5: 'category' is answered by a list of choices.",
        ],
    ),
    "a case with one choice of several that is not there": (
        [
            ("questions/declined.yml", "kind: choice", "kind: choices"),
            (
                "cases/small.yml",
                "{decision: decline}",
                "{decision: decline}\n    declined: [stop, stay]",
            ),
        ],
        [
            "cases/small.yml:16: 'stay' is not a choice of 'declined'.",
        ],
    ),
    "a case that answers a form with a word": (
        [
            ("cases/small.yml", "{item: chairs, quantity: 2}", "chairs"),
        ],
        [
            "cases/small.yml:4: 'need' is a form, answered by lines of 'field: value'.",
        ],
    ),
    "a case with a step that has a word for a number": (
        [
            ("cases/small.yml", '"option#1"', '"option#one"'),
        ],
        [
            "cases/small.yml:9: 'option#one' needs a number, such as 'option#1'.",
        ],
    ),
    "a case with an unknown line": (
        [
            ("cases/small.yml", "    route: prices", "    route: prices\n    line: usuel"),
        ],
        [
            "cases/small.yml:18: there is no line 'usuel'. Did you mean 'usual'?",
        ],
    ),
    "a case with an unknown regime": (
        [
            ("cases/small.yml", "    route: prices", "    route: prices\n    regime: good"),
        ],
        [
            "cases/small.yml:18: there is no regime 'good'. Did you mean 'goods'?",
        ],
    ),
    "a case with an unknown duty": (
        [
            ("cases/small.yml", "    route: prices", "    route: prices\n    duties: [notise]"),
        ],
        [
            "cases/small.yml:18: there is no duty 'notise'. Did you mean 'notice'?",
        ],
    ),
    "a case with an unknown box": (
        [
            (
                "cases/small.yml",
                "    route: prices",
                "    route: prices\n    boxes: {need: [item, quantty]}",
            ),
        ],
        [
            "cases/small.yml:18: 'need' has no box 'quantty'. Did you mean 'quantity'?",
        ],
    ),
    "a case with boxes of an unknown question": (
        [
            (
                "cases/small.yml",
                "    route: prices",
                "    route: prices\n    boxes: {ned: [item]}",
            ),
        ],
        [
            "cases/small.yml:18: there is no question 'ned'. Did you mean 'need'?",
        ],
    ),
    "a case with boxes of what is no form": (
        [
            (
                "cases/small.yml",
                "    route: prices",
                "    route: prices\n    boxes: {budget: [amount]}",
            ),
        ],
        [
            "cases/small.yml:18: 'budget' is no form, so it has no boxes.",
        ],
    ),
    "a case with boxes that code names": (
        [
            (
                "cases/small.yml",
                "    route: prices",
                "    route: prices\n    boxes: {option: [anything]}",
            ),
        ],
        [],
    ),
    "a case with a purchase of an unknown category": (
        [
            (
                "cases/small.yml",
                "- title: Declined\n",
                "- title: Declined\n"
                "  earlier:\n"
                "    - {reference: A, item: x, value: 5, began: 2026-01-01, category:"
                " cars}\n",
            ),
        ],
        [
            "cases/small.yml:14: there is no category 'cars'. Did you mean 'care'?",
        ],
    ),
}  # fmt: skip

MISTAKES = LAW | BOXES


@pytest.mark.parametrize(("edits", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_file_and_line_and_nothing_else_is(small, edits, said):
    for file, old, new in edits:
        small.replace(file, old, new)

    assert small.problems() == said
