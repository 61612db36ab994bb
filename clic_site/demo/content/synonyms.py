"""Words that mean the same to the demo's readers, beyond what the glossary says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Synonyms:
    """Words and phrases that find each other; one way, only the first finds the others."""

    words: tuple[str, ...]
    is_one_way: bool = False
    language: str = "en"


SYNONYMS = (
    Synonyms(("A&E", "accident and emergency", "emergency department")),
    Synonyms(("care home", "nursing home", "residential home")),
    Synonyms(("carer", "caregiver")),
    Synonyms(("GP", "general practitioner", "family doctor")),
    Synonyms(("grab rail", "handrail")),
    Synonyms(("leaflet", "booklet", "brochure")),
    Synonyms(("medicine", "medication", "drug")),
    Synonyms(("meeting", "huddle", "debrief"), is_one_way=True),
    Synonyms(("older people", "elderly people", "elderly")),
    Synonyms(("occupational therapist", "occupational therapy", "OT")),
    Synonyms(("physiotherapist", "physiotherapy", "physio")),
    Synonyms(("plain words", "plain English", "plain language")),
    Synonyms(("run chart", "time series")),
    Synonyms(("rota", "roster", "off duty")),
    Synonyms(("template", "worksheet", "workbook"), is_one_way=True),
    Synonyms(("text message", "SMS")),
    Synonyms(("training", "course", "workshop"), is_one_way=True),
    Synonyms(("urine infection", "urinary tract infection", "UTI")),
    Synonyms(("zebranie", "spotkanie", "narada"), language="pl"),
    Synonyms(("ulotka", "broszura"), language="pl"),
)
