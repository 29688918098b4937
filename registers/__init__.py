"""What every working register shares: kept rows, scope, verbs, forms, and the pages of a book. It has no tables of its own."""
