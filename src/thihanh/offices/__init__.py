"""Agencies, offices, officers, posts, calendar overrides, the policy table and reach."""
