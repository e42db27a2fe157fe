"""The workbook that figures are filled into."""
