"""Each kind of detail in the ways that people write it, and what only looks like one."""

from datetime import UTC, datetime

import time_machine
from django.test import SimpleTestCase

from safeguards.personal_details import Kind, find_details

PATTERNS = ["X######", "RNL#######"]


def kinds(text):
    return {finding.kind for finding in find_details(text, PATTERNS)}


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC))
class KindTests(SimpleTestCase):
    def assertFound(self, kind, texts):
        for text in texts:
            with self.subTest(text):
                self.assertIn(kind, kinds(text))

    def assertLeft(self, kind, texts):
        for text in texts:
            with self.subTest(text):
                self.assertNotIn(kind, kinds(text))

    def test_nhs_numbers_are_found(self):
        self.assertFound(
            Kind.NHS_NUMBER,
            [
                "NHS no: 9434765919",
                "NHS 943 476 5919",
                "943-476-5919",
                "943.476.5919 came twice",
                "nhs9434765919",
                "pt9434765919 waited",
                "943 4765919",
                "94347 65919",
                "NHS number 94 34 76 59 19",
                "９４３ ４７６ ５９１９",
                "٩٤٣ ٤٧٦ ٥٩١٩",
                "943\xa0476\xa05919",
                "943\u200b4765919",
                "943 476 5919,943 476 5870",
                "943_476_5919",
                "943 / 476 / 5919",
                "record 943 – 476 – 5919 lost",
                "(NHS) 9434765919",
                "943\n476\n5919",
                "NHS#943 476 5919",
                "Her NHS number's 943 476 5919.",
                "N.H.S. number = 943 476 5919",
                "943,476,5919",
                "9 4 3 4 7 6 5 9 1 9",
                "943·476·5919",
                "943 476 5919!",
            ],
        )

    def test_what_only_looks_like_an_nhs_number_is_left(self):
        self.assertLeft(
            Kind.NHS_NUMBER,
            [
                "9434765918",
                "943 476 5918",
                "0000000000",
                "ISBN 0306406152",
                "ISBN 0-306-40615-2",
                "ISBN 978-0-306-40615-7",
                "order 4829103756",
                "£9,434,765,919 is a lot",
                "9434765919.5",
                "0.9434765919",
                "Ten scores: 4 5 3 4 5 2 4 5 5 3 0",
                "https://x.example/?id=9434765919",
                "doi:10.1136/9434765919",
                "take 943 or 476",
            ],
        )

    def test_birth_dates_are_found(self):
        self.assertFound(
            Kind.BIRTH_DATE,
            [
                "DOB 12/03/1947",
                "d.o.b. 12.3.47",
                "DOB: 12th March 1947",
                "D.O.B.: 12.03.1947",
                "born on 12 March 1947",
                "born 12/3/47",
                "date of birth is 1947-03-12",
                "dob 120347",
                "DOB12031947",
                "dob:12-Mar-47",
                "Mrs S (12/03/1947) fell",
                "Pt 12/3/47, fell",
                "Her date of birth: March 12, 1947",
                "12 March 1947 is her birthday",
                "b. 12/03/1947",
                "She was born in Kendal on the 12th of March 1947",
                "DOB ١٢/٠٣/١٩٤٧",
                "baby born 03/04/2026",
                "My son, DOB 3.4.2015",
                "Mr T, 3 April 1952, came in",
                "turned 90 on 3 April 2026",
                "her 80th birthday on 3 April 2026",
                "urodzona 12.03.1947r.",
                "ur. 12 marca 1947",
                "born Christmas Day 1931",
                "the sixth of April 1936 is her date of birth",
                "Birth date (dd/mm/yyyy): 12/03/1947",
                "DoB=12031947",
                "ولدت في 12 مارس 1947",
                "Our daughter (12/03/2015) waited",
                "male, 03/04/1952, chest pain",
                "03/04/1952 F",
                "She's 12.3.47",
                "DOB 4 8 55",
                "dob 3rd April",
                "مواليد ١٩٤٧/٠٣/١٢",
                "né le 12 mars 1947",
                "born 12 of March, 1947",
                "Patient X 12.03.1947",
                "dob - 12 / 03 / 1947",
                "Dob 12|03|1947",
                "born twelfth of March 1947",
                "12-Mar-1947, female",
            ],
        )

    def test_what_only_looks_like_a_birth_date_is_left(self):
        self.assertLeft(
            Kind.BIRTH_DATE,
            [
                "The NHS was founded on 5 July 1948",
                "On 5 July 1948 the NHS began",
                "Since 1 April 1974 we have been one service",
                "5 July 1948: the NHS opens its doors",
                "The Mental Health Act of 20 July 1983",
                "5-10-30: five minutes, ten people, thirty days",
                "version 2.3.45 of the app",
                "section 1.5.44 of the guideline",
                "steps 4.5.32 and 4.5.33 apply",
                "babies born before 1 September 2024",
                "Anyone born after 1 September 1957 can have the jab",
                "people born between 2 September 1942 and 1 September 1952",
                "Our project was born on 3 May 2019",
                "the ward's first birthday is on 3 May 2026",
                "The NHS's 75th birthday on 5 July 2023",
                "Happy birthday NHS, 5 July 2023!",
                "The NHS turned 75 on 5 July 2023",
                "1.12.2025 to 3.12.2025",
                "week of 12/11/2025",
                "on 12/03/1998 the policy was signed",
                "reviewed 12/03/2004",
                "Form 12, version 4, 01/02/2003",
                "3 June, 45 of us met",
                "3 June 30 people came",
                "May 2026 has 31 days",
                "1990s, 2000s, 1980-1995",
                "I qualified 3 September 1984",
                "She started on 3 September 1984 and retired on 4 May 2016",
                "Aberfan, 21 October 1966, taught us about slag heaps",
                "The Piper Alpha fire, 6 July 1988",
                "the Titanic sank on 15 April 1912",
                "Neil Armstrong landed 20 July 1969",
                "Florence Nightingale was born on 12 May 1820",
                "Photo from 1 August 1961",
                "Edition of 12.11.2003",
                "W dniu 12 marca 2019 otwarto oddział",
                "Od 1 stycznia 2020 mamy tablicę",
                "W latach 1990-1995",
                "BMJ 12 March 2005",
                "30/04/2025",
                "1/4/25",
                "192.168.100.200",
                "2007/08/09 were the bad winters",
                "10/10/10 rule",
                "24/7/365",
                "1/2/3 and 4/5/6",
            ],
        )

    def test_addresses_are_found(self):
        self.assertFound(
            Kind.ADDRESS,
            [
                "12 Beck Lane, Kendal LA9 4XX",
                "12A Beck Lane, Kendal, LA9 4XX",
                "Mrs A\n12 Beck Lane\nKendal\nLA9 4XX",
                "12 fellside kendal la94xx",
                "Flat 3, 12 Beck Lane, LA99 1AA",
                "lives at 12 Beck Lane",
                "house number 12, LA9 4XX",
                "LA9 4XX no 12",
                "LA9 4XX, 12 Beck Lane",
                "12, LA9 4XX",
                "12 LA9 4XX",
                "her postcode is LA9 4XX, number 12",
                "Rose Cottage, Beck Lane, LA9 4XX",
                "17 The Green, LA9 4XX",
                "12-14 Beck Lane, Kendal. LA9 4XX",
                "12 Beck Lane in Kendal, LA9 4XX",
                "number 4 on Harbour View, LA99 1QS",
                "he stays at 4 Harbour View",
                "Mr B of 4 Harbour View",
                "Visit 4 Harbour View (LA99 1QS)",
                "4 Harbour View | LA99 1QS",
                "4 Harbour View LA99-1QS",
                "address: 4 Harbour View",
                "flat 4 la99 1qs",
                "12 St John's Rd, LA9 4XX",
                "4 Harbour View,\nBarrow,\nLA14 4XX",
                "Apt 4, LA99 1QS",
                "postcode LA9 4XX house 12",
                "LA9 4XX (12)",
                "She lives at Low Farm, LA9 4XX",
                "221b Baker Street, LA99 1QS",
                "Deliver to 9 Fell Close LA99 1QS by noon",
                "The old vicarage, LA9 4XX",
                "door number 9, LA9 4XX",
                "4 Harbour View, Barrow-in-Furness, Cumbria, LA14 4XX",
                "４ Harbour View LA９９ １QS",
            ],
        )

    def test_what_only_looks_like_an_address_is_left(self):
        self.assertLeft(
            Kind.ADDRESS,
            [
                "Westmorland General Hospital, Burton Road, Kendal LA9 7RG",
                "Meet at Fell House, CA99 1AB, room 12",
                "Level 2, Fell House, CA99 1AB",
                "from 9 to 5, Fell House, CA99 1AB",
                "14 Feb, Fell House, CA99 1AB",
                "2pm Fell House, CA99 1AB",
                "10:30 Fell House, CA99 1AB",
                "The health centre, 12 Station Road, Kendal LA9 6BT",
                "Kendal Library, 12 Stricklandgate, LA9 4PY",
                "room for 60, Fell House, CA99 1AB",
                "12 Downing beds were closed",
                "10 patients in Station Road surgery",
                "The 12 nurses at LA9 7RG",
                "number 12 of the toolkit",
            ],
        )

    def test_phones_are_found(self):
        self.assertFound(
            Kind.PHONE,
            [
                "+44 7700 900123",
                "0044 7700 900 123",
                "+44 (0)7700 900123",
                "(+44) 7700900123",
                "07700 900123.",
                "07700.900.123",
                "07700/900123",
                "07700 - 900 - 123",
                "o7700 900123",
                "O1632 960123",
                "mob 7700 900123",
                "ring me on 960123",
                "Tel. 01632 960 123",
                "tel:01632-960-123",
                "447700900123",
                "+48 600 123 456",
                "tel. 600 123 456",
                "call mum on 0113 4960123",
                "٠٧٧٠٠ ٩٠٠١٢٣",
                "０１６３２ ９６０１２３",
                "0 1 6 3 2 9 6 0 1 2 3",
                "07 70 09 00 12 3",
                "my number is 0808 157 0123",
                "+353 20 910 1234",
                "+1 202 555 0143",
                "016977 12345 is her landline",
                "her phone number is 01632960123",
                "WhatsApp: +447700900123",
                "(020) 7946 0123",
                "0207 946 0123",
                "text 07700900123x",
                "whatsapp me 07700\xa0900\xa0123",
            ],
        )

    def test_what_only_looks_like_a_phone_is_left(self):
        self.assertLeft(
            Kind.PHONE,
            [
                "ext 4021 or bleep 1234",
                "Call 2222 for the crash team, 999 outside, 111 at night",
                "Samaritans are on 116 123, day and night",
                "The carers' line is 0808 808 7777",
                "NHS 111, or 0300 123 1044 for the quitline",
                "www.demo.example/07700900123",
                "Meeting ID 812 3345 9017, passcode 482913",
                "Shifts 0700-1500, 1300-2100, 2045-0715",
                "0730 0800 0830 1200",
                "0700 1400 2200",
                "mobile 2245, bleep 1107",
                "text 60066 or call 4021",
                "ring the ward on 52345",
                "phone ext. 41234",
                "The number is 42",
                "my number one tip: 3 people, 2 minutes",
                "home by 11, phone off by 10 30",
                "tel. 999",
                "her number 7 bus",
                "phoned 240 people in 12 weeks",
                "text 4 people",
                "P/N 07700-12",
                "asset 0047718",
                "X4 and 300 buses",
                "call it 07 or 08",
            ],
        )

    def test_emails_are_found(self):
        self.assertFound(
            Kind.EMAIL,
            [
                "jane@demo.example",
                "Jane.Smith@nhs.net",
                "jane [at] demo [dot] org",
                "jane(at)demo.org",
                "jane at demo dot org",
                "jane AT demo DOT co DOT uk",
                "jane dot smith at nhs dot net",
                "j.smith at nhs.net",
                "email me at jane at demo.org",
                "jane＠demo.example",
                "jane @ demo.org",
                "jane@ demo . org",
                "<jane@demo.example>",
                "mailto:jane@demo.example",
                "jane\u200b@demo.example",
                "jane@demo。example",
                "jane-at-demo-dot-org",
                "jane (dot) smith (at) demo (dot) org",
                "_jane@demo.example",
                "jane{at}demo{dot}com",
                "jan małpa example kropka pl",
                "زهرة@demo.example",
                "jane.o'neil+ward@demo.example,thanks",
                "J_SMITH@DEMO.EXAMPLE",
            ],
        )

    def test_what_only_looks_like_an_email_is_left(self):
        self.assertLeft(
            Kind.EMAIL,
            [
                "hospital@home and virtual ward",
                "5 @ £3.20 each, see you @ base. Info on the board",
                "look at the dot on the chart",
                "look at demo.org and at clic.example",
                "join at slido.com with the code 482 913",
                "@nhs_learns said it",
                "demo.example/people/jane@x",
            ],
        )

    def test_insurance_numbers_are_found(self):
        self.assertFound(
            Kind.INSURANCE_NUMBER,
            [
                "QQ123456C",
                "QQ 12 34 56 C",
                "qq123456c",
                "qq 12 34 56 c",
                "QQ-12-34-56-C",
                "QQ12 34 56C",
                "QQ 123 456 C",
                "NI number AB 12 34 56",
                "national insurance no. ab123456",
                "ＱＱ１２３４５６Ｃ",
                "QQ 123456 C",
                "AB 12 34 56 D",
                "NINO: QQ 12 34 56",
                "QQ.12.34.56.C",
                "QQ\xa012\xa034\xa056\xa0C",
                "JG103759A",
            ],
        )

    def test_what_only_looks_like_an_insurance_number_is_left(self):
        self.assertLeft(
            Kind.INSURANCE_NUMBER,
            [
                "at 10 20 30 a day",
                "model TX123456-B",
                "QQ12345C",
                "QQ1234567C",
                "BG123456A",
                "PO123456",
                "am 10 20 30 a",
                "AB 12 34 56",
            ],
        )

    def test_hospital_numbers_are_found(self):
        self.assertFound(
            Kind.HOSPITAL_NUMBER,
            [
                "X123456",
                "x123456",
                "X 123456",
                "X-123456",
                "RNL1234567",
                "rnl1234567",
                "RNL 123 4567",
                "RNL-1234567",
                "hospital no. X123456",
                "Ｘ１２３４５６",
                "X12 34 56",
                "X: 123456",
                "RNL no 1234567",
                "RNL:1234567",
            ],
        )

    def test_what_only_looks_like_a_hospital_number_is_left(self):
        self.assertLeft(
            Kind.HOSPITAL_NUMBER,
            [
                "penicillin 2 x 600000 units",
                "1 x 100000 units",
                "x 100000 in all",
                "2 x100000",
                "RNL 2025 results",
                "RNL and RTX are our codes",
                "X1200 to X1202",
                "MX123456",
                "X1234567",
                "X123456.5",
                "RNLI",
                "ODS code RNL01",
            ],
        )

    def test_ordinary_texts_hold_nothing(self):
        for text in [
            "In 2024 we had 1,204 falls, in 2025 1,103.",
            "Give 500 mg at 08:00, 12:00, 18:00 and 22:00",
            "Room 214, level 2, bay 6, bed 12",
            "vitamin B12 5mg on Mondays",
            "take 1-2-1 each day",
            "10.12.34.56 is the printer",
            "Account 01234567, sort code 01-02-03",
            "Temp 38.4 pulse 112 BP 96/54 sats 93",
            "NG89, TA123, CG103",
            "the A590 and the M6 J36",
            "بدأنا في ١ يناير ٢٠١٩",
            "من ٨:٠٠ إلى ١٨:٠٠",
            "call 402 patients a day",
            "0-10 pain scale",
            "QI 101 and QI 202",
            "the Q1 2025 data",
            "BP 142/88 HR 112",
            "PO-4500123987",
            "INC0012345678",
            "REC 23/NW/0123",
            "MX20450-1",
            "code X100",
            "A4 x 1000 sheets, x 100000 in all",
            "12 hours, 30 minutes",
            "Lancet 1999; 354: 1896-900",
            "BMJ 2018;361:k1234",
            "J Clin Nurs 2019;28(1-2):12-34",
            "93/42/EEC",
            "Regulation 9A of 6 April 2024",
            "ISO 9001:2015",
            "NEWS 7 at 03:10",
            "GTIN 05012345678900",
            "5012345678900",
            "Barcode 7622210449283",
            "01.06.2026",
            "08:00-16:30 Mon-Fri",
            "4 x 12.5",
            "1:200",
            "12/24/100/60",
            "3-2-1 go",
            "1-800 steps",
            "2 litre, 0.9% 500 ml",
            "€1,234,567.89",
            "GMC 7654321",
            "NMC PIN 12A3456B",
            "SNOMED 271807003",
            "HRG HN22C",
            "X 2024",
            "Windows 10.0.19045",
            "127.0.0.1:8000",
            "CVE-2024-12345",
            "in 07/08 and 08/09",
            "50/50",
            "9/11",
            "7/7",
            "20/20 hindsight",
            "4/4/4/4 breathing",
            "Band 5/6/7 posts",
        ]:
            with self.subTest(text):
                self.assertEqual(find_details(text, PATTERNS), [])
