"""Chinese, Japanese and Korean names in an author list: family name first, mostly without a blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from citetrail.model import Person, group

FIRST_HAN = "\u3400"  # a text without this or a later sign holds no such name
_HAN, _HANGUL = r"\u3005\u3400-\u9fff\uf900-\ufaff", r"\uac00-\ud7a3"
_DOUBLE_FAMILIES = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 東方 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 夏侯 轩辕 "
    "남궁 황보 제갈 사공 선우 독고".split()
)


class _Patterns(NamedTuple):
    """Made when first needed: ranges of thousands of signs take a while."""

    sign: re.Pattern[str]
    name: re.Pattern[str]
    mark: re.Pattern[str]  # between names
    body: re.Pattern[str]  # how the names of bodies end
    hangul: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        re.compile(f"[{_HAN}{_HANGUL}]"),
        re.compile(f"[{_HAN}]{{2,5}}|[{_HANGUL}]{{2,4}}"),
        re.compile(rf"\s*[,;&·ㆍ・․/]\s*|(?<=[{_HAN}{_HANGUL}])(?:\.|\s+and\s+|와\s|과\s)\s*(?=[{_HAN}{_HANGUL}])"),
        re.compile(
            r"(?:学会|學會|協会|协会|協會|研究所|研究院|委员会|委員会|委員會|部|局|大学|大學|省|庁|廳|院|館|馆|社|会|團|団|课题组|課題組"
            r"|학회|협회|연구소|연구원|위원회|부|청|원|처)$"
        ),
        re.compile(f"[{_HANGUL}]"),
    )


Persons = list[Person | None]
# The family names of nearly all Chinese, simplified and not.
_CHINESE_FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛"
    "叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊"
    "兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊梅莫庄莊辛管祝左涂谷祁时時舒耿牟卜詹关關苗凌费費纪紀靳盛童欧"
    "歐甄项項曲成游阳裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵解强柴华華车車冉房边邊辜吉饶饒刁瞿戚丘古米池滕晋苑邬臧畅宫宮来全褚廉"
    "简簡娄婁盖符木穆党黨燕郎邸冀谈談姬屠连連晏郁商蒙喻揭窦宇敖糜冷卓花仇艾蓝藍都巩井练仲乐樂虞卞封冼原官衣楚佟匡宗应應巫桑荆明沙伏岑习費余伊凤"
)


def persons_in_east(text: str, of_others: Callable[[str], Persons]) -> Persons:
    """The persons of a list with such names, in order; empty without any. `of_others` reads Latin names in it."""
    patterns = _patterns()
    if not patterns.sign.search(text):
        return []
    parts = [part for part in patterns.mark.split(text) if part.strip(" .。|")]
    persons = [one for part in parts for one in _persons(part, of_others)]
    if any(one and one.family and len(one.family) == 2 and one.family not in _DOUBLE_FAMILIES for one in persons):
        return [_as_japanese(one) for one in persons]
    return persons


def _as_japanese(one: Person | None) -> Person | None:
    """In a list with a Japanese name the others are, too: `金井崇` is Kanai Takashi there."""
    whole = f"{one.family}{one.given}" if one and one.family and one.given else ""
    if len(whole) != 3 or not one or len(one.family or "") != 1 or _patterns().hangul.search(whole):
        return one
    return Person(family=whole[:2], given=whole[2:])


def _persons(part: str, of_others: Callable[[str], Persons]) -> Sequence[Person | None]:
    """One part of the list; a name's two parts may be set apart (`鈴木 花子`), and so may several names."""
    patterns, words = _patterns(), part.strip(" .。|").split()
    if not any(patterns.sign.search(word) for word in words):
        return of_others(part.strip())
    if len(words) > 1 and not all(patterns.name.fullmatch(word) or len(word) == 1 for word in words):
        return [group(" ".join(words))]
    if len(words) == 2 and (len(words[0]) == 1 or len(words[1]) < 3) and sum(map(len, words)) < 6:
        return [Person(family=words[0], given=words[1])]
    return [_person(word) for word in words]


def _is_japanese(word: str) -> bool:
    """Whether three Han signs are a Japanese name: no Chinese (or Korean) family begins so."""
    return len(word) == 3 and word[0] not in _CHINESE_FAMILIES and not _patterns().hangul.match(word)


def _person(word: str) -> Person:
    """A name without a blank: the family name is the first sign (or a known pair, or two of four signs)."""
    patterns = _patterns()
    if not patterns.name.fullmatch(word) or (len(word) > 3 and patterns.body.search(word)):
        return group(word)
    cut = 2 if word[:2] in _DOUBLE_FAMILIES or len(word) > 3 or _is_japanese(word) else 1
    return Person(family=word[:cut], given=word[cut:] or None)
