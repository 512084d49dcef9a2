"""ACL Anthology: one XML file per collection."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from standin.replies import Asked, Served, text_reply, xml_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    name = asked.path.strip("/").removesuffix(".xml")
    papers = [one for one in world.works if one.acl and one.acl.startswith(f"{name}-")]
    if not papers:
        return text_reply("404: Not Found", 404)
    inner = "" if fault == "empty-list" else "".join(_paper(one) for one in papers)
    meta = "<meta><booktitle>Proceedings of a Fiction</booktitle><year>2020</year></meta>"
    return xml_reply(
        f'<?xml version="1.0"?><collection id="{name}"><volume id="long">{meta}{inner}</volume></collection>',
        content_type="text/plain",
    )


def _paper(one: StandInWork) -> str:
    number = re.sub(r".*\.", "", one.acl or "")
    people = "".join(
        f"<author><first>{escape(p.given or '')}</first><last>{escape(p.full_family)}</last></author>"
        for p in one.authors
    )
    doi = f"<doi>{escape(one.doi)}</doi>" if one.doi else ""
    return f'<paper id="{number}"><title>{escape(one.title)}</title>{people}<url>{one.acl}</url>{doi}</paper>'
