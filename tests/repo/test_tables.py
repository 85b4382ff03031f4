"""Tables as Django sees them: migrations complete, no relation that can be walked upwards."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

OURS = [model for model in apps.get_models() if model.__module__.startswith("thihanh.")]


def visible_reverse_accessors(model: type[models.Model]) -> list[str]:
    return [
        f"{model.__name__}.{field.name}"
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.model is model
        and not field.remote_field.hidden
    ]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())
    assert "No changes detected" in out.getvalue()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_table_does_not_lend_its_rows_to_the_rooms_below(model):
    assert visible_reverse_accessors(model) == []


def test_the_rule_sees_a_visible_accessor():
    class Leaf(models.Model):
        owner = models.ForeignKey("contenttypes.ContentType", models.CASCADE)
        quiet = models.ForeignKey("contenttypes.ContentType", models.CASCADE, related_name="+")

        class Meta:
            app_label = "config"
            managed = False

    try:
        assert visible_reverse_accessors(Leaf) == ["Leaf.owner"]
    finally:
        del apps.all_models["config"]["leaf"]
        apps.clear_cache()
