"""What hospitals' numbers look like in the demo, and who is told when somebody may be at risk."""

# Name, pattern, and an example that nobody has.
NUMBER_PATTERNS = (
    ("Hospitals in the north of the county", "X######", "X123456"),
    ("Hospitals around the bay", "RNL#######", "RNL1234567"),
)

LEAD = {
    "lead_name": "Head of safeguarding",
    "lead_address": "safeguarding@demo.example",
    "deputy_name": "Named nurse for safeguarding",
    "deputy_address": "safeguarding.nurse@demo.example",
}
