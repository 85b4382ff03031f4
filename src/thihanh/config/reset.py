"""``make reset``: delete the local database and every local file, after asking."""

import os
import shutil
import sys

from thihanh.config import embedded
from thihanh.config.errors import NoDatabaseError
from thihanh.config.serve import Held, say

YES = "xóa"


def main() -> int:
    """Delete after the operator typed the word, or at once with THIHANH_RESET=yes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
    from django.conf import settings

    held = Held(settings.VAR_DIR / "serve")
    if not held.is_mine:
        say(f"Thi Hành đang chạy tại {held.text()}; dừng nó trước khi xóa.")
        return 2
    where = embedded.place(settings.VAR_DIR)
    say(f"Sẽ xóa: {settings.VAR_DIR} và {where.home}.")
    if os.environ.get("DATABASE_URL"):
        say("Cơ sở dữ liệu của DATABASE_URL không bị đụng tới.")
    if os.environ.get("THIHANH_RESET") != "yes" and not _agreed():
        say("Không xóa gì.")
        return 1
    try:
        embedded.remove(where)
    except NoDatabaseError as error:
        say(str(error))
        return 2
    shutil.rmtree(settings.VAR_DIR)
    say("Đã xóa.")
    return 0


def _agreed() -> bool:
    sys.stdout.write(f"Gõ {YES} để đồng ý: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() == YES


if __name__ == "__main__":
    sys.exit(main())
