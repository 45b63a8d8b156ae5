"""The front door in Slack.

How a card looks and what its controls mean is in ``cards``. The rest is the way there and back:

- In: ``app`` (by HTTP; ``verify`` checks who signed) or ``socket`` hands what Slack sends to
  ``receive``, which passes it on to ``events``, ``presses`` or ``forms_sent``. ``own_people``
  turns others away, ``payloads`` and ``incoming_text`` read what was said, and ``keeping`` keeps
  it before it is acknowledged. ``card_lookup`` finds the card on which a control stands, and
  ``forms_open`` draws its form.
- Out: ``platform`` does what ``bot.chats.platform`` asks for, with ``posting`` (messages),
  ``files`` (quotes and pictures), ``members`` (who somebody is), ``home`` and ``unfurl``.
  ``client`` makes the calls that ``methods`` lists, ``outcomes`` says what each way of going
  wrong means, and ``kit_log`` keeps people's words out of the log.
- Setting up: ``settings``, ``manifest``, and ``check`` with ``check_calls``.
"""
