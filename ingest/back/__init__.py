"""The workbook that goes back to its sender, and the template that came before it."""
