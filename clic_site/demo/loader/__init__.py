"""Puts the demo site together: safe to repeat, since whatever stands already is left as it is."""

from django.db import transaction

from .conversations import load_comments
from .demo import Demo
from .feedback import load_feedback
from .furniture import fill_home, load_glossary_terms, load_menus
from .languages import load_polish
from .library import load_library
from .notes import load_notes
from .pages import load_pages
from .people import load_decisions, load_people, load_shared_words
from .profiles import load_profiles
from .readers import load_contributions, load_saved_pages
from .rules import load_later_rules, load_rules
from .safeguarding import load_safeguarding
from .searches import load_searches
from .steering import load_steering
from .synonyms import load_synonyms
from .usefulness import load_usefulness

__all__ = ["load_demo"]


@transaction.atomic
def load_demo():
    """Make what the demo site lacks; return how many pages it then has."""
    demo = Demo()
    load_people(demo)
    load_shared_words(demo)
    load_library(demo)
    load_pages(demo)
    load_glossary_terms(demo)
    fill_home(demo)
    load_menus(demo)
    load_polish(demo)
    load_safeguarding()
    load_rules(demo)
    load_comments(demo)
    load_later_rules(demo)
    load_feedback(demo)
    load_notes(demo)
    load_usefulness(demo)
    load_saved_pages(demo)
    load_contributions(demo)
    load_profiles(demo)
    load_decisions(demo)
    load_steering(demo)
    load_synonyms()
    load_searches(demo)
    return len(demo.pages)
