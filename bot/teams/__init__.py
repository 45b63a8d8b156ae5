"""The front door in Microsoft Teams.

``cards`` draws cards and reads what their controls send; it knows nothing of the network. Here is
the rest:

- coming in: ``app`` (the routes), ``door`` (from a request to what is kept), ``verify`` and
  ``keys`` (is it from Teams, for us?), ``activity`` (what Teams sends), ``receive`` (messages),
  ``pressed`` (buttons of cards), ``invokes`` (what waits for its answer at once);
- going out: ``platform`` (what :mod:`bot.chats` asks of a platform), ``outgoing`` (the JSON of
  messages), ``client`` (the Bot Connector), ``tokens`` (the login), ``outcomes`` (what became of
  a request), ``hosts`` (to whom anything goes at all);
- files and pictures: ``files`` (fetched and brought), ``offers`` and ``errands`` (a purchase's
  file on request, and other small things done after the answer), ``picture`` (fetched from us);
- setting up: ``settings``, ``package`` and ``icons`` (the app for the admin centre), ``check`` and
  ``check_login`` (``buywell check teams``).
"""
