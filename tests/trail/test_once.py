"""One key, one act: however often and however many at once the same request comes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from thihanh.trail.operations import KeyReused, once, remember

pytestmark = pytest.mark.django_db(transaction=True)


def act(key: str, asked: str, done: list[str]) -> object:
    with transaction.atomic():
        before = once(key, asked)
        if before is not None:
            return before
        done.append(asked)
        answer = {"entry": len(done)}
        remember(key, asked, answer)
        return answer


def test_a_repeated_key_answers_what_it_answered_before() -> None:
    done: list[str] = []
    assert act("k1", "lập hồ sơ", done) == act("k1", "lập hồ sơ", done) == {"entry": 1}
    assert done == ["lập hồ sơ"]


def test_a_key_used_for_another_request_is_refused() -> None:
    done: list[str] = []
    act("k1", "lập hồ sơ", done)
    with pytest.raises(KeyReused, match="đã dùng cho một nội dung khác"):
        act("k1", "hoãn", done)
    assert done == ["lập hồ sơ"]


def test_a_refused_act_leaves_its_key_free() -> None:
    with transaction.atomic():
        once("k1", "x")
        transaction.set_rollback(True)
    assert act("k1", "y", []) == {"entry": 1}


def test_fifty_at_once_act_once() -> None:
    done: list[str] = []

    def one(_: int) -> object:
        try:
            return act("k1", "lập hồ sơ", done)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(one, range(50)))
    assert answers == [{"entry": 1}] * 50
    assert done == ["lập hồ sơ"]
