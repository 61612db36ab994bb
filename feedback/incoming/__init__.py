"""Mail that comes back to us: where to, what it is, and what it says."""
