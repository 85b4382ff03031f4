"""``python -m tests.spec.articles``: prints docs/manual/articles.md; the rooms need their framework."""

import os

import django


def main() -> None:
    """Start the framework, then print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
    django.setup()
    from tests.spec.articles import pages
    from tests.spec.drawn import write

    write(pages.FOLDER, pages.PAGES)


if __name__ == "__main__":
    main()
