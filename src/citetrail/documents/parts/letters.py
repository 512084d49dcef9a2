"""The head of an e-mail in plain text: sender, date and subject, in some European languages."""

from __future__ import annotations

import re
from email.utils import parseaddr

from citetrail.documents.parts.dates import iso_day
from citetrail.model.dates import date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.folding import squeeze
from citetrail.model.persons import person_from_text

_FIELD = re.compile(r"^(?P<name>[A-Za-zÀ-ÿ-]{2,20})\s?:[ \t]+(?P<value>\S.*)$")
_NAMES = {
    "from": ("from", "von", "de", "da", "van", "från", "fra"),
    "date": ("date", "sent", "datum", "gesendet", "envoyé", "enviado", "data", "fecha", "verzonden"),
    "subject": ("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne"),
}
_BY_NAME = {word: name for name, words in _NAMES.items() for word in words}
_LINES = 40


def letter_of(text: str) -> Description | None:
    """Subject, sender and day of an e-mail; None for a text that does not begin with the lines of one."""
    fields: dict[str, str] = {}
    for line in text.lstrip().split("\n")[:_LINES]:
        found = _FIELD.match(line)
        if found is None:
            if line[:1].isspace() and line.strip():
                continue  # a folded line
            break
        if name := _BY_NAME.get(found["name"].lower()):
            fields.setdefault(name, squeeze(found["value"]))
    if "from" not in fields or "subject" not in fields:
        return None
    sender = parseaddr(fields["from"])[0] or re.sub(r"\s*[<\[].*$", "", fields["from"])
    person = person_from_text(sender) if sender and "@" not in sender else None
    return Description(
        title=re.sub(r"^(?:(?:re|aw|fwd?|wg|tr|rv)\s?:\s*)+", "", fields["subject"], flags=re.IGNORECASE) or None,
        authors=(person,) if person else (),
        issued=date_range_from_edtf(iso_day(re.sub(r"^\D*,\s*", "", fields.get("date", ""))) or ""),
    )
