CREATE FUNCTION matters_positions(ids bigint[], known date) RETURNS SETOF matters_position
LANGUAGE sql STABLE AS $$
WITH matter AS (
    SELECT m.id, m.agency, m.kind, m.decided_on, m.judgment_id
    FROM matters_matter m
    WHERE (ids IS NULL OR m.id = ANY (ids)) AND (known IS NULL OR m.known_on <= known)
),
-- Facts in force: known by then, not replaced by one known by then, not a mere taking back.
stage_day AS (
    -- A matter stands as decided from its decision, even where that stage was entered in the book later.
    SELECT DISTINCT ON (s.matter_id, s.day) s.*
    FROM (
        SELECT f.matter_id, f."on" AS day, f.stage, f.ground, f.asset_value, f.ordinal, f.id
        FROM matters_stage f
        WHERE (ids IS NULL OR f.matter_id = ANY (ids)) AND (known IS NULL OR f.known_on <= known) AND NOT f.void
          AND NOT EXISTS (SELECT 1 FROM matters_stage r
                          WHERE r.replaces_id = f.id AND (known IS NULL OR r.known_on <= known))
        UNION ALL
        SELECT m.id, m.decided_on, 'decided', '', NULL, -1, 0 FROM matter m
    ) s
    ORDER BY s.matter_id, s.day, s.ordinal DESC, s.id DESC
),
holding_day AS (
    SELECT DISTINCT ON (a.matter_id, a."on") a.matter_id, a."on" AS day, a.office, a.officer
    FROM matters_assignment a
    WHERE (ids IS NULL OR a.matter_id = ANY (ids)) AND (known IS NULL OR a.known_on <= known) AND NOT a.void
      AND NOT EXISTS (SELECT 1 FROM matters_assignment r
                      WHERE r.replaces_id = a.id AND (known IS NULL OR r.known_on <= known))
    ORDER BY a.matter_id, a."on", a.ordinal DESC, a.id DESC
),
tag_fact AS (
    SELECT t.matter_id, t."on" AS day, t.tag, t.present, t.ordinal, t.id
    FROM matters_tag t
    WHERE (ids IS NULL OR t.matter_id = ANY (ids)) AND (known IS NULL OR t.known_on <= known) AND NOT t.void
      AND NOT EXISTS (SELECT 1 FROM matters_tag r
                      WHERE r.replaces_id = t.id AND (known IS NULL OR r.known_on <= known))
),
tag_state AS (
    SELECT DISTINCT ON (matter_id, day) matter_id, day,
        jsonb_object_agg(tag, present) OVER (PARTITION BY matter_id ORDER BY day, ordinal, id) AS state
    FROM tag_fact ORDER BY matter_id, day, ordinal DESC, id DESC
),
tag_day AS (
    SELECT matter_id, day,
        ARRAY(SELECT tag.key FROM jsonb_each(state) tag WHERE tag.value = 'true' ORDER BY tag.key) AS tags
    FROM tag_state
),
leg AS (
    SELECT p.subject AS matter_id, p."on" AS day, p.amount, p.debit, p.credit
    FROM money_posting p
    WHERE (ids IS NULL OR p.subject = ANY (ids)) AND (known IS NULL OR p.known_on <= known)
),
money_day AS (
    SELECT matter_id, day,
        sum(CASE 'judgment' WHEN credit THEN amount WHEN debit THEN -amount ELSE 0 END) AS due,
        sum(CASE 'collected' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS collected,
        sum(CASE 'terminated' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS terminated,
        sum(CASE 'reduced' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS reduced,
        sum(CASE 'delegated' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS delegated,
        sum(CASE 'withdrawn' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS withdrawn,
        sum(CASE 'amended' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS amended,
        sum(CASE 'outstanding' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS outstanding
    FROM leg GROUP BY matter_id, day
),
last_day AS (
    -- The day a matter ended, else the last day of the horizon. No join between sets made here: their sizes
    -- are not known to the planner.
    SELECT known.matter_id, max(known.decided_on) AS decided_on,
        coalesce(min(known.ended_on), make_date((SELECT max(work_year) FROM matters_horizon), 9, 30)) AS day
    FROM (
        SELECT id AS matter_id, decided_on, NULL::date AS ended_on FROM matter
        UNION ALL
        SELECT matter_id, NULL, day FROM stage_day
        WHERE stage IN ('done', 'terminated', 'other_ending', 'delegated', 'withdrawn')) known
    GROUP BY known.matter_id
),
event AS (
    SELECT matter_id, day, stage, ground, asset_value, NULL AS office, NULL AS officer, NULL::text[] AS tags,
        0::numeric AS due, 0::numeric AS collected, 0::numeric AS terminated, 0::numeric AS reduced,
        0::numeric AS delegated, 0::numeric AS withdrawn, 0::numeric AS amended, 0::numeric AS delta,
        NULL AS agency, NULL AS kind, NULL::date AS decided_on, NULL::bigint AS judgment_id
    FROM stage_day
    UNION ALL
    SELECT id, decided_on, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0,
        agency, kind, decided_on, judgment_id
    FROM matter
    UNION ALL
    SELECT matter_id, day, NULL, NULL, NULL, office, officer, NULL, 0, 0, 0, 0, 0, 0, 0, 0,
        NULL, NULL, NULL, NULL
    FROM holding_day
    UNION ALL
    SELECT matter_id, day, NULL, NULL, NULL, NULL, NULL, tags, 0, 0, 0, 0, 0, 0, 0, 0,
        NULL, NULL, NULL, NULL
    FROM tag_day
    UNION ALL
    SELECT matter_id, day, NULL, NULL, NULL, NULL, NULL, NULL, due, collected, terminated, reduced,
        delegated, withdrawn, amended, outstanding, NULL, NULL, NULL, NULL
    FROM money_day
    UNION ALL
    SELECT l.matter_id, make_date(y, 10, 1), NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0,
        NULL, NULL, NULL, NULL
    FROM last_day l, generate_series(extract(year FROM l.decided_on)::int, extract(year FROM l.day)::int) AS y
    WHERE make_date(y, 10, 1) > l.decided_on AND make_date(y, 10, 1) <= l.day
),
change AS (
    SELECT matter_id, day, max(stage) AS stage, max(ground) AS ground, max(asset_value) AS asset_value,
        max(office) AS office, max(officer) AS officer, max(tags) AS tags,
        sum(due) AS due, sum(collected) AS collected, sum(terminated) AS terminated, sum(reduced) AS reduced,
        sum(delegated) AS delegated, sum(withdrawn) AS withdrawn, sum(amended) AS amended, sum(delta) AS delta,
        max(agency) AS agency, max(kind) AS kind, max(decided_on) AS decided_on, max(judgment_id) AS judgment_id
    FROM event GROUP BY matter_id, day
),
framed AS (
    SELECT c.matter_id, c.day, c.stage, c.ground, c.asset_value, c.office, c.officer, c.tags, c.due, c.collected,
        c.terminated, c.reduced, c.delegated, c.withdrawn, c.amended, c.delta,
        max(c.agency) OVER whole AS agency, max(c.kind) OVER whole AS kind,
        max(c.decided_on) OVER whole AS decided_on, max(c.judgment_id) OVER whole AS judgment_id,
        min(c.day) FILTER (WHERE c.stage IN ('done', 'terminated', 'other_ending', 'delegated', 'withdrawn'))
            OVER whole AS ended_on
    FROM change c WINDOW whole AS (PARTITION BY c.matter_id)
),
held AS (
    -- Whoever held it when it ended keeps it.
    SELECT f.*, CASE WHEN f.day <= coalesce(f.ended_on, f.day) THEN f.office END AS holder
    FROM framed f
),
point AS (
    SELECT h.*,
        extract(year FROM h.day)::int + (extract(month FROM h.day) >= 10)::int AS work_year,
        count(h.stage) OVER before AS stage_no,
        count(h.holder) OVER before AS holding_no,
        count(h.tags) OVER before AS tag_no,
        sum(h.delta) OVER before AS outstanding
    FROM held h
    WINDOW before AS (PARTITION BY h.matter_id ORDER BY h.day)
),
carried AS (
    SELECT p.*,
        first_value(p.stage) OVER stage_run AS now_stage,
        first_value(p.ground) OVER stage_run AS now_ground,
        first_value(p.asset_value) OVER stage_run AS now_asset,
        first_value(p.day) OVER stage_run AS now_since,
        first_value(p.office) OVER holding_run AS now_office,
        first_value(p.officer) OVER holding_run AS now_officer,
        first_value(p.tags) OVER tag_run AS now_tags
    FROM point p
    WINDOW stage_run AS (PARTITION BY p.matter_id, p.stage_no ORDER BY p.day),
        holding_run AS (PARTITION BY p.matter_id, p.holding_no ORDER BY p.day),
        tag_run AS (PARTITION BY p.matter_id, p.tag_no ORDER BY p.day)
),
stepped AS (
    SELECT c.*,
        lead(c.day) OVER w AS next_day,
        lag(c.now_stage) OVER w AS stage_before,
        lag(c.outstanding) OVER w AS outstanding_before
    FROM carried c WINDOW w AS (PARTITION BY c.matter_id ORDER BY c.day)
),
moved AS (
    SELECT s.*,
        (s.now_stage = 'separate_register' AND s.stage_before IS DISTINCT FROM 'separate_register') AS moves,
        (s.stage_before = 'separate_register' AND s.now_stage <> 'separate_register') AS returns,
        -- Money that moved while the matter stood in the register: what was paid came back for that much,
        -- what was added left with it, so that the chain still gives what is due.
        CASE WHEN s.stage_before = 'separate_register' AND s.now_stage = 'separate_register'
             THEN s.outstanding - s.outstanding_before ELSE 0 END AS inside
    FROM stepped s
)
SELECT v.matter_id, v.agency, v.work_year::smallint, v.day,
    coalesce(v.next_day, make_date(v.work_year, 10, 1)),
    coalesce(v.now_office, ''), coalesce(v.now_officer, ''), v.now_stage, v.now_ground, v.now_since,
    v.kind, v.decided_on, v.judgment_id, coalesce(v.now_tags, '{}'),
    coalesce(first_value(v.stage_before) OVER year <> 'separate_register'
             AND v.decided_on < make_date(v.work_year - 1, 10, 1), false),
    v.decided_on >= make_date(v.work_year - 1, 10, 1),
    CASE WHEN v.decided_on < make_date(v.work_year - 1, 10, 1)
              AND first_value(v.stage_before) OVER year <> 'separate_register'
         THEN coalesce(first_value(v.outstanding_before) OVER year, 0) ELSE 0 END::bigint,
    (sum(v.due) OVER year)::bigint, (sum(v.collected) OVER year)::bigint,
    (sum(v.terminated) OVER year)::bigint, (sum(v.reduced) OVER year)::bigint,
    (sum(v.delegated) OVER year)::bigint, (sum(v.withdrawn) OVER year)::bigint,
    (sum(v.amended) OVER year)::bigint, v.outstanding::bigint, v.now_asset,
    (count(*) FILTER (WHERE v.moves) OVER year)::int,
    (coalesce(sum(v.outstanding) FILTER (WHERE v.moves) OVER year, 0)
        + coalesce(sum(greatest(v.inside, 0)) OVER year, 0))::bigint,
    (count(*) FILTER (WHERE v.returns) OVER year)::int,
    (coalesce(sum(v.outstanding_before) FILTER (WHERE v.returns) OVER year, 0)
        + coalesce(sum(greatest(-v.inside, 0)) OVER year, 0))::bigint
FROM moved v
WHERE v.now_stage IS NOT NULL AND v.agency IS NOT NULL  -- matters not known by then have none
    -- Nothing after the work year in which the matter ended.
    AND (v.ended_on IS NULL
         OR v.work_year <= extract(year FROM v.ended_on)::int + (extract(month FROM v.ended_on) >= 10)::int)
WINDOW year AS (PARTITION BY v.matter_id, v.work_year ORDER BY v.day)
$$;
