"""The language of templates: names of an allow-list, ``if`` and ``for`` over lists, nothing that computes.

The file is first judged as a Word file (``packages``), then its language as a tree. What is refused is
refused before anything is rendered; the sandbox below is the second wall.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from thihanh.documents import packages
from thihanh.documents.problems import Problem

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG: Final = re.compile(r"<[^>]+>")
_LOOP_FIELDS: Final = {"first": "text", "last": "text", "index": "text"}
DEEPEST_LOOP: Final = 2
LARGEST_CONSTANT: Final = 60


@dataclass(frozen=True, slots=True)
class Field:
    """A further field of papers: its name in templates, its kind and its words."""

    name: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What templates may show: words for each text, fields of each list, the further fields of papers."""

    texts: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]
    about: Mapping[str, str]
    extra: Mapping[str, Field]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The allow-list of ``variables.toml``."""
    tables = tomllib.loads(
        resources.files(__package__).joinpath("variables.toml").read_text(encoding="utf-8")
    )
    extra = {name: Field(**entry) for name, entry in tables["extra"].items()}
    texts = dict(tables["text"])
    for field in extra.values():
        texts[field.name] = field.label
        if field.kind == "money":
            texts[f"{field.name}_chu"] = f"{field.label}, bằng chữ"
    lists = {name: dict(entry["fields"]) for name, entry in tables["lists"].items()}
    if twice := set(lists) & set(texts):
        raise ValueError(f"variables.toml: {sorted(twice)} are both texts and lists")
    about = {name: entry["about"] for name, entry in tables["lists"].items()}
    return Vocabulary(texts, lists, about, extra)


def _on_paper(value: object) -> object:
    """A value as it goes into the file: no characters XML does not know, lines kept as lines."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    clean = _NOT_XML.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in clean:
        return clean
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(escape(line) for line in clean.split("\n"))


def environment(*, paper: bool = True) -> ImmutableSandboxedEnvironment:
    """The sandbox: escaped values, no functions, filters or tests, and a name that is missing is an error."""
    made = ImmutableSandboxedEnvironment(
        autoescape=paper,
        undefined=StrictUndefined,
        finalize=_on_paper if paper else None,
    )
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


@lru_cache(maxsize=1)
def _sandbox() -> ImmutableSandboxedEnvironment:
    return environment()


def patched(xml: str) -> str:
    """A part's XML with the marks of the template joined together, as docxtpl does it."""
    return str(DocxTemplate(BytesIO()).patch_xml(xml))


def check_template(data: bytes) -> list[Problem]:
    """Everything that is wrong with a template file; empty when it may be used."""
    found = packages.check(data)
    if found:
        return found
    parts = packages.text_parts(data)
    return [problem for name, xml in parts.items() for problem in _check_part(name, xml)]


def check_text(source: str, where: str) -> list[Problem]:
    """The same check for a piece of wording."""
    return list(_check_source(source, where))


def _check_part(name: str, xml: str) -> Iterator[Problem]:
    try:
        source = patched(xml)
    except (RecursionError, ValueError):
        yield Problem(packages.place(name), "không đọc được các dấu {{ }} và {% %} của mẫu.")
        return
    yield from _check_source(re.sub(r"<w:p([ >])", r"\n<w:p\1", source), packages.place(name))


def _check_source(source: str, where: str) -> Iterator[Problem]:
    lines = source.split("\n")

    def near(line: int | None) -> str:
        said = _TAG.sub("", lines[min(line or 1, len(lines)) - 1]).strip()
        return f"{where}, gần «{said[:60]}»" if said else where

    try:
        tree = _sandbox().parse(source)
    except TemplateError as error:
        yield Problem(near(getattr(error, "lineno", None)), "dấu {{ }} hoặc {% %} viết chưa đúng.")
        return
    except RecursionError:
        yield Problem(where, "các dấu {{ }} và {% %} lồng nhau quá sâu.")
        return
    for line, what in _Judge().body(tree.body, {}, 0):
        yield Problem(near(line), what)


class _Judge:
    """Walks the tree of a template; whatever is not on the list of what is allowed is named."""

    def __init__(self) -> None:
        known = vocabulary()
        self.texts, self.lists = known.texts, known.lists

    def body(self, body: list[Any], scope: Mapping[str, str], depth: int) -> Iterator[tuple[int, str]]:
        for node in body:
            match node:
                case nodes.Output():
                    for part in node.nodes:
                        if not isinstance(part, nodes.TemplateData):
                            yield from self.shown(part, scope)
                case nodes.If():
                    yield from self.condition(node.test, scope)
                    yield from self.body([*node.body, *node.elif_, *node.else_], scope, depth)
                case nodes.For():
                    yield from self.loop(node, scope, depth)
                case _:
                    yield node.lineno, f"không dùng được lệnh «{type(node).__name__.lower()}» trong mẫu."

    def loop(self, node: Any, scope: Mapping[str, str], depth: int) -> Iterator[tuple[int, str]]:
        fields = self._list_of(node.iter, scope)
        if fields is None or not isinstance(node.target, nodes.Name) or node.test or node.recursive:
            yield node.lineno, "vòng lặp chỉ đi qua một danh sách có trong bảng biến của mẫu."
            return
        if depth >= DEEPEST_LOOP or node.else_:
            yield node.lineno, f"vòng lặp lồng quá {DEEPEST_LOOP} lần hoặc có nhánh else."
            return
        yield from self.body(node.body, {**scope, node.target.name: fields}, depth + 1)

    def _list_of(self, node: Any, scope: Mapping[str, str]) -> str | None:
        if isinstance(node, nodes.Name) and node.name in self.lists and node.name not in scope:
            return node.name
        if isinstance(node, nodes.Getattr) and self._kind(node, scope) == "texts":
            return ""
        return None

    def _kind(self, node: Any, scope: Mapping[str, str]) -> str | None:
        """What ``line.field`` is: "text", "texts", or None when it may not be asked for."""
        if not isinstance(node.node, nodes.Name):
            return None
        if node.node.name == "loop" and scope:
            return _LOOP_FIELDS.get(node.attr)
        of = scope.get(node.node.name)
        return self.lists[of].get(node.attr) if of else None

    def shown(self, node: Any, scope: Mapping[str, str]) -> Iterator[tuple[int, str]]:
        match node:
            case nodes.Name(name=name) if name in self.texts or scope.get(name) == "":
                return
            case nodes.Name(name=name):
                yield node.lineno, f"mẫu hỏi trường «{name}» không có trong bảng biến."
            case nodes.Getattr() if self._kind(node, scope) == "text":
                return
            case nodes.Getattr():
                yield node.lineno, f"mẫu hỏi trường «{_named(node)}» không có trong bảng biến."
            case _:
                yield (
                    node.lineno,
                    f"trong {{{{ }}}} chỉ được ghi tên một biến, không có «{type(node).__name__.lower()}».",
                )

    def condition(self, node: Any, scope: Mapping[str, str]) -> Iterator[tuple[int, str]]:
        match node:
            case nodes.Name(name=name) if name in self.lists:
                return
            case nodes.Getattr() if self._kind(node, scope):
                return
            case nodes.Name() | nodes.Getattr():
                yield from self.shown(node, scope)
            case nodes.Not():
                yield from self.condition(node.node, scope)
            case nodes.And() | nodes.Or():
                yield from self.condition(node.left, scope)
                yield from self.condition(node.right, scope)
            case nodes.Compare(ops=[nodes.Operand(op=("eq" | "ne"), expr=nodes.Const(value=str() as said))]):
                yield from self.condition(node.expr, scope)
                if len(said) > LARGEST_CONSTANT:
                    yield node.lineno, "chuỗi so sánh quá dài."
            case _:
                yield node.lineno, f"điều kiện không dùng được «{type(node).__name__.lower()}»."


def _named(node: Any) -> str:
    inner = node.node.name if isinstance(node.node, nodes.Name) else "…"
    return f"{inner}.{node.attr}"
