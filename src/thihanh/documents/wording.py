"""The words of each kind of paper, from ``wording/*.toml``, filled with the paper's values."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from jinja2 import Template, TemplateError

from thihanh.documents.content import PaperContent
from thihanh.documents.kinds import Kind, kind
from thihanh.documents.problems import Refused
from thihanh.documents.templating import environment
from thihanh.law.citations import SOURCES, spell
from thihanh.law.regimes import Regime

FILES: Final = (
    *("decisions", "notices", "minutes", "complaints", "coordination", "administrative", "inspections"),
)
_END: Final = ";,. "
_AMENDED: Final = re.compile(r" (số [\w./-]+ )?\(đã được[^)]*\)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading of its own: of a plan, of a contract."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a kind says, before it is filled."""

    about: str
    type: str | None = None
    bases: tuple[str, ...] | None = None
    articles: tuple[str, ...] = ()
    closing: tuple[str, ...] | None = None
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    to: tuple[str, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1)
def wordings() -> Mapping[str, Wording]:
    """The wording of every kind."""
    found: dict[str, Wording] = {}
    for file in FILES:
        for code, entry in _table(file).items():
            if code != "opening":
                found[code] = _wording(entry)
    return found


def full_citation(reference: str) -> str:
    """``"L25 Đ.46"`` as a paper quotes it: "Điều 46 Luật Thi hành án dân sự số 106/2025/QH15"."""
    titles = sources()["titles"]
    said = []
    for part in reference.split("; "):
        source = part.partition(" ")[0]
        said.append(spell(part).replace(SOURCES[source], titles.get(source, SOURCES[source])))
    return "; ".join(said)


def short_citation(reference: str) -> str:
    """The same inside a text that has named the law already: without its number and its amendments."""
    return _AMENDED.sub("", full_citation(reference))


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Any]:
    """Full titles of the sources, types of the templates, the words shared by all decisions."""
    return _table("sources")


def law_names(regime: Regime) -> Mapping[str, str]:
    """The law and the decree of a regime, in full."""
    names = dict(sources()["regimes"][regime])
    return {**names, "luat_ngan": _AMENDED.sub("", names["luat"])}


def worded(content: PaperContent, values: Mapping[str, Any]) -> dict[str, Any]:
    """The lists and texts that the kind's wording gives for these values."""
    of = kind(content.kind)
    wording = wordings()[of.code]
    type_ = sources()["types"][of.template] if wording.type is None else wording.type
    made: dict[str, Any] = {
        "ten_loai": type_,
        "trich_yeu": content.subject or filled(wording.about, values),
        "kinh_gui": [{"chu": said} for text in wording.to if (said := filled(text, values))],
        "muc": [
            {"ten": part.title, "doan": _paragraphs(part.paragraphs, values)} for part in wording.sections
        ],
        "nguoi_ky": [{"trai": left, "phai": right} for left, right in wording.signers],
        "can_cu": [{"chu": line} for line in _bases(of, wording, content, values)],
        "dieu": _articles(content.articles or _all_articles(wording, values), values, own=content.articles),
    }
    paragraphs = content.articles if not wording.articles and content.articles else wording.paragraphs
    if of.template == "bien-ban":
        opening = _table("minutes")["opening"]
        paragraphs = (opening["time"], opening["people"], opening["basis"], *paragraphs, opening["closing"])
    made["doan"] = [{"chu": said} for said in _paragraphs(paragraphs, values)]
    return made


def filled(text: str, values: Mapping[str, Any]) -> str:
    """A piece of wording with its values. Raises ``Refused`` for a name that is missing."""
    try:
        return " ".join(_program(text).render(values).split(" ")).strip()
    except TemplateError as error:
        raise Refused(f"Dữ liệu: lời văn của văn bản hỏi một giá trị chưa có ({error}).") from error


@lru_cache(maxsize=1024)
def _program(text: str) -> Template:
    return environment(paper=False).from_string(text)


@lru_cache(maxsize=8)
def _table(name: str) -> Mapping[str, Any]:
    file = resources.files(__package__).joinpath("wording", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _wording(entry: Mapping[str, Any]) -> Wording:
    return Wording(
        about=entry["about"],
        type=entry.get("type"),
        bases=tuple(entry["bases"]) if "bases" in entry else None,
        articles=tuple(entry.get("dieu", ())),
        closing=tuple(entry["closing"]) if "closing" in entry else None,
        paragraphs=tuple(entry.get("doan", ())),
        sections=tuple(Section(part["ten"], tuple(part["doan"])) for part in entry.get("muc", ())),
        to=tuple(entry.get("to", ())),
        signers=tuple((left, right) for left, right in entry.get("signers", ())),
    )


def _bases(of: Kind, wording: Wording, content: PaperContent, values: Mapping[str, Any]) -> list[str]:
    """The lines of "Căn cứ": each ends with a semicolon, the last with a full stop or a comma's successor."""
    shared = sources()["bases"]
    texts = [*(shared["lines"] if wording.bases is None else wording.bases)]
    lines = [filled(text, values) for text in texts] + list(content.bases)
    if of.signer == "head":
        lines.append(filled(shared["proposal"], values))
    said = [line.rstrip(_END) for line in lines if line.strip(_END)]
    unique = list(dict.fromkeys(said))
    return [f"{line}{'.' if line is unique[-1] else ';'}" for line in unique]


def _all_articles(wording: Wording, values: Mapping[str, Any]) -> list[str]:
    closing = sources()["closing"]["parties"] if wording.closing is None else wording.closing
    return [filled(text, values) for text in (*wording.articles, *closing)]


def _articles(texts: Sequence[str], values: Mapping[str, Any], *, own: Sequence[str]) -> list[dict[str, Any]]:
    """Articles numbered from 1; the lines after the first are paragraphs of their own."""
    given = [text for text in texts if text.strip()]
    if own:
        given += [filled(text, values) for text in sources()["closing"]["parties"]]
    made = []
    for number, text in enumerate(given, 1):
        first, *rest = [line.strip() for line in text.split("\n") if line.strip()]
        made.append(
            {"ten": f"Điều {number}.", "chu": _begun(_tidy(first)), "doan": [_tidy(line) for line in rest]}
        )
    return made


def _paragraphs(texts: Sequence[str], values: Mapping[str, Any]) -> list[str]:
    lines = [line.strip() for text in texts for line in filled(text, values).split("\n")]
    return [_tidy(line) for line in lines if line]


def _begun(line: str) -> str:
    """A sentence whose first words fell away begins with a capital letter."""
    return line[:1].upper() + line[1:]


def _tidy(line: str) -> str:
    """One full stop where a value brought its own."""
    return line.replace("..", ".").replace(". .", ".").replace("./.", "./.") if "…" not in line else line
