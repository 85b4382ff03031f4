"""``python -m tests.spec.statistics``: prints the pages of docs/statistics; the room needs its framework."""

import os

import django


def main() -> None:
    """Start the framework, then print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
    django.setup()
    from tests.spec.drawn import write
    from tests.spec.statistics import pages

    write(pages.FOLDER, pages.PAGES)


if __name__ == "__main__":
    main()
