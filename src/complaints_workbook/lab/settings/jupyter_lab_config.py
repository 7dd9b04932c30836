"""JupyterLab's settings for a learner: the extension as it stands beside these settings."""

from complaints_workbook.lab import EXTENSIONS

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter provides it

c.LabApp.extra_labextensions_path = [str(EXTENSIONS)]
