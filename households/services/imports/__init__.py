"""Import of the ward's workbook: gate, child process, preview, commit, undo.

This package marker imports nothing: ``reader_child`` runs in a bare process that never loads Django.
"""
