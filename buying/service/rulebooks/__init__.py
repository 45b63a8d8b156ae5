"""Versions of the rulebook: which there are, the draft of the next, and publishing it.

Each function is one transaction and checks the role of ``who`` itself: administrators change,
specialists and auditors read. Raises NotAllowed for anybody else, and RulebookChangeError
(NoDraft, SavedSince, NotReady) with a sentence for people where something cannot be done.
"""

from buying.service.rulebooks.checking import check
from buying.service.rulebooks.drafts import begin, book_of, discard, draft, remove, save
from buying.service.rulebooks.publishing import publish, publish_folder
from buying.service.rulebooks.register import must_be_readable, take_in
from buying.service.rulebooks.threshold_values import add_threshold_value
from buying.service.rulebooks.versions import compare, listed, named, version, versions, withdraw
from buying.service.rulebooks.views import (
    Checked,
    DraftFile,
    DraftView,
    Finding,
    NoDraft,
    NotReady,
    RulebookChangeError,
    SavedSince,
    Version,
)

__all__ = [
    "Checked", "DraftFile", "DraftView", "Finding", "NoDraft", "NotReady", "RulebookChangeError",
    "SavedSince", "Version", "add_threshold_value", "begin", "book_of", "check", "compare",
    "discard", "draft", "listed", "must_be_readable", "named", "publish", "publish_folder",
    "remove", "save", "take_in", "version", "versions", "withdraw",
]  # fmt: skip
