"""The registers that come with the workbook, and their generator."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import Any

from complaints_workbook.content.registers import Complaint, Contact, Register, load_register

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "datasets" / "registers"


@cache
def generator() -> Any:
    """Load tools/make_registers.py, which is no part of the package."""
    sys.path.append(str(ROOT / "tools"))
    specification = importlib.util.spec_from_file_location("make_registers", ROOT / "tools" / "make_registers.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


def read(register_id: str) -> Register:
    """Read one of them."""
    return load_register(FOLDER / f"{register_id}.yaml")


def complaints_of(register_id: str) -> list[Complaint]:
    """Return the entries of a register of complaints."""
    return [entry for entry in read(register_id).entries if isinstance(entry, Complaint)]


def contacts_of(register_id: str) -> list[Contact]:
    """Return the entries of a register of contacts."""
    return [entry for entry in read(register_id).entries if isinstance(entry, Contact)]
