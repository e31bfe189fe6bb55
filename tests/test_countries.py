"""Country codes and names: what is read, what is refused, and what the refusal offers."""

import csv
import subprocess
import sys
from importlib.resources import files

import pytest

from geodeposits.countries import (
    UnknownCountry,
    country_code,
    country_codes,
    country_name,
    party_code,
)
from geodeposits.errors import GeodepositsError

STATED = {
    "TR": ["TR", "tr", "Turkey", "TURKEY", "Türkiye", "TÜRKİYE", "TURKIYE", "türkıye", "Turkiye"],
    "US": ["US", "USA", "U.S.A.", "United States", "United States of America", "ABD"],
    "RU": ["Russia", "Russian Federation", "Russian Federation(?)", "Rusya"],
    "CD": ["DR Congo", "Democratic Republic of the Congo", "Congo - Kinshasa", "Zaire", "DRC"],
    "CG": ["Congo", "Republic of the Congo", "Congo - Brazzaville", "Kongo"],
    "CI": ["Ivory Coast", "Côte d'Ivoire", "Côte d\u2019Ivoire", "Cote d'Ivoire", "Fildişi Sahili"],
    "KR": ["South Korea", "Republic of Korea", "Korea, Republic of", "Güney Kore", "South Korea "],
    "KP": ["North Korea", "DPRK", "Kuzey Kore"],
    "MM": ["Burma", "Myanmar", "Myanmar (Burma)"],
    "CZ": ["Czech Republic", "Czechia", "Çek Cumhuriyeti", "Çekya"],
    "VN": ["Vietnam", "Viet Nam"],
    "LA": ["Laos", "Lao PDR", "Lao People's Democratic Republic"],
    "BO": ["Bolivia", "Bolivia (Plurinational State of)", "Bolivya"],
    "TZ": ["Tanzania", "United Republic of Tanzania", "Tanzanya"],
    "IR": ["Iran", "Iran (Islamic Republic of)", "İran"],
    "SY": ["Syria", "Syrian Arab Republic", "Suriye"],
    "GB": ["Great Britain", "UK", "United Kingdom", "Scotland", "İngiltere"],
    "IQ": ["Iraq", "Irak", "IRAK", "ırak"],
    "XK": ["XK", "Kosovo", "Kosova"],
    "SZ": ["Eswatini", "Swaziland"],
    "MK": ["North Macedonia", "Macedonia", "Kuzey Makedonya"],
    "CV": ["Cabo Verde", "Cape Verde"],
    "LC": ["Saint Lucia", "St. Lucia", "St Lucia"],
    "CN": ["China", "China ", "ÇİN", "Çin", "PRC", "People's Republic of China"],
    "EH": ["Western Sahara", "Batı Sahra"],
    "NL": ["The Netherlands", "Netherlands", "Hollanda"],
}


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in STATED.items() for text in texts]
)
def test_a_stated_country_is_read(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("code", country_codes())
def test_both_names_of_every_country_lead_back_to_its_code(code: str) -> None:
    assert country_code(code.lower()) == code
    assert country_code(country_name(code)) == code
    assert country_code(country_name(code, lang="tr").upper()) == code


def test_iso_has_249_countries_and_kosovo_is_the_250th() -> None:
    assert len(country_codes()) == 250
    assert list(country_codes()) == sorted(country_codes())
    assert not {"EU", "UN", "ZZ", "AC"} & set(country_codes())


def test_no_name_stands_for_two_countries() -> None:
    table = files("geodeposits").joinpath("vocab_data", "countries.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        names = [row["name_en"], row["name_tr"], *filter(None, row["aliases"].split("|"))]
        assert {country_code(name) for name in names} == {row["code"]}


@pytest.mark.parametrize("text", ["Korea", "Atlantis", "", "  ", "EU", "ZZ", "Virgin Islands"])
def test_what_is_no_single_country_is_refused(text: str) -> None:
    with pytest.raises(UnknownCountry):
        country_code(text)


def test_the_refusal_offers_the_nearest_names() -> None:
    with pytest.raises(UnknownCountry, match=r"'Untied States' is no known country: .*United St"):
        country_code("Untied States")
    with pytest.raises(UnknownCountry) as caught:
        country_code("Turky")
    assert caught.value.text == "Turky"
    assert caught.value.nearest == ("Turkey",)
    assert isinstance(caught.value, GeodepositsError)


def test_a_refusal_without_neighbours_says_what_is_read() -> None:
    with pytest.raises(UnknownCountry, match="alpha-2 code, or a name in English or Turkish"):
        country_code("12345")


def test_names_in_two_languages() -> None:
    assert country_name("TR") == "Türkiye"
    assert country_name("CN", lang="tr") == "Çin"
    assert country_name("CD") == "DR Congo"
    assert country_name("EU", lang="tr") == "Avrupa Birliği"


def test_a_name_needs_an_assigned_code_and_a_known_language() -> None:
    with pytest.raises(UnknownCountry):
        country_name("ZZ")
    with pytest.raises(ValueError, match="'en' or 'tr', not 'de'"):
        country_name("TR", lang="de")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["EU", "eu", "European Union", "Avrupa Birliği", "AB"])
def test_the_union_is_a_party(text: str) -> None:
    assert party_code(text) == "EU"


def test_a_country_is_a_party_too() -> None:
    assert party_code("Ukrayna") == "UA"
    with pytest.raises(UnknownCountry):
        party_code("Atlantis")


def test_importing_reads_nothing_heavy() -> None:
    code = (
        "import sys, geodeposits.countries; print('pandas' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "False"]
