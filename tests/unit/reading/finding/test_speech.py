"""Who is said to speak, before and after a quotation."""

from __future__ import annotations

import pytest

from citetrail.reading.finding.speech import goes_on_with_verb, subject_after, subject_before, subject_running_on


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("said Helen Rockliff of the Henry Wellcome Laboratories.", "Helen Rockliff"),
        (" says Dr. Jane Roe, who led the study", "Jane Roe"),
        (" said lead author Jane Roe", "Jane Roe"),
        (" Rockliff said.", "Rockliff"),
        (", Rennquist told reporters.", "Rennquist"),
        (", according to Jane van der Berg", "Jane van der Berg"),
        (" Jane Roe, a professor of bells, explained.", "Jane Roe"),
        (", sagte Vollmers.", "Vollmers"),
        (", explique Solène Kervadec.", "Solène Kervadec"),
        (" tempère le cardiologue Yves Lamandé, de Lille", "Yves Lamandé"),
        (", señaló la bióloga Estefanía Kirch, coautora", "Estefanía Kirch"),
        (", disse à reportagem a química Natália Fletes", "Natália Fletes"),
        (", ha detto Oliver Kenward, primo autore", "Oliver Kenward"),
        (", zegt onderzoeksleider Matthijs Walkerveen.", "Matthijs Walkerveen"),
        (", säger Matilda Annerstam, forskare", "Matilda Annerstam"),
        (", — говорит руководитель группы Джон Марзлов.", "Джон Марзлов"),
        (", urteilt die Epidemiologin Barbara Hoffmeister von der Uniklinik", "Barbara Hoffmeister"),
        (", erklärt Koautor Prof. Dr. Matthias Brünning vom Institut", "Matthias Brünning"),
        (", sagte Negami der Deutschen Presse-Agentur.", "Negami"),
        (", sagt Ursula von der Leyen.", "Ursula von der Leyen"),
        (" says her supervisor, Anselmo Prado-Reis.", "Anselmo Prado-Reis"),
        (" Gilbert and Irons explained.", "Gilbert"),
        (", salue Mathieu Lihoret, chercheur au CNRS", "Mathieu Lihoret"),
        (", laughs Jane Roe.", "Jane Roe"),
        (", explains Longacre’s former postdoc, Arkarup Banerji.", "Arkarup Banerji"),
        (", dice Emilia Kennerley del Laboratorio di biologia marina.", "Emilia Kennerley"),
        (", fasst Moricer zusammen.", "Moricer"),
        (", se réjouit Karen McCombe, de l'université", "Karen McCombe"),
        (", promises Andreasson, who works on models", "Andreasson"),
        (" Robert Bjorkman likes to say.", "Robert Bjorkman"),
        (" said the study co-author Prof Yanfei Roe of the hospital", "Yanfei Roe"),
        (" said its author, Jane Roe of Orfe.", "Jane Roe"),
        (", me dijo entonces Ladislao Salmerón, uno de los autores", "Ladislao Salmerón"),
        (", écrivait Bettelheim.", "Bettelheim"),
        (", Chief Executive Kenji Roe told analysts.", "Kenji Roe"),
        (", according to study author Jane Roe.", "Jane Roe"),
        (" (Cohen, 1990).", "Cohen"),
        (" (Zhong & Liljenquist, 2006, p. 3)", "Zhong"),
    ],
)
def test_named_after(text: str, name: str) -> None:
    subject = subject_after(text)
    assert subject is not None
    assert subject.name == name


@pytest.mark.parametrize(
    "text",
    [
        " she said.",
        ", he added",
        " they write",
        ", sagte er",
        ", ajoute-t-il.",
        ", dice lei",
        ", raconte la doctorante.",
        ", sourit la chercheuse.",
        ", recordó el cardiólogo.",
        ", gesteht sie.",
        ", avertit-il toutefois.",
    ],
)
def test_pronouns_after(text: str) -> None:
    subject = subject_after(text)
    assert subject is not None
    assert subject.pronoun


def test_roles_after() -> None:
    subject = subject_after(", the authors wrote.")
    assert subject is not None
    assert subject.role == "the authors"


@pytest.mark.parametrize(
    "text",
    [
        " is a term of art.",
        ", which made headlines.",
        " The said bell",
        " rang the bell.",
        " (see Table 2)",
        " (in 1990)",
        ", written by Jane Roe",
        ", starring Jane Roe",
        ", and Jane Roe left",
        ", the song of Jane Roe",
        ", dice la gente",
        ", according to a study published today in Cell",
        ", a book by Jane Roe,",
        "",
    ],
)
def test_nobody_after(text: str) -> None:
    assert subject_after(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rockliff said, ", "Rockliff"),
        ("Rockliff found that ", "Rockliff"),
        ("According to Jane Roe, ", "Jane Roe"),
        ("Jane Roe, a professor of bells, told the Parish Quarterly: ", "Jane Roe"),
        ("Bram Solheim and colleagues found that humming ", "Bram Solheim"),
        ("The critic Olwen Pryce, who never smiles, disagrees: ", "Olwen Pryce"),
        ("Roe: ", "Roe"),
        ("Neff and Roos Vonk (2009) found that self-compassion predicted ", "Neff"),
        ("And Elmend himself admits: ", "Elmend"),
        ("Dr. Eva Roe of Vienna, who led the analysis, told us: ", "Eva Roe"),
        ("So has Tal Roe, who calls the situation ", "Tal Roe"),
        ("Says Irons: ", "Irons"),
        ("Dr John Guyer, fellow in history, describes the discovery as ", "John Guyer"),
        ("As E. P. Thompson put it, time was ", "E. P. Thompson"),
        ("Para Manuel Zorrilla, de la Universidad de Cádiz, que no participó, ", "Manuel Zorrilla"),
        ("Segundo o biólogo Cristiano Meneguel, da Universidade Federal do Pará, ", "Cristiano Meneguel"),
        ("Più cauta Vittoria Sanseverino, epatologa al Policlinico: ", "Vittoria Sanseverino"),
    ],
)
def test_named_before(text: str, name: str) -> None:
    subject = subject_before(text)
    assert subject is not None
    assert subject.name == name


@pytest.mark.parametrize(
    "text",
    [
        "The so-called ",
        "He likes the song ",
        "They rang the bell: ",
        "In the end, ",
        "Para España, ",
        "As the bell rang, it was ",
        "",
    ],
)
def test_nobody_before(text: str) -> None:
    assert subject_before(text) is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Not so fast, said Dr. Elliot Roe, who has pooled 14 studies.", "Elliot Roe"),
        ("Roe says larger studies are needed.", "Roe"),
        ("But Roe disagrees.", "Roe"),
        ("Jane Roe, a student in Toulouse, climbed up four times.", "Jane Roe"),
        ("Marine biologist Jane Roe isn’t holding her breath.", "Jane Roe"),
        ("Jane Roe shrugs.", "Jane Roe"),
        ("Wait a minute, says Jonathan Roe of Queensland.", "Jonathan Roe"),
        ("The team’s next step, Roe says, is a nap.", "Roe"),
    ],
)
def test_whose_words_run_on(sentence: str, name: str) -> None:
    subject = subject_running_on(sentence)
    assert subject is not None
    assert subject.name == name


@pytest.mark.parametrize(
    "sentence", ["The study found more.", "It rained.", "Bells, of course.", "The book by Jane Roe was long."]
)
def test_nobody_runs_on(sentence: str) -> None:
    assert subject_running_on(sentence) is None


@pytest.mark.parametrize(
    ("text", "is_weak"),
    [
        (", écrivait Bettelheim.", False),
        (", sagte Vollmers.", True),
        (", says Roe.", False),
        (" (Roe, 1990)", False),
    ],
)
def test_one_word_is_weak_where_nouns_have_capitals(text: str, is_weak: bool) -> None:
    subject = subject_after(text)
    assert subject is not None
    assert subject.is_weak is is_weak


@pytest.mark.parametrize("text", ["” but warned: ", " and added, ", "“ und ergänzt: "])
def test_second_verbs(text: str) -> None:
    assert goes_on_with_verb(text)


@pytest.mark.parametrize("text", [" but the bell rang: ", " and Jane Roe said: ", ""])
def test_no_second_verbs(text: str) -> None:
    assert not goes_on_with_verb(text)


def test_a_possessive_before_a_colon_is_the_person() -> None:
    subject = subject_before("His reply was short: ")
    assert subject is not None
    assert subject.pronoun == "he"
    assert subject_before("The reply was short: ") is None


def test_a_plural_is_a_group() -> None:
    subject = subject_after(", schreiben die Forscher um Roe.")
    assert subject is not None
    assert subject.role == "die Forscher"


def test_a_verb_alone_means_who_spoke_last() -> None:
    subject = subject_after(", subrayó.")
    assert subject is not None
    assert (subject.name, subject.role) == (None, None)
    assert subject_after(", amarillo.") is None
