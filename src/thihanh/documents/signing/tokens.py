"""Keys that never leave their device: a USB token or a hardware module, by PKCS#11."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509

from thihanh.documents.signing.authority import KeyRefused, described
from thihanh.documents.signing.keys import SigningKey


@contextmanager
def opened(module: Path, token: str, certificate: str, ask_pin: Callable[[], str]) -> Iterator[SigningKey]:
    """The token's key while the device is open. Raises ``KeyRefused`` without device, PIN or certificate.

    ``module``: the maker's library; ``token`` and ``certificate``: labels, "" for the only one.
    """
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        raise KeyRefused(
            "Máy này chưa có thư viện PKCS#11 cho Python; cài gói python-pkcs11 vào môi trường của Thi Hành "
            "rồi ký lại."
        ) from None
    if not module.exists():
        raise KeyRefused(f"Không có thư viện của thiết bị tại {module}; cài phần mềm của nhà cung cấp token.")
    try:
        wanted = TokenCriteria(label=token) if token else None
        session = open_pkcs11_session(str(module), token_criteria=wanted, user_pin=ask_pin())
    except pkcs11.PKCS11Error as error:
        raise KeyRefused(
            f"Không mở được thiết bị ({type(error).__name__}); cắm thiết bị, kiểm tra nhãn và mã PIN."
        ) from error
    with session:
        signer = PKCS11Signer(session, cert_label=certificate or None)
        try:
            found = described(x509.load_der_x509_certificate(signer.signing_cert.dump()))
        except (pkcs11.PKCS11Error, ValueError, AttributeError) as error:
            raise KeyRefused(f"Không đọc được chứng thư «{certificate}» trong thiết bị.") from error
        yield SigningKey(signer, found, "person")
