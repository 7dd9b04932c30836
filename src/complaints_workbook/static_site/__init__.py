"""The workbook as a static site: JupyterLab and Python in the learner's own browser, from a folder of plain files."""
