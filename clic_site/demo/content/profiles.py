"""What invented people say about themselves, and what they agreed to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """Where somebody works, and how many days ago they agreed to which purposes."""

    person: str
    organisation: str
    setting: str
    agreed: tuple = ()
    took_back: tuple = ()


SHOWN, REPLIES = "show_organisation", "reply_mail"

PROFILES = (
    # Readers see the organisation, and that the NHS gave the address.
    Profile(
        "pharmacist@hospitals.demo.example",
        "Fells and Lakes Hospitals",
        "pharmacy",
        agreed=((SHOWN, 60), (REPLIES, 60)),
    ),
    # The organisation, and that the address was checked.
    Profile(
        "social.worker@council.demo.example",
        "County Council, adults and public health",
        "council-service",
        agreed=((SHOWN, 45),),
    ),
    # The organisation alone: nobody has put this domain on the list.
    Profile(
        "care.home@demo.example",
        "Beckside Care Homes",
        "care-home",
        agreed=((SHOWN, 30),),
    ),
    # Said, and kept for themselves.
    Profile("nurse@demo.example", "Eden and Solway Community Care", "community-team"),
    Profile(
        "practice@demo.example",
        "West Coast Practices Together",
        "general-practice",
        agreed=((REPLIES, 20),),
    ),
    # Shown for a while, then taken back.
    Profile(
        "carer@demo.example",
        "Open Gate Carers",
        "voluntary-group",
        took_back=((SHOWN, 12),),
    ),
)

# Domain: whether the NHS gives it out, and whose it is.
EMAIL_DOMAINS = {
    "hospitals.demo.example": (True, "Fells and Lakes Hospitals"),
    "council.demo.example": (False, "County Council, adults and public health"),
}
