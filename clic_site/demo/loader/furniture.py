"""What stands around the pages: the front door, the menus and the glossary's terms."""

from wagtail.models import Locale

from pages.models import GlossaryTerm, Menu, MenuItem

from ..content import glossary, information, stories


def load_glossary_terms(demo):
    locale = Locale.get_default()
    known = set(GlossaryTerm.objects.values_list("slug", flat=True))
    for term in glossary.TERMS:
        if term.slug not in known:
            GlossaryTerm.objects.create(
                locale=locale,
                term=term.term,
                slug=term.slug,
                other_names="\n".join(term.other_names),
                definition=term.definition,
                page=demo.pages[term.page] if term.page else None,
            )


def fill_home(demo):
    home = demo.pages["home"]
    if home.numbers:
        return
    home.hero_image = demo.images["hero"]
    home.listing_image = demo.images["hero"]
    home.summary = "Tools, stories and films from health and care teams in Cumbria who improve their own work, and share how."
    hours, pounds = (stories.total(gain) for gain in ("hours", "pounds"))
    home.numbers = [
        ("statistic", {"number": number, "label": label, "source": ""})
        for number, label in (
            (f"{hours:,}", "hours given back to care each year"),
            (f"£{pounds:,}", "saved each year and spent on care instead"),
            ("11", "fewer days to answer a complaint"),
        )
    ]
    home.featured_story = demo.pages["a-service-young-people-would-use"]
    home.featured_video = demo.pages["an-after-action-review-in-ten-minutes"]
    home.join_heading = "Tried something? Tell the others."
    home.join_text = "Make an account to ask a question, answer one, or say how a tool worked for your team. It takes a minute."
    home.save_revision(user=demo.editor).publish(user=demo.publisher)


def load_menus(demo):
    for placement, links in (
        (Menu.Placement.HEADER, information.HEADER),
        (Menu.Placement.FOOTER, information.FOOTER),
    ):
        menu, made = Menu.objects.get_or_create(
            locale=Locale.get_default(), placement=placement
        )
        if not made:
            continue
        for position, (title, target) in enumerate(links):
            is_address = target.startswith("/")
            MenuItem.objects.create(
                menu=menu,
                sort_order=position,
                title=title,
                address=target if is_address else "",
                page_id=None if is_address else demo.pages[target].pk,
            )
