"""Who made the templates, and when: the same on every file."""

from datetime import datetime

AUTHOR = "Cumbria Learning and Improvement Collaborative"
MADE_ON = datetime(2026, 1, 5, 9, 0)
