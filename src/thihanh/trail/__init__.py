"""The record of acts: one entry per act, chained per subject, sealed, anchored outside the database."""
