"""Leave out the libraries that Rasa imports and this pipeline never uses.

Importing Rasa imports TensorFlow, for classifiers and policies that
``config.yml`` does not name: 4 of 6.5 seconds of every start and 370 of 550 MB,
measured on 3.6.21. Placeholders stand where Rasa mentions them in class bodies
and type hints; using one at run time raises.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

LEFT_OUT = frozenset(
    {
        "keras",
        "matplotlib",
        "tensorflow",
        "tensorflow_addons",
        "tensorflow_hub",
        "tensorflow_text",
        # Runs git in the current folder as it is imported, for its version number.
        "webexteamssdk",
    }
)


class _Anything(type):
    """Lets a placeholder be subclassed, subscripted and asked for any attribute."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return LeftOut

    def __getitem__(cls, _item: Any) -> Any:
        return cls


class LeftOut(metaclass=_Anything):
    """Stands for something of a library that was left out."""

    def __new__(cls, *args: Any, **_options: Any) -> Any:
        # A decorator used on a function in a class body gives the function back.
        if cls is LeftOut and len(args) == 1 and callable(args[0]):
            return args[0]
        if cls is LeftOut:
            return cls
        raise RuntimeError(f"{cls.__name__} needs a library that engine/lean.py leaves out")

    def __class_getitem__(cls, _item: Any) -> Any:
        return cls


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return LeftOut


class _Finder(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in LEFT_OUT:
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the module is empty."""


def leave_out() -> None:
    """Put the placeholders in place. Must run before the first import of Rasa."""
    sys.meta_path.insert(0, _Finder())
