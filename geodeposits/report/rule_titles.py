"""What each rule finds, as a short title in Turkish.

The sentences of a finding are English in any language, as they are made of the texts of the data;
the title says to a reader of Turkish what each is about.
"""

from __future__ import annotations

from typing import Final

from geodeposits.speech import Language

__all__ = ["TITLES_TR", "rule_title"]

TITLES_TR: Final = {
    "GD101": "geçersiz kimlik",
    "GD102": "yinelenen kimlik",
    "GD103": "bilinmeyen alan",
    "GD104": "sonsuz sayı",
    "GD105": "nicelik olmayan değer",
    "GD106": "düzensiz metin",
    "GD107": "denetim karakteri",
    "GD108": "bilinmeyen terim",
    "GD109": "okunamayan alan",
    "GD110": "bilinmeyen taraf",
    "GD111": "kullanılmayan taraf",
    "GD112": "doldurulmamış yer tutucu",
    "GD113": "yinelenen taraf",
    "GD114": "yinelenen anahtar",
    "GD115": "kopuk bağlantı",
    "GD117": "eksik sütun",
    "GD201": "olanaksız koordinat",
    "GD202": "yer değiştirmiş enlem ve boylam",
    "GD203": "ters işaretli koordinat",
    "GD204": "yanlış ülke",
    "GD205": "sınıra yakın konum",
    "GD206": "tartışmalı bölge",
    "GD207": "ilin veya ülkenin ortasına konmuş nokta",
    "GD208": "sıfır noktasında konum",
    "GD209": "kaba koordinat",
    "GD210": "yanlış il",
    "GD211": "birbirinden uzak konumlar",
    "GD212": "tam derecelik kayma",
    "GD213": "aynı noktada iki kayıt",
    "GD301": "sıfır veya eksi tonaj",
    "GD302": "cevherden fazla içerik",
    "GD303": "tonaj ile tenöre uymayan içerik",
    "GD304": "birim kayması",
    "GD305": "aşırı cevher gerektiren içerik",
    "GD306": "aşırı cevher tonajı",
    "GD307": "aşırı oksit tonajı",
    "GD308": "oksit sayılmış kayaç",
    "GD309": "yatak türü için olağan dışı rakam",
    "GD310": "kısa veya uzun ton",
    "GD311": "toplama uymayan bölümler",
    "GD312": "cevherin verebileceğinden fazla üretim",
    "GD313": "bin katlık fark",
    "GD314": "başka bir tahminin cevheri olan oksit",
    "GD401": "olanaksız tenör",
    "GD402": "cevher için fazla yüksek tenör",
    "GD403": "yüzde diye yazılmış ppm",
    "GD404": "ppm diye yazılmış yüzde",
    "GD405": "elementlere uymayan oksit tenörü",
    "GD406": "başka adla verilmiş tenör",
    "GD407": "toplamı %100 olmayan oksit dağılımı",
    "GD408": "toplama uymayan tek oksitler",
    "GD409": "neyi saydığı belirtilmemiş rakam",
    "GD410": "olağan dışı oksit payları",
    "GD411": "komşularından yüksek tek sayılı element",
    "GD412": "doğada görülmeyen anomali",
    "GD413": "biçimi belirtilmemiş oksit",
    "GD414": "sınır tenörünü aşmayan ortalama tenör",
    "GD415": "esası başka olan rakam",
    "GD501": "rezervde yabancı kategori",
    "GD502": "rezerve katılmış mümkün maden kaynağı",
    "GD503": "toplama katılmış mümkün maden kaynağı",
    "GD504": "maden kaynağından büyük rezerv",
    "GD505": "SK-1300 maden kaynağına katılmış rezerv",
    "GD506": "rezervle ilişkisi açıklanmamış maden kaynağı",
    "GD507": "geçerlilik tarihi olmayan kodlu tahmin",
    "GD508": "kodundan eski tahmin",
    "GD509": "CRIRSCO kategorisi sayılmış devlet sınıfı",
    "GD510": "biçime uymayan UNFC sınıfı",
    "GD511": "eski tahmin",
    "GD512": "rezervi ve üretimi bilinmeyen maden",
    "GD601": "eksik kaynak",
    "GD602": "yılı bilinmeyen rakam",
    "GD603": "bozuk adres",
    "GD604": "gelecekteki tarih",
    "GD605": "yarım anlatılmış ortaklık",
    "GD606": "yalnızca açıklamaya dayanan rakam",
    "GD607": "yinelenen adres",
    "GD608": "kullanılmayan kaynak",
    "GD701": "metinde çalıştırılabilir kod",
    "GD702": "metinde hesap tablosu formülü",
    "GD703": "bozuk harfler",
    "GD801": "olası yinelenen kayıt",
    "GD802": "değişmiş dosya",
    "GD803": "kullanılmayan kabul",
}
"""Titles by the codes of the rules."""


def rule_title(code: str, lang: Language) -> str:
    """Return the title of a rule, or "" where its findings speak for themselves: in English."""
    return TITLES_TR.get(code, "") if lang == "tr" else ""
