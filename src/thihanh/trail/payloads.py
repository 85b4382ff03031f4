"""The canonical text of a payload: one writing for one meaning."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID


def canonical(payload: Mapping[str, object]) -> str:
    """JSON with sorted keys, no spaces, letters as they are; dates as ISO text, bytes as hex."""
    return _encoder.encode(payload)


def plain(value: object) -> object:
    """A value as it reads after the way through canonical JSON and back."""
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a moment in a payload names its time zone")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a payload holds no {type(value).__name__}")


_encoder = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_text
)
