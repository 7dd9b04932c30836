"""Read the YAML files that authors write, and say where a fault is.

Every file of the workbook's content goes through :func:`load`, so that a
fault is always a `Fault` in the same words: which file, which entry, which
field, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from complaints_workbook.content.misfits import misfits
from complaints_workbook.content.remembering import depend_on
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)


class Content(BaseModel):
    """A piece of authored content: frozen, and closed to misspelt fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


# libyaml reads ten times as fast; the pure loader serves where it is missing.
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: Path, model: type[Model]) -> Model:
    """Read a YAML file as `model`.

    Parameters
    ----------
    path : Path
        A UTF-8 YAML file.
    model : type
        The pydantic model that describes the file.

    Raises
    ------
    ContentError
        If the file is missing, is not YAML, or does not fit the model.
    """
    depend_on(path)
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        raise ContentError(Fault(path, "", "the file is missing; put it back.")) from None
    except UnicodeDecodeError:
        raise ContentError(Fault(path, "", "the file is not UTF-8 text; save it as UTF-8.")) from None
    except yaml.YAMLError as error:
        raise ContentError(Fault(path, "", _yaml_fault(error))) from None
    return fit(path, data, model)


def fit(path: Path, data: Any, model: type[Model], within: str = "") -> Model:
    """Fit data read from a file to `model`.

    Parameters
    ----------
    path : Path
        The file, for the message.
    data : object
        What was read.
    model : type
        The pydantic model that describes it.
    within : str, optional
        The entry of the file that `data` is, for the message.

    Raises
    ------
    ContentError
        If the data do not fit.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ContentError(*(Fault(path, *misfit.within(within)) for misfit in misfits(error, data))) from None


def _yaml_fault(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}" if mark else "the file"
    problem = getattr(error, "problem", None) or "cannot be read"
    return f"{place} is not valid YAML ({problem}); check its quotes, and that spaces alone indent it."
