"""Django's entry for this room."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "thihanh.queue"
    label = "thihanh_queue"
