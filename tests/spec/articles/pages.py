"""docs/manual/articles.md: every sentence of the articles that asks for something, and where it lives."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.urls import URLPattern

from tests.spec.drawn import Pages, page, table
from thihanh.coordination.bodies import body
from thihanh.coordination.duties import duties
from thihanh.dossiers import kinds
from thihanh.dossiers.values import choices_of
from thihanh.law.terms import rules
from thihanh.procedures.register_file.labels import CAUSES
from thihanh.reports.kinds.catalogue import KINDS as REPORTS
from thihanh.statistics.book.definitions.reading import all_forms
from thihanh.steering.agenda_rules import rules as agenda_rules
from thihanh.targets.articles import figures
from thihanh.web.urls import urlpatterns

FOLDER = "manual"
ROOT = Path(__file__).parents[3]
SORTS: Mapping[str, str] = MappingProxyType(
    {"duty": "nhiệm vụ", "figure": "số liệu", "body": "cơ quan", "practice": "cách làm"}
)


@dataclass(frozen=True)
class Line:
    """One sentence in our words and the places where the product answers it."""

    article: str
    sort: str
    says: str
    where: tuple[str, ...]


@cache
def _data() -> Mapping[str, object]:
    return tomllib.loads(Path(__file__).with_name("lines.toml").read_text(encoding="utf-8"))


def lines() -> tuple[Line, ...]:
    """The sentences in the order of the articles."""
    rows = _data()["line"]
    assert isinstance(rows, list)
    return tuple(Line(one["article"], one["sort"], one["says"], tuple(one["where"])) for one in rows)


def articles() -> Mapping[str, str]:
    """The articles by their number."""
    named = _data()["articles"]
    assert isinstance(named, dict)
    return named


def place(where: str) -> str:
    """A place as a reader finds it. Raises LookupError for one that is not in the product."""
    sort, _, name = where.partition(":")
    return _PLACES[sort](name)


def _page(name: str) -> str:
    found = next((one for one in urlpatterns if isinstance(one, URLPattern) and one.name == name), None)
    if found is None:
        raise LookupError(f"no page is called {name}")
    return f"trang `/{found.pattern}`"


def _kind(name: str) -> str:
    code, _, step = name.partition(".")
    kind = kinds.kind(code)
    if step and step not in kind.by_code:
        raise LookupError(f"{code} has no step {step}")
    return f"hồ sơ «{kind.label}»" + (f", bước «{kind.by_code[step].label}»" if step else "")


def _field(name: str) -> str:
    """``kind.step.field``, with ``=choice`` for one of its choices."""
    path, _, code = name.partition("=")
    where, _, field = path.rpartition(".")
    kind, _, step = where.partition(".")
    found = next((one for one in kinds.kind(kind).by_code[step].fields if one.name == field), None)
    if found is None:
        raise LookupError(f"{where} asks for no {field}")
    if not code:
        return f"{_kind(where)}, mục «{found.label}»"
    labels = dict(choices_of(found, None))
    return f"{_kind(where)}, «{found.label}: {labels[code]}»"


def _cause(tag: str) -> str:
    label = next((label for label, known in CAUSES.items() if known == f"cause:{tag}"), None)
    if label is None:
        raise LookupError(tag)
    return f"nguyên nhân «{label}» của việc"


def _form(code: str) -> str:
    if not any(key[0] == code for key in all_forms()):
        raise LookupError(code)
    return f"biểu {code}"


def _report(code: str) -> str:
    found = next((one for one in REPORTS.values() if one.code == code), None)
    if found is None:
        raise LookupError(code)
    return f"báo cáo {code} ({found.name})"


def _figure(item: str) -> str:
    if item not in {one.item for one in figures()}:
        raise LookupError(item)
    return f"số «{item}» trong [bảng số liệu](article-figures.md)"


def _test(path: str) -> str:
    file, _, name = path.partition("::")
    if not (ROOT / file).exists() or (
        name and f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ):
        raise LookupError(path)
    return f"`{path}`"


_PLACES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "page": _page,
        "kind": _kind,
        "field": _field,
        "cause": _cause,
        "rule": lambda code: f"quy tắc chương trình họp «{agenda_rules().rules[code].label}»",
        "form": _form,
        "report": _report,
        "law": lambda code: f"thời hạn {code} ({rules()[code].act})",
        "body": lambda code: f"cơ quan «{body(code).name}»",
        "duty": lambda code: f"nghĩa vụ trả lời «{duties()[code].label}»",
        "figure": _figure,
        "test": _test,
    }
)


def articles_page() -> str:
    """Every article with its sentences."""
    return page("Năm bài báo: câu nào ở đâu trong hệ thống", _intro(), *_parts())


def _intro() -> str:
    counted = ", ".join(f"{sum(one.sort == code for one in lines())} {name}" for code, name in SORTS.items())
    return (
        f"{len(lines())} câu nêu nhiệm vụ, số liệu, cơ quan, cách làm ({counted}), nói lại bằng lời khác. "
        "Từng số đã công bố đặt cạnh số hệ thống tính được ở [bảng số liệu](article-figures.md)."
    )


def _parts() -> Iterator[str]:
    for code, title in articles().items():
        body = [
            [SORTS[one.sort], one.says, "; ".join(place(where) for where in one.where)]
            for one in lines()
            if one.article == code
        ]
        yield f"## {code} · {title}\n\n" + table(["Loại", "Bài nêu", "Trong hệ thống"], body)


PAGES: Pages = MappingProxyType({"articles.md": articles_page})
