"""The code of runnable examples, for tests of its logic."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

EXAMPLES = Path(__file__).parents[1] / "content/snippets"


def example(id_: str, file: str = "main.py") -> ModuleType:
    """A Python file of an example as a module of its own; it is loaded and not run."""
    name = f"example_{id_}_{Path(file).stem}".replace("-", "_")
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / id_ / file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
