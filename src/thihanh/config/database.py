"""The one module that finds PostgreSQL: DATABASE_URL (15 or newer), else the embedded server.

The product connects as a role that owns nothing; migrations connect as the owner (``roles.py``).
"""

import os
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from thihanh.config import embedded, roles
from thihanh.config.errors import NoDatabaseError

OLDEST_VERSION = 150000
ENGINE = "django.db.backends.postgresql"
COMMON = {"ENGINE": ENGINE, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
LIBPQ_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
Settings = dict[str, Any]
#: Statements whose plan a connection keeps ask by keys: planning each anew takes longer than running it.
_PLAN_ONCE = "plan_cache_mode=force_generic_plan"


def connection_settings(var_dir: Path) -> Settings:
    """Django's settings for the product's own connections. Starts nothing."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return _with(embedded_settings(embedded.place(var_dir), roles.APP), _PLAN_ONCE)
    settings = _with(_from_url(url, "DATABASE_URL"), _PLAN_ONCE)
    return settings if os.environ.get("THIHANH_OWNER_URL") else _with(settings, f"role={roles.APP}")


def _with(settings: Settings, option: str) -> Settings:
    """The settings with one more option of the session."""
    options = dict(settings["OPTIONS"])
    options["options"] = f"{options.get('options', '')} -c {option}".strip()
    return settings | {"OPTIONS": options}


def owner_settings(var_dir: Path) -> Settings:
    """Django's settings for migrations: the role that owns the tables. Starts nothing."""
    if os.environ.get("THIHANH_OWNER_URL"):
        return _from_url(os.environ["THIHANH_OWNER_URL"], "THIHANH_OWNER_URL")
    if os.environ.get("DATABASE_URL"):
        return _from_url(os.environ["DATABASE_URL"], "DATABASE_URL")
    return embedded_settings(embedded.place(var_dir), roles.OWNER)


def embedded_settings(where: embedded.Place, user: str) -> Settings:
    """Django's settings for one role of an embedded server."""
    return COMMON | {
        "NAME": roles.DATABASE,
        "USER": user,
        "PASSWORD": "",
        "HOST": str(where.sockets),
        "PORT": embedded.PORT,
        "OPTIONS": {},
    }


def ensure_running(var_dir: Path) -> None:
    """Make sure the database answers and its roles exist, starting the embedded server if need be.

    The embedded server stops when the last process that asked for it ends.
    Raises ``NoDatabaseError`` with the sentence for the operator.
    """
    if os.environ.get("DATABASE_URL"):
        _check_given_server(owner_settings(var_dir))
    else:
        embedded.ensure_running(embedded.place(var_dir), first_time=create_roles)


def answers(var_dir: Path) -> bool:
    """Does the embedded server still answer? A server of one's own is looked after by its operator."""
    return bool(os.environ.get("DATABASE_URL")) or embedded.is_running(embedded.place(var_dir))


def create_roles(where: embedded.Place) -> None:
    """Fill a new embedded server with the two roles and the product's database."""
    roles.create_in_cluster(host=str(where.sockets), port=embedded.PORT, superuser=embedded.SUPERUSER)


def start_for_entry_point(var_dir: Path) -> None:
    """``settings.START_DATABASE``: the same, ending the program with the sentence when it cannot."""
    try:
        ensure_running(var_dir)
    except NoDatabaseError as error:
        raise SystemExit(str(error)) from error


def _from_url(url: str, variable: str) -> Settings:
    unreadable = (
        f"{variable} không đọc được. Mẫu: postgresql://người_dùng:mật_khẩu@máy:5432/tên_cơ_sở_dữ_liệu"
    )
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise ImproperlyConfigured(unreadable) from error
    if not str(parts.get("port") or "0").replace(",", "").isdecimal():
        raise ImproperlyConfigured(unreadable)
    if not parts.get("dbname"):
        raise ImproperlyConfigured(f"{variable} thiếu tên cơ sở dữ liệu ở cuối (…/tên_cơ_sở_dữ_liệu).")
    settings: Settings = {key: str(parts.pop(name, "") or "") for key, name in LIBPQ_NAMES.items()}
    return COMMON | settings | {"OPTIONS": parts}


def _conninfo(settings: Settings) -> str:
    given = {name: settings[key] for key, name in LIBPQ_NAMES.items() if settings[key]}
    return make_conninfo(**given, **settings["OPTIONS"])


def _check_given_server(settings: Settings) -> None:
    """Connect once: is it there, does it let us in, is it new enough, do the roles exist?"""
    where = f"{settings['HOST'] or 'máy này'}:{settings['PORT'] or '5432'}"
    try:
        connection = psycopg.connect(_conninfo(settings), connect_timeout=5, autocommit=True)
    except psycopg.OperationalError as error:
        raise NoDatabaseError(_refusal(str(error), settings, where)) from error
    with connection:
        version = connection.info.server_version
        if version < OLDEST_VERSION:
            raise NoDatabaseError(
                f"PostgreSQL tại {where} là phiên bản {version // 10000}; cần phiên bản 15 trở lên."
            )
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [roles.APP]).fetchone():
            roles.prepare(connection.cursor())


def _refusal(said: str, settings: Settings, where: str) -> str:
    if "password" in said or "authentication" in said:
        return f"PostgreSQL tại {where} không nhận tên {settings['USER']} hoặc mật khẩu trong DATABASE_URL."
    if "does not exist" in said and "database" in said:
        return (
            f"PostgreSQL tại {where} không có cơ sở dữ liệu {settings['NAME']}; hãy tạo nó trước (createdb)."
        )
    if "does not exist" in said:
        return f"PostgreSQL tại {where} không có người dùng {settings['USER']}."
    if "too many" in said:
        return f"PostgreSQL tại {where} đã hết số kết nối cho phép; thử lại sau hoặc nâng max_connections."
    return f"Không kết nối được PostgreSQL tại {where} trong 5 giây; kiểm tra máy chủ và DATABASE_URL."
