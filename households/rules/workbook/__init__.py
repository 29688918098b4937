"""Reading the workbook that wards exchange, without a database: rows in, people and problems out."""
