"""What a workbook would change in a register: a pure plan, used by preview, dry run and commit alike."""
