"""A card of every kind, with everything a card can carry: what renderers are tested with.

The people, suppliers and prices in it are made up.
"""

from __future__ import annotations

from collections.abc import Mapping

from buying.cards import (
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
)

BACK = Action(id="back", label="Go back")
SKIP = Action(id="skip", label="Skip this")
PLAN = Progress(stage="Plan", done=2, total=12)

SUPPLIERS = (
    Choice(value="12", label="Harbour Mobility Ltd"),
    Choice(value="31", label="Northside Care Supplies"),
    Choice(value="none", label="Somebody else"),
)
CATEGORIES = (
    Choice(value="aids", label="Aids for daily living", hint="Shower chairs, grab rails, cushions"),
    Choice(value="furniture", label="Furniture", hint="Beds, armchairs, tables"),
)
CHECKS = (
    Choice(value="data", label="It keeps data about people"),
    Choice(value="fitting", label="It has to be fitted or installed"),
    Choice(value="food", label="It is food or drink"),
)

OPTION_FIELDS = (
    Field(id="supplier", label="Supplier", kind="text", group="The price"),
    Field(id="price", label="Price in all, with delivery", kind="money", group="The price"),
    Field(id="pays", label="How is that paid?", kind="choice", group="The price", choices=(
        Choice(value="once", label="Once, to buy it"),
        Choice(value="month", label="Each month, to hire it"),
    ), usual="once"),
    Field(
        id="running",
        label="Running costs a year",
        kind="money",
        group="What it costs to keep",
        hint='Servicing, energy, refills. Say "0" if there are none.',
        estimate=True,
    ),
    Field(id="life", label="How many years will it last?", kind="number", estimate=True,
          group="What it costs to keep"),
    Field(id="delivered", label="Delivered by", kind="date", optional=True),
    Field(id="listed", label="Have you bought from them before?", kind="yes_no"),
    Field(id="how", label="How did you get the price?", kind="choice", choices=(
        Choice(value="written", label="In writing"), Choice(value="phone", label="By phone"),
    )),
    Field(id="checks", label="Which of these are true?", kind="choices", choices=CHECKS,
          optional=True),
    Field(id="liking", label="How well does it suit you?", kind="rating"),
    Field(id="quote", label="The quote", kind="file", optional=True),
)  # fmt: skip

EXAMPLES: Mapping[str, Card] = {
    "plain": Card(
        id="hello",
        text="Hello Priya. I am **Buywell**.\n\nI can help you to:\n- plan a purchase\n"
        "- choose **well**\n- look back on it\n\nWhat do you need?",
    ),
    "text": Card(
        id="ask.need",
        title="What do you need, and how many?",
        text='For example "12 shower chairs".',
        question=Question(id="need", kind="text"),
        progress=Progress(stage="Plan", done=0, total=12),
        why="Everything else depends on it.",
    ),
    "choice": Card(
        id="ask.preferred",
        title="Which supplier would you like to use?",
        question=Question(id="preferred", kind="choice", choices=SUPPLIERS),
        actions=(BACK,),
        progress=PLAN,
    ),
    "choice with hints": Card(
        id="ask.category",
        title="What kind of thing is it?",
        question=Question(id="category", kind="choice", choices=CATEGORIES, value="aids"),
        progress=PLAN,
    ),
    "choices": Card(
        id="ask.checks",
        title="Which of these are true?",
        question=Question(
            id="checks", kind="choices", choices=CHECKS, optional=True, value=["fitting"]
        ),
        actions=(BACK, SKIP),
        progress=PLAN,
        why="Each comes from a policy.",
    ),
    "yes_no": Card(
        id="ask.together",
        title="Could another team buy this with you?",
        question=Question(id="together", kind="yes_no"),
        actions=(BACK,),
        progress=PLAN,
    ),
    "money": Card(
        id="ask.budget",
        title="What is the most that you can spend in all?",
        text='For all of them together. For example "£900" or "1,200 plus VAT".',
        question=Question(id="budget", kind="money", value={"amount": "900.00", "vat": "net"}),
        progress=PLAN,
        why="The amount decides how you may buy.",
    ),
    "number": Card(
        id="ask.life",
        title="How many years will it last?",
        question=Question(id="life", kind="number"),
    ),
    "form read from a file": Card(
        id="ask.option",
        title="Option 1: tell me about one price that you have.",
        text="I read this in **quote & co.pdf**. Look at each box before you send it. "
        "If all of it is right, say **ok**.\n\n- I did not find: Price.",
        facts=(Fact(label="Valid until", value="2 April 2027 (page 1, line 3)"),),
        upload=Upload(
            label="Send the quote as a file",
            hint="PDF, Excel or CSV, up to 5 MB. I read it and fill in the form. You check it.",
        ),
        question=Question(
            id="option#1",
            kind="form",
            fields=(
                Field(
                    id="supplier",
                    label="Supplier",
                    kind="text",
                    hint="From the file: page 1, line 1.",
                    value="Ridgeway <Mobility> Ltd",
                ),
                Field(id="price", label="Price", kind="money"),
                Field(
                    id="quantity",
                    label="How many is the price for?",
                    kind="number",
                    optional=True,
                    hint="From the file: page 1, line 5.",
                    value="12",
                ),
            ),
            next_field="supplier",
            to_check=True,
        ),
        actions=(BACK,),
        progress=Progress(stage="Choose", done=1, total=4),
    ),
    "estimates": Card(
        id="ask.running",
        title="What will it cost to run?",
        text="Give what you know. A rough figure is better than none.",
        question=Question(
            id="running",
            kind="form",
            fields=(
                Field(id="servicing", label="Servicing a year", kind="money", estimate=True),
                Field(
                    id="energy",
                    label="Energy a year",
                    kind="money",
                    estimate=True,
                    hint='You can say "80 to 120".',
                ),
                Field(
                    id="life",
                    label="How many years will it last?",
                    kind="number",
                    hint='You can say "5 to 8".',
                    estimate=True,
                ),
            ),
            value={
                "servicing": {"unknown": True},
                "energy": {"low": "80.00", "likely": "90.00", "high": "120.00", "vat": "net"},
            },
            next_field="life",
        ),
        actions=(BACK,),
        progress=Progress(stage="Choose", done=6, total=12),
    ),
    "date": Card(
        id="ask.needed_by",
        title="When do you need it by?",
        question=Question(id="needed_by", kind="date", value="2027-03-31"),
        progress=PLAN,
    ),
    "rating": Card(
        id="ask.rating",
        title="How well did the buying go?",
        question=Question(id="rating", kind="rating"),
        progress=Progress(stage="Look back", done=11, total=12),
    ),
    "file": Card(
        id="ask.quote",
        title="Where is the quote?",
        question=Question(id="quote", kind="file", optional=True),
        actions=(SKIP,),
    ),
    "form": Card(
        id="ask.option",
        title="Tell me about one price that you have",
        text="The price is for all of them together.",
        question=Question(
            id="option#1",
            kind="form",
            fields=OPTION_FIELDS,
            value={"supplier": "Harbour Mobility Ltd", "price": {"amount": "840.00", "vat": "net"}},
            next_field="pays",
        ),
        actions=(BACK,),
        progress=Progress(stage="Choose", done=6, total=12),
        why="I compare what each costs over its whole life.",
    ),
    "facts and table": Card(
        id="ask.choose",
        title="Which option do you choose?",
        text="I recommend **Harbour Mobility Ltd**. It costs the least over its life.",
        facts=(
            Fact(label="Route", value="Two quotes"),
            Fact(label="Cheapest to buy", value="Northside Care Supplies, £790 plus VAT"),
        ),
        table=Table(
            caption="Cost over 8 years",
            columns=("Supplier", "To buy", "Over its life", "Score"),
            rows=(
                ("Harbour Mobility Ltd", "£840", "£1,240.50", "82"),
                ("Northside Care Supplies", "£790", "£1,905", "64"),
            ),
            numeric=(1, 2, 3),
        ),
        question=Question(id="choose", kind="choice", choices=SUPPLIERS[:2]),
        actions=(Action(id="why", label="Why do you recommend it?"),),
        progress=Progress(stage="Choose", done=8, total=12),
    ),
    "picture": Card(
        id="quality.chart",
        title="Scores this year",
        image=Image(url="/desk/charts/7.svg", alt="Scores rose from 3 in May to 4 in October."),
    ),
    "picture with figures": Card(
        id="compared",
        title="What each option costs over its whole life",
        image=Image(
            url="/purchases/BW-0007/whole-life-cost.svg?v=0123456789ab",
            width=680,
            height=451,
            narrow="/purchases/BW-0007/whole-life-cost-narrow.svg?v=0123456789ab",
            narrow_width=300,
            narrow_height=677,
            alt="Harbour <Mobility> Ltd costs the least over its whole life: £1,240, "
            "£665 less than Northside Care Supplies.",
            tables=(
                Table(
                    caption="Harbour <Mobility> Ltd: cost by year and by part.",
                    columns=("Year", "Price", "Servicing", "In all"),
                    rows=(
                        ("0", "£840", "£0", "£840"),
                        ("1", "£0", "£400", "£400"),
                        ("**In all**", "**£840**", "**£400**", "**£1,240**"),
                    ),
                    numeric=(1, 2, 3),
                ),
                Table(
                    caption="Northside Care Supplies: cost by year and by part.",
                    columns=("Year", "Price", "In all"),
                    rows=(("0", "£1,905", "£1,905"),),
                    numeric=(1, 2),
                ),
            ),
        ),
    ),
    "decided": Card(
        id="route.decided",
        title="You may buy this directly",
        text="It is under £1,000 and the supplier is on the list.",
        facts=(Fact(label="Approver", value="Morgan Shaw"),),
        why="Rule petty_purchase: up to £1,000 without VAT, preferred supplier.\nPolicy 4.2.",
        actions=(
            Action(id="carry_on", label="Carry on", style="primary"),
            Action(id="cancel", label="Stop this purchase", style="warning"),
        ),
    ),
    "summary": Card(
        id="summary",
        title="BW-0007: 12 × shower chairs",
        facts=(
            Fact(
                label="What you need",
                value="What do you need? shower chairs\nHow many? 12",
                action=Action(id="change:need", label="Change"),
                group="Plan",
            ),
            Fact(
                label="Budget",
                value="£900 plus VAT",
                action=Action(id="change:budget", label="Change"),
                group="Plan",
            ),
            Fact(label="Approval", value="Decision: Yes, approve it", group="Buy"),
        ),
        links=(Link(label="File BW-0007", href="/purchases/BW-0007"),),
    ),
    "links": Card(
        id="file",
        title="The file of BW-0007",
        text="All that was said and decided, with dates and reasons.",
        links=(
            Link(label="Read the file", href="/purchases/BW-0007"),
            Link(label="Save the file (PDF)", href="/purchases/BW-0007.pdf"),
        ),
    ),
    "awkward": Card(
        id="advice.given",
        title='Alex says: <b>"go" & buy</b>',
        text="Costs **2 < 3** & <script>alert(1)</script>\n- a * b ** c\n- https://example.org/?a=1&b=2",
        facts=(Fact(label="<i>", value="A_very_long_word_" * 8),),
    ),
}
