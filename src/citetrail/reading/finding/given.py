"""Common given names by the pronoun that goes with them, so that `she` is not taken for Tom."""

from __future__ import annotations

_HE_WORDS = (
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony "
    "mark donald steven steve paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey "
    "ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander "
    "patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle ethan "
    "walter noah jeremy christian keith roger terry harold sean gerald carl arthur lawrence dylan jesse bryan joe "
    "bruce albert willie gabriel alan juan tom tim jim bob bill mike dan dave ben sam matt nick fred luke simon "
    "martin ian neil graham colin stuart hugh oliver hans klaus jürgen wolfgang uwe stefan markus andreas "
    "matthias michel jean pierre jacques philippe luc marc françois carlos luis miguel pedro javier antonio marco "
    "luca giovanni paolo giuseppe ivan sergei dmitri vladimir lars erik sven anders jan piotr ahmed mohammed "
    "muhammad ali omar hassan yusuf ravi raj sanjay wei hiroshi kenji kwame"
)
_SHE_WORDS = (
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra "
    "ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura "
    "cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra "
    "rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren "
    "christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann anne sara "
    "madison frances kathryn janice jean alice julia judy sophia grace denise amber doris marilyn danielle "
    "beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori jane kate lucy claire "
    "fiona karin petra ursula monika sabine heike anja katrin ingrid birgit claudia silvia isabelle nathalie "
    "sophie camille chloé marta carmen ana lucía elena giulia chiara francesca olga natalia svetlana irina "
    "tatiana astrid greta signe ingeborg fatima aisha leila priya anita yuki mei"
)
_PRONOUNS = dict.fromkeys(_HE_WORDS.split(), "he") | dict.fromkeys(_SHE_WORDS.split(), "she")


def pronoun_of(name: str) -> str | None:
    """`he` or `she` for a full name that begins with a common given name; None for all others."""
    words = name.split()
    return _PRONOUNS.get(words[0].casefold()) if len(words) > 1 else None
