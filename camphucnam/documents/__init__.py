"""Paper: PDF from HTML, workbooks from tables, the official lines of a document. Django, no domain."""
