"""The help of an algorithm as the HTML that QGIS shows beside a dialog."""

import html
import re


class Words:
    """Names parameters as the dialog does: by label, where the server's help, which is for the command line too, has a key."""

    def __init__(self, algorithm):
        """Takes a description of the catalogue. Keys that are words of their own there (GACOS, a choice) are left alone."""
        choices = {choice.value for p in algorithm.parameters for choice in p.choices}
        self._labels = {p.name: p.label for p in algorithm.parameters if p.name not in choices and p.name not in p.label}
        names = "|".join(re.escape(name) for name in self._labels)
        self._pattern = re.compile(r"\b({})\b(=(?=\w))?".format(names)) if names else None

    def of(self, text, spoken=str):
        """Returns the text with spoken(label) for each key; KEY=VALUE becomes "label: VALUE"."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: spoken(self._labels[found[1]]) + (": " if found[2] else ""), text)


def algorithm_help(algorithm):
    """Returns the algorithm's paragraphs, then its inputs and outputs with their own help."""
    words = Words(algorithm)
    parts = [_paragraphs(algorithm.help or algorithm.summary, words)]
    parts.append(_section("Inputs", [(_named(p), _parameter_text(p)) for p in algorithm.parameters], words))
    parts.append(_section("Outputs", [(_named(o), o.help) for o in algorithm.outputs], words))
    return "".join(parts)


def _named(item):
    return "{} ({})".format(item.label, item.unit) if item.unit else item.label


def _parameter_text(p):
    return "\n".join(part for part in (p.help, p.choices_text()) if part)


def _paragraphs(text, words):
    return "".join("<p>{}</p>".format(_escaped(part, words)) for part in text.split("\n\n") if part.strip())


def _section(title, items, words):
    rows = ["<p><b>{}</b><br>{}</p>".format(html.escape(name), _escaped(text, words)) for name, text in items if text]
    return "<h2>{}</h2>{}".format(title, "".join(rows)) if rows else ""


def _escaped(text, words):
    return words.of(html.escape(text.strip()), _italic).replace("\n", "<br>")


def _italic(label):
    return "<i>{}</i>".format(html.escape(label))
