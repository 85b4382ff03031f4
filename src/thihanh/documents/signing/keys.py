"""The key store: trial keys as PKCS#12 in a folder outside the database, each behind its holder's PIN.

A signer authorises digests of content with the PIN (``authorise``); later the store signs only what was
authorised (``authorised_key``). Certificates come from a trial authority of our own and say so.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.sign import signers

from thihanh.documents.signing import authority
from thihanh.documents.signing.authority import Certificate, KeyRefused

Holding = Literal["person", "agency"]
MOST_WRONG_PINS: Final = 5
SHORTEST_PIN: Final = 6


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key ready to sign, with what its certificate says."""

    signer: signers.Signer
    certificate: Certificate
    holding: Holding


@dataclass(frozen=True, slots=True)
class _Card:
    """What the store keeps beside a key."""

    code: str
    holding: Holding
    salt: str
    pin: str
    wrong: int = 0


class KeyStore:
    """The keys under one folder. Nothing here asks what time it is: ``at`` is an argument."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(
        self, holder: "authority.Holder", pin: str, *, at: datetime, holding: Holding = "person"
    ) -> Certificate:
        """A new trial key for a person or for an agency's seal; an older one of the same code is replaced."""
        if len(pin) < SHORTEST_PIN:
            raise KeyRefused(f"Dữ liệu: mã PIN cần ít nhất {SHORTEST_PIN} ký tự; chọn mã khác.")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(self.folder, 0o700)
        made = authority.issue(self._authority(at), holder, at=at)
        salt = secrets.token_hex(16)
        card = _Card(holder.code, holding, salt, _pin_hash(pin, salt))
        _write(self._file(holder.code, "p12"), made.pkcs12(self._secret()))
        self._keep(card)
        return made.certificate

    def certificate(self, code: str) -> Certificate:
        """What the certificate of a key says. Raises ``KeyRefused`` when there is no such key."""
        return authority.read(self._pkcs12(code), self._secret()).certificate

    def holders(self) -> tuple[str, ...]:
        """The codes of all keys."""
        return tuple(sorted(file.stem for file in self.folder.glob("*.p12") if file.stem != "authority"))

    def check(self, code: str, *, at: datetime) -> Certificate:
        """Raise ``KeyRefused`` unless the key is there and its certificate good at that time."""
        found = self.certificate(code)
        authority.check_valid(found, self.revoked(), at=at)
        return found

    def authorise(self, code: str, pin: str, digests: Sequence[str], *, at: datetime) -> Certificate:
        """With one PIN, let the store sign these contents. Nothing is kept unless everything is in order."""
        found = self.check(code, at=at)
        self._check_pin(code, pin)
        for digest in digests:
            proof = self._proof(code, digest, at.isoformat())
            body = {"code": code, "digest": digest, "at": at.isoformat(), "proof": proof}
            _write(self._authorisation(code, digest), json.dumps(body).encode())
        return found

    def withdraw(self, code: str, digest: str) -> None:
        """A paper was recalled: what was authorised for it is no longer."""
        self._authorisation(code, digest).unlink(missing_ok=True)

    def authorised_key(self, code: str, digest: str, *, at: datetime) -> SigningKey:
        """The key, for a content its holder has authorised. Raises ``KeyRefused`` otherwise."""
        try:
            said = json.loads(self._authorisation(code, digest).read_text())
        except (FileNotFoundError, ValueError):
            said = {}
        proof = self._proof(code, digest, str(said.get("at")))
        if not hmac.compare_digest(str(said.get("proof", "")), proof):
            raise KeyRefused(
                "Trạng thái: nội dung văn bản này chưa được người ký cho phép ký; "
                "trình ký lại để người ký nhập PIN."
            )
        return self._key(code, at=at)

    def seal(self, agency: str, *, at: datetime) -> SigningKey:
        """The key of an agency's seal, used by the agency's registry after numbering."""
        key = self._key(agency, at=at)
        if key.holding != "agency":
            raise KeyRefused(f"Dữ liệu: khóa «{agency}» không phải khóa của cơ quan.")
        return key

    def own_key(self, code: str, pin: str, *, at: datetime) -> SigningKey:
        """A key its holder uses at once, with the PIN."""
        self.check(code, at=at)
        self._check_pin(code, pin)
        return self._key(code, at=at)

    def revoke(self, code: str, *, at: datetime) -> None:
        """From now on the certificate of this key is refused; what was signed before stays good."""
        known = {str(serial): day.isoformat() for serial, day in self.revoked().items()}
        known[str(self.certificate(code).serial)] = at.isoformat()
        _write(self.folder / "revoked.json", json.dumps(known).encode())

    def revoked(self) -> dict[int, datetime]:
        """Serial numbers of revoked certificates, with the time."""
        file = self.folder / "revoked.json"
        known = json.loads(file.read_text()) if file.exists() else {}
        return {int(serial): datetime.fromisoformat(day) for serial, day in known.items()}

    def roots(self) -> tuple[bytes, ...]:
        """Certificates of the authorities trusted here: the trial one, and those put into ``trust``."""
        files = [self.folder / "authority.pem", *sorted(self.folder.glob("trust/*.pem"))]
        return tuple(file.read_bytes() for file in files if file.exists())

    def _key(self, code: str, *, at: datetime) -> SigningKey:
        found = self.check(code, at=at)
        return SigningKey(_signer(self._pkcs12(code), self._secret()), found, self._card(code).holding)

    def _authority(self, at: datetime) -> "authority.Issued":
        file = self.folder / "authority.p12"
        if not file.exists():
            made = authority.root(at=at)
            _write(file, made.pkcs12(self._secret()))
            _write(self.folder / "authority.pem", made.pem)
        return authority.read(file.read_bytes(), self._secret())

    def _check_pin(self, code: str, pin: str) -> None:
        with self._alone(code):
            self._count_pin(code, pin)

    @contextmanager
    def _alone(self, code: str) -> Iterator[None]:
        """One guess at a time, whatever process makes it: guesses at once would all count as the first."""
        with open(os.open(self._file(code, "lock"), os.O_RDWR | os.O_CREAT, 0o600), "rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _count_pin(self, code: str, pin: str) -> None:
        card = self._card(code)
        if card.wrong >= MOST_WRONG_PINS:
            raise KeyRefused(
                f"Quyền: khóa ký bị khóa sau {MOST_WRONG_PINS} lần nhập sai PIN; người quản trị cấp lại khóa."
            )
        if not hmac.compare_digest(_pin_hash(pin, card.salt), card.pin):
            self._keep(replace(card, wrong=card.wrong + 1))
            left = MOST_WRONG_PINS - card.wrong - 1
            raise KeyRefused(f"Quyền: mã PIN không đúng, còn {left} lần; văn bản chưa được ký.")
        if card.wrong:
            self._keep(replace(card, wrong=0))

    def _card(self, code: str) -> _Card:
        try:
            return _Card(**json.loads(self._file(code, "json").read_text()))
        except FileNotFoundError:
            raise _no_key(code) from None

    def _keep(self, card: _Card) -> None:
        _write(self._file(card.code, "json"), json.dumps(asdict(card)).encode())

    def _pkcs12(self, code: str) -> bytes:
        try:
            return self._file(code, "p12").read_bytes()
        except FileNotFoundError:
            raise _no_key(code) from None

    def _file(self, code: str, ending: str) -> Path:
        if not code or not all(letter.isalnum() or letter in ".-" for letter in code) or code == "authority":
            raise KeyRefused("Dữ liệu: mã của khóa ký chỉ gồm chữ, số, dấu chấm và gạch nối.")
        return self.folder / f"{code}.{ending}"

    def _authorisation(self, code: str, digest: str) -> Path:
        name = hashlib.sha256(f"{code}:{digest}".encode()).hexdigest()
        return self.folder / "authorised" / name[:2] / f"{name}.json"

    def _secret(self) -> bytes:
        """What the files are encrypted with: random, made once, readable by this user alone."""
        file = self.folder / "store.key"
        if not file.exists():
            _write(file, secrets.token_hex(32).encode(), once=True)
        return file.read_bytes()

    def _proof(self, code: str, digest: str, at: str) -> str:
        return hmac.new(
            self._secret(), f"authorised:{code}:{digest}:{at}".encode(), hashlib.sha256
        ).hexdigest()


class _ReadySigner(signers.SimpleSigner):
    """Holds the key as it was read: reading and proving an RSA key costs more than signing with it."""

    key: rsa.RSAPrivateKey

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != authority.DIGEST:
            return bytes(super().sign_raw(data, digest_algorithm))
        return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@lru_cache(maxsize=32)
def _signer(file: bytes, password: bytes) -> signers.Signer:
    loaded = signers.SimpleSigner.load_pkcs12_data(file, [], password)
    ready = _ReadySigner(loaded.signing_cert, loaded.signing_key, loaded.cert_registry)
    ready.key = authority.read(file, password).key
    return ready


def _pin_hash(pin: str, salt: str) -> str:
    return hashlib.scrypt(pin.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1).hex()


def _no_key(code: str) -> KeyRefused:
    return KeyRefused(
        f"Dữ liệu: chưa có chứng thư chữ ký số cho «{code}»; người quản trị cấp khóa trước khi ký."
    )


def _write(file: Path, content: bytes, *, once: bool = False) -> None:
    """A file only this user reads, whole or not at all; ``once``: the first who writes it stands."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
    if not once:
        draft.replace(file)
        return
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
