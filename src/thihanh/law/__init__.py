"""The law: sources, dated parameters and rules as pure functions, for the regimes R08 and R25."""

from thihanh.law.classification import Bucket, Ground, bucket, buckets, grounds
from thihanh.law.dated import Parameter, UnknownParameter, number, parameter, parameter_names
from thihanh.law.marks import Mark, unconfirmed
from thihanh.law.regimes import Regime, regime_on, work_year, work_year_end, work_year_start

__all__ = [
    "Bucket",
    "Ground",
    "Mark",
    "Parameter",
    "Regime",
    "UnknownParameter",
    "bucket",
    "buckets",
    "grounds",
    "number",
    "parameter",
    "parameter_names",
    "regime_on",
    "unconfirmed",
    "work_year",
    "work_year_end",
    "work_year_start",
]
