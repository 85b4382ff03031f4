"""``thihanh documents …``: check a signed PDF, the trial keys, sign on the machine that holds a token."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from django.conf import settings
from django.db import DatabaseError

from thihanh.cli.typed import why
from thihanh.documents import checking
from thihanh.documents.keystore import key_store
from thihanh.documents.kinds import kind
from thihanh.documents.problems import Refused
from thihanh.documents.signing import tokens
from thihanh.documents.signing.authority import Certificate, Holder, check_valid
from thihanh.documents.signing.pades import sign_pdf
from thihanh.documents.signing.verify import Row, Trust, Verdict, verify_pdf
from thihanh.documents.trial_keys import make_missing
from thihanh.law.notation import vn

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Văn bản: kiểm tra chữ ký số của tệp PDF, khóa ký thử nghiệm, ký bằng thiết bị.",
)
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
_SIGNS = {True: "✓", False: "✗", None: "·"}


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="Tệp PDF.")],
    as_json: Json = False,
    offline: Annotated[bool, typer.Option("--offline", help="Không tra sổ văn bản.")] = False,
) -> None:
    """Kiểm tra chữ ký, chứng thư, thay đổi sau khi ký; có cơ sở dữ liệu thì đối chiếu sổ. Mã thoát 1: sai."""
    store = key_store()
    verdict = verify_pdf(_content(file), Trust(store.roots(), store.revoked()))
    rows = [*verdict.rows, *([] if offline else _recorded(verdict))]
    good = verdict.ok and all(row.ok is not False for row in rows)
    if as_json:
        _print(
            {"file": file.name, "sha256": verdict.sha256, "ok": good, "rows": [asdict(row) for row in rows]}
        )
    else:
        typer.echo(f"{file.name}  SHA-256 {verdict.sha256}")
        for row in rows:
            typer.echo(f"  {_SIGNS[row.ok]} {row.label}: {row.value}")
        typer.echo("Kết luận: hợp lệ." if good else "Kết luận: KHÔNG hợp lệ.")
    raise typer.Exit(0 if good else 1)


@app.command()
def keys(
    *,
    create: Annotated[str, typer.Option(help="Mã cán bộ được cấp khóa.")] = "",
    name: Annotated[str, typer.Option(help="Họ tên trên chứng thư.")] = "",
    organisation: Annotated[str, typer.Option(help="Cơ quan trên chứng thư.")] = "",
    agency: Annotated[
        str, typer.Option(help="Mã cơ quan: cấp khóa còn thiếu cho mọi người ký và con dấu.")
    ] = "",
    revoke: Annotated[str, typer.Option(help="Mã khóa bị thu hồi.")] = "",
    as_json: Json = False,
) -> None:
    """Khóa ký thử nghiệm: xem, cấp, thu hồi. Mã PIN được hỏi, hoặc đọc từ dòng đầu của đầu vào chuẩn."""
    store, at = key_store(), _now()
    with _sentences():
        if create:
            store.create(Holder(create, name or create, organisation), _pin(), at=at)
        if agency:
            settings.START_DATABASE()
            typer.echo(f"Đã cấp {len(make_missing(agency, _pin(), at=at))} khóa.", err=True)
        if revoke:
            store.revoke(revoke, at=at)
        held = [(code, store.certificate(code)) for code in store.holders()]
    revoked = store.revoked()
    if as_json:
        _print(
            {
                "keys": [
                    {"code": code, **_shown(one), "good": not _fault(one, revoked, at)} for code, one in held
                ]
            }
        )
        return
    for code, one in held:
        fault = _fault(one, revoked, at)
        left = (one.until - at).days
        typer.echo(f"{code:<12} {one.name:<40} {fault or f'còn {left} ngày'}")
    if not held:
        typer.echo("Chưa có khóa nào. Cấp khóa thử nghiệm: thihanh documents keys --agency 22")


@app.command()
def sign(
    source: Annotated[Path, typer.Argument(help="Tệp PDF cần ký.")],
    target: Annotated[Path, typer.Argument(help="Tệp PDF đã ký.")],
    module: Annotated[Path, typer.Option(help="Thư viện PKCS#11 của thiết bị (.so).")],
    token: Annotated[str, typer.Option(help="Nhãn của thiết bị.")] = "",
    certificate: Annotated[str, typer.Option(help="Nhãn của chứng thư trong thiết bị.")] = "",
) -> None:
    """Ký một tệp PDF bằng thiết bị (USB token) cắm ở máy này. Mã PIN của thiết bị được hỏi."""
    content = _content(source)
    with _sentences(), tokens.opened(module, token, certificate, _pin) as key:
        signed = sign_pdf(content, signer=key, agency=None, at=_now())
    try:
        target.write_bytes(signed)
    except OSError as error:
        _refuse(f"Không ghi được {target}: {why(error)}.")
    typer.echo(f"Đã ký: {target}")


def _recorded(verdict: Verdict) -> list[Row]:
    """What the register of papers says of this very file; a database that is away is no fault of the file."""
    try:
        found = checking.issued_paper(verdict.sha256)
    except DatabaseError:
        return [Row("Sổ văn bản", "không đối chiếu được vì không có cơ sở dữ liệu")]
    if found is None:
        return [Row("Sổ văn bản", "không có văn bản đã ban hành nào mang đúng tệp này")]
    named = _name_of(found.signer)
    return [
        Row("Sổ văn bản: loại văn bản", kind(found.kind).title),
        Row("Sổ văn bản: số, ký hiệu", found.number_text or "không đánh số", ok=True),
        Row("Sổ văn bản: ngày ban hành", vn(found.issued_on), ok=True),
        Row("Sổ văn bản: người ký", named or found.signer, ok=named in verdict.signers if named else None),
    ]


def _name_of(code: str) -> str:
    try:
        return key_store().certificate(code).name
    except Refused:
        return ""


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        _refuse(f"Không đọc được {file}: {why(error)}.")


def _pin() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Mã PIN", hide_input=True))
    return sys.stdin.readline().strip()


def _now() -> datetime:
    """The time of day on the product's working day: the demonstration stands still on one."""
    return datetime.combine(settings.CLOCK.today(), settings.CLOCK.now().timetz())


def _fault(one: Certificate, revoked: dict[int, datetime], at: datetime) -> str:
    try:
        check_valid(one, revoked, at=at)
    except Refused as refusal:
        return refusal.sentence
    return ""


def _shown(one: Certificate) -> dict[str, object]:
    return {
        "name": one.name,
        "organisation": one.organisation,
        "serial": f"{one.serial:x}",
        "since": one.since.isoformat(),
        "until": one.until.isoformat(),
        "trial": one.trial,
    }


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        _refuse(refusal.sentence)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def _print(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
