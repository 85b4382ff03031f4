"""The kinds of paper, from ``kinds.toml``: title, template, numbers, signer, recipients, articles."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final, Literal, get_args

from thihanh.documents.content import Nature
from thihanh.documents.problems import Refused
from thihanh.law.citations import cite
from thihanh.law.marks import Mark, checked_mark, unconfirmed
from thihanh.law.regimes import Regime

Signer = Literal["head", "officer", "clerk", "parties"]
SIGNERS: Final[tuple[Signer, ...]] = get_args(Signer)
NATURES: Final[tuple[Nature, ...]] = get_args(Nature)
REGIMES: Final[tuple[Regime, ...]] = get_args(Regime)
SERVED: Final = {
    "creditor": "Người được thi hành án",
    "debtor": "Người phải thi hành án",
    "related": "Người có quyền lợi, nghĩa vụ liên quan",
    "procuracy": "Viện kiểm sát nhân dân cùng cấp",
    "commune": "Ủy ban nhân dân cấp xã",
    "counterpart": "Cơ quan, tổ chức có liên quan",
}
_ALLOWED: Final = frozenset(
    ("title", "template", "series", "signer", "form", "obligations", "serves", "register", "needs")
) | {"article", "mark"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper. ``series`` "" means that it takes no number (minutes, covers)."""

    code: str
    title: str
    template: str
    series: str
    symbols: Mapping[Regime, str]
    forms: Mapping[Regime, str]
    signer: Signer
    articles: Mapping[Regime, str]
    mark: Mark
    obligations: tuple[Nature, ...] = ()
    serves: tuple[str, ...] = ()
    register: str = ""
    needs: tuple[str, ...] = ()

    @property
    def is_numbered(self) -> bool:
        return bool(self.series)

    def knows(self, regime: Regime) -> bool:
        """Whether the law of that time has this paper."""
        return regime in self.articles

    def article(self, regime: Regime) -> str:
        """The article it rests on ("L25 Đ.46"). Raises ``Refused`` where that law does not know it."""
        if regime not in self.articles:
            other = cite(next(iter(self.articles.values())))
            raise Refused(
                f"Pháp luật: «{self.title}» không có theo pháp luật áp dụng cho việc này "
                f"(chỉ có theo {other}); chọn văn bản khác."
            )
        return self.articles[regime]

    def symbol(self, regime: Regime) -> str:
        """What follows the number: "QĐ-THADS"; "" for a paper without number."""
        return self.symbols.get(regime, "")

    def form(self, regime: Regime) -> str:
        """The issued form as far as it is known, with the mark [K] while its number was not seen."""
        said = self.forms[regime]
        return said if said.startswith("không có") else f"{said} [K]"

    @property
    def caution(self) -> str:
        """Words to show beside the article while its pairing with this paper is not confirmed."""
        return unconfirmed(self.mark)


def kind(code: str) -> Kind:
    """One kind; raises ``Refused`` for a code that is none."""
    found = kinds().get(code)
    if found is None:
        raise Refused(f"Dữ liệu: không có loại văn bản mang mã «{code}»; xem danh mục loại văn bản.")
    return found


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """All kinds in the order of a matter's life. Raises ``ValueError`` when the file is not right."""
    text = resources.files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8")
    return loaded(tomllib.loads(text))


def loaded(tables: Mapping[str, Any]) -> Mapping[str, Kind]:
    """Kinds of a parsed file, every entry checked. Raises ``ValueError`` naming the kind and the fault."""
    series, forms = tables["series"], tables["forms"]
    made: dict[str, Kind] = {}
    for code, entry in tables["kinds"].items():
        try:
            made[code] = _kind(code, entry, series, forms)
        except (KeyError, ValueError, TypeError) as error:
            raise ValueError(f"kinds.toml, {code}: {error}") from error
    return made


def _kind(code: str, entry: Mapping[str, Any], series: Mapping[str, Any], forms: Mapping[str, Any]) -> Kind:
    if unknown := set(entry) - _ALLOWED:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    articles = dict(entry["article"])
    for reference in articles.values():
        cite(reference)
    _among("regime", articles, REGIMES)
    _among("signer", [entry["signer"]], SIGNERS)
    _among("obligations", entry.get("obligations", []), NATURES)
    _among("serves", entry.get("serves", []), SERVED)
    if not articles or not entry["title"]:
        raise ValueError("needs a title and an article")
    return Kind(
        code=code,
        title=entry["title"],
        template=entry["template"],
        series=entry["series"],
        symbols=dict(series[entry["series"]]) if entry["series"] else {},
        forms=dict(forms[entry["form"]]),
        signer=entry["signer"],
        articles=articles,
        mark=checked_mark(entry["mark"]),
        obligations=tuple(entry.get("obligations", ())),
        serves=tuple(entry.get("serves", ())),
        register=entry.get("register", ""),
        needs=tuple(entry.get("needs", ())),
    )


def _among(what: str, given: Any, known: Any) -> None:
    if strange := [value for value in given if value not in known]:
        raise ValueError(f"{what}: {strange} is none of {sorted(known)}")
