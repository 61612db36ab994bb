"""Words that pages share: topics, the teams that own pages, organisations, settings and gains."""

TOPICS = {
    "waste-and-waiting": (
        "Waste and waiting",
        "Less searching, repeating and waiting.",
    ),
    "measuring": ("Measuring", "Numbers that tell a team whether anything changed."),
    "learning-together": ("Learning together", "How teams learn from what they do."),
    "co-production": (
        "Co-production",
        "Designing services with the people who use them.",
    ),
    "safer-care": ("Safer care", "Fewer things that can go wrong."),
    "reaching-everyone": (
        "Reaching everyone",
        "Services for people who are often missed.",
    ),
    "going-home": (
        "Going home from hospital",
        "Discharge, letters and medicines: what has to be ready so that people can leave.",
    ),
    "leading-change": (
        "Leading change",
        "For those who sponsor, host or lead improvement, whatever their grade.",
    ),
    "fair-and-kind": (
        "Fair and kind places to work",
        "Being an ally, and what to do about unfair treatment.",
    ),
    "working-across-teams": (
        "Working across teams",
        "Where work is handed on: between wards, surgeries, councils and charities.",
    ),
}

TEAMS = {
    "improvement": ("Improvement team", "improvement@demo.example"),
    "engagement": ("Engagement team", "engagement@demo.example"),
    "learning": ("Learning and events team", "learning@demo.example"),
    "public-health": ("Public health team", "public.health@demo.example"),
}

ORGANISATIONS = (
    "Fells and Lakes Hospitals",
    "Eden and Solway Community Care",
    "West Coast Practices Together",
    "County Council, adults and public health",
    "Harbour Youth Well-being Service",
    "Open Gate Carers",
    "Beckside Care Homes",
    "Cumbria Learning and Improvement Collaborative",
)

SETTINGS = {
    "hospital-ward": "Hospital ward",
    "outpatient-clinic": "Outpatient clinic",
    "general-practice": "General practice",
    "community-team": "Community team",
    "care-home": "Care home",
    "council-service": "Council service",
    "mental-health": "Mental health service",
    "pharmacy": "Pharmacy",
    "voluntary-group": "Voluntary group",
    "offices": "Offices and support services",
}

GAINS = {
    "hours": ("hours given back each year", "hours"),
    "pounds": ("saved each year", "£"),
    "days": ("days of waiting cut", "days"),
    "people": ("people reached", "people"),
}
