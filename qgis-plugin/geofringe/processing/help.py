"""The help of an algorithm as the HTML that QGIS shows beside a dialog."""

import html


def algorithm_help(algorithm):
    """Returns the algorithm's paragraphs, then its inputs and outputs with their own help."""
    parts = [_paragraphs(algorithm.help or algorithm.summary)]
    parts.append(_section("Inputs", [(_named(p), _parameter_text(p)) for p in algorithm.parameters]))
    parts.append(_section("Outputs", [(_named(o), o.help) for o in algorithm.outputs]))
    return "".join(parts)


def _named(item):
    return "{} ({})".format(item.label, item.unit) if item.unit else item.label


def _parameter_text(p):
    return "\n".join(part for part in (p.help, p.choices_text()) if part)


def _paragraphs(text):
    return "".join("<p>{}</p>".format(_escaped(part)) for part in text.split("\n\n") if part.strip())


def _section(title, items):
    rows = ["<p><b>{}</b><br>{}</p>".format(html.escape(name), _escaped(text)) for name, text in items if text]
    return "<h2>{}</h2>{}".format(title, "".join(rows)) if rows else ""


def _escaped(text):
    return html.escape(text.strip()).replace("\n", "<br>")
