"""References as Korean, Japanese, Chinese, Arabic, Persian, Hebrew and Greek lists print them; titles are made of words.

The open metadata at hand hardly hold any. Journals' names are put together from parts too, so that they are read by
their build and not by heart.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from free_styles import Piece

KO_FAMILIES = "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 전 홍 고 문 양 손 배 백 허 유 남 심 노 하 곽 성 차 주 우 구 민 진 엄".split()
KO_GIVEN = "민 서 지 현 준 영 수 은 진 희 철 호 성 재 경 미 혜 정 연 태 동 상 용 승 기 광 주 선 숙 원 윤 하 종 규 석 환 식 협 창".split()
KO_TOPICS = (
    "서해안 갯벌 생태, 전통 한옥의 단열, 유아 그림책, 프랑스 혁명, 반도체 공정, 지진 대피 훈련, 벼 품종 육성, 민요 채보, 조기 영어 교육, 항생제 내성, 판소리, "
    "지방 선거, 커피 소비, 태양광 발전, 청소년 수면, 가야금 산조, 훈민정음, 실업 급여, 연안 어업, 교량 내진 설계, 치매 환자 가족, 근대 소설, 조세 부담, "
    "딥러닝(Deep Learning) 모형, 요가(Yoga) 수련, 1980년대 노동 운동, 19세기 풍속화, 건강보험, 국립공원 탐방객, 전기 자동차 배터리, 불상 양식, 골다공증, "
    "산림 토양, 漢詩 번역, 중등 과학 수업, 은행 대출, 도로 소음, 사찰 음식, 3D 프린팅, 재활 운동"
).split(", ")
KO_FORMS = (
    "{a}에 관한 연구", "{a}이 {b}에 미치는 영향", "{a}의 특성과 과제", "{a}을 위한 {b} 개선 방안", "{a}: {b}를 중심으로", "{a}에 대하여",
    "{a} 기반 {b} 시스템의 설계 및 구현", "{a}, {b}의 관계: 매개효과를 중심으로", "{a}, {b}", "'{a}'과 {b}", "{a}-{b}를 중심으로-", "{a}와 {b}의 관계에 관한 실증 연구", "{a} 요인 분석 – {b}의 매개효과", "{a}의 현황과 전망",
)  # fmt: skip
KO_FIELDS = (
    "사회 교육 경영 경제 법 행정 역사 철학 언론 심리 간호 체육 건축 정보 통계 수학 물리 화학 생물 지질 국어 서양사 미술 음악 관광 무역 회계 컴퓨터 전자 "
    "통신 기계 토목 환경 농업 식품 의류 산림 수의 약 종교 번역 조경 문화 과학기술 보건 복지"
).split()
KO_ENDS = (
    "학회지",
    "학연구",
    "연구",
    "학회논문지",
    "학회논문집",
    "논총",
    "학보",
    "과학연구",
    "논문지",
    "저널",
    "학",
    "정책",
    "평론",
)
KO_BEFORE = ("", "", "한국", "대한", "한국 ", "현대", "동아시아", "서울")
ZH_FAMILIES = (
    "王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂张刘陈杨黄吴孙马罗郑谢萧邓许"
)
ZH_GIVEN = "偉芳娜敏靜麗強磊軍洋勇艷傑娟濤明超秀霞平剛桂英華文玉建國志海雲飛鵬宇浩晨雪梅蘭春紅光輝中宏美玲家慧"
ZH_TOPICS = (
    "傳統文化 兩岸關係 臺灣原住民 宋代文學 明清小說 高等教育 語言習得 社區營造 古籍整理 甲骨文字 佛教思想 針灸治療 水稻栽培 地震災害 供應鏈管理 "
    "电子商务 农村金融 城市化进程 机器翻译 知识图谱 近代史料 民族音乐 企业创新 汉语语法 气候变化 环境治理 高血壓病 茶葉貿易 書法藝術 海洋生物 "
    "幼兒園課程 國際法 鋼筋混凝土 基因編輯 家庭暴力"
).split()
ZH_FORMS = (
    "{a}特點淺析", "{a}與{b}之關係", "試論{a}", "從{a}到{b}", "{a}研究綜述", "论{a}与{b}", "{a}初探", "{a}對{b}的影響", "略談{a}的{b}問題",
    "{a}治療{b}觀察", "{a}視野下的{b}", "基於{a}的{b}分析",
)  # fmt: skip
ZH_PLACES = "臺灣 北京 上海 四川 東北 华南 浙江 臺北 中國 中国 河北 湖南 江苏 廣東 當代 现代 國際 山西 福建".split()
ZH_FIELDS = (
    "中醫 醫學 護理 歷史 史學 哲學 文學 教育 經濟 管理 語文 地理 心理 法学 農業 医药 图书情报 民族 社会科学 师范大学 考古 宗教 體育 藝術 音樂學院 化工 "
    "水利 金融"
).split()
ZH_ENDS = [*"學報 學報 雜誌 杂志 雜志 研究 季刊 月刊 论坛 論叢 集刊 学刊 学报 评论 通讯".split(), ""]
JA_FAMILIES = "山田 佐藤 鈴木 高橋 田中 伊藤 渡辺 中村 小林 加藤 吉田 斎藤 松本 井上 木村 清水 石川 岡田 長谷川 藤原 西谷 森 大野 北島".split()
JA_GIVEN = "太郎 花子 健一 裕子 誠 明美 和彦 直樹 真理 正 康弘 由美 隆 浩二 智子 秀樹 恵 えり子 俊介".split()
JA_TOPICS = (
    "江戸文学 日本語教育 地域福祉 高齢者の介護 近代建築 機械学習 中世仏教 雇用制度 災害情報 環境会計 児童の発達 漢字の受容 縄文土器 "
    "オンライン授業 スポーツ・マネジメント 学校給食 デジタルアーカイブ 火山噴火 ロボット制御 メディアリテラシー 農村社会 短歌の表現 エネルギー政策"
).split()
JA_FORMS = (
    "{a}に関する研究",
    "{a}と{b}",
    "{a}の変遷について",
    "{a}における{b}の意義",
    "{a}をめぐって",
    "{a}の成立と展開",
    "{a}の分析",
)
JA_NAMES = (
    "日本語教育 教育学研究 社会学評論 経済研究 国文学 人文学報 情報処理学会論文誌 電子情報通信学会誌 日本建築学会論文集 史学雑誌 歴史学研究 地理学評論 "
    "心理学研究 看護研究 民俗学 仏教学研究 現代思想 情報管理 リハビリテーション医学 数理科学 科学哲学 オペレーションズ・リサーチ 日本金属学会誌 農業経済研究"
).split()
SEMITIC = {
    "ar": ("محمد أحمد;علي حسن;فاطمة الزهراء;خالد العمري;سعاد بن علي;يوسف الخطيب;نورة السالم", "أثر;دور;دراسة;تحليل;تطور;مشكلات",
           "التعليم الإلكتروني;الاقتصاد الإسلامي;اللغة العربية;الشباب الجامعي;التنمية المستدامة;الأدب الأندلسي;الإدارة المحلية",
           "مجلة جامعة دمشق;مجلة العلوم التربوية;المجلة العربية للعلوم;مجلة كلية الآداب;مجلة دراسات", "مج. ;المجلد ", "ع. ;العدد ", "ص ;ص ص ;ص. ",
           "دار الفكر;دار المعارف;مكتبة لبنان", "القاهرة;بيروت;دمشق;عمان"),
    "fa": ("محمدی، علی;رضایی، مریم;حسینی، سید محمد;کریمی، زهرا;احمدی، رضا", "بررسی;تحلیل;تأثیر;نقش;ارزیابی",
           "آموزش الکترونیکی;سلامت روان دانشجویان;شعر معاصر فارسی;مدیریت دانش;منابع آب;رشد اقتصادی",
           "مجله علوم پزشکی;فصلنامه پژوهش;مجله علوم انسانی;نشریه مدیریت;پژوهشنامه ادبیات", "دوره ;سال ", "شماره ;ش ", "ص ;صص ",
           "انتشارات دانشگاه تهران;نشر نی;انتشارات سمت", "تهران;مشهد;اصفهان"),
    "he": ("כהן, ד'.;לוי, ש'.;מזרחי, א'.;פרץ, נ'.;אברהם, י'.", "על;עיונים ב;לשאלת;מגמות ב;בין",
           "הספרות העברית;החינוך בישראל;ההיסטוריה של העם היהודי;לשון חז\"ל;הקיבוץ;המשפט הציבורי",
           "ציון;תרביץ;לשוננו;מגמות;קתדרה;מדעי היהדות", "כרך ;", "גיליון ;חוברת ", "עמ' ;עמודים ", "הוצאת מאגנס;עם עובד;מוסד ביאליק", "ירושלים;תל אביב;חיפה"),
    "el": ("Παπαδόπουλος, Γ.;Γεωργίου, Μ.;Νικολάου, Α.;Ιωάννου, Κ.;Δημητρίου, Ε.", "Η μελέτη;Ο ρόλος;Ζητήματα;Προβλήματα;Η εξέλιξη",
           "της ελληνικής γλώσσας;της εκπαίδευσης;του τουρισμού;της νεότερης ιστορίας;των οικοσυστημάτων;της βυζαντινής τέχνης",
           "Επιστημονική Επετηρίδα;Σύγχρονα Θέματα;Μνήμων;Επιθεώρηση Κοινωνικών Ερευνών;Ελληνικά", "τόμ. ;τ. ", "τεύχ. ;τχ. ", "σσ. ;σ. ;σελ. ",
           "Εκδόσεις Πατάκη;Καστανιώτης;Gutenberg", "Αθήνα;Θεσσαλονίκη"),
}  # fmt: skip
ANDS = {"ar": "في", "fa": "در", "he": "ועל", "el": "και"}
Facts = dict[str, str]


def _digits(rng: random.Random, first: int, last: int) -> str:
    return str(rng.randint(first, last))


def _facts(rng: random.Random, title: str, names: list[str], container: str) -> Facts:
    page = rng.randint(1, 480)
    return {
        "title": title, "container": container, "year": _digits(rng, 1958, 2024), "volume": _digits(rng, 1, 120),
        "issue": _digits(rng, 1, 24), "first": str(page), "last": str(page + rng.randint(3, 40)), "names": "\0".join(names),
    }  # fmt: skip


def _filled(form: str, topics: list[str], rng: random.Random) -> str:
    first, second = rng.sample(topics, 2)
    return form.format(a=first, b=second)


def korean(rng: random.Random) -> list[Piece]:
    """저자, '제목,' 학회지, 제23권, 제1호, pp.26-32, 2017. and its like."""
    names = [
        rng.choice(KO_FAMILIES) + "".join(rng.sample(KO_GIVEN, rng.choice((1, 2, 2, 2))))
        for _ in range(rng.choice((1, 1, 2, 2, 3, 4)))
    ]
    journal = rng.choice(KO_BEFORE) + rng.choice(KO_FIELDS) + rng.choice(KO_ENDS)
    if rng.random() < 0.15:
        journal = rng.choice(
            (
                "Journal of Information Technology Applications & Management",
                "담론201",
                "21세기사회복지연구",
                "광고 PR 실학연구",
                "Asia Pacific Review",
            )
        )
    facts = _facts(rng, _filled(rng.choice(KO_FORMS), KO_TOPICS, rng), names, journal)
    society = rng.choice(KO_BEFORE[2:4]) + rng.choice(KO_FIELDS) + "학회"
    author = (
        rng.choice((", ", ", ", "·", ".", "ㆍ", "․ ")).join(names)
        if len(names) < 4
        else names[0] + rng.choice((" 외", " 등")),
        "author",
    )
    return _in_east(facts, author, rng, KO_WORDS, society, rng.choice(("서울", "부산", "파주", "대전")))


def chinese(rng: random.Random) -> list[Piece]:
    """作者. 標題. 期刊. 2002. 15(2). and 作者：〈標題〉，《期刊》第5卷第3期（2010年），頁12-34。"""
    names = [
        rng.choice(ZH_FAMILIES) + "".join(rng.sample(ZH_GIVEN, rng.choice((1, 2, 2))))
        for _ in range(rng.choice((1, 1, 2, 3)))
    ]
    journal = rng.choice(ZH_PLACES) + rng.choice(ZH_FIELDS) + rng.choice(ZH_ENDS)
    facts = _facts(rng, _filled(rng.choice(ZH_FORMS), ZH_TOPICS, rng), names, journal)
    author = (
        rng.choice((", ", ", ", "、", "，", " ", ".")).join(names)
        + (rng.choice(("等", ", 等")) if len(names) > 2 else ""),
        "author",
    )
    house = rng.choice("科學出版社 中華書局 商務印書館 人民出版社 三民書局 上海古籍出版社 聯經出版公司".split())
    return _in_east(facts, author, rng, ZH_WORDS, house, rng.choice(("北京", "上海", "臺北", "香港")))


def japanese(rng: random.Random) -> list[Piece]:
    """著者「標題」『雑誌』12巻3号、2010年、12-34頁。 and its like."""
    blank = rng.choice(("", "", " "))
    names = [rng.choice(JA_FAMILIES) + blank + rng.choice(JA_GIVEN) for _ in range(rng.choice((1, 1, 2, 3)))]
    journal = rng.choice(JA_NAMES)
    if rng.random() < 0.3:
        journal = (
            rng.choice("東京 京都 大阪 九州 名古屋 広島".split())
            + "大学"
            + rng.choice(("紀要", "文学部紀要", "論集", "教育学部研究紀要"))
        )
    facts = _facts(rng, _filled(rng.choice(JA_FORMS), JA_TOPICS, rng), names, journal)
    author = (
        rng.choice(("・", "、", ", ", ".")).join(names) + ("ほか" if len(names) > 2 and rng.random() < 0.3 else ""),
        "author",
    )
    house = rng.choice("岩波書店 吉川弘文館 東京大学出版会 勁草書房 日本心理学会 日本物理学会".split())
    return _in_east(facts, author, rng, JA_WORDS, house, rng.choice(("東京", "京都")))


# before and after volume, issue and pages; quotes of titles; quotes of journals and books
KO_WORDS: dict[str, Any] = {
    "volume": (("제", "권"), ("제", "권"), ("", "권"), ("", ""), ("제", "집")), "issue": (("제", "호"), ("", "호"), ("제", "호")),
    "pages": (("pp.", ""), ("pp. ", ""), ("", "쪽"), ("", "면"), ("", "")), "titles": (("'", ",'"), ("“", "”"), ('"', '"'), ("「", "」"), ("‘", "’"), ("", ""), ("", "")),
    "books": (("", ""), ("", ""), ("『", "』"), ("《", "》")), "year": ("", "", "년"), "wide": 0.0,
    "thesis": ("박사학위논문", "석사학위논문", "대학원 박사학위논문"),
}  # fmt: skip
ZH_WORDS: dict[str, Any] = {
    "volume": (("第", "卷"), ("", "卷"), ("", "")), "issue": (("第", "期"), ("", "期"), ("第", "號")),
    "pages": (("頁", ""), ("", "页"), ("", "頁"), ("", ""), ("第", "页")), "titles": (("〈", "〉"), ("“", "”"), ("《", "》"), ("「", "」"), ("", ""), ("", "")),
    "books": (("《", "》"), ("", ""), ("", "")), "year": ("年", "", ""), "wide": 0.5, "thesis": ("博士論文", "碩士論文", "博士学位论文", "硕士学位论文"),
}  # fmt: skip
JA_WORDS: dict[str, Any] = {
    "volume": (("第", "巻"), ("", "巻"), ("", "")), "issue": (("第", "号"), ("", "号")),
    "pages": (("", "頁"), ("pp. ", ""), ("", "ページ"), ("", "")), "titles": (("「", "」"), ("「", "」"), ("", "")),
    "books": (("『", "』"), ("『", "』"), ("", "")), "year": ("年", "", ""), "wide": 0.4, "thesis": ("博士論文", "修士論文"),
}  # fmt: skip


def _in_east(
    facts: Facts, author: Piece, rng: random.Random, words: dict[str, Any], house: str, place: str
) -> list[Piece]:
    wide = rng.random() < words["wide"]
    comma, stop, colon = ("，", "。", "：") if wide else (", ", ". ", ": ")
    if wide and words is JA_WORDS:
        comma = "、"
    mark = rng.choice((comma, comma, stop))
    opened, closed = rng.choice(words["titles"])
    year: list[Piece] = [
        (facts["year"] + (rng.choice("ab") if rng.random() < 0.04 else ""), "date"),
        (rng.choice(words["year"]), ""),
    ]
    early = rng.random() < 0.4
    pieces = [author]
    if early:
        bracketed = rng.random() < 0.6
        pieces += [("（" if wide and bracketed else rng.choice((" (", "(")) if bracketed else mark, ""), *year,
                   ("）" if wide and bracketed else ")" if bracketed else "", ""), (rng.choice((mark, " ", stop)), "")]  # fmt: skip
    else:
        pieces.append((rng.choice((mark, colon, " " if opened else mark)), ""))
    kind = rng.random()
    if kind < 0.12:
        o, c = rng.choice(words["books"])
        return [*pieces, (o, ""), (facts["title"], "title"), (c + mark, ""), (place, "location"), (colon, ""), (house, "publisher"),
                *([] if early else [(mark, ""), *year]), (stop.strip(), "")]  # fmt: skip
    pieces += [
        (opened, ""),
        (facts["title"], "title"),
        (closed + ("" if closed and rng.random() < 0.6 and (closed[0] in ",」〉》") else mark), ""),
    ]
    if kind < 0.18:
        school = place + rng.choice(("대학교",) if words is KO_WORDS else ("大學", "大学"))
        return [*pieces, (school, "publisher"), (" " if words is KO_WORDS else "", ""), (rng.choice(words["thesis"]), "genre"),
                *([] if early else [(mark, ""), *year]), (stop.strip(), "")]  # fmt: skip
    if rng.random() < 0.12:
        pieces += [(house, "publisher"), (mark, "")]
        house = ""
    o, c = rng.choice(words["books"])
    pieces += [(o, ""), (facts["container"], "container"), (c, "")]
    return (
        pieces
        + _east_numbers(facts, rng, words, mark, [] if early else year, house)
        + [(rng.choice((stop.strip(), "")), "")]
    )


def _east_numbers(
    facts: Facts, rng: random.Random, words: dict[str, Any], mark: str, year: list[Piece], house: str
) -> list[Piece]:
    pages: list[Piece] = [(facts["first"] + rng.choice(("-", "–", "～", "~", "-")) + facts["last"], "pages")]
    style = rng.random()
    pieces: list[Piece]
    if year and rng.random() < 0.08:
        return [(mark, ""), *year]
    if style < 0.3:  # 15(2), 217-8
        pieces = [(rng.choice((" ", mark)), ""), (facts["volume"], "volume"), ("(" if mark[0] in ",." else "（", ""), (facts["issue"], "issue"),
                  (")" if mark[0] in ",." else "）", "")]  # fmt: skip
        if rng.random() < 0.3 and year:
            pieces = [(rng.choice((" ", mark, "")), ""), *year, (rng.choice((";", mark, "; ")), ""), *pieces[1:]]
            year = []
        pieces += [(rng.choice((":", mark, ": ")), ""), *pages] if rng.random() < 0.85 else []
    elif style < 0.42:  # 79.
        pieces = [(rng.choice((" ", mark, "", "-", " (")), ""), (facts["volume"], "volume")]
        pieces += [(")", "")] if pieces[0][0] == " (" else []
        if rng.random() < 0.4:
            pieces += [("-", ""), (facts["issue"], "issue")]
    else:
        (b, a), (d, e), (f, g) = rng.choice(words["volume"]), rng.choice(words["issue"]), rng.choice(words["pages"])
        pieces = [(rng.choice((mark, mark, " ")) + b, ""), (facts["volume"], "volume"), (a, "")]
        if rng.random() < 0.15:
            pieces = [(mark if year else " ", "")]
            if year and rng.random() < 0.5:
                pieces, year = [*([(mark, "")] if rng.random() < 0.5 else []), *year], []
        if rng.random() < 0.8:
            pieces += [(rng.choice((mark, " ", "")) + d, ""), (facts["issue"], "issue"), (e, "")]
        late = rng.random() < 0.5
        if rng.random() < 0.85:
            pieces += ([(mark, ""), *year] if year and not late else []) + [(mark + f, ""), *pages, (g, "")]
            year = year if late else []
    if house and rng.random() < 0.12:
        pieces += [(mark, ""), (house, "publisher")]
    if year:
        pieces += [(mark, ""), *year] if rng.random() < 0.8 else [(" (", ""), *year, (")", "")]
    return pieces


def southern(language: str, rng: random.Random) -> list[Piece]:
    """A reference in Arabic, Persian, Hebrew or Greek."""
    people, starts, topics, journals, volumes, issues, pages, houses, places = (
        part.split(";") for part in SEMITIC[language]
    )
    title = f"{rng.choice(starts)} {rng.choice(topics)}" + (
        f" {ANDS[language]} {rng.choice(topics)}" if rng.random() < 0.4 else ""
    )
    comma = "، " if language in ("ar", "fa") and rng.random() < 0.7 else ", "
    stop = rng.choice((". ", comma))
    names = rng.sample(people, rng.choice((1, 1, 2)))
    year: list[Piece] = [
        (_digits(rng, 1970, 2024) if language != "fa" or rng.random() < 0.3 else _digits(rng, 1360, 1402), "date")
    ]
    opened, closed = rng.choice((("", ""), ("", ""), ('"', '"'), ("«", "»"), ("“", "”")))
    pieces: list[Piece] = [(rng.choice(("؛ ", comma, " و " if comma[0] == "،" else "; ")).join(names), "author")]
    early = rng.random() < 0.6
    pieces += [(" (", ""), *year, (")" + rng.choice((". ", comma, " ")), "")] if early else [(stop, "")]
    pieces += [(opened, ""), (title, "title"), (closed + stop, "")]
    if rng.random() < 0.25:
        pieces += [(rng.choice(places), "location"), (": ", ""), (rng.choice(houses), "publisher")]
    else:
        first = rng.randint(1, 300)
        pieces += [(rng.choice(journals), "container"), (comma, "")]
        if rng.random() < 0.5:
            pieces += [
                (_digits(rng, 1, 90), "volume"),
                ("(", ""),
                (_digits(rng, 1, 12), "issue"),
                (")" + rng.choice((": ", comma)), ""),
            ]
        else:
            pieces += [(rng.choice(volumes), ""), (_digits(rng, 1, 90), "volume"), (comma + rng.choice(issues), ""), (_digits(rng, 1, 12), "issue"),
                       (comma + rng.choice(pages), "")]  # fmt: skip
        pieces.append((f"{first}-{first + rng.randint(3, 30)}", "pages"))
    return [*pieces, *([] if early else [(comma, ""), *year]), (".", "")]


def eastern_references(count: int, rng: random.Random) -> list[dict[str, Any]]:
    """So many rows with `text`, `spans` and an empty `gold`; Korean, Chinese and Japanese most."""
    makers: list[Callable[[random.Random], list[Piece]]] = [korean] * 5 + [chinese] * 5 + [japanese] * 3
    makers += [lambda rng, language=language: southern(language, rng) for language in SEMITIC]
    rows = []
    for number in range(count):
        text, spans = "", []
        for words, label in makers[number % len(makers)](rng):
            if label and words:
                spans.append([len(text), len(text) + len(words), label])
            text += words
        rows.append(
            {
                "id": f"eastern-{number}",
                "text": " ".join(text.split(" ")),
                "spans": spans,
                "style": "made up",
                "gold": {},
            }
        )
    return rows
