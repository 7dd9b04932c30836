"""JupyterLab's settings for a learner: the extension as it stands beside these settings, and kernels that start safely.

A kernel starts in the folder of its notebook. Python would look there first for each module
that it starts with, and run a file of such a name that somebody put beside the notebook.
"""

import os

from complaints_workbook.lab import EXTENSIONS

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter provides it

c.LabApp.extra_labextensions_path = [str(EXTENSIONS)]
os.environ["PYTHONSAFEPATH"] = "1"
