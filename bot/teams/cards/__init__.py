"""Cards in Teams: drawn as Adaptive Cards, and read back when somebody uses them. All is pure.

Drawing begins in ``adaptive`` (a card and how it stands become a message), and reading in
``controls`` (what a button sent becomes what was said). Behind them:

- the parts of a card: ``facts``, ``tables`` (pictures too), ``buttons``, ``markdown`` (all text),
  ``elements`` (the JSON that everything is made of);
- its question: ``asking`` (a lone one), ``form`` (many boxes, in parts where they are too many),
  ``boxes`` (the control of each kind), ``lists`` and ``finding`` (answers to pick from, and to
  look for), ``box`` (what all controls have in common);
- what comes back: ``sent`` (boxes as a posted form), ``again`` (what a card shows once more);
- how much fits: ``limits`` (what Teams takes), ``room`` (what is left out, in which order).
"""
