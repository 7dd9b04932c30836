"""The look of everything that the workbook shows: colours and spaces, in one place for every page."""
