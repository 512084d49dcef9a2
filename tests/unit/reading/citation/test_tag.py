"""Labelling in plain Python and in numpy: the same labels and the same sureness."""

import numpy as np
import pytest

from citetrail.reading.citation.context import signs_of
from citetrail.reading.citation.context_arrays import PAD, Rows, signs_of_rows
from citetrail.reading.citation.model import model, model_from_bytes
from citetrail.reading.citation.tag import tag_one
from citetrail.reading.citation.tag_arrays import bits_of, tag_many
from citetrail.reading.citation.tokens import tokens_from_text
from citetrail.reading.citation.word_features import word_from_token

TEXTS = [
    "Rockliff H, Karl A. Effects of intranasal oxytocin. Emotion. 2011;11(6):1388-96.",
    "[3] “A title in quotes,” in: Journal of Examples, vol. 3, no. 4 (May 2012), pp. 5–9. doi:10.5555/12345678",
    "Иванов И. И. О ссылках // Вопросы языкознания. 2015. Т. 12, № 3. С. 45–58.",
    "王明. 文献解析[J]. 计算机学报, 2019, 42(3): 512-525.",
    "a",
    "...",
    "“",
    "(((2011",
    "  1388 - 396 ",
]


def test_both_ways_give_the_same() -> None:
    tokens = [tokens_from_text(text) for text in [*TEXTS, ""]]
    for one, other in zip(map(tag_one, tokens), tag_many(tokens), strict=True):
        assert one.labels == other.labels
        assert one.sureness == pytest.approx(other.sureness, abs=1e-4)


def test_every_sign_is_the_same() -> None:
    for text in TEXTS:
        tokens = tokens_from_text(text)
        words = [word_from_token(word, model().lexicon) for word in tokens.words]
        kinds, forms, lexicals = ([getattr(word, name) for word in words] for name in ("kind", "form", "lexical"))
        plain = signs_of(kinds, forms, lexicals, tokens.spaced, model().names)
        edge, count = word_from_token("", model().lexicon), len(words)
        around = [edge] * PAD + words + [edge] * PAD
        rows = Rows(
            np.array([word.kind for word in around]),
            np.array([word.form for word in around], dtype=np.uint32),
            np.array([word.lexical for word in around]),
            np.array([1] * PAD + tokens.spaced + [1] * PAD),
            np.array([PAD] * (PAD + count) + [PAD + count] * PAD),
            np.array([PAD] * PAD + [PAD + count] * (count + PAD)),
        )
        for name, values in signs_of_rows(rows, bits_of(model().names)).items():
            assert values[PAD:-PAD].tolist() == plain[name], name


def test_sureness_is_a_probability() -> None:
    for tagged in map(tag_one, map(tokens_from_text, TEXTS)):
        assert all(0 <= one <= 1 + 1e-9 for one in tagged.sureness)


def test_a_file_that_is_no_model() -> None:
    with pytest.raises(ValueError, match="not a citation model"):
        model_from_bytes(b"something else")
