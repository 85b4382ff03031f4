"""``migrate`` as the role that owns the tables, after the app role and its rights are in place."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from thihanh.config import roles
from thihanh.config.errors import NoDatabaseError

CREDENTIALS = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        product = {key: connection.settings_dict[key] for key in CREDENTIALS}
        connection.close()
        connection.settings_dict.update({key: settings.OWNER_CONNECTION[key] for key in CREDENTIALS})
        try:
            with connection.cursor() as cursor:
                roles.prepare(cursor)
            super().handle(*args, **options)
        except NoDatabaseError as error:
            raise CommandError(str(error)) from error
        finally:
            connection.close()
            connection.settings_dict.update(product)
