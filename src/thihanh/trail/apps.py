"""Django's entry for this room."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "thihanh.trail"
    label = "trail"
