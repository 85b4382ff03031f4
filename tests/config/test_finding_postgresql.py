"""Where PostgreSQL is, said by the environment; and what is said when it is not there."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from thihanh.config import database, embedded, roles
from thihanh.config.errors import NoDatabaseError

URL = "postgresql://lan:m%40t@may-chu:5433/thads?sslmode=require"
PLANS = "-c plan_cache_mode=force_generic_plan"
"""What every connection of the product's own asks for."""


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch):
    for name in ("DATABASE_URL", "THIHANH_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)


def test_a_given_server_is_used_and_the_product_works_as_the_app_role(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", URL)
    product = database.connection_settings(Path("var"))
    assert (product["HOST"], product["PORT"], product["NAME"]) == ("may-chu", "5433", "thads")
    assert (product["USER"], product["PASSWORD"]) == ("lan", "m@t")
    assert product["OPTIONS"] == {"sslmode": "require", "options": f"{PLANS} -c role=thihanh_app"}
    assert database.owner_settings(Path("var"))["OPTIONS"] == {"sslmode": "require"}


def test_options_already_in_the_url_are_kept(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://lan@h/d?options=-c%20jit%3Doff")
    options = database.connection_settings(Path("var"))["OPTIONS"]
    assert options["options"] == f"-c jit=off {PLANS} -c role=thihanh_app"


def test_with_an_owner_of_its_own_the_product_cannot_become_the_owner(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@may-chu/thads")
    monkeypatch.setenv("THIHANH_OWNER_URL", "postgresql://chu@may-chu/thads")
    product, owner = database.connection_settings(Path("var")), database.owner_settings(Path("var"))
    assert (product["USER"], product["OPTIONS"]) == ("app", {"options": PLANS})
    assert owner["USER"] == "chu"


def test_without_a_url_the_embedded_server_is_named_and_not_started(tmp_path):
    product = database.connection_settings(tmp_path)
    assert product["USER"] == roles.APP
    assert database.owner_settings(tmp_path)["USER"] == roles.OWNER
    assert not embedded.is_running(embedded.place(tmp_path))
    assert not Path(product["HOST"]).exists()


@pytest.mark.parametrize(
    "url", ["mysql:thads", "postgresql://lan@may-chu:khong/d", "postgresql://lan@may-chu"]
)
def test_a_url_that_cannot_be_read_is_refused_with_the_form_it_should_have(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database.connection_settings(Path("var"))


def test_a_server_that_is_not_there_is_named_in_the_sentence(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://lan@127.0.0.1:1/thads")
    with pytest.raises(NoDatabaseError, match=r"Không kết nối được PostgreSQL tại 127\.0\.0\.1:1 "):
        database.ensure_running(Path("var"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('FATAL: password authentication failed for user "lan"', "không nhận tên lan hoặc mật khẩu"),
        ('FATAL: database "thads" does not exist', "không có cơ sở dữ liệu thads"),
        ('FATAL: role "lan" does not exist', "không có người dùng lan"),
        ("FATAL: sorry, too many clients already", "đã hết số kết nối"),
    ],
)
def test_each_refusal_of_the_server_has_its_sentence(monkeypatch, said, sentence):
    def refuse(*args, **kwargs):
        raise database.psycopg.OperationalError(said)

    monkeypatch.setenv("DATABASE_URL", "postgresql://lan@may-chu/thads")
    monkeypatch.setattr(database.psycopg, "connect", refuse)
    with pytest.raises(NoDatabaseError, match=sentence):
        database.ensure_running(Path("var"))


def test_a_server_older_than_15_is_refused(monkeypatch):
    class Old:
        info = type("Info", (), {"server_version": 140009})

        def __enter__(self):
            return self

        def __exit__(self, *args):
            return None

    monkeypatch.setenv("DATABASE_URL", "postgresql://lan@may-chu/thads")
    monkeypatch.setattr(database.psycopg, "connect", lambda *args, **kwargs: Old())
    with pytest.raises(NoDatabaseError, match="phiên bản 14; cần phiên bản 15 trở lên"):
        database.ensure_running(Path("var"))


def test_an_entry_point_ends_with_the_sentence_alone(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://lan@127.0.0.1:1/thads")
    with pytest.raises(SystemExit, match="Không kết nối được"):
        database.start_for_entry_point(Path("var"))


def test_a_long_path_moves_the_socket_to_a_short_folder(tmp_path):
    near = embedded.throw_away(Path("/srv/th"))
    far = embedded.throw_away(tmp_path / ("thư-mục-rất-dài" * 6))
    assert near.sockets == Path("/srv/th/run")
    assert len(os.fsencode(far.socket)) <= embedded.SOCKET_PATH_BYTES
    assert far.sockets != embedded.throw_away(tmp_path / ("thư-mục-rất-dài" * 7)).sockets
