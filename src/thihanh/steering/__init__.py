"""The Steering Committee: members, meetings, conclusions, directives with evidence and measured effect."""
