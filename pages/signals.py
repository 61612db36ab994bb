"""What others may know of pages."""

from django.dispatch import Signal

# A page of ours is stored, with all that belongs to it, in the transaction that stores it:
# sent with `page`, and `fields` where only some were.
page_saved = Signal()
