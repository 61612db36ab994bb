"""Comments in many languages, and English ones that a program could take for another."""

from django.test import SimpleTestCase

from safeguards.languages import language_of

# What staff and patients write under a page: jargon, abbreviations, names, drugs, places.
ENGLISH = [
    "We tried the huddle at 08:30 for two weeks and it saved the night team a lot of phone calls.",
    "Has anyone used this tool on a ward with fewer than ten beds? We struggle with the numbers.",
    "SBAR, NEWS2 and the MDT huddle: all on one A4 sheet. PDSA cycle 3 starts Mon.",
    "TTOs done by 11, EDD on the board, R2G daily, LOS down 1.2 days. Happy to share our SOP.",
    "AMU, ITU, HDU, CCU, SDEC, UTC, ED, SAU, EAU",
    "Bisoprolol 2.5 mg od, ramipril 5 mg, furosemide 40 mg bd, apixaban 5 mg bd",
    "Pt seen in OPD, bloods NAD, CXR clear, d/c w/ TTOs, f/u 6/52 c GP",
    "Thanks to Siân, Łukasz, Nguyễn Thị Hoa, Zoë, Siobhán and Père-Olivier for the photos!",
    "Dr Adeyemi, Sister O'Connor, Mrs Wojciechowska, Prof Müller and Señora Gómez were there.",
    "Ulverston, Kirkby Lonsdale, Appleby-in-Westmorland, Barrow-in-Furness, Wigton, Aspatria, Egremont",
    "Great stuff",
    "Thanks!!!",
    "ok",
    "Yes please",
    "+1",
    "Me too, same here",
    "LOL so true",
    "Link doesn't work",
    "Typo in step 3",
    "👍👍👍",
    "Ditto from CHOC & NCIC",
    "C. difficile, E. coli, S. aureus, A. baumannii and K. pneumoniae on the new chart",
    "The Gemba walk, the kanban board, kaizen, muda, muri, mura and hoshin kanri all confuse new starters.",
    "Kaizen event, value stream map, takt time, 5S, andon, poka-yoke, heijunka",
    "Post-it notes, café style, à la carte, vis-à-vis the pro forma, ad hoc, per se, status quo, nil by mouth",
    "nil desperandum! per vaginam, per rectum, nocte, mane, prn, stat, ante cibum, bis die",
    "hiya luv this it wor reet grand on our ward like, nowt wrong wi it",
    "Aye, it's champion. We gan on wi t'board ivvery mornin, an nobody's brayed it yet.",
    "IHI, RCN, NMC, GMC, HSJ, CQC, ICB, LSC, NWAS, UHMBT",
    "Where can I find the template in Word? The PDF can't be filled in on our PCs.",
    "https://demo.example/toolkits/huddle/ and https://demo.example/stories/ward-4/",
    "Band 5 and 6 nurses, HCAs and AHPs all came; the F2s and the reg could not.",
    "pls cn u snd me th tmplt thx",
    "Metformin, gliclazide, empagliflozin, semaglutide, insulin glargine",
    "My mum was on the ward for nine days and nobody told us about the board by her bed.",
    "No.",
    "Agree with Fatima and Agnieszka",
    "Amlodipine & lansoprazole",
    "Fab idea from Marta, Ioana, Piotr, Oksana, Ahmed and Llŷr on Elm B",
    "RCA done. No harm. DATIX closed. Duty of candour letter sent.",
]

OTHERS = [
    (
        "pl",
        "Dzień dobry, pracuję na oddziale od dwóch lat i takie krótkie spotkania bardzo nam pomogły.",
    ),
    (
        "pl",
        "Moja mama leżała w szpitalu i nikt nam nie powiedział, kiedy wróci do domu.",
    ),
    ("pl", "Czy ktoś ma ten formularz po polsku?"),
    ("pl", "Dziekuje bardzo za ten artykul, przyda sie na naszym oddziale."),
    (
        "pl",
        "To jest to, o co nam chodziło: we wtorek i we środę to spotkanie było za późno.",
    ),
    ("ar", "شكرا جزيلا على هذه الصفحة، لقد ساعدتنا كثيرا في قسمنا."),
    ("ar", "كانت والدتي في المستشفى لمدة أسبوع ولم يخبرنا أحد بموعد خروجها."),
    ("ar", "هل يوجد هذا النموذج باللغة العربية؟"),
    ("uk", "Дякую за цю сторінку, вона дуже допомогла нашому відділенню."),
    ("uk", "Моя мама лежала в лікарні, і ніхто не сказав нам, коли її випишуть."),
    ("uk", "Чи є цей бланк українською мовою?"),
    (
        "ro",
        "Bună ziua, lucrez pe secție de doi ani și ședințele scurte ne-au ajutat foarte mult.",
    ),
    ("ro", "Mama mea a fost internată și nimeni nu ne-a spus când va veni acasă."),
    ("ro", "Are cineva acest formular în limba română?"),
    (
        "cy",
        "Diolch yn fawr am y dudalen hon, mae hi wedi bod o gymorth mawr i'n ward ni.",
    ),
    (
        "cy",
        "Roedd fy mam yn yr ysbyty am wythnos a doedd neb wedi dweud wrthym pryd y byddai'n dod adref.",
    ),
    ("cy", "Oes gan rywun y ffurflen hon yn Gymraeg?"),
    (
        "fr",
        "Merci beaucoup pour cette page, elle nous a vraiment aidés dans notre service.",
    ),
    (
        "fr",
        "Ma mère était à l'hôpital et personne ne nous a dit quand elle rentrerait.",
    ),
    ("fr", "Est-ce que quelqu'un a ce formulaire en français ?"),
    ("de", "Vielen Dank für diese Seite, sie hat uns auf der Station sehr geholfen."),
    (
        "de",
        "Meine Mutter lag im Krankenhaus und niemand hat uns gesagt, wann sie nach Hause kommt.",
    ),
    ("es", "Muchas gracias por esta página, nos ha ayudado mucho en nuestra unidad."),
    ("es", "Mi madre estuvo en el hospital y nadie nos dijo cuándo volvería a casa."),
    ("pt", "Muito obrigado por esta página, ajudou-nos imenso no nosso serviço."),
    (
        "pt",
        "A minha mãe esteve no hospital e ninguém nos disse quando voltaria para casa.",
    ),
    ("it", "Grazie mille per questa pagina, ci ha aiutato molto nel nostro reparto."),
    (
        "it",
        "Mia madre era in ospedale e nessuno ci ha detto quando sarebbe tornata a casa.",
    ),
    ("lt", "Labai ačiū už šį puslapį, jis mums labai padėjo mūsų skyriuje."),
    ("lv", "Liels paldies par šo lapu, tā mums ļoti palīdzēja mūsu nodaļā."),
    ("hu", "Nagyon köszönöm ezt az oldalt, sokat segített az osztályunknak."),
    ("cs", "Moc děkuji za tuto stránku, na našem oddělení nám velmi pomohla."),
    ("sk", "Veľmi pekne ďakujem za túto stránku, na našom oddelení nám veľmi pomohla."),
    ("bg", "Благодаря много за тази страница, тя помогна много на нашето отделение."),
    ("ru", "Большое спасибо за эту страницу, она очень помогла нашему отделению."),
    ("tr", "Bu sayfa için çok teşekkürler, servisimizde bize çok yardımcı oldu."),
    (
        "tl",
        "Maraming salamat sa pahinang ito, malaki ang naitulong nito sa aming ward.",
    ),
    ("ur", "اس صفحے کے لیے بہت شکریہ، اس نے ہمارے وارڈ کی بہت مدد کی۔"),
    ("fa", "از این صفحه بسیار سپاسگزارم، خیلی به بخش ما کمک کرد."),
    ("bn", "এই পৃষ্ঠার জন্য অনেক ধন্যবাদ, এটি আমাদের ওয়ার্ডে অনেক সাহায্য করেছে।"),
    ("hi", "इस पृष्ठ के लिए बहुत धन्यवाद, इसने हमारे वार्ड की बहुत मदद की।"),
    ("pa", "ਇਸ ਪੰਨੇ ਲਈ ਬਹੁਤ ਧੰਨਵਾਦ, ਇਸ ਨੇ ਸਾਡੇ ਵਾਰਡ ਦੀ ਬਹੁਤ ਮਦਦ ਕੀਤੀ।"),
    ("ta", "இந்தப் பக்கத்திற்கு மிக்க நன்றி, இது எங்கள் பிரிவுக்கு மிகவும் உதவியது."),
    ("ml", "ഈ പേജിന് വളരെ നന്ദി, ഇത് ഞങ്ങളുടെ വാർഡിനെ വളരെയധികം സഹായിച്ചു."),
    ("zh", "非常感谢这个页面，它对我们病房帮助很大。"),
    ("ja", "このページをありがとうございます。私たちの病棟でとても役に立ちました。"),
    ("ko", "이 페이지에 감사드립니다. 우리 병동에 많은 도움이 되었습니다."),
    (
        "so",
        "Aad baad ugu mahadsan tahay boggan, wax badan ayuu naga caawiyay waaxdayada.",
    ),
    ("el", "Ευχαριστώ πολύ για αυτή τη σελίδα, βοήθησε πολύ την κλινική μας."),
    ("he", "תודה רבה על העמוד הזה, הוא עזר לנו מאוד במחלקה."),
    (
        "vi",
        "Cảm ơn rất nhiều về trang này, nó đã giúp ích rất nhiều cho khoa của chúng tôi.",
    ),
    ("th", "ขอบคุณมากสำหรับหน้านี้ มันช่วยหอผู้ป่วยของเราได้มาก"),
    (
        "da",
        "Tak for siden, vi har prøvet det i to uger, og alle vil have det hver dag.",
    ),
    (
        "nl",
        "Of we nu drie of vier bedden hebben, is voor ons niet zo belangrijk: we was er blij mee.",
    ),
    ("nl", "Heel erg bedankt voor deze pagina, ze heeft onze afdeling enorm geholpen."),
]

# Half of one and half of another, or nothing that a language could be told by.
UNSURE = [
    "",
    "   ",
    "\x00\x07\x9f",
    "\ud800" * 40,
    "1234567890 " * 20,
    "!!! ??? ...",
    "https://demo.example/pl/dziekuje-bardzo-za-ten-artykul/",
    "Tak",
    "Diolch!",
    "Дякую",
    "ok ok ok",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
]


class LanguageTests(SimpleTestCase):
    def test_english_is_never_taken_for_another_language(self):
        for number, text in enumerate(ENGLISH):
            with self.subTest(number):
                self.assertIn(language_of(text), ("en", None))

    def test_plain_english_is_told(self):
        self.assertEqual(language_of(ENGLISH[0]), "en")
        self.assertEqual(language_of(ENGLISH[34]), "en")

    def test_other_languages_are_told(self):
        for code, text in OTHERS:
            with self.subTest(text[:20]):
                self.assertEqual(language_of(text), code)

    def test_without_accents_too(self):
        self.assertEqual(
            language_of("Dziekuje bardzo za ten artykul, przyda sie na oddziale."), "pl"
        )

    def test_too_little_to_tell_is_no_language(self):
        for number, text in enumerate(UNSURE):
            with self.subTest(number):
                self.assertIsNone(language_of(text))

    def test_the_same_text_always_gets_the_same_answer(self):
        for _code, text in OTHERS[:5]:
            self.assertEqual(language_of(text), language_of(text))

    def test_a_long_text_is_no_trouble(self):
        self.assertEqual(language_of(OTHERS[0][1] * 10_000), "pl")

    def test_whatever_is_typed_has_an_answer(self):
        for number in [*range(0x3000), 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFF, 0x10FFFF]:
            self.assertIn(language_of(OTHERS[0][1] + chr(number)), ("pl", None))
