"""The record: entries, chain heads, seals, anchors and runs of the check."""

from django.db import migrations, models
from django.db.models.functions import Now

from thihanh.trail import append_only
from thihanh.trail.models import Int8MultiRangeField

ENCODING = """
DO $$ BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'Cơ sở dữ liệu phải dùng bảng mã UTF8, hiện là %', current_setting('server_encoding');
    END IF;
END $$
"""

ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{append_only.APP_ROLE}') THEN
        CREATE ROLE {append_only.APP_ROLE} NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server was first
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'role {append_only.APP_ROLE} is missing and this role may not create it';
END $$
"""

REFUSE = """
CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Bảng % chỉ được thêm dòng, không được sửa hay xóa (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$
"""

ENTRY = [
    """
    CREATE TABLE trail_entry (
        id bigint PRIMARY KEY,
        subject text COLLATE "C" NOT NULL CHECK (subject <> ''),
        seq integer NOT NULL,
        act text NOT NULL CHECK (act <> ''),
        effective_on date NOT NULL CHECK (isfinite(effective_on)),
        known_on date NOT NULL CHECK (isfinite(known_on)),
        recorded_at timestamptz NOT NULL,
        actor text NOT NULL CHECK (actor <> ''),
        ground text NOT NULL DEFAULT '',
        article text NOT NULL DEFAULT '',
        payload text NOT NULL,
        prev_hash bytea NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT trail_entry_subject_seq UNIQUE (subject, seq)
    )
    """,
    "CREATE SEQUENCE trail_entry_id_seq OWNED BY trail_entry.id",
    """
    CREATE TABLE trail_head (
        subject text COLLATE "C" PRIMARY KEY,
        seq integer NOT NULL
    ) WITH (fillfactor = 70)
    """,
    # The row of trail_head is locked by the upsert until the transaction ends, and every statement of the
    # function sees what was committed meanwhile: a chain has no forks and no gaps. The id is taken under
    # that lock, so ids rise along a chain. The hashed bytes are the row as COPY BINARY would send it.
    """
    CREATE FUNCTION trail_entry_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
    BEGIN
        INSERT INTO trail_head AS head (subject, seq) VALUES (NEW.subject, 1)
            ON CONFLICT (subject) DO UPDATE SET seq = head.seq + 1
            RETURNING head.seq INTO NEW.seq;
        IF NEW.seq = 1 THEN
            NEW.prev_hash := '\\x0000000000000000000000000000000000000000000000000000000000000000'::bytea;
        ELSE
            SELECT hash INTO NEW.prev_hash FROM trail_entry
             WHERE subject = NEW.subject AND seq = NEW.seq - 1;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'Chuỗi của % thiếu mục %: không ghi tiếp được', NEW.subject, NEW.seq - 1
                    USING ERRCODE = 'data_corrupted';
            END IF;
        END IF;
        NEW.id := nextval('trail_entry_id_seq');
        NEW.recorded_at := clock_timestamp();
        NEW.hash := sha256(
            '\\x00000008'::bytea || int8send(NEW.id)
            || int4send(octet_length(NEW.subject)) || convert_to(NEW.subject, 'UTF8')
            || '\\x00000004'::bytea || int4send(NEW.seq)
            || '\\x00000020'::bytea || NEW.prev_hash
            || int4send(octet_length(NEW.act)) || convert_to(NEW.act, 'UTF8')
            || '\\x00000004'::bytea || date_send(NEW.effective_on)
            || '\\x00000004'::bytea || date_send(NEW.known_on)
            || '\\x00000008'::bytea || timestamptz_send(NEW.recorded_at)
            || int4send(octet_length(NEW.actor)) || convert_to(NEW.actor, 'UTF8')
            || int4send(octet_length(NEW.ground)) || convert_to(NEW.ground, 'UTF8')
            || int4send(octet_length(NEW.article)) || convert_to(NEW.article, 'UTF8')
            || int4send(octet_length(NEW.payload)) || convert_to(NEW.payload, 'UTF8'));
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER trail_entry_chain BEFORE INSERT ON trail_entry
        FOR EACH ROW EXECUTE FUNCTION trail_entry_chain()
    """,
]

SEAL = "CREATE TABLE trail_seal (entry_id bigint PRIMARY KEY, seal bytea NOT NULL)"

ANCHOR = """
CREATE TABLE trail_anchor (
    id bigint PRIMARY KEY CHECK (id > 0),
    made_at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('interval', 'daily', 'cut')),
    entries int8multirange NOT NULL,
    count bigint NOT NULL CHECK (count >= 0),
    root bytea NOT NULL,
    previous bytea NOT NULL,
    line bytea NOT NULL,
    seal bytea NOT NULL,
    CONSTRAINT trail_anchor_once EXCLUDE USING gist (entries WITH &&)
)
"""

CHECK = """
CREATE TABLE trail_check (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    finished_at timestamptz NOT NULL DEFAULT now(),
    with_facts boolean NOT NULL,
    ok boolean NOT NULL,
    report text NOT NULL
)
"""

HEAD_PRIVILEGES = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{append_only.APP_ROLE}') THEN
        REVOKE ALL ON trail_head FROM {append_only.APP_ROLE};
        GRANT SELECT ON trail_head TO {append_only.APP_ROLE};
    END IF;
END $$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL([ENCODING, ROLE, REFUSE, *ENTRY, SEAL, ANCHOR, CHECK]),
                migrations.RunSQL(
                    [
                        statement
                        for table in ("trail_entry", "trail_seal", "trail_anchor", "trail_check")
                        for statement in append_only.statements(table)
                    ]
                ),
                migrations.RunSQL([HEAD_PRIVILEGES]),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("subject", models.TextField()),
                        ("seq", models.IntegerField()),
                        ("act", models.TextField()),
                        ("effective_on", models.DateField()),
                        ("known_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("actor", models.TextField()),
                        ("ground", models.TextField(default="")),
                        ("article", models.TextField(default="")),
                        ("payload", models.TextField()),
                        ("prev_hash", models.BinaryField()),
                        ("hash", models.BinaryField()),
                    ],
                    options={
                        "db_table": "trail_entry",
                        "constraints": [
                            models.UniqueConstraint(fields=["subject", "seq"], name="trail_entry_subject_seq")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Head",
                    fields=[
                        ("subject", models.TextField(primary_key=True, serialize=False)),
                        ("seq", models.IntegerField()),
                    ],
                    options={"db_table": "trail_head"},
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("seal", models.BinaryField()),
                    ],
                    options={"db_table": "trail_seal"},
                ),
                migrations.CreateModel(
                    name="Anchor",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("made_at", models.DateTimeField()),
                        ("kind", models.TextField()),
                        ("entries", Int8MultiRangeField()),
                        ("count", models.BigIntegerField()),
                        ("root", models.BinaryField()),
                        ("previous", models.BinaryField()),
                        ("line", models.BinaryField()),
                        ("seal", models.BinaryField()),
                    ],
                    options={"db_table": "trail_anchor"},
                ),
                migrations.CreateModel(
                    name="Check",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("finished_at", models.DateTimeField(db_default=Now())),
                        ("with_facts", models.BooleanField()),
                        ("ok", models.BooleanField()),
                        ("report", models.TextField()),
                    ],
                    options={"db_table": "trail_check"},
                ),
            ],
        ),
    ]
