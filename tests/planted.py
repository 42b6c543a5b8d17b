"""The seven mistakes that a fluent draft holds, each planted under a passage in three languages."""

from typing import NamedTuple

import pytest

WHO = """
JP: {a: Country, label: {en: Japan, es: Japón, ja: 日本}, wording: {en: [Japanese]}, iso3166: JP}
CL: {a: Country, label: {en: Chile, es: Chile, ja: チリ}, iso3166: CL}
KR: {a: Country, label: {en: Korea, es: Corea, ja: 韓国}, iso3166: KR}
hanjin: {a: Company, label: {en: Hanjin, ja: ハンジン}}
rojas: {a: Official, label: {en: Rojas, ja: ロハス}}
kim: {a: Official, label: {en: Kim, ja: 金大臣}}
santiago: {a: City, label: {en: Santiago, ja: サンティアゴ}, locatedIn: CL}
"""


class Case(NamedTuple):
    """A passage that is a whole text, what its row states wrongly and rightly, and words of the problem."""

    quote: str
    language: str
    row: str
    wrong: str
    right: str
    words: str


MEETING = "a: Meeting, participant: [rojas, kim], duration: {}"
SPOKEN = "a: SpeechAct, act: stated, speaker: {}"
TRADE = "a: Observation, indicator: exports, {}, period: 2023, printed: US$5 million"
TRADE_ES, TRADE_JA = TRADE.replace("million", "millones"), TRADE.replace("US$5 million", "500万ドル")
INVESTED, INVESTED_ES, INVESTED_JA = (
    trade.replace("exports", "fdi-inflow") for trade in (TRADE, TRADE_ES, TRADE_JA)
)
SHARE = "a: Observation, indicator: import-share, about: CL, period: 2023, printed: {}"
SALES = "a: Observation, indicator: exports, about: CL, period: 2023, {}"
TOLD = "a: Observation, indicator: exports, from: CL, to: KR, period: 2023, printed: {}"
BALANCE = (
    "a: Observation, indicator: trade-balance, between: [CL, KR], inFavorOf: {}, period: 2023, printed: "
)
BEGAN = "a: Meeting, participant: [rojas, kim], period: '{}'"

PLANTED = {
    "a duration": [
        Case("Rojas met Kim for fifty minutes.", "en", MEETING, "PT5M", "PT50M", "duration is PT5M"),
        Case("Rojas met Kim for 1.5 hours.", "en", MEETING, "PT15M", "PT1H30M", "duration is PT15M"),
        Case("Rojas y Kim hablaron cincuenta minutos.", "es", MEETING, "PT5M", "PT50M", "duration is PT5M"),
        Case("Rojas habló con Kim una hora y media.", "es", MEETING, "PT1H", "PT90M", "duration is PT1H"),
        Case("ロハスは金大臣と約50分間会談した。", "ja", MEETING, "PT5M", "PT50M", "duration is PT5M"),
        Case("ロハスは金大臣と1時間半会談した。", "ja", MEETING, "PT1H", "PT1H30M", "duration is PT1H"),
        Case("Rojas met Kim for a quarter of an hour.", "en", MEETING, "PT1H", "PT15M", "duration is PT1H"),
        Case("Rojas met Kim (45 min).", "en", MEETING, "PT4H5M", "PT45M", "duration is PT4H5M"),
        Case("Rojas y Kim hablaron un cuarto de hora.", "es", MEETING, "PT1H", "PT15M", "duration is PT1H"),
    ],
    "a value beside its figure": [
        Case("In 2023 Chile sold 12 billion yen.", "en", SALES.format("printed: 12 billion yen{}"),
             ", value: 12", ", value: 12000000000", "value is 12"),
        Case("En 2023 Chile exportó 12 mil millones de yenes.", "es",
             SALES.format("printed: 12 mil millones de yenes{}"),
             ", value: 12", ", value: 12000000000", "value is 12"),
        Case("2023年、チリの輸出は120億円だった。", "ja", SALES.format("printed: 120億円{}"),
             ", value: 120", ", value: 12000000000", "value is 120"),
        Case("In 2023 Chile sold 12 billion yen.", "en", SALES,
             "value: 12, unit: JPY, approximation: exact", "printed: 12 billion yen", "value is 12"),
        Case("2023年、チリの輸出は120億円だった。", "ja", SALES,
             "value: 120, unit: JPY, approximation: exact", "printed: 120億円", "value is 120"),
        Case("In 2023 Chile sold goods for US$3 million.", "en", SALES.format("printed: US$3 million{}"),
             ", unit: JPY", ", unit: USD", "unit is JPY"),
        Case("En 2023 Chile exportó 3 millones de yenes.", "es",
             SALES.format("printed: 3 millones de yenes{}"), ", unit: USD", ", unit: JPY", "unit is USD"),
        Case("2023年、チリの輸出は120億円だった。", "ja", SALES.format("printed: 120億円{}"),
             ", unit: USD", ", unit: JPY", "unit is USD"),
    ],
    "a time zone": [
        Case("On 4 May 2023 Rojas met Kim at 5:00 p.m. in Chile (6:00 a.m. on 5 May in Korea).", "en", BEGAN,
             "2023-05-04T17:00:00+09:00", "2023-05-04T17:00:00-04:00", "06:00 in KR"),
        Case("On 5 May 2023 Rojas met Kim at 6:00 a.m. Korea time.", "en", BEGAN,
             "2023-05-05T06:00:00-04:00", "2023-05-05T06:00:00+09:00", "06:00 in KR"),
        Case("El 5 de mayo de 2023 Rojas vio a Kim a las 17:00 (6:00 horas de Corea).", "es", BEGAN,
             "2023-05-04T17:00:00+09:00", "2023-05-04T17:00:00-04:00", "06:00 in KR"),
        Case("2023年5月4日午後5時(韓国時間5日午前6時)、ロハスは金大臣と会談した。", "ja", BEGAN,
             "2023-05-04T17:00:00+09:00", "2023-05-04T17:00:00-04:00", "06:00 in KR"),
        Case("2023年5月5日、韓国時間午前6時、ロハスは金大臣と会談した。", "ja", BEGAN,
             "2023-05-05T06:00:00-04:00", "2023-05-05T06:00:00+09:00", "06:00 in KR"),
        Case("On 4 May 2023 Rojas met Kim in Chile at 5:00 p.m. local time.", "en", BEGAN + ", place: CL",
             "2023-05-04T17:00:00+09:00", "2023-05-04T17:00:00-04:00", "17:00 in CL"),
        Case("On 4 May 2023 Rojas met Kim at 7:00 p.m. (6:00 a.m. in Santiago).", "en", BEGAN,
             "2023-05-04T19:00:00+08:00", "2023-05-04T19:00:00+09:00", "06:00 in santiago"),
        Case("On 4 May 2023 Rojas met Kim at 5:00 p.m. (6:00 a.m. KST on 5 May).", "en", BEGAN,
             "2023-05-04T17:00:00+09:00", "2023-05-04T17:00:00-04:00", "06:00 in KST"),
        Case("On 4 May 2023 Rojas met Kim at 21:00 UTC+9.", "en", BEGAN,
             "2023-05-04T21:00:00Z", "2023-05-04T21:00:00+09:00", "21:00 in UTC+9"),
        Case("El 4 de mayo de 2023 Rojas vio a Kim a las 17:00 hora local de Santiago.", "es", BEGAN,
             "2023-05-04T17:00:00+09:00", "2023-05-04T17:00:00-04:00", "17:00 in santiago"),
        Case("2023年5月4日17時(現地時間、韓国時間5日6時)、ロハスは金大臣と会談した。", "ja", BEGAN,
             "2023-05-04T17:00:00+09:00", "2023-05-04T17:00:00-04:00", "06:00 in KR"),
    ],
    "a speaker": [
        Case("Rojas said that Kim agreed.", "en", SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("Rojas dijo que Kim estaba de acuerdo.", "es", SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("ロハスは金大臣の訪問を歓迎すると述べた。", "ja", SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("Trade will grow, Rojas said.", "en", SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("In response to Kim, Rojas said that trade will grow.", "en", SPOKEN, "kim", "rojas",
             "speaker is kim"),
        Case("Responding to this, and after a long silence in the room, Rojas said that Kim was right.", "en",
             SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("“El comercio crecerá”, dijo Rojas a Kim.", "es", SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("A su vez, según Rojas, Kim estaba de acuerdo.", "es", SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("金大臣に対し、ロハスは貿易が伸びると述べた。", "ja", SPOKEN, "kim", "rojas", "speaker is kim"),
        Case("Rojas said that exports from Chile to Korea were US$5 million in 2023.", "en", TOLD,
             "US$5 million", "US$5 million, saidBy: rojas", "is what rojas says"),
        Case("Según Rojas, las exportaciones de Chile a Corea sumaron US$5 millones en 2023.", "es", TOLD,
             "US$5 millones", "US$5 millones, saidBy: rojas", "is what rojas says"),
        Case("ロハスは、2023年のチリから韓国への輸出は500万ドルだったと述べた。", "ja", TOLD,
             "500万ドル", "500万ドル, saidBy: rojas", "is what rojas says"),
    ],
    "a direction": [
        Case("In 2023 exports from Chile to Korea were US$5 million.", "en", TRADE, "from: KR, to: CL",
             "from: CL, to: KR", "come from CL"),
        Case("In 2023 Chile exported goods worth US$5 million to Korea.", "en", TRADE, "from: KR, to: CL",
             "from: CL, to: KR", "come from CL"),
        Case("In 2023 Korean investment in Chile was US$5 million, said Korea.", "en", INVESTED,
             "from: CL, to: KR", "from: KR, to: CL", "go to CL"),
        Case("En 2023 las exportaciones de Chile a Corea sumaron US$5 millones.", "es", TRADE_ES,
             "from: KR, to: CL", "from: CL, to: KR", "come from CL"),
        Case("En 2023, la inversión de Corea en Chile sumó US$5 millones.", "es", INVESTED_ES,
             "from: CL, to: KR", "from: KR, to: CL", "come from KR"),
        Case("En 2023 Chile exportó a Corea US$5 millones.", "es", TRADE_ES,
             "from: KR, to: CL", "from: CL, to: KR", "come from CL"),
        Case("2023年、チリから韓国への輸出は500万ドルだった。", "ja", TRADE_JA,
             "from: KR, to: CL", "from: CL, to: KR", "come from CL"),
        Case("2023年、韓国の対チリ投資は500万ドルだった。", "ja", INVESTED_JA,
             "from: CL, to: KR", "from: KR, to: CL", "go to CL"),
        Case("In 2023 Chile and Korea had a balance of US$5 million in favour of Chile.", "en",
             BALANCE + "US$5 million", "KR", "CL", "inFavorOf is KR"),
        Case("En 2023 el saldo de Chile y Corea fue de US$5 millones a favor de Chile.", "es",
             BALANCE + "US$5 millones", "KR", "CL", "inFavorOf is KR"),
        Case("2023年の韓国との貿易は、チリ側の500万ドルの黒字だった。", "ja",
             BALANCE + "500万ドル", "KR", "CL", "inFavorOf is KR"),
    ],
    "a country absent from the quote": [
        Case("In 2023 exports from Chile to Korea were US$5 million.", "en", TRADE, "from: CL, to: JP",
             "from: CL, to: KR", "to is JP"),
        Case("En 2023 las exportaciones de Chile a Corea sumaron US$5 millones.", "es", TRADE_ES,
             "from: CL, to: JP", "from: CL, to: KR", "to is JP"),
        Case("2023年、チリから韓国への輸出は500万ドルだった。", "ja", TRADE_JA,
             "from: CL, to: JP", "from: CL, to: KR", "to is JP"),
        Case("Hanjin operates in Chile.", "en", "operatesIn: {}", "KR", "CL", "operatesIn is KR"),
        Case("Hanjin opera en Chile.", "es", "operatesIn: {}", "KR", "CL", "operatesIn is KR"),
        Case("ハンジンはチリで操業している。", "ja", "operatesIn: {}", "KR", "CL", "operatesIn is KR"),
    ],
    "a unit left out": [
        Case("In 2023 the share of Chile was 70 percent.", "en", SHARE,
             "'70'", "70 percent", "'70'"),
        Case("En 2023 la cuota de Chile fue del 70 por ciento.", "es",
             SHARE, "'70'", "70 por ciento", "'70'"),
        Case("En 2023 Chile exportó US$5 millones.", "es", SALES.format("printed: {}"),
             "'5'", "US$5 millones", "'5'"),
        Case("2023年、チリの比率は70%だった。", "ja", SHARE,
             "'70'", "'70%'", "'70'"),
        Case("2023年、チリの比率は7割だった。", "ja", SHARE,
             "'7'", "7割", "'7'"),
        Case("2023年、チリの輸出は120億円だった。", "ja", SALES.format("printed: {}"),
             "120億", "120億円", "'120億'"),
        Case("In 2023 Chile sold goods for C$5 million.", "en", SALES.format("printed: {}"),
             "$5 million", "C$5 million, value: 5000000, unit: USD, approximation: exact", "a part of 'C$5"),
        Case("In 2023 Chile sold goods for US$ 2.25 billon.", "en", SALES.format("printed: US$ 2.25{}"),
             "", " billon, value: 2250000000, unit: USD, approximation: exact", "'US$ 2.25 billon'"),
        Case("En 2023 Chile exportó MXN$5 millones.", "es", SALES.format("printed: {}"),
             "$5 millones", "MXN$5 millones", "a part of 'MXN$5 millones'"),
    ],
}  # fmt: skip
"""The seven mistakes that a fluent draft holds, each as it would be written and as it should be."""
CASES = [pytest.param(case, id=f"{kind}: {case.quote}") for kind, cases in PLANTED.items() for case in cases]
