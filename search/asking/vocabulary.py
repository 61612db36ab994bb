"""The words of the index, in the ways in which a misspelt one is looked for."""


class Vocabulary:
    """Which words there are, and how much they are used."""

    def __init__(self, rows):
        """Take in rows of (word, count, is in titles, language)."""
        self.counts = {}
        self.in_titles = set()
        for word, count, is_in_titles, _language in rows:
            self.counts[word] = self.counts.get(word, 0) + count
            if is_in_titles:
                self.in_titles.add(word)

    def __contains__(self, word):
        return word in self.counts
