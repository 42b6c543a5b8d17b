"""The words with which English, Spanish and Japanese print figures: of numbers, bounds, units, ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from typing import Final

from kg.text.cursor import Phrases


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What one language says; every key is folded (see `kg.spelling.fold`), its words parted by spaces.

    `language` is its tag (ISO 639-1), which stays when only its `points` are those of a region.
    `ones`, `teens`, `tens` and `hundreds` are the words of numbers below a thousand by the place they take,
    `times` the words that multiply what stands before them; `before` and `after` say how near a figure is;
    `signs` are those of arithmetic; `moves`, before a figure, and `turns`, after it, are -1 for what falls;
    `folds` are words for times, `counters` what may follow a number of things in a language without spaces;
    `points` mark decimals.
    """

    language: str
    points: str
    ones: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    times: Mapping[str, int]
    joining: frozenset[str]
    opening: frozenset[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    units: Mapping[str, tuple[str, Decimal]]
    ranks: Mapping[str, int]
    multiples: Mapping[str, Decimal]
    parts: Mapping[str, int]
    signs: Mapping[str, int]
    moves: Mapping[str, int]
    turns: Mapping[str, int]
    folds: frozenset[str]
    counters: frozenset[str]

    def __post_init__(self) -> None:
        for field in fields(self):
            if isinstance(value := getattr(self, field.name), dict):
                object.__setattr__(self, field.name, Phrases(value))

    @cached_property
    def later_ones(self) -> Phrases[int]:
        """The ones that go on a number; `a` begins one, while in `fifty a year` it belongs to the year."""
        return Phrases({word: value for word, value in self.ones.items() if word not in ("a", "an")})

    @cached_property
    def larger_times(self) -> Phrases[int]:
        """The words that multiply by more than a thousand."""
        return Phrases({word: factor for word, factor in self.times.items() if factor > 10**3})


def _numbered(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + step * place for place, word in enumerate(words.split())}


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def _meaning(**said: str) -> dict[str, str]:
    """Return what is said → its meaning, of meanings with what says them, parted by `|`."""
    return {phrase: name.replace("_", "-") for name, phrases in said.items() for phrase in phrases.split("|")}


def _moves(rises: str, falls: str, *patterns: str) -> dict[str, int]:
    """Return what is said of what rises (1) and falls (-1): each word in each pattern, where it is `{}`."""
    both = ((word, way) for way, text in ((1, rises), (-1, falls)) for word in text.split())
    return {pattern.format(word): way for word, way in both for pattern in patterns}


def _units(**said: str) -> dict[str, tuple[str, Decimal]]:
    meanings = _meaning(**said)
    return {phrase: (unit, Decimal(1)) for phrase, unit in meanings.items()}


_POINTS: Final = "percentage-points"
_SYMBOLIC: Final = _units(
    km="km", t="t", kg="kg", ha="ha", MW="mw", GW="gw", kW="kw", kWh="kwh", MWh="mwh", GWh="gwh", TWh="twh"
) | _units(km2="km2", m2="m2", m3="m3")
"""Units of measure by their symbols, written so in any language."""
_SYMBOLS: Final = {
    "%": ("percent", Decimal(1)),
    "pp": (_POINTS, Decimal(1)),
    "p.p.": (_POINTS, Decimal(1)),
    **dict.fromkeys(("bps", "bp", "pb"), (_POINTS, Decimal("0.01"))),
}

_NTH: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ENGLISH_TENS: Final = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_RISES: Final = "increase rise growth gain jump expansion"
_FALLS: Final = "decrease decline drop fall reduction contraction cut"
_ROSE: Final = "up rose risen grew grown climbed increased gained jumped surged advanced expanded soared"
_FELL: Final = (
    "down fell fallen dropped declined decreased shrank contracted slid slipped plunged plummeted tumbled"
)
_SUPERLATIVES: Final = "largest biggest highest greatest main primary top leading principal"

ENGLISH: Final = Lexicon(
    language="en",
    points=".",
    ones=_numbered("one two three four five six seven eight nine", 1) | {"a": 1, "an": 1, "zero": 0},
    teens=_numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10),
    tens=_ENGLISH_TENS,
    hundreds={},
    times={
        "hundred": 100,
        "thousand": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "billion": 10**9,
        "billions": 10**9,
        "trillion": 10**12,
        "trillions": 10**12,
        "dozen": 12,
    },
    joining=words("and"),
    opening=words("the its next last past another total of only just") | {"a total of"},
    before=_meaning(
        more_than=(
            "more than|over|exceed|exceeds|exceeded|exceeding|above|upwards of|in excess of|topped|>"
            "|well over|well above|slightly over|slightly above|slightly more than|a little over"
            "|a little more than|greater than|higher than"
        ),
        at_least=(
            "at least|no less than|not less than|no fewer than|a minimum of|minimum|≥|as few as|as little as"
            "|as low as"
        ),
        less_than="less than|fewer than|under|below|lower than|<",
        at_most=(
            "up to|at most|no more than|not more than|as much as|as many as|a maximum of|maximum|≤|as high as"
            "|not exceeding|capped at"
        ),
        nearly=(
            "nearly|almost|close to|near|just under|just below|just short of|slightly under|slightly below"
            "|slightly less than|a little under|a little less than"
        ),
        approximately=(
            "about|approximately|approx.|approx|around|some|roughly|circa|an estimated|estimated|~|≈|ca.|c."
            "|est.|estimated at|in the region of|in the order of|on the order of"
        ),
    ),
    after=_meaning(
        at_least="or more|or above|or higher|or over|and above|and over|and higher|at least",
        more_than="+|plus|and more",
        at_most="or less|or fewer|or below|at most",
        approximately="or so|approximately|approx.",
    ),
    units=_SYMBOLS
    | _SYMBOLIC
    | _units(
        percent="percent|per cent|pct",
        percentage_points="percentage points|percentage point",
        years="year|years",
        months="month|months",
        weeks="week|weeks",
        days="day|days",
        hours="hour|hours",
        minutes="minute|minutes",
        km="kilometers|kilometres|kilometer|kilometre",
        t="tonnes|tonne|metric tons|metric ton",
        kg="kilograms|kilogram|kilogrammes",
        ha="hectares|hectare",
        m="metres|meters|metre|meter",
        m2="square metres|square meters|square metre|square meter|sq m",
        km2="square kilometres|square kilometers|square kilometre|square kilometer|sq km",
        m3="cubic metres|cubic meters|cubic metre|cubic meter",
        L="litres|liters|litre|liter",
        bbl="barrels|barrel",
        kWh="kilowatt hours|kilowatt hour|kilowatt-hours|kilowatt-hour",
        MW="megawatts|megawatt",
        GW="gigawatts|gigawatt",
        kW="kilowatts|kilowatt",
        MWh="megawatt hours|megawatt hour|megawatt-hours|megawatt-hour",
        GWh="gigawatt hours|gigawatt hour|gigawatt-hours|gigawatt-hour",
        TWh="terawatt hours|terawatt hour|terawatt-hours|terawatt-hour",
    )
    | {
        "basis points": (_POINTS, Decimal("0.01")),
        "basis point": (_POINTS, Decimal("0.01")),
        "decade": ("years", Decimal(10)),
        "decades": ("years", Decimal(10)),
        "century": ("years", Decimal(100)),
        "centuries": ("years", Decimal(100)),
    },
    ranks=_numbered(_NTH, 1)
    | {word.removesuffix("y") + "ieth": number for word, number in _ENGLISH_TENS.items()}
    | dict.fromkeys(_SUPERLATIVES.split(), 1),
    multiples={
        **{
            stem + end: Decimal(factor)
            for stem, factor in (("doubl", 2), ("tripl", 3), ("quadrupl", 4), ("quintupl", 5))
            for end in ("e", "es", "ed", "ing", "y")
        },
        **{"halv" + end: Decimal("0.5") for end in ("e", "es", "ed", "ing")},
        "twice": Decimal(2),
        "thrice": Decimal(3),
    },
    parts={"half": 2, "halves": 2}
    | {word + end: place for word, place in _numbered(_NTH, 1).items() if place > 2 for end in ("", "s")},
    signs={"minus": -1, "negative": -1, "plus": 1, "-": -1, "−": -1, "▲": -1, "+": 1},
    moves=_moves(_ROSE, _FELL, "{}", "{} by")
    | _moves(_RISES, _FALLS, "{} of", "{} by", "a {} of", "an {} of", "{} in"),
    turns=_moves(_RISES + " higher", _FALLS + " lower", "{}"),
    folds=words("times fold -fold -times"),
    counters=words(""),
)


def _contracted(**said: str) -> dict[str, str]:
    """Return what is said → its meaning, also where its last word is one with the article after it."""
    told = _meaning(**said)
    return told | {f"{words}l": meaning for words, meaning in told.items() if words.endswith((" a", " de"))}


_SUBIDA: Final = "aumento incremento crecimiento avance repunte"
_BAJADA: Final = "descenso retroceso decremento recorte"
_ALZA: Final = "alza subida expansion"
_CAIDA: Final = "caida baja disminucion reduccion contraccion"
_SUBIO: Final = "crecio crecieron aumento aumentaron subio subieron incremento avanzo avanzaron repunto"
_BAJO: Final = "cayo cayeron disminuyo disminuyeron descendio descendieron retrocedio retrocedieron"
_PARTES: Final = {"cuarta": 4, "quinta": 5, "octava": 8, "decima": 10, "vigesima": 20, "centesima": 100}
_SPANISH_ONES: Final = "uno dos tres cuatro cinco seis siete ocho nueve"
_SPANISH_TEENS: Final = (
    "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos"
    " veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
)
_SPANISH_HUNDREDS: Final = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_SPANISH_NTH: Final = "primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo"

SPANISH: Final = Lexicon(
    language="es",
    points=".,",
    ones=_numbered(_SPANISH_ONES, 1) | {"un": 1, "una": 1, "cero": 0},
    teens=_numbered(_SPANISH_TEENS, 10) | {"veintiun": 21, "veintiuna": 21},
    tens=_numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10),
    hundreds=_numbered(_SPANISH_HUNDREDS, 100, 100)
    | {
        word[:-2] + "as": number
        for word, number in _numbered(_SPANISH_HUNDREDS, 100, 100).items()
        if number > 100
    }
    | {"cien": 100},
    times={
        "mil": 10**3,
        "miles": 10**3,
        "millon": 10**6,
        "millones": 10**6,
        "millardo": 10**9,
        "millardos": 10**9,
        "billon": 10**12,
        "billones": 10**12,
        "docena": 12,
        "docenas": 12,
    },
    joining=words("y"),
    opening=words("el la los las sus su proximos ultimos total de solo") | {"un total de"},
    before=_contracted(
        more_than=(
            "mas de|superior a|superiores a|mayor a|mayores a|por encima de|supero los|supero|excede|rebaso|>"
            "|poco mas de|algo mas de|un poco mas de|ligeramente superior a"
        ),
        at_least=(
            "al menos|por lo menos|no menos de|cuando menos|como minimo|≥|minimo|minimo de|un minimo de"
        ),
        less_than="menos de|inferior a|inferiores a|menor a|menores a|por debajo de|<",
        at_most="hasta|hasta en|no mas de|a lo mas|como maximo|≤|maximo|maximo de|un maximo de",
        nearly="casi|cerca de|cercano a|cercana a|poco menos de|ligeramente inferior a",
        approximately=(
            "aproximadamente|alrededor de|unos|unas|en torno a|unos cuantos|~|≈|aprox.|aprox|mas o menos"
            "|de aproximadamente|estimado en|estimada en"
        ),
    ),
    after=_meaning(
        at_least="o mas|como minimo|al menos",
        more_than="+",
        at_most="o menos|como maximo",
        approximately="aproximadamente|aprox.",
    ),
    units=_SYMBOLS
    | _SYMBOLIC
    | _units(
        percent="por ciento|porciento",
        percentage_points="puntos porcentuales|punto porcentual",
        years="ano|anos",
        months="mes|meses",
        weeks="semana|semanas",
        days="dia|dias",
        hours="hora|horas",
        minutes="minuto|minutos",
        km="kilometros|kilometro",
        t="toneladas|tonelada",
        kg="kilogramos|kilogramo",
        ha="hectareas|hectarea",
        m="metros|metro",
        m2="metros cuadrados|metro cuadrado",
        km2="kilometros cuadrados|kilometro cuadrado",
        m3="metros cubicos|metro cubico",
        L="litros|litro",
        bbl="barriles|barril",
        kW="kilovatios|kilowatts|kilovatio",
        kWh="kilovatios hora|kilovatios-hora|kilowatts hora|kilowatts-hora",
        MWh="megavatios hora|megavatios-hora|megawatts hora|megawatts-hora",
        GWh="gigavatios hora|gigavatios-hora|gigawatts hora|gigawatts-hora",
        MW="megavatios|megawatts|megavatio",
        GW="gigavatios|gigawatts|gigavatio",
    )
    | {
        "puntos base": (_POINTS, Decimal("0.01")),
        "decada": ("years", Decimal(10)),
        "decadas": ("years", Decimal(10)),
        "siglo": ("years", Decimal(100)),
        "siglos": ("years", Decimal(100)),
    },
    ranks=_numbered(_SPANISH_NTH, 1)
    | {word + "o": place for word, place in (("primer", 1), ("tercer", 3))}
    | {word.rstrip("o") + "a": place for word, place in _numbered(_SPANISH_NTH, 1).items()},
    multiples={
        **dict.fromkeys(("duplico", "duplicar", "duplicado", "se duplico", "el doble", "doble"), Decimal(2)),
        **dict.fromkeys(
            ("triplico", "triplicar", "triplicado", "se triplico", "el triple", "triple"), Decimal(3)
        ),
        **dict.fromkeys(("cuadruplico", "cuadruplicar", "se cuadruplico"), Decimal(4)),
    },
    parts={"mitad": 2, "medio": 2, "media": 2, "cuartos": 4, "tercio": 3, "tercios": 3, "quintos": 5}
    | {f"{word}{end}": part for word, part in _PARTES.items() for end in (" parte", "s partes")},
    signs={"menos": -1, "-": -1, "−": -1, "+": 1},
    moves=_moves(_SUBIO, _BAJO, "{}", "{} en", "{} un")
    | {f"se {word}": way for word, way in (("incremento", 1), ("elevo", 1), ("redujo", -1), ("contrajo", -1))}
    | _moves(_SUBIDA, _BAJADA, "{} de", "{} del", "un {} de", "un {} del")
    | _moves(_ALZA, _CAIDA, "{} de", "{} del", "una {} de", "una {} del", "un {} de"),
    turns=_moves("mas", "menos", "{}") | _moves(f"{_SUBIDA} {_ALZA}", f"{_BAJADA} {_CAIDA}", "de {}"),
    folds=words("veces"),
    counters=words(""),
)

_KANJI: Final = "一 二 三 四 五 六 七 八 九"

JAPANESE: Final = Lexicon(
    language="ja",
    points=".",
    ones=_numbered(_KANJI, 1) | {"〇": 0, "零": 0},
    teens={},
    tens={},
    hundreds={},
    times={"十": 10, "百": 100, "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12},
    joining=words(""),
    opening=words("総額 計 合計 の"),
    before=_meaning(
        approximately="約|およそ|おおよそ|概ね|推定|~|≈",
        nearly="ほぼ|ほとんど",
        at_least="少なくとも|最低|≥",
        at_most="最大|最大で|≤",
        more_than=">",
        less_than="<",
    ),
    after=_meaning(
        at_least="以上",
        at_most="以下|まで",
        less_than="未満|を下回る",
        more_than="超|を超える|を超え|超え|を上回る|余り|あまり|余|強|+",
        nearly="近く|弱",
        approximately="程度|前後|ほど|ぐらい|くらい",
    ),
    units=_SYMBOLS
    | _SYMBOLIC
    | _units(
        percent="パーセント",
        percentage_points="ポイント|パーセントポイント|%ポイント",
        years="年間|周年|か年|カ年|ヵ年",
        months="か月|カ月|ヵ月|ヶ月|箇月|か月間|カ月間|ヶ月間",
        weeks="週間",
        days="日間",
        hours="時間",
        minutes="分間",
        km="キロメートル|キロ メートル",
        t="トン",
        kg="キログラム",
        ha="ヘクタール",
        MW="メガワット",
        GW="ギガワット",
        kW="キロワット",
        m="メートル",
        m2="平方メートル",
        km2="平方キロメートル|平方キロ",
        m3="立方メートル",
        L="リットル",
        bbl="バレル",
        kWh="キロワット時",
        MWh="メガワット時",
        GWh="ギガワット時",
    )
    | {"割": ("percent", Decimal(10)), "世紀": ("years", Decimal(100))},
    ranks={"首位": 1, "最大": 1},
    multiples={"倍増": Decimal(2), "半減": Decimal("0.5")},
    parts={"半分": 2},
    signs={"マイナス": -1, "プラス": 1, "▲": -1, "△": -1, "-": -1, "−": -1, "+": 1},
    moves={},
    turns=_moves("増 増加 上昇 拡大 伸び プラス", "減 減少 低下 下落 縮小 マイナス", "{}", "の{}"),
    folds=words("倍"),
    counters=words(
        "社 人 名 件 台 店 店舗 校 本 戸 隻 機 個 基 州 都市 工場 企業 拠点 か国 カ国 ヵ国 ヶ国 か所 カ所"
        " ヶ所 箇所 項目 品目 種類 世帯 便 回 ケ国 箇国 ケ所 団体 分野 路線 軒 頭 組 県"
    ),
)
