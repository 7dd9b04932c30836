"""The workbook's pages where there is no server: Python in the learner's own browser answers for them."""
