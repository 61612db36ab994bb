"""What each thing says that can be found: rows made from what editors publish.

Each module offers `ids()`, all that may have rows, and `rows_for(ids)`, the rows (unsaved
Findables: heads, each followed by its parts) of those that readers can reach.
"""
