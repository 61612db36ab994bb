"""The texts of the demo site: our own words about invented teams.

A body is a list of `(block type, value)`; pictures, charts, documents and
clips stand in it by their key, and the loader puts the library's own in place.
"""
