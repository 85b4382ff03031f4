"""The process that does the work: ``python -m thihanh.jobs.worker``, one job after the other."""

import asyncio
import os

SETTINGS = "thihanh.config.settings"


def run(*, until_idle: bool = False, stop_within: float = 5) -> None:
    """Work until told to end, or with ``until_idle`` until the queue is empty."""
    asyncio.run(_work(until_idle, stop_within))


async def _work(until_idle: bool, stop_within: float) -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from thihanh.jobs import registry  # noqa: F401 -- importing it registers the jobs

    connector = DjangoConnector().get_worker_connector()
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await working.run_worker_async(
                wait=not until_idle,
                concurrency=1,
                shutdown_graceful_timeout=stop_within,
                delete_jobs="successful",
                install_signal_handlers=not until_idle,
                listen_notify=not until_idle,
            )


def main() -> None:
    """The entry of the process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    run()


if __name__ == "__main__":
    main()
