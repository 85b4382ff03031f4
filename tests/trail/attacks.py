"""Tamperings as a superuser of the database can make them, without the key file and the file outside.

Every attack changes the world as carefully as it can (heads, seals, facts and hashes included) and
returns the ids of the entries one of which the check has to name first; ``None`` means that no check can
see it: a chain's end cut off before an anchor listed it.
"""

import random
from collections.abc import Callable

from django.db import connection

from tests.trail.record import rows
from tests.trail.world import World

Named = set[int] | None
Attack = Callable[[World, random.Random, bool], Named]

REHASH = """
    UPDATE trail_entry SET hash = sha256(
        '\\x00000008'::bytea || int8send(id)
        || int4send(octet_length(subject)) || convert_to(subject, 'UTF8')
        || '\\x00000004'::bytea || int4send(seq) || '\\x00000020'::bytea || prev_hash
        || int4send(octet_length(act)) || convert_to(act, 'UTF8')
        || '\\x00000004'::bytea || date_send(effective_on) || '\\x00000004'::bytea || date_send(known_on)
        || '\\x00000008'::bytea || timestamptz_send(recorded_at)
        || int4send(octet_length(actor)) || convert_to(actor, 'UTF8')
        || int4send(octet_length(ground)) || convert_to(ground, 'UTF8')
        || int4send(octet_length(article)) || convert_to(article, 'UTF8')
        || int4send(octet_length(payload)) || convert_to(payload, 'UTF8'))
    WHERE id = %s
"""
COLUMN_CHANGES = {
    "payload": "payload || ' '",
    "act": "act || 'x'",
    "effective_on": "effective_on - 1",
    "known_on": "known_on + 30",
    "recorded_at": "recorded_at - interval '1 microsecond'",
    "actor": "'22.0002'",
    "ground": "ground || 'x'",
    "article": "article || ' '",
    "prev_hash": "sha256(prev_hash)",
    "hash": "sha256(hash)",
    "seq": "seq + 1000",
    "subject": "subject || '0000'",
}


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def update(world: World, chosen: random.Random, anchored: bool) -> Named:
    """One column of one entry."""
    entry_id = chosen.choice(world.entries(anchored=anchored))
    column = chosen.choice(sorted(COLUMN_CHANGES))
    run(f"UPDATE trail_entry SET {column} = {COLUMN_CHANGES[column]} WHERE id = %s", entry_id)
    return {entry_id}


def delete(world: World, chosen: random.Random, anchored: bool) -> Named:
    """One entry that others follow, with its seal and facts."""
    candidates = [
        entry
        for chain in world.chains.values()
        for entry in chain[:-1]
        if world.is_anchored(entry) == anchored
    ]
    entry_id = chosen.choice(candidates)
    chain = world.chain_of(entry_id)
    _remove([entry_id])
    return {entry_id, chain[chain.index(entry_id) + 1]}


def insert(world: World, chosen: random.Random, anchored: bool) -> Named:
    """A new entry with a right hash under an unused id; with no seal, a copied or a made-up one."""
    if anchored:
        entry_id = chosen.choice([number for number in world.unused_ids if number <= world.anchored_up_to])
    else:
        entry_id = rows("SELECT max(id) + 1 FROM trail_entry")[0][0]
    subject = chosen.choice([*world.chains, "matter:999"])
    before = [entry for entry in world.chains.get(subject, []) if entry < entry_id]
    run(
        "INSERT INTO trail_entry (id, subject, seq, act, effective_on, known_on, recorded_at, actor, "
        "payload, prev_hash, hash) "
        "VALUES (%s, %s, %s, 'collected', '2025-01-01', '2025-01-01', now(), '22.0001', '{}', "
        "coalesce((SELECT hash FROM trail_entry WHERE id = %s), decode(repeat('00', 32), 'hex')), '')",
        entry_id,
        subject,
        len(before) + 1 if subject == "matter:999" or not anchored else 1_000,
        before[-1] if before else 0,
    )
    run(REHASH, entry_id)
    run(
        "INSERT INTO trail_head VALUES (%s, 1) ON CONFLICT (subject) DO UPDATE SET seq = trail_head.seq + 1",
        subject,
    )
    if seal := chosen.choice(["", "SELECT %s, seal FROM trail_seal LIMIT 1", "SELECT %s, sha256('guess')"]):
        run(f"INSERT INTO trail_seal {seal}", entry_id)
    return {entry_id}


def swap(world: World, chosen: random.Random, anchored: bool) -> Named:
    """The contents, the ids or the places of two entries, each with a fresh right hash or without."""
    one, other = sorted(chosen.sample(world.entries(anchored=anchored), 2))
    columns = chosen.choice(
        [["payload"], ["actor", "payload", "act", "effective_on"], ["id"], ["subject", "seq"]]
    )
    if columns == ["payload"] and _same_payload(one, other):
        columns = ["subject", "seq"]
    run(
        "ALTER TABLE trail_entry DROP CONSTRAINT trail_entry_subject_seq, "
        "DROP CONSTRAINT trail_entry_pkey CASCADE"
    )
    taken = ", ".join(f"{column} = other.{column}" for column in columns)
    run(
        f"UPDATE trail_entry AS one SET {taken} FROM trail_entry AS other "
        "WHERE (one.id, other.id) IN ((%s, %s), (%s, %s))",
        one,
        other,
        other,
        one,
    )
    if chosen.random() < 0.5:
        for entry_id in (one, other):
            run(REHASH, entry_id)
    return {one}


def cut(world: World, chosen: random.Random, anchored: bool) -> Named:
    """The end of a chain, or of the whole record, with every trace the database holds of it."""
    if chosen.random() < 0.3:
        every = sorted(entry for chain in world.chains.values() for entry in chain)
        places = [place for place, entry in enumerate(every) if world.is_anchored(entry) == anchored]
        gone = every[chosen.choice(places) :]
    else:
        chain = chosen.choice(
            [c for c in world.chains.values() if any(world.is_anchored(entry) == anchored for entry in c)]
        )
        gone = chain[
            chosen.choice([p for p, entry in enumerate(chain) if world.is_anchored(entry) == anchored]) :
        ]
    _remove(gone)
    run("UPDATE trail_head h SET seq = (SELECT count(*) FROM trail_entry e WHERE e.subject = h.subject)")
    run("DELETE FROM trail_head WHERE seq = 0")
    return {gone[0]} if anchored else None


def rewrite(world: World, chosen: random.Random, anchored: bool) -> Named:
    """An entry, its facts and its chain from there on, with right hashes; seals kept, copied or guessed."""
    entry_id = chosen.choice(world.entries(anchored=anchored))
    chain = world.chain_of(entry_id)
    run(
        "UPDATE trail_entry SET payload = replace(payload, '\"amount\":', '\"amount\":9') WHERE id = %s",
        entry_id,
    )
    run("UPDATE trail_entry SET actor = '22.0002' WHERE id = %s", entry_id)
    run("UPDATE trail_test_amount SET amount = ('9' || amount)::bigint WHERE entry_id = %s", entry_id)
    for later in chain[chain.index(entry_id) :]:
        run(
            "UPDATE trail_entry e SET prev_hash = p.hash FROM trail_entry p "
            "WHERE e.id = %s AND p.subject = e.subject AND p.seq = e.seq - 1",
            later,
        )
        run(REHASH, later)
        if chosen.random() < 0.5:
            run("UPDATE trail_seal SET seal = sha256(seal) WHERE entry_id = %s", later)
    if anchored and chosen.random() < 0.5:
        run("UPDATE trail_anchor SET root = sha256(root), line = sha256(line)")
    return {entry_id}


def fact(world: World, chosen: random.Random, anchored: bool) -> Named:
    """A row of facts changed, removed, added or moved to another entry; the record itself untouched."""
    entries = world.entries(anchored=anchored)
    stated = rows("SELECT id, entry_id FROM trail_test_amount WHERE entry_id = ANY(%s)", entries)
    fact_id, entry_id = chosen.choice(stated)
    change = chosen.choice(["amount", "on", "void", "source", "delete", "insert", "move"])
    if change == "delete":
        run("DELETE FROM trail_test_amount WHERE id = %s", fact_id)
    elif change == "insert":
        run(
            'INSERT INTO trail_test_amount (entry_id, matter_id, "on", amount, void, source) '
            'SELECT entry_id, matter_id, "on", amount, void, source FROM trail_test_amount WHERE id = %s',
            fact_id,
        )
    elif change == "move":
        other = chosen.choice([entry for entry in entries if entry != entry_id])
        run("UPDATE trail_test_amount SET entry_id = %s WHERE id = %s", other, fact_id)
        return {min(entry_id, other)}
    else:
        value = {"amount": "amount + 1", "on": '"on" + 1', "void": "NOT void", "source": "source || ' '"}[
            change
        ]
        run(f'UPDATE trail_test_amount SET "{change}" = {value} WHERE id = %s', fact_id)
    return {entry_id}


ATTACKS: dict[str, Attack] = {
    "update": update,
    "delete": delete,
    "insert": insert,
    "swap": swap,
    "cut": cut,
    "rewrite": rewrite,
    "fact": fact,
}


def _same_payload(one: int, other: int) -> bool:
    return rows("SELECT count(DISTINCT payload) FROM trail_entry WHERE id IN (%s, %s)", one, other) == [(1,)]


def _remove(entries: list[int]) -> None:
    for table, column in (
        ("trail_test_amount", "entry_id"),
        ("trail_seal", "entry_id"),
        ("trail_entry", "id"),
    ):
        run(f"DELETE FROM {table} WHERE {column} = ANY(%s)", entries)
