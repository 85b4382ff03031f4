"""The sector's control rules R01–R26, run on a book."""

from thihanh.statistics.control.findings import Finding, Verdict
from thihanh.statistics.control.rules import Rule, rules
from thihanh.statistics.control.running import Beat, Beside, run

__all__ = ["Beat", "Beside", "Finding", "Rule", "Verdict", "rules", "run"]
