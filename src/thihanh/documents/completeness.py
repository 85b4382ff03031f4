"""A paper that goes to be checked says all that its kind needs, so that it can be made once it is issued."""

from collections.abc import Mapping
from typing import Any

from thihanh.documents.content import restored
from thihanh.documents.kinds import kind
from thihanh.documents.problems import Refused
from thihanh.documents.values import values_of


def check_can_be_made(code: str, values: Mapping[str, Any]) -> None:
    """Raises Refused naming what the paper lacks for its kind."""
    try:
        content = restored(values)
    except (TypeError, ValueError, KeyError, AttributeError):
        raise Refused(
            f"Dữ liệu: nội dung của «{kind(code).title}» không đúng dạng nên không trình được. "
            "Hãy soạn lại văn bản từ hồ sơ việc."
        ) from None
    values_of(content)
