"""What purchases really cost: recorded, imported, watched and set against the forecast (P16).

``books`` keeps the costs, of which none is ever changed; ``watch`` tells people when what was
agreed is nearly or wholly spent; ``imports`` takes in a file of a finance system (``columns``,
``rows``, ``amounts``, ``vat_cells`` and ``cells`` read it, ``reports`` tells what became of it);
``doubts`` says which cost one looks at twice; ``desk`` is what the desk shows (``views``) and
``desk_changes`` what is done there, both for purchases that ``desk_scene`` opens. The chat's
side is ``guide.spending``.
"""
