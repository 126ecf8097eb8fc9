"""The support lines as plain HTML, for pages that can have no panel."""

from ...widgets.support_panel import Line, Way, support_content
from ..site import Site
from .elements import listed, paragraphs, text


def support_html(site: Site) -> str:
    """A section at the end of a page, in the words of the panel. `site` adds the host's contact and lines."""
    said = support_content(contact=site.contact, local=site.local_lines)
    # What follows in the panel speaks of the panel itself.
    danger = f"{said['intro'].partition('. ')[0]}."
    if site.emergency_number:
        danger = f"In immediate danger: {site.emergency_number}."
    return "".join(
        (
            f'<h2 id="support">{text(said["title"])}</h2>\n',
            paragraphs(danger),
            listed(map(_line, said["lines"])),
            f"\n<h3>{text(said['elsewhere_title'])}</h3>\n",
            paragraphs(said["elsewhere"]),
            listed(map(_way, said["directories"])),
            f"\n<h3>{text(said['closer_title'])}</h3>\n",
            paragraphs(said["closer"], said["contact"]),
            "\n",
        )
    )


def _line(line: Line) -> str:
    country = f" ({line['country']})" if line["country"] else ""
    ways = ", ".join(map(_way, line["how"]))
    more = " ".join(filter(None, (line["note"], line["checked"])))
    return f"<strong>{text(line['service'] + country)}</strong> {text(line['who_for'])} {ways}. {text(more)}"


def _way(way: Way) -> str:
    said, href = text(way["say"]), way["href"]
    return f'<a href="{text(href)}">{said}</a>' if href else said
