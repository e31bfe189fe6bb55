"""Make `geodeposits/vocab_data/countries.csv` from Unicode's CLDR and a list of further names.

    pip install Babel==2.18.0 && python tools/make_countries.py

The English and Turkish names are CLDR's, as the Babel package carries them; `SHOWN` replaces those
that CLDR writes for menus ("Congo - Kinshasa"), `FURTHER` adds names under which data state a
country. Every name is read without regard to case, diacritics and punctuation.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Final

import babel
from babel import Locale

BABEL: Final = "2.18.0"
TARGET: Final = Path(__file__).parents[1] / "geodeposits" / "vocab_data" / "countries.csv"

NOT_ISO: Final = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
"""Two-letter codes of CLDR that ISO 3166-1 does not assign; XK is kept for Kosovo."""

SHOWN: Final = {
    "BQ": ("Caribbean Netherlands", "Karayip Hollandası"),
    "CD": ("DR Congo", "Kongo Demokratik Cumhuriyeti"),
    "CG": ("Congo", "Kongo"),
    "CI": ("Côte d'Ivoire", "Fildişi Sahili"),
    "HK": ("Hong Kong", "Hong Kong"),
    "MM": ("Myanmar", "Myanmar"),
    "MO": ("Macao", "Makao"),
    "PS": ("Palestine", "Filistin"),
    "UM": ("US Outlying Islands", "ABD Küçük Harici Adaları"),
}

FURTHER: Final[dict[str, list[str]]] = {
    "AE": ["UAE", "Emirates", "BAE"],
    "AG": ["Antigua"],
    "AX": ["Aland"],
    "BA": ["Bosnia", "Bosna", "Bosna ve Hersek", "BiH"],
    "BN": ["Brunei Darussalam"],
    "BO": [
        "Plurinational State of Bolivia",
        "Bolivia (Plurinational State of)",
        "Bolivia, Plurinational State of",
    ],
    "BQ": ["Bonaire, Sint Eustatius and Saba"],
    "BR": ["Brasil"],
    "BS": ["The Bahamas"],
    "BY": ["Byelorussia", "Belorussia", "Beyaz Rusya"],
    "CC": ["Cocos Islands", "Keeling Islands"],
    "CD": [
        "Democratic Republic of the Congo",
        "Democratic Republic of Congo",
        "Congo, Democratic Republic of the",
        "Congo, The Democratic Republic of the",
        "Congo, Dem. Rep.",
        "Congo (Kinshasa)",
        "DRC",
        "D.R. Congo",
        "Zaire",
        "Demokratik Kongo Cumhuriyeti",
        "KDC",
    ],
    "CF": ["CAR", "Central African Rep."],
    "CG": [
        "Republic of the Congo",
        "Republic of Congo",
        "Congo Republic",
        "Congo, Rep.",
        "Congo (Brazzaville)",
        "Kongo Cumhuriyeti",
    ],
    "CH": ["Swiss Confederation"],
    "CI": ["Ivory Coast", "Cote d'Ivoire"],
    "CN": [
        "People's Republic of China",
        "PRC",
        "P.R. China",
        "PR China",
        "China, People's Republic of",
        "China mainland",
        "Mainland China",
        "Çin Halk Cumhuriyeti",
        "ÇHC",
    ],
    "CV": ["Cabo Verde", "Cape Verde", "Yeşil Burun", "Yeşil Burun Adaları"],
    "CZ": ["Czech Republic", "Çek Cumhuriyeti"],
    "DE": ["Federal Republic of Germany", "Deutschland"],
    "DO": ["Dominican Rep."],
    "EH": ["Sahrawi Arab Democratic Republic"],
    "FK": ["Falkland Islands (Malvinas)", "Malvinas", "Islas Malvinas"],
    "FM": ["Micronesia, Federated States of", "Federated States of Micronesia"],
    "FO": ["Faeroe Islands"],
    "GB": [
        "Great Britain",
        "UK",
        "U.K.",
        "United Kingdom of Great Britain and Northern Ireland",
        "Britain",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "Büyük Britanya",
        "İngiltere",
        "İskoçya",
        "Galler",
        "Kuzey İrlanda",
    ],
    "GE": ["Republic of Georgia"],
    "GL": ["Kalaallit Nunaat"],
    "GM": ["The Gambia"],
    "GR": ["Hellenic Republic", "Hellas", "EL"],
    "GS": ["South Georgia"],
    "HK": ["Hong Kong SAR", "Hong Kong, China"],
    "HM": ["Heard Island and McDonald Islands"],
    "IE": ["Republic of Ireland", "Éire"],
    "IR": ["Islamic Republic of Iran", "Iran (Islamic Republic of)", "Iran, Islamic Republic of"],
    "KG": ["Kyrgyz Republic", "Kirghizia", "Kırgız Cumhuriyeti"],
    "KN": ["St Kitts and Nevis"],
    "KP": [
        "Democratic People's Republic of Korea",
        "Korea, Democratic People's Republic of",
        "Korea (Democratic People's Republic of)",
        "DPRK",
        "DPR Korea",
        "Korea, North",
    ],
    "KR": [
        "Republic of Korea",
        "Korea, Republic of",
        "Korea (Republic of)",
        "ROK",
        "Korea, South",
        "Korea, Rep.",
    ],
    "LA": ["Lao People's Democratic Republic", "Lao PDR", "Lao"],
    "LY": ["Libyan Arab Jamahiriya"],
    "MD": ["Republic of Moldova", "Moldova, Republic of"],
    "MF": ["Saint Martin (French part)"],
    "MK": [
        "Macedonia",
        "FYROM",
        "Republic of North Macedonia",
        "The former Yugoslav Republic of Macedonia",
        "Makedonya",
    ],
    "MM": ["Burma", "Birmanya"],
    "MO": ["Macau"],
    "NL": ["The Netherlands", "Holland", "Netherlands, Kingdom of the"],
    "NZ": ["Aotearoa"],
    "PN": ["Pitcairn"],
    "PS": [
        "State of Palestine",
        "Palestine, State of",
        "Occupied Palestinian Territory",
        "West Bank",
        "Gaza",
    ],
    "RU": ["Russian Federation", "Rusya Federasyonu"],
    "SH": [
        "Saint Helena, Ascension and Tristan da Cunha",
        "Saint Helena, Ascension, and Tristan da Cunha",
    ],
    "SJ": ["Svalbard", "Jan Mayen", "Spitsbergen"],
    "SK": ["Slovak Republic"],
    "SO": ["Somalia", "Somaliland", "Federal Republic of Somalia", "Somali Cumhuriyeti"],
    "SR": ["Surinam"],
    "ST": ["Sao Tome"],
    "SX": ["Sint Maarten (Dutch part)"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland", "Svaziland", "Esvatini"],
    "TC": ["Turks and Caicos"],
    "TL": ["East Timor", "Timor Leste", "Doğu Timor"],
    "TR": ["Turkey", "Turkiye", "Republic of Türkiye", "Republic of Turkey", "Türkiye Cumhuriyeti"],
    "TT": ["Trinidad"],
    "TW": [
        "Taiwan, Province of China",
        "Chinese Taipei",
        "Republic of China",
        "Taiwan, China",
        "Çin Taipeyi",
    ],
    "TZ": ["United Republic of Tanzania", "Tanzania, United Republic of"],
    "UA": ["The Ukraine"],
    "UM": ["United States Minor Outlying Islands"],
    "US": [
        "USA",
        "U.S.A.",
        "U.S.",
        "United States of America",
        "The United States",
        "ABD",
        "Amerika",
        "A.B.D.",
    ],
    "UZ": ["Republic of Uzbekistan"],
    "VA": ["Holy See", "Vatican", "Holy See (Vatican City State)"],
    "VE": [
        "Bolivarian Republic of Venezuela",
        "Venezuela (Bolivarian Republic of)",
        "Venezuela, Bolivarian Republic of",
    ],
    "VG": ["Virgin Islands (British)", "Virgin Islands, British"],
    "VI": [
        "US Virgin Islands",
        "Virgin Islands (U.S.)",
        "Virgin Islands, U.S.",
        "United States Virgin Islands",
    ],
    "VN": ["Viet Nam", "Socialist Republic of Vietnam"],
    "WS": ["Western Samoa"],
    "XK": ["Republic of Kosovo"],
    "ZA": ["RSA", "Republic of South Africa", "Güney Afrika Cumhuriyeti"],
}


def main() -> None:
    """Write the table."""
    if babel.__version__ != BABEL:
        raise SystemExit(f"this table is made with Babel {BABEL}, found {babel.__version__}")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(table(), encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(table().splitlines()) - 1} countries")


def table() -> str:
    """Return the CSV text: code, name_en, name_tr, aliases (joined with "|"), sorted by code."""
    english, turkish = Locale("en").territories, Locale("tr").territories
    codes = sorted(c for c in english if re.fullmatch("[A-Z]{2}", c) and c not in NOT_ISO)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "name_en", "name_tr", "aliases"])
    writer.writerows(row(code, english[code], turkish[code]) for code in codes)
    return text.getvalue()


def row(code: str, english: str, turkish: str) -> list[str]:
    """Return one line of the table; what SHOWN replaces is kept as an alias."""
    name_en, name_tr = SHOWN.get(code, (spelled(english), turkish))
    others = [spelled(english), turkish, *FURTHER.get(code, [])]
    aliases = dict.fromkeys(other for other in others if other not in (name_en, name_tr))
    return [code, name_en, name_tr, "|".join(aliases)]


def spelled(name: str) -> str:
    """Return CLDR's English name with "and" and "Saint" written out, and straight apostrophes."""
    return name.replace("&", "and").replace("St. ", "Saint ").replace("\u2019", "'")


if __name__ == "__main__":
    main()
