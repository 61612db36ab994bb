"""People, where they work, what they agreed to, and what happened to their accounts."""

from .consents import Consent, ConsentText
from .events import AccountEvent
from .people import User
from .rights import DataExport, ErasureReceipt, ErasureRequest, RetentionRun
from .workplaces import CareSetting, EmailDomain, Organisation

__all__ = [
    "AccountEvent",
    "CareSetting",
    "Consent",
    "ConsentText",
    "DataExport",
    "EmailDomain",
    "ErasureReceipt",
    "ErasureRequest",
    "Organisation",
    "RetentionRun",
    "User",
]
