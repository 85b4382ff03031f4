"""Tables of agencies, officers, posts and accounts."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    pass


class Account(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    officer = models.CharField(max_length=20, blank=True, default="")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()
