"""The addresses of the workbook's pages."""
