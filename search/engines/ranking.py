"""What puts one thing before another: columns are those of the table of findable things."""

# Of words in the text, the summary, the headings and the names.
WEIGHTS = "'{0.05, 0.2, 0.4, 1.0}'"
IN_ANOTHER_LANGUAGE = 0.4
PROMOTED = 2

SCORE = f"""
(ts_rank({WEIGHTS}, vector, asked, 1) + 2 * ts_rank(titles, asked, 2))
    * CASE WHEN language = own_language THEN 1 ELSE {IN_ANOTHER_LANGUAGE} END
    + CASE WHEN is_promoted THEN {PROMOTED} ELSE 0 END
"""
