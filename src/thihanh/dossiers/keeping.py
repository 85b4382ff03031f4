"""From whom a dossier is kept whatever the policy grants: a person accused does not read the accusation.

A kind names officers, units and «agency:role» (``Kind.kept_from``). The holder is kept from a dossier only by
name, so that whoever received it can still pass it on.
"""

from django.db.models import Q

from thihanh.dossiers.kinds import Kind
from thihanh.dossiers.life import Dossier, kept_from
from thihanh.offices.reach import Viewer


def check_not_kept(viewer: Viewer, dossier: Dossier) -> None:
    """Raises LookupError where the viewer must not know of the dossier."""
    if is_kept(viewer, dossier):
        raise LookupError(dossier.id)


def is_kept(viewer: Viewer, dossier: Dossier) -> bool:
    """Whether the viewer must not know of the dossier."""
    kept, own = set(kept_from(dossier)), viewer.own_officers
    return bool(kept & own) or (dossier.officer not in own and bool(kept & _places(viewer)))


def readable_rows(viewer: Viewer, kind: Kind) -> Q:
    """The same as a condition on the rows of lists."""
    if kind.kept_from is None:
        return Q()
    own, places = sorted(viewer.own_officers), sorted(_places(viewer))
    named = Q(kept_from__has_any_keys=own)
    return ~named & (Q(officer__in=own) | ~Q(kept_from__has_any_keys=places))


def _places(viewer: Viewer) -> frozenset[str]:
    held = viewer.held()
    return frozenset(
        name for duty in held for name in (duty.unit, duty.agency, f"{duty.agency}:{duty.role}") if name
    )
