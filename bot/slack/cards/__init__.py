"""Cards as Block Kit, and what people do with their controls: pure, nothing here asks anybody.

What is shown:

- ``blocks``: a card as a message. It puts together ``body`` (what the card tells), ``question``
  (how it is answered: ``choices`` to press, ``boxes`` to fill in) and ``actions`` (what else can
  be done).
- ``modal``: a form in its window; ``home_view``: the Home tab; ``searching``: a long list.
- ``rich_text`` and ``elements``: the parts of Block Kit; ``fallback``: the same in plain text;
  ``limits``: what Slack takes at most; ``mrkdwn``: how people's words are kept from being markup.

What comes back:

- ``controls``: what the use of a control says. ``ids`` names blocks by message and question,
  ``answer_codes`` names answers, ``box_values`` reads what stands in a box.
"""
