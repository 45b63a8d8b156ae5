"""Each kind of mistake in a rulebook gets one sentence, with its file and line.

Every case compares the whole list of problems, so that one mistake is told once
and causes no false alarm elsewhere.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

# What is changed (file, old text, new text), and all that is said about it.
SHAPE = {
    "a misspelt key": (
        "questions/budget.yml", "hint:", "hnt:",
        ["questions/budget.yml:5: 'hnt' is not a known key here. Did you mean 'hint'?"],
    ),
    "a misspelt key that was needed": (
        "questions/budget.yml", "kind:", "knd:",
        [
            "questions/budget.yml:1: 'kind' is missing.",
            "questions/budget.yml:2: 'knd' is not a known key here. Did you mean 'kind'?",
        ],
    ),
    "a misspelt key deep inside": (
        "questions/approval.yml", "{value: approve, label", "{value: approve, lable",
        [
            "questions/approval.yml:11: 'label' is missing in item 1 of 'choices'.",
            "questions/approval.yml:11: 'lable' is not a known key here. Did you mean 'label'?",
        ],
    ),
    "a key that is like no other": (
        "organisation.yml", "kind: council", "kind: council\nzzz: 1",
        ["organisation.yml:3: 'zzz' is not a known key here."],
    ),
    "a key twice": (
        "questions/budget.yml", "kind: money", "kind: money\nlabel: Money",
        ["questions/budget.yml:3: 'label' is here twice (first on line 1). Keep one."],
    ),
    "an unknown kind": (
        "questions/conflict.yml", "yes_no", "yes_or_no",
        [
            "questions/conflict.yml:2: 'kind' cannot be 'yes_or_no'. Use text, choice, choices, "
            "yes_no, money, number, date, rating or form. Did you mean 'yes_no'?"
        ],
    ),
    "a key with nothing after it": (
        "questions/budget.yml", "label: Budget", "label:",
        ["questions/budget.yml:1: 'label' has nothing after it."],
    ),
    "a blank text": (
        "questions/budget.yml", "label: Budget", "label: ' '",
        ["questions/budget.yml:1: 'label': there is no text here."],
    ),
    "a number where text is meant": (
        "categories.yml", '["331"]', "[331]",
        ["categories.yml:5: item 1 of 'cpv' must be text. Put it in quotes: \"331\"."],
    ),
    "a text where a number is meant": (
        "thresholds.yml", "value: 250", "value: £250",
        [
            "thresholds.yml:6: 'value' must be a number, such as 250 or 0.5, "
            "without a sign for pounds or a comma."
        ],
    ),
    "a number that is not whole": (
        "routes.yml", "quotes: 2", "quotes: 2.5",
        ["routes.yml:14: 'quotes' must be a whole number."],
    ),
    "a number below zero": (
        "routes.yml", "quotes: 2", "quotes: -2",
        ["routes.yml:14: 'quotes' must be 0 or more."],
    ),
    "a truth that is none": (
        "organisation.yml", "recoverable: true", "recoverable: perhaps",
        ["organisation.yml:7: 'recoverable' must be true or false."],
    ),
    "a day that no calendar has": (
        "thresholds.yml", "{from: 2026-07-01", "{from: 2026-06-31",
        ["thresholds.yml:7: 2026-06-31 is not a day in the calendar."],
    ),
    "a date written another way": (
        "thresholds.yml", "{from: 2026-07-01", "{from: 1 July 2026",
        ["thresholds.yml:7: 'from': '1 July 2026' is not a date. Write it as 2026-04-01."],
    ),
    "a single thing where a list is meant": (
        "categories.yml", "[chair, hoist]", "chair",
        ["categories.yml:4: 'words' must be a list: one line with '- ' for each."],
    ),
    "a word where keys are meant": (
        "questions/budget.yml", "{least: 0.01, most: 10000}", "lots",
        ["questions/budget.yml:7: 'limits' must hold lines of 'key: value'."],
    ),
    "an estimate of what is no figure": (
        "questions/conflict.yml", "kind: yes_no", "kind: yes_no\nestimate: true",
        [
            "questions/conflict.yml:3: 'estimate' is for the kinds money and number, "
            "and this is yes_no."
        ],
    ),
    "a usual answer that is no choice": (
        "questions/approval.yml", "kind: choice", "kind: choice\n    usual: aprove",
        [
            "questions/approval.yml:10: there is no choice 'aprove'. Did you mean 'approve'?"
        ],
    ),
    "a usual answer to what is no choice": (
        "questions/need.yml", "kind: text\n    limits", "kind: text\n    usual: chairs\n    limits",
        [
            "questions/need.yml:10: 'usual' is for a box of kind choice with 'choices' "
            "that must be filled in."
        ],
    ),
    "boxes of one heading with another between": (
        "questions/need.yml",
        "kind: text\n    limits: {longest: 200}\n  - id: quantity\n    label: How many?\n"
        "    kind: number\n    limits: {least: 1, most: 100}\n  - id: why\n",
        "kind: text\n    group: What\n  - id: quantity\n    label: How many?\n"
        "    kind: number\n  - id: why\n    group: What\n",
        [
            "questions/need.yml:15: boxes of 'What' stand further up. Put all of a group together."
        ],
    ),
    "an empty list": (
        "criteria.yml", "[time]", "[]",
        ["criteria.yml:20: 'process_default' must not be empty."],
    ),
    "an id with capitals": (
        "routes.yml", "id: led", "id: Led",
        [
            "routes.yml:22: 'id': 'Led' cannot be a name here. Use small letters, digits and _, "
            "and begin with a letter."
        ],
    ),
    "a criterion that no standard has": (
        "questions/budget.yml", "[P3]", "[Q3]",
        [
            "questions/budget.yml:3: item 1 of 'criterion': 'Q3' is not a criterion of the "
            "standard. Write P7, K3 or 000-P14."
        ],
    ),
    "a threshold without a source": (
        "thresholds.yml", "  source: Littlewick rules, 2\n", "",
        ["thresholds.yml:8: 'source' is missing in 'large_limit'."],
    ),
    "a threshold with an empty source": (
        "thresholds.yml", "source: Littlewick rules, 2", "source: ''",
        ["thresholds.yml:11: 'source': there is no text here."],
    ),
    "an id inside a question": (
        "questions/budget.yml", "label:", "id: money\nlabel:",
        [
            "questions/budget.yml:1: 'id' is not a known key here: "
            "the file's name is the question's id."
        ],
    ),
    "braces that hold no name": (
        "questions/budget.yml", "What can you spend?", "What can {you spend?",
        [
            "questions/budget.yml:4: 'asks': the braces in this text do not hold a name. "
            "A placeholder looks like {amount}. For a brace itself write two: {{ or }}."
        ],
    ),
    "an unknown least": (
        "workflow.yml", "{by_route: quotes}", "{by_route: prices}",
        ["workflow.yml:15: 'by_route' cannot be 'prices'. Use quotes."],
    ),
    "an unknown key in a condition": (
        "workflow.yml", "{route: card}", "{rout: card}",
        ["workflow.yml:19: 'rout' is not a known key here. Did you mean 'route'?"],
    ),
    "an answer compared with nothing": (
        "workflow.yml", "{approval.decision: decline}", "{approval.decision: null}",
        ["workflow.yml:22: 'approval.decision': there is no answer here to compare with."],
    ),
}  # fmt: skip

YAML = {
    "a tab": (
        "questions/budget.yml", "hint: ", "\thint: ",
        ["questions/budget.yml:5: a tab stands before the text. Indent with spaces instead."],
    ),
    "a text that begins with a mark": (
        "questions/budget.yml", "label: Budget", "label: @Budget",
        [
            "questions/budget.yml:1: a tab or a character such as @, ` or % stands where a text "
            "begins. Indent with spaces, and put such a text in quotes."
        ],
    ),
    "a colon inside a text": (
        "questions/budget.yml", "label: Budget", "label: Budget: the most",
        [
            "questions/budget.yml:1: a ': ' stands where none can be. Put a text that holds ': ' "
            "in quotes, and check the spaces before the line."
        ],
    ),
    "an alias": (
        "categories.yml", 'words: [respite]\n    cpv: ["85"]', "words: &w [respite]\n    cpv: *w",
        [
            "categories.yml:10: '*' repeats another part, which is not done here. "
            "Write it out in full."
        ],
    ),
    "keys that are taken in from elsewhere": (
        "cases/small.yml", "category: equipment", "<<: {category: equipment}",
        ["cases/small.yml:5: '<<' takes in another part, which is not done here."],
    ),
    "a tag": (
        "organisation.yml", "Littlewick Parish", "!!python/object:os.system {}",
        [
            "organisation.yml:1: the tag 'tag:yaml.org,2002:python/object:os.system' is not used "
            "here. Leave it out.",
        ],
    ),
    "two documents": (
        "organisation.yml", "kind: council", "---\nkind: council",
        ["organisation.yml:2: '---' starts a second document. Keep to one in a file."],
    ),
    "a bracket that is not closed": (
        "categories.yml", "[chair, hoist]", "[chair, hoist",
        ["categories.yml:4: a comma or the closing bracket is missing in what begins here."],
    ),
    "a text that begins with a star": (
        "questions/budget.yml", "label: Budget", "label: *Budget",
        ["questions/budget.yml:1: '*' begins no text. Put the text in quotes."],
    ),
    "a line that does not line up": (
        "questions/budget.yml", "criterion: [P3]", " criterion: [P3]",
        [
            "questions/budget.yml:3: a ': ' stands where none can be. Put a text that holds ': ' "
            "in quotes, and check the spaces before the line."
        ],
    ),
    "a quote that is not closed": (
        "checks.yml", "who_can_lift: your manager", 'who_can_lift: "your manager',
        ["checks.yml:10: a quote or bracket is opened here and never closed."],
    ),
}  # fmt: skip

WORKFLOW = {
    "an unknown question": (
        "workflow.yml", "- category", "- catgory",
        [
            "questions/category.yml:1: no step of workflow.yml asks this question. "
            "Add a step, or remove the file.",
            "workflow.yml:6: there is no question 'catgory'. Did you mean 'category'?",
        ],
    ),
    "a question that is asked twice": (
        "workflow.yml", "- category", "- category\n      - need",
        ["workflow.yml:7: 'need' is asked twice (first on line 5). Keep one."],
    ),
    "a step that stands on an unknown one": (
        "workflow.yml", "[option, budget]", "[option, budgit]",
        ["workflow.yml:20: there is no step 'budgit'. Did you mean 'budget'?"],
    ),
    "a step that stands on a box that is not there": (
        "workflow.yml", "stands_on: [option, budget]", "stands_on: [option, need.quantty]",
        ["workflow.yml:20: 'need' has no field 'quantty'. Did you mean 'quantity'?"],
    ),
    "a step that stands on a later one": (
        "workflow.yml", "[option, budget]", "[option, declined]",
        [
            "workflow.yml:20: this step stands on 'declined', which does not come before it. "
            "Move one of them."
        ],
    ),
    "a condition on a later answer": (
        "workflow.yml", "{is: worried}", "{answered: approval}",
        [
            "workflow.yml:9: this step depends on 'approval', which does not come before it. "
            "Move one of them."
        ],
    ),
    "a condition on an unknown question": (
        "workflow.yml", "{is: worried}", "{any_of: [{is: worried}, {answer: {ned: true}}]}",
        ["workflow.yml:9: there is no step 'ned'. Did you mean 'need'?"],
    ),
    "a condition on an unknown field": (
        "workflow.yml", "approval.decision", "approval.decison",
        ["workflow.yml:22: 'approval' has no field 'decison'. Did you mean 'decision'?"],
    ),
    "a condition on an answer that cannot be": (
        "workflow.yml", "{approval.decision: decline}", "{approval.decision: declined}",
        [
            "workflow.yml:22: 'declined' is not a choice of 'approval.decision'. "
            "Did you mean 'decline'?"
        ],
    ),
    "a yes or no compared with a word": (
        "workflow.yml", "{approval.decision: decline}", "{conflict: yes}",
        ["workflow.yml:22: 'conflict' is answered by true or false, not 'yes'."],
    ),
    "a condition on an amount": (
        "workflow.yml", "{approval.decision: decline}", "{budget: 900}",
        [
            "workflow.yml:22: 'budget' is an amount of money. "
            "Use 'value_at_least' or 'value_over'."
        ],
    ),
    "a condition on a whole form": (
        "workflow.yml", "{approval.decision: decline}", "{approval: decline}",
        ["workflow.yml:22: 'approval' is a form. Name one of its fields, as 'approval.field'."],
    ),
    "a condition on a question that is asked several times": (
        "workflow.yml", "{approval.decision: decline}", "{option.supplier: Acme}",
        [
            "workflow.yml:22: 'option' is asked several times, so one answer cannot be meant. "
            "Use 'is'."
        ],
    ),
    "an unknown route in a condition": (
        "workflow.yml", "{route: card}", "{route: [card, prise]}",
        ["workflow.yml:19: there is no route 'prise'. Did you mean 'prices'?"],
    ),
    "an unknown category in a check": (
        "checks.yml", "{category: care}", "{category: cars}",
        ["checks.yml:4: there is no category 'cars'. Did you mean 'care'?"],
    ),
    "an unknown threshold in a condition": (
        "workflow.yml", "value_over: small_limit", "value_over: smal_limit",
        ["workflow.yml:22: there is no threshold 'smal_limit'. Did you mean 'small_limit'?"],
    ),
    "an unknown predicate": (
        "workflow.yml", "{is: worried}", "{is: worred}",
        ["workflow.yml:9: there is no predicate 'worred'. Did you mean 'worried'?"],
    ),
    "an empty condition": (
        "workflow.yml", "{is: worried}", "{}",
        ["workflow.yml:9: this condition says nothing. Leave it out to mean always."],
    ),
    "an unknown view": (
        "workflow.yml", "shows: route", "shows: rout",
        ["workflow.yml:16: there is no view 'rout'. Did you mean 'route'?"],
    ),
    "fewer repeats than a route needs": (
        "workflow.yml", "most: 8", "most: 2",
        ["workflow.yml:15: 'option' is asked at most 2 times, and 3 are needed."],
    ),
    "a stage twice": (
        "workflow.yml", "id: choose", "id: plan",
        ["workflow.yml:10: 'plan' is here twice. Keep one."],
    ),
    "a choice that reopens an unknown question": (
        "questions/declined.yml", "reopens: budget", "reopens: budgets",
        ["questions/declined.yml:7: there is no step 'budgets'. Did you mean 'budget'?"],
    ),
    "a choice that reopens a later question": (
        "questions/approval.yml", "label: Approve}", "label: Approve, reopens: declined}",
        [
            "questions/approval.yml:11: 'declined' comes after this question, "
            "so it cannot be reopened here."
        ],
    ),
}  # fmt: skip

MONEY = {
    "weights that add up to 99": (
        "criteria.yml", "{cost: 30, quality: 70}", "{cost: 30, quality: 69}",
        [
            "criteria.yml:14: the weights for 'care' add up to 99, not 100: cost 30, quality 69."
        ],
    ),
    "weights for an unknown category": (
        "criteria.yml", "care: {", "cars: {",
        ["criteria.yml:14: there is no category 'cars'. Did you mean 'care'?"],
    ),
    "a weight for an unknown criterion": (
        "criteria.yml", "{cost: 30, quality: 70}", "{cost: 30, qualty: 70}",
        ["criteria.yml:14: there is no selection criterion 'qualty'. Did you mean 'quality'?"],
    ),
    "no default weights": (
        "criteria.yml", "default: {", "equipment: {",
        [
            "criteria.yml:12: 'default' is missing in 'weights': "
            "it holds where a category has no own weights.",
            "criteria.yml:13: the weights for 'equipment' have no reason. "
            "Add 'equipment' to 'reasons'.",
        ],
    ),
    "weights without a reason": (
        "criteria.yml", "  care: It is about people, so quality counts most.\n", "",
        [
            "criteria.yml:14: the weights for 'care' have no reason. Add 'care' to 'reasons'."
        ],
    ),
    "a reason for no weights": (
        "criteria.yml", "care: It is", "cars: It is",
        [
            "criteria.yml:14: the weights for 'care' have no reason. Add 'care' to 'reasons'.",
            "criteria.yml:23: there is no category 'cars'. Did you mean 'care'?",
        ],
    ),
    "a word for two criteria": (
        "criteria.yml", "label: Quality\n", "label: Quality\n    words: [fit, Whole-life cost]\n",
        [
            "criteria.yml:7: 'whole-life cost' already means 'cost'. "
            "Give each word to one criterion."
        ],
    ),
    "a second whole-life cost": (
        "criteria.yml", "kind: rating", "kind: whole_life_cost",
        ["criteria.yml:9: only one criterion can be of the kind whole_life_cost."],
    ),
    "an unknown process criterion": (
        "criteria.yml", "[time]", "[time, tine]",
        ["criteria.yml:20: there is no process criterion 'tine'. Did you mean 'time'?"],
    ),
    "pounds without a VAT basis": (
        "thresholds.yml", "  vat: gross\n  source: Littlewick rules, 2", "  source: Rule 2",
        [
            "thresholds.yml:8: 'large_limit' is in pounds and does not say whether VAT is in it. "
            "Add 'vat: net', 'vat: gross' or 'vat: exempt'.",
        ],
    ),
    "values out of their order in time": (
        "thresholds.yml", "{from: 2026-07-01", "{from: 2025-07-01",
        [
            "thresholds.yml:7: the values of 'small_limit' must follow one another in time: "
            "2025-07-01 does not come after 2026-01-01.",
        ],
    ),
    "an unused threshold": (
        "thresholds.yml", "large_limit:", "spare:\n  unit: days\n  source: Rule 9\n"
        "  values: [{from: 2026-01-01, value: 5}]\nlarge_limit:",
        ["thresholds.yml:8: nothing uses the threshold 'spare'. Use it, or take it out."],
    ),
    "VAT on days": (
        "thresholds.yml", "large_limit:", "spare:\n  unit: days\n  vat: net\n  source: Rule 9\n"
        "  values: [{from: 2026-01-01, value: 5}]\nlarge_limit:",
        [
            "thresholds.yml:10: 'spare' is not in pounds, so it has no VAT. Leave 'vat' out.",
            "thresholds.yml:8: nothing uses the threshold 'spare'. Use it, or take it out.",
        ],
    ),
    "an unknown default discount rate": (
        "costs.yml", "default_rate: green_book", "default_rate: greenbook",
        [
            "costs.yml:9: there is no set of discount rates 'greenbook'. "
            "Did you mean 'green_book'?"
        ],
    ),
    "years without a discount rate": (
        "costs.yml", '      - {rate: "0.025"}\n', "",
        [
            "costs.yml:7: 'green_book' has no rate after year 75. "
            "Add a last one without 'through_year'."
        ],
    ),
    "discount years out of order": (
        "costs.yml", "through_year: 75", "through_year: 25",
        ["costs.yml:7: year 25 does not come after year 30."],
    ),
    "a rate in percent": (
        "costs.yml", '"0.035"', '"3.5"',
        ["costs.yml:6: 'rate' must be less than 1."],
    ),
}  # fmt: skip

QUESTIONS = {
    "choices on an amount": (
        "questions/budget.yml", "limits: {", "choices_from: categories\nlimits: {",
        [
            "questions/budget.yml:7: 'choices_from' is for the kinds choice and choices, "
            "and this is money."
        ],
    ),
    "a choice without choices": (
        "questions/category.yml", "choices_from: categories\n", "",
        [
            "questions/category.yml:2: a question of kind 'choice' needs either 'choices' "
            "or 'choices_from'."
        ],
    ),
    "an unknown source of choices": (
        "questions/category.yml", "choices_from: categories", "choices_from: category",
        [
            "questions/category.yml:6: there is no source of choices 'category'. "
            "Did you mean 'categories'?"
        ],
    ),
    "an unknown default": (
        "questions/category.yml", "likely_category", "likly_category",
        [
            "questions/category.yml:7: there is no default 'likly_category'. "
            "Did you mean 'likely_category'?"
        ],
    ),
    "an unknown source of fields": (
        "questions/option.yml", "fields_from: ratings", "fields_from: rating",
        [
            "questions/option.yml:13: there is no source of fields 'rating'. "
            "Did you mean 'ratings'?"
        ],
    ),
    "a value twice among choices": (
        "questions/declined.yml", "value: stop", "value: change",
        ["questions/declined.yml:8: 'change' is here twice. Keep one."],
    ),
    "a field twice": (
        "questions/need.yml", "id: quantity", "id: item",
        [
            "questions/need.yml:11: 'item' is here twice. Keep one.",
            "cases/small.yml:4: 'need' has no field 'quantity'.",
        ],
    ),
    "a form without fields": (
        "questions/conflict.yml", "yes_no", "form",
        ["questions/conflict.yml:2: a question of kind 'form' needs 'fields' or 'fields_from'."],
    ),
    "fields that no form has": (
        "questions/option.yml", "kind: form", "kind: text",
        [
            "questions/option.yml:6: 'fields' is for the kind form, and this is text.",
            "questions/option.yml:13: 'fields_from' is for the kind form, and this is text.",
        ],
    ),
    "a limit that does not fit": (
        "questions/budget.yml", "{least: 0.01,", "{longest: 5,",
        [
            "questions/budget.yml:7: 'longest' does not fit an answer of kind 'money', "
            "which can have 'least' and 'most'."
        ],
    ),
    "limits the wrong way round": (
        "questions/need.yml", "{least: 1, most: 100}", "{least: 100, most: 1}",
        [
            "questions/need.yml:14: 'least' (100) is more than 'most' (1), "
            "so no answer would do."
        ],
    ),
    "an unknown placeholder": (
        "questions/category.yml", "{item}", "{itm}",
        ["questions/category.yml:4: nothing fills in {itm}. Did you mean 'item'?"],
    ),
    "a choice that does two things": (
        "questions/declined.yml", "reopens: budget", "reopens: budget, ends: cancelled",
        [
            "questions/declined.yml:7: 'change' cannot both reopen a question "
            "and end the purchase."
        ],
    ),
}  # fmt: skip

CASES = {
    "a case with an unknown answer": (
        "cases/small.yml", "category: equipment", "categry: equipment",
        ["cases/small.yml:5: there is no step 'categry'. Did you mean 'category'?"],
    ),
    "a case with an unknown route": (
        "cases/small.yml", "route: card", "route: cart",
        ["cases/small.yml:8: there is no route 'cart'. Did you mean 'card'?"],
    ),
    "a case with an unknown check": (
        "cases/small.yml", "[conflict]", "[conflikt]",
        ["cases/small.yml:18: there is no check 'conflikt'. Did you mean 'conflict'?"],
    ),
    "a case that asks and does not ask": (
        "cases/small.yml", "[approval]", "[budget]",
        ["cases/small.yml:10: 'budget' cannot be both asked and not asked."],
    ),
    "a case that forgets the number of a repeated step": (
        "cases/small.yml", '"option#1"', "option",
        ["cases/small.yml:9: 'option' is asked several times. Write 'option#1'."],
    ),
    "a case that numbers a step asked once": (
        "cases/small.yml", "[approval]", '["approval#1"]',
        ["cases/small.yml:10: 'approval' is asked once. Write it without '#1'."],
    ),
    "a case with an answer that cannot be": (
        "cases/small.yml", "{decision: decline}", "{decision: no}",
        ["cases/small.yml:15: 'no' is not a choice of 'approval.decision'."],
    ),
    "a case with money that has no VAT basis": (
        "cases/small.yml", '{amount: "90.00", vat: gross}', "90",
        [
            "cases/small.yml:6: 'budget' is answered by an amount such as "
            '{amount: "900.00", vat: gross}.'
        ],
    ),
    "a case that expects nothing": (
        "cases/small.yml", "  expect:\n    route: prices\n    checks: [conflict]\n    open: none",
        "  expect: {}",
        ["cases/small.yml:16: this case expects nothing, so it shows nothing."],
    ),
    "a case that is like no other": (
        "cases/small.yml", "- title: Declined", "- title: Declined\n  like: A chair on the kard",
        [
            "cases/small.yml:13: there is no earlier case 'A chair on the kard'. "
            "Did you mean 'A chair on the card'?"
        ],
    ),
    "two cases with one title": (
        "cases/small.yml", "- title: Declined", "- title: A chair on the card",
        ["cases/small.yml:12: another case has the title 'A chair on the card' already."],
    ),
    "a case that says where it is": (
        "cases/small.yml", "- title: Declined", "- title: Declined\n  line: 12",
        ["cases/small.yml:13: 'line' is not a known key here."],
    ),
    "a case with a misspelt key": (
        "cases/small.yml", "- title: Declined", "- titel: Declined",
        [
            "cases/small.yml:12: 'titel' is not a known key here. Did you mean 'title'?",
            "cases/small.yml:12: 'title' is missing.",
        ],
    ),
}  # fmt: skip

HELP = {
    "help without a title": (
        "help/whole_life_cost.md", "# What", "What",
        ["help/whole_life_cost.md:1: the first line must be the title: '# What is ...?'."],
    ),
    "help without a source": (
        "help/whole_life_cost.md", "\nSource: The Green Book\n", "",
        ["help/whole_life_cost.md:3: the last line must be 'Source: ' and where it is from.",
         "help/whole_life_cost.md:1: there is no text between the title and the source."],
    ),
}  # fmt: skip

MISTAKES = SHAPE | YAML | WORKFLOW | MONEY | QUESTIONS | CASES | HELP


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    MISTAKES.values(),
    ids=MISTAKES.keys(),
)
def test_a_mistake_is_told_with_its_file_and_line(small, file, old, new, said):
    small.replace(file, old, new)

    assert sorted(small.problems()) == sorted(said)
