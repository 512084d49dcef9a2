"""Printed references known by their shape alone."""

from __future__ import annotations

import pytest

from citetrail.reading.finding.shape import begins_like_reference, is_reference


@pytest.mark.parametrize(
    "text",
    [
        "Rockliff, Helen, Anke Karl, Kristen McEwan, Jean Gilbert, Marcela Matos, and Paul Gilbert. “Effects of Intranasal "
        "Oxytocin on ‘compassion Focused Imagery'” Emotion 11.6 (2011): 1388-396. Print.",
        "Rockliff, H., Karl, A., & Gilbert, P. (2011). Effects of intranasal oxytocin. Emotion, 11(6), 1388–1396.",
        "1. Farrow L, Nkemelu C. Tea and weekday headache. J Domest Med Fict. 2017;9(2):55-61.",
        "[12] L. Farrow and C. Nkemelu, “Tea and weekday headache,” J. Domest. Med. Fict., vol. 9, no. 2, pp. 55–61, 2017.",
        "Vollmers, H. & Krug, M. (2018): Kopfnicken vor dem Abflug. Zeitschrift für erfundene Vogelkunde 27 (2), S. 88–104.",
        "Castelnau, René. Loud Bells of the Western Parishes. Orfe: Antiquary Press, 1998.",
        "Solheim B, Aune K, Rask P, et al. Breath and humming in adults [thesis]. Wend University; 1998.",
        "X. Dong and A. Lewkowycz, Entropy and the equations of motion, arXiv:1705.08453 [hep-th].",
        "Lizzie Collingham, The Taste of War: World War Two and the Battle for Food (London: Allen Lane, 2011), ch. 7",
        "Famine Inquiry Commission, Report on Bengal (New Delhi: Government of India, 1945), 103–7.",
    ],
    ids=["mla", "apa", "vancouver", "ieee", "german", "book", "thesis", "preprint", "a title with War", "a body"],
)
def test_a_printed_reference(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rockliff found that oxytocin enhanced the ease of imagining compassion in 44 participants in 2011 (p. 1390).",
        "Smith, Jones and Brown (2001) showed that the bell was louder than it had been in 1997, which was a surprise.",
        "Genomic DNA was prepared from the strain by the method of Hopwood et al. (1985) and sequenced on a HiSeq.",
        "By Petra Quillfeather, March 14, 2019",
        "Copyright 2011 by John Smith, therapist in Bellingham, Washington. All rights reserved.",
        "In 2014, Dr. Amara Okonjo-Bell of Port Haven University showed grey cards to 61 adults, among them captains.",
        "London, 3 May 2012: The Bell Society has rung its bell 1,200 times in the years 1990–2010, it said.",
        "See also Smith 2001.",
        "Kimihiro Yan and Robin Dando of Cornell University found the same in 2015, in the Journal of Invented Bells.",
        "Scheibehenne, Greifeneder and Todd (2010) found a mean effect of virtually zero.",
        "Ada Roe-Lind teaches history at the University of Orfe. Her book “Rice and Bells” (2013) won the Harbour Press Prize.",
        "Philippa Strand, Press Office, +44 1632 960 123, press@orfe.example.edu, Orfe University Press",
    ],
    ids=[
        *["finding", "prose", "method", "byline", "copyright", "news", "dateline", "short"],
        *["sentence about authors", "sentence with a year", "biography", "contact"],
    ],
)
def test_no_printed_reference(text: str) -> None:
    assert not is_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "Smith, J.",
        "Smith JA, Doe B",
        "J. A. Smith and",
        "van der Berg, Hans, und",
        "[3] Müller, K.",
        "Jane Smith and Bo",
    ],
)
def test_beginnings_of_references(text: str) -> None:
    assert begins_like_reference(text)


@pytest.mark.parametrize("text", ["The bell", "smith, j.", "In 2011, Smith", "12 people came"])
def test_other_beginnings(text: str) -> None:
    assert not begins_like_reference(text)
