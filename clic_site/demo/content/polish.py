"""The beginning of the site in Polish: its front door, its stories, and one of them."""

from .parts import Outcome, h2, p, quote, statistic, steps, text

HOME = {
    "heading": "Poznaj to, co działa. Opowiedz, co się zmieniło.",
    "summary": "Historie zespołów ochrony zdrowia i opieki w Kumbrii, które ulepszają swoją pracę i dzielą się tym, jak to robią.",
    "join_heading": "Dołącz do nas",
    "join_text": "Załóż konto, aby zadać pytanie lub opowiedzieć, co zadziałało w Twoim zespole.",
    "numbers": [],
    "featured_story": None,
    "featured_video": None,
}
STORIES = {
    "title": "Historie",
    "summary": "Co zmieniły nasze zespoły i co z tego wynikło.",
}
# (address, name, description) for the slug of the same topic in English.
TOPICS = {
    "reaching-everyone": (
        "dotrzec-do-wszystkich",
        "Dotrzeć do wszystkich",
        "Usługi dla osób, które często są pomijane.",
    ),
    "co-production": (
        "wspoltworzenie",
        "Współtworzenie",
        "Projektowanie usług razem z tymi, którzy z nich korzystają.",
    ),
}
SETTING = ("council-service", "uslugi-samorzadu", "Usługi samorządu")

STORY_SLUG = "health-information-in-the-languages-we-speak"
STORY = {
    "title": "Informacje o zdrowiu w językach, którymi naprawdę mówimy",
    "summary": "Tłumaczenia na stronie internetowej nie wystarczyły. Mały zespół zdrowia publicznego poprosił o pomoc mieszkańców i wiadomości rozeszły się same.",
    "place": "Zespół zdrowia publicznego, całe hrabstwo",
    "people_involved": "Trzyosobowy zespół, dwa fora mieszkańców, 26 wolontariuszy, pielęgniarka i jej sąsiadka",
}
STORY_OUTCOME = Outcome(
    "języki, w których ludzie przekazują sobie wiadomości o zdrowiu",
    "1",
    "10",
    "języków",
    "w ciągu ośmiu miesięcy",
)
STORY_BODY = [
    text(
        p(
            "Pierwszych przetłumaczonych ulotek nikt nie czytał. Leżały na stronie internetowej, której osoby mówiące innym językiem nie miały powodu odwiedzać."
        ),
        h2("Jakie języki?"),
        p(
            "Zespół nie zgadywał. Spis szkolny mówi, jakim językiem dzieci mówią w domu. Najczęstsze języki to: polski, rumuński, arabski, turecki, chiński, "
            "bengalski, węgierski, bułgarski, portugalski i hiszpański."
        ),
    ),
    statistic(
        "10",
        "języków wystarcza dla dziewięciu na dziesięć rodzin, które w domu mówią innym językiem",
        "Spis szkolny, dane zaokrąglone",
    ),
    text(
        h2("Komu ludzie wierzą?"),
        p(
            "Na początku nie nam. Dlatego każda wiadomość trafiała do dwóch lub trzech osób, którym inni ufają: do sklepikarza, do trenera piłki nożnej, "
            "do sekretarki koła kobiet. Zmieniały słowa, aż brzmiały dobrze, i przekazywały je dalej przez telefon."
        ),
    ),
    quote(
        "Po raz pierwszy ktoś ze służby zdrowia zapytał mnie, jak to powiedzieć.",
        "Wolontariuszka",
    ),
    text(h2("Co mogą zrobić inni")),
    steps(
        ("Najpierw policz, potem tłumacz", "Poproś o dane ze spisu szkolnego."),
        (
            "Zapytaj, komu ludzie wierzą",
            "A potem zapytaj te osoby, jak by to powiedziały.",
        ),
        (
            "Niech łatwo będzie podać to dalej",
            "Obrazek i dwa zdania idą w świat. Ulotka na osiem stron nie.",
        ),
    ),
]
