"""The findings of an inspection, whole."""

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import of_dossiers


def findings_of(inspection_id: int) -> tuple[Dossier, ...]:
    """The findings noted in an inspection, in order; the caller asks who may see them."""
    ids = of_dossiers([inspection_id], ["finding"]).get(inspection_id, ())
    return tuple(load(sorted(ids)).values())
