"""Pages of a book of registers."""
