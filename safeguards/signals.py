"""What the outbox tells those who wait for their mail."""

from django.dispatch import Signal

# A mail has left, or was given up, and that is saved: `number` is the row's, `has_left` whether it
# did. The row itself may be gone already. A receiver that fails changes nothing for the mail.
mail_settled = Signal()
