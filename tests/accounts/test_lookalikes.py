from django.test import SimpleTestCase

from accounts.lookalikes import claims_office, looks_like

READ_ALIKE = [
    # Capitals, spaces, punctuation.
    ("Sarah Okafor", "Sarah Okafor"),
    ("Sarah Okafor", "sarah okafor"),
    ("Sarah Okafor", "SARAH OKAFOR"),
    ("Sarah Okafor", "SarahOkafor"),
    ("Sarah Okafor", "Sarah.Okafor"),
    ("Sarah Okafor", "Sarah_Okafor"),
    ("Sarah Okafor", "Sarah-Okafor"),
    ("Sarah Okafor", "S a r a h O k a f o r"),
    ("Sarah Okafor", "“Sarah Okafor”"),
    ("Sarah Okafor", "Sarah Okafor ✅"),
    ("Sarah Okafor", "Okafor, Sarah"),
    # More around it.
    ("Sarah Okafor", "Dr Sarah Okafor"),
    ("Dr Sarah Okafor", "Sarah Okafor"),
    ("Sarah Okafor", "Sarah Okafor RN"),
    ("Sarah Okafor", "The real Sarah Okafor"),
    ("Sarah Okafor", "Sarah Okafor (official)"),
    # Accents and strokes.
    ("Sarah Okafor", "Şàráh Ökäför"),
    ("Sarah Okafor", "Sarah Økafør"),
    ("Łukasz Nowak", "Lukasz Nowak"),
    ("Zoë Müller", "Zoe Muller"),
    ("Søren Đurić", "Soren Duric"),
    # Figures and signs for letters.
    ("Sarah Okafor", "Sarah 0kafor"),
    ("Sarah Okafor", "54r4h 0k4f0r"),
    ("Sarah Okafor", "$arah Okafor"),
    ("Sarah Okafor", "Sarah Okafor 2"),
    ("Sarah Okafor", "Sarah Okafor1"),
    ("Ian Miller", "lan Miller"),
    ("Ian Miller", "1an Mi11er"),
    ("Ian Miller", "Ian M|ller"),
    ("Sam", "Sam!"),
    ("Sam", "5am"),
    # Shapes that run together.
    ("Tom Marsh", "Torn Marsh"),
    ("Anne Wood", "Anne VVood"),
    # Other scripts and other kinds of Latin.
    ("Sarah Okafor", "Ѕаrаh Оkаfоr"),
    ("Sarah Okafor", "Sαrah Οkafοr"),
    ("Bob Hope", "Воb Норе"),
    ("Sarah Okafor", "Ｓａｒａｈ　Ｏｋａｆｏｒ"),
    ("Sarah Okafor", "𝓢𝓪𝓻𝓪𝓱 𝓞𝓴𝓪𝓯𝓸𝓻"),
    ("Sarah Okafor", "Ⓢarah Ⓞkafor"),
    ("Sarah Okafor", "ꓢarah Okafor"),
    # What shows nothing.
    ("Sarah Okafor", "Sa\u200brah Oka\u200dfor"),
    ("Sarah Okafor", "Sarah\u00a0Okafor"),
    ("Sarah Okafor", "Sarah\ufe0f Okafor\u200e"),
    ("Sarah Okafor", "Sa\u0336rah Okafor"),
    ("Sarah Okafor", "S\u20ddarah Okafor"),
    ("Sam", "S\u034fa\u3164m"),
    ("Sam", "S\u2800am"),
    # Slips of the pen in longer names.
    ("Sarah Okafor", "Sara Okafor"),
    ("Sarah Okafor", "Sarah Okaffor"),
    ("Sarah Okafor", "Sarah Okofor"),
    ("Sarah Okafor", "Sarha Okafor"),
    ("Katherine Featherstone", "Kathrine Fetherstone"),
    ("محمد الحسن", "مُحَمَّد الحسن"),
]

READ_APART = [
    ("Sarah Okafor", "Sarah"),
    ("Sarah Okafor", "Okafor"),
    ("Sarah Okafor", "Sarah O"),
    ("Sarah Okafor", "Sarah Oakley"),
    ("Sarah Okafor", "Sandra Okafor"),
    ("Sarah Okafor", "Chidi Okafor"),
    ("Sarah Okafor", "Sarah Khan"),
    ("Sarah Okafor", "Priya"),
    ("Sarah", "Sarah Okafor"),
    ("Sarah", "Sara"),
    ("Sarah", "Sarahjane"),
    ("Sam", "Pam"),
    ("Sam", "Sami"),
    ("Sam", "Sam Taylor"),
    ("Sam", "Samuel"),
    ("Ann", "Anna"),
    ("Ann", "Anne"),
    ("Jo", "Joe"),
    ("Jo", "Jo from ward 3"),
    ("Lee", "Leo"),
    ("Ian", "Iain"),
    ("Ian", "Jan"),
    ("Tom", "Tim"),
    ("Tom", "Thom"),
    ("Mary", "Marie"),
    ("Mark", "Marc"),
    ("Tom Marsh", "Tim Marsh"),
    ("Tom Hill", "Tom Hall"),
    ("Amy Lee", "Amy Leigh"),
    ("Ali Khan", "Ali Kahn B"),
    ("Priya Raman", "Priya Rao"),
    ("Priya Raman", "Ravi Raman"),
    ("John Smith", "John Schmidt"),
    ("John Smith", "Joan Smyth"),
    ("John Smith", "Jane Smith"),
    ("Dr Sarah Okafor", "Dr Sarah Khan"),
    ("Dr Khan", "Dr Chan"),
    ("Łukasz Nowak", "Łucja Nowak"),
    ("Katherine Featherstone", "Katherine Feather"),
    ("Wei Wang", "Wei Zhang"),
    ("王伟", "王芳"),
    ("محمد", "محمود"),
    ("أحمد", "حامد"),
    ("कीर्ति", "कृति"),
    ("रवि", "रीना"),
    ("Νίκος", "Νίκη"),
    ("Иван", "Ирина"),
    ("🙂", "🙃"),
    ("Sarah", "🙂"),
]

CLAIMS = [
    "CLIC",
    "clic",
    "C.L.I.C.",
    "C L I C",
    "CLlC",
    "СLІС",
    "Clic team",
    "CLICteam",
    "The CLIC Team",
    "Jo (CLIC)",
    "CLIC_support",
    "Moderator",
    "moderator",
    "MODERATOR",
    "M0derat0r",
    "Mоdеrаtоr",
    "M o d e r a t o r",
    "m.o.d.e.r.a.t.o.r",
    "Moderater",
    "Modderator",
    "Moderator1",
    "TheModerator",
    "Comment moderator",
    "Comment moderators",
    "Jo, moderator",
    "Admin",
    "adm1n",
    "Ädmin",
    "Admin1",
    "SiteAdmin",
    "Site Admin",
    "Administrator",
    "Adminstrator",
    "Webmaster",
    "NHS England",
    "N.H.S. England",
    "NHS England South West",
    "ＮＨＳ England",
    "NHS",
    "Department of Health",
    "Care Quality Commission",
    "Support",
    "Help desk",
    "Staff",
    "The team",
    "Publisher",
    "Editor",
    "M\u200boderator",
]

CLAIMS_NOTHING = [
    "Priya",
    "Member",
    "Priya from the kitchen",
    "Staff Nurse Jo",
    "Jo, peer support",
    "Sister Mary",
    "Ward 7 team",
    "Bay 4",
    "Nurse in the north",
    "NHS worker",
    "Jo (NHS)",
    "Click Brown",
    "Clio",
    "Eric",
    "Moderato",
    "Modou",
    "Amin",
    "Adam",
    "Adi Min",
    "Vladimir",
    "Badminton fan",
    "Dean Root",
    "Edith",
    "Editha",
    "England",
    "Ann Scotland",
    "Dr England",
    "Helpful Harry",
    "Will Support",
    "Owen",
    "Owner of two cats",
    "Stafford",
    "Systems thinker",
    "Teamwork",
    "Publius",
    "Ministry of Tea",
    "Department of Surgery",
    "Quality improver",
    "Commissioner Gordon",
    "Webster",
    "محمد",
    "王伟",
    "Мария",
    "🙂",
]


class ReadAlikeTests(SimpleTestCase):
    def test_names_that_are_read_as_another(self):
        for known, typed in READ_ALIKE:
            with self.subTest(known=known, typed=typed):
                self.assertTrue(looks_like(typed, [known]))

    def test_names_that_are_names_of_others(self):
        for known, typed in READ_APART:
            with self.subTest(known=known, typed=typed):
                self.assertFalse(looks_like(typed, [known]))

    def test_it_is_enough_to_look_like_one(self):
        self.assertTrue(looks_like("sam", ["Priya", "Sam", "Jo"]))
        self.assertFalse(looks_like("sam", []))

    def test_what_shows_nothing_looks_like_nobody(self):
        for nothing in ["", "\u200b", "🙂", "!"]:
            with self.subTest(nothing):
                self.assertFalse(looks_like(nothing, ["", "🙂🙂", "Sam"]))


class ClaimsTests(SimpleTestCase):
    def test_offices_of_the_site_and_of_the_nhs(self):
        for name in CLAIMS:
            with self.subTest(name):
                self.assertTrue(claims_office(name))

    def test_names_and_jobs_of_readers(self):
        for name in CLAIMS_NOTHING:
            with self.subTest(name):
                self.assertFalse(claims_office(name))
