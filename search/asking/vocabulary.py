"""The words of the index, in the ways in which a misspelt one is looked for."""

from collections import defaultdict
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Vocabulary:
    """Which words there are, how much they are used, and which of them are like another."""

    def __init__(self, rows):
        """Take in rows of (word, in how many things it stands, whether in a title), of all languages."""
        self.counts = defaultdict(int)
        self.titles = set()
        for word, count, is_in_titles in rows:
            self.counts[word] += count
            if is_in_titles:
                self.titles.add(word)
        self._by_length = defaultdict(list)
        self._by_letters = defaultdict(list)
        for word in self.counts:
            self._by_length[len(word)].append(word)
            self._by_letters["".join(sorted(word))].append(word)

    def __contains__(self, word):
        return word in self.counts

    def weight(self, word):
        """How much a word is used, from 0 to about 1: of two that are alike, the other is rarely meant."""
        return 0.1 * log(1 + self.counts.get(word, 0)) + (
            0.2 if word in self.titles else 0
        )

    def near(self, word, most_slips):
        """The words that some slips of the pen make of a word, or that have all its letters."""
        found = set(self._by_letters.get("".join(sorted(word)), ()))
        for length in range(len(word) - most_slips, len(word) + most_slips + 1):
            words = self._by_length.get(length, ())
            matches = process.extract(
                word, words, scorer=OSA.distance, score_cutoff=most_slips, limit=None
            )
            found.update(match for match, _distance, _place in matches)
        return found - {word}
