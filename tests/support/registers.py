"""The registers that come with the workbook, and their generator."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import Any

from complaints_workbook.content.registers import Complaint, Contact, Register, load_register
from support.courses import ROOT

FOLDER = ROOT / "datasets" / "registers"


@cache
def generator() -> Any:
    """Load tools/make_registers.py, which is no part of the package."""
    sys.path.append(str(ROOT / "tools"))
    return import_module("make_registers")


def read(register_id: str) -> Register:
    """Read one of them."""
    return load_register(FOLDER / f"{register_id}.yaml")


def complaints_of(register_id: str) -> list[Complaint]:
    """Return the entries of a register of complaints."""
    return [entry for entry in read(register_id).entries if isinstance(entry, Complaint)]


def contacts_of(register_id: str) -> list[Contact]:
    """Return the entries of a register of contacts."""
    return [entry for entry in read(register_id).entries if isinstance(entry, Contact)]
