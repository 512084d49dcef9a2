"""Journals, proceedings, publishers."""

from __future__ import annotations

import pytest

from citetrail.judging.publishers import compare_publishers
from citetrail.judging.venues import compare_venues, is_preprint_server

SAME = [
    ("Phys. Rev. E", "Physical Review E"),
    ("J. Phys. A", "Journal of Physics A: Mathematical and General"),
    ("J Clin Invest", "The Journal of Clinical Investigation"),
    ("J. Mach. Learn. Res.", "Journal of Machine Learning Research"),
    ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences"),
    ("PNAS", "Proceedings of the National Academy of Sciences of the United States of America"),
    ("Lancet", "The Lancet"),
    ("The Lancet", "Lancet (London, England)"),
    ("J Neurosci", "The Journal of neuroscience : the official journal of the Society for Neuroscience"),
    ("Brain", "Brain : a journal of neurology"),
    ("NeurIPS", "Advances in Neural Information Processing Systems 33"),
    ("NIPS", "NeurIPS"),
    ("ICLR", "International Conference on Learning Representations"),
    ("CVPR", "2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"),
    (
        "Proc. AAAI Conference on Artificial Intelligence",
        "Proceedings of the AAAI Conference on Artificial Intelligence",
    ),
    ("EMNLP", "Proceedings of the 2020 Conference on Empirical Methods in Natural Language Processing"),
    ("IEEE Trans. Pattern Anal. Mach. Intell.", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
    ("TPAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
    ("Psychol. Bull.", "Psychological Bulletin"),
    ("Am J Physiol", "American Journal of Physiology"),
    ("Commun. ACM", "Communications of the ACM"),
    ("Behaviour Research and Therapy", "Behavior Research and Therapy"),
    ("Natl Med J India", "The National Medical Journal of India"),
    ("Int J Epidemiol", "International Journal of Epidemiology"),
    ("RecSys", "Proceedings of the 7th ACM conference on Recommender systems"),
    ("FAccT", "The 2024 ACM Conference on Fairness, Accountability, and Transparency"),
    (
        "EACL",
        "Proceedings of the 16th Conference of the European Chapter of the Association for Computational Linguistics",
    ),
    ("COSIT", "Conference on Spatial Information Theory"),
    ("AIES", "Proceedings of the AAAI/ACM Conference on AI Ethics and Society"),
    ("EC", "Proceedings of the 2019 ACM Conference on Economics and Computation"),
    ("ACM Multimedia", "Proceedings of the 31st ACM International Conference on Multimedia"),
    ("CVPR Workshops", "2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)"),
    ("ACL/IJCNLP", "Proceedings of the 59th Annual Meeting of the Association for Computational Linguistics"),
    ("ECCV", "Lecture notes in computer science"),
    ("Automated Machine Learning", "The Springer series on challenges in machine learning"),
    ("EMNLP", "Findings of the Association for Computational Linguistics: EMNLP 2020"),
]
DIFFERENT = [
    ("Physical Review D", "Physical Review E"),
    ("Phys. Rev. E", "Physical Review D"),
    ("Journal of Physics A: Mathematical and General", "Journal of Physics B"),
    ("Nature", "Nature Communications"),
    ("Science", "Science Advances"),
    ("Lancet", "The Lancet Oncology"),
    ("Lancet", "The Lancet. Oncology"),
    ("Machine Learning", "Journal of Machine Learning Research"),
    ("ICML", "International Conference on Learning Representations"),
    ("ICML", "ICLR"),
    ("Journal of Epidemiology", "International Journal of Epidemiology"),
    ("AAAI", "Proceedings of the International Joint Conference on Artificial Intelligence"),
    ("Artificial Intelligence", "Proceedings of the AAAI Conference on Artificial Intelligence"),
    ("Emotion", "Motivation and Emotion"),
    ("Physical Review A", "Physical Review B"),
    ("Journal of Experimental Psychology: General", "Journal of Experimental Psychology: Applied"),
    ("WWW", "NeurIPS"),
    ("Symposium on Neural Scaling Laws", "ICML"),
    ("American Journal of Psychology", "American Journal of Psychiatry"),
    ("BMJ", "BMJ Open"),
    ("JAMA", "JAMA Oncology"),
    ("AIDS", "AIDS and Behavior"),
    ("ACL", "Annual Conference on Learning Theory (COLT)"),
    ("CVPR", "International Conference on Computer Vision"),
]


@pytest.mark.parametrize(("given", "found"), SAME)
def test_same_venue(given: str, found: str) -> None:
    assert compare_venues(given, [found]).agrees
    assert compare_venues(found, [given]).agrees


@pytest.mark.parametrize(("given", "found"), DIFFERENT)
def test_other_venue(given: str, found: str) -> None:
    assert not compare_venues(given, [found]).agrees
    assert not compare_venues(found, [given]).agrees


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("arXiv preprint arXiv:2101.00001", True),
        ("bioRxiv", True),
        ("CoRR abs/2101.00001", True),
        ("Correlation Studies", False),
        ("Journal of Preprint Studies", False),
        (None, False),
    ],
)
def test_preprint_servers(name: str | None, expected: bool) -> None:
    assert is_preprint_server(name) is expected


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Wiley", "John Wiley & Sons, Inc."),
        ("Academic Press", "Elsevier"),
        ("Blackwell", "Wiley"),
        ("ACM", "Association for Computing Machinery"),
        ("MIT Press", "The MIT Press"),
        ("Springer-Verlag", "Springer Science and Business Media LLC"),
        ("ACL", "Association for Computational Linguistics"),
    ],
)
def test_same_publisher(given: str, found: str) -> None:
    assert compare_publishers(given, found).agrees


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Elsevier", "IEEE"),
        ("Oxford University Press", "Cambridge University Press"),
        ("ACM", "Springer"),
        ("MIT Press", "Elsevier"),
    ],
)
def test_other_publisher(given: str, found: str) -> None:
    assert compare_publishers(given, found).outcome == "different"
