"""Items in scripts that the open metadata hardly hold: made of common words, not real works (journals are real)."""

from __future__ import annotations

import random

from items import Item

HAN_FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
HAN_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉建国志海云飞鹏宇浩晨雪梅兰春红光辉"
HAN_TOPICS = (
    "深度学习 图像识别 数据挖掘 城市化进程 农村金融 教育公平 土壤重金属 水资源管理 语义网络 知识图谱 高等教育 "
    "大气污染 肝癌细胞 糖尿病患者 风险评估 供应链 文献计量 学术期刊 古代文学 社会保障 企业创新 遥感影像 "
    "混凝土结构 锂离子电池 基因表达"
).split()
HAN_FORMS = (
    "基于{a}的{b}研究", "{a}与{b}的关系", "{a}对{b}的影响分析", "我国{a}发展现状与对策", "{a}中{b}方法综述",
    "论{a}视角下的{b}", "{a}的{b}模型及其应用", "{b}背景下{a}路径探析",
)  # fmt: skip
HAN_JOURNALS = (
    "计算机学报 软件学报 中国科学 科学通报 图书情报工作 情报学报 中国社会科学 经济研究 管理世界 教育研究 中华医学杂志 "
    "环境科学 生态学报 地理学报 物理学报 化学学报 自动化学报 中国图书馆学报 北京大学学报 清华大学学报 历史研究 "
    "文学评论 "
    "机械工程学报 岩石力学与工程学报 农业工程学报 中国农业科学 光学学报"
).split()
HAN_HOUSES = "科学出版社 人民出版社 商务印书馆 中华书局 高等教育出版社 北京大学出版社 清华大学出版社".split()
CYRILLIC_FAMILIES = (
    "Иванов Петров Сидоров Смирнов Кузнецов Попов Васильев Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев "
    "Лебедев Семёнова Егорова Павлова Козлова Степанова Николаева Орлова Андреева Макаров Захаров Шевченко Коваленко "
    "Бондаренко Ткаченко Кравченко"
).split()
CYRILLIC_GIVEN = "Иван Пётр Алексей Сергей Дмитрий Анна Елена Ольга Наталья Мария Андрей Юрий Виктор Николай".split()
CYRILLIC_TOPICS = (
    "экономического роста; социальной адаптации; сельских территорий; тонких плёнок; речевого общения; "
    "русской литературы; "
    "информационных систем; почвенного покрова; высшего образования; правовой культуры; магнитных материалов; "
    "исторической памяти; региональной политики; белковых структур; водных экосистем"
).split("; ")
CYRILLIC_FORMS = (
    "Исследование {a}", "Проблемы {a} и пути их решения", "О развитии {a} в современной России", "Модель "
    "{a}: опыт анализа",
    "Особенности {a}", "К вопросу о роли {a}", "Методы оценки {a} на примере {b}", "Влияние {b} на динамику {a}",
)  # fmt: skip
CYRILLIC_JOURNALS = (
    "Вопросы философии; Вопросы языкознания; Вопросы экономики; Успехи физических наук; Известия РАН; Вестник МГУ; "
    "Журнал экспериментальной и теоретической физики; Социологические исследования; Почвоведение; "
    "Зоологический журнал; "
    "Физика твёрдого тела; Вестник Томского государственного университета; Наука и образование; Экономика региона; "
    "Український історичний журнал; Вісник НАН України"
).split("; ")
CYRILLIC_HOUSES = "Наука; Мысль; Просвещение; Изд-во МГУ; Высшая школа; Физматлит; Наукова думка".split("; ")
GB_STYLES = (
    "china-national-standard-gb-t-7714-2015-numeric", "china-national-standard-gb-t-7714-2015-author-date",
    "china-national-standard-gb-t-7714-2015-note",
)  # fmt: skip
GOST_STYLES = ("gost-r-7-0-5-2008", "gost-r-7-0-5-2008-numeric", "gost-r-7-0-5-2008-numeric-alphabetical")


def made_up(count: int, rng: random.Random) -> list[tuple[str, str, Item]]:
    """(style, locale, item) for references in Han signs and Cyrillic letters."""
    made = []
    for number in range(count):
        if number % 2:
            made.append((rng.choice(GOST_STYLES), rng.choice(("ru-RU", "ru-RU", "uk-UA")), _cyrillic(rng)))
        else:
            made.append((rng.choice(GB_STYLES), "zh-CN", _han(rng)))
    return made


def _numbers(item: Item, rng: random.Random) -> Item:
    first = rng.randint(1, 900)
    item |= {"issued": {"date-parts": [[rng.randint(1960, 2025)]]}, "page": f"{first}-{first + rng.randint(2, 20)}"}
    if item["type"] == "article-journal":
        item["issue"] = str(rng.randint(1, 24))
        if rng.random() < 0.7:
            item["volume"] = str(rng.randint(1, 120))
    return item


def _han(rng: random.Random) -> Item:
    names = [
        {"literal": rng.choice(HAN_FAMILIES) + "".join(rng.sample(HAN_GIVEN, rng.randint(1, 2)))}
        for _ in range(rng.randint(1, 4))
    ]
    first, second = rng.sample(HAN_TOPICS, 2)
    item: Item = {"author": names, "title": rng.choice(HAN_FORMS).format(a=first, b=second), "lang": "zh"}
    if rng.random() < 0.75:
        return _numbers(item | {"type": "article-journal", "container-title": rng.choice(HAN_JOURNALS)}, rng)
    place = rng.choice(("北京", "上海", "武汉", "南京"))
    return _numbers(item | {"type": "book", "publisher": rng.choice(HAN_HOUSES), "publisher-place": place}, rng)


def _cyrillic(rng: random.Random) -> Item:
    names = [
        {
            "family": rng.choice(CYRILLIC_FAMILIES),
            "given": f"{rng.choice(CYRILLIC_GIVEN)[0]}. {rng.choice(CYRILLIC_GIVEN)[0]}.",
        }
        for _ in range(rng.randint(1, 3))
    ]
    first, second = rng.sample(CYRILLIC_TOPICS, 2)
    item: Item = {"author": names, "title": rng.choice(CYRILLIC_FORMS).format(a=first, b=second), "lang": "ru"}
    if rng.random() < 0.7:
        return _numbers(item | {"type": "article-journal", "container-title": rng.choice(CYRILLIC_JOURNALS)}, rng)
    place = rng.choice(("М.", "Москва", "СПб.", "Київ", "Новосибирск"))
    return _numbers(item | {"type": "book", "publisher": rng.choice(CYRILLIC_HOUSES), "publisher-place": place}, rng)
