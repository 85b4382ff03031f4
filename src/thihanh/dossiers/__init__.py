"""Things with a life of their own beside matters: requests to other bodies, complaints, inspections.

Each kind is data (``kinds.Kind``): its states, the steps people take, the clocks that run. The rooms above
register their kinds; this room keeps the facts, asks state and input, and computes states and clocks.
"""
