-- How one matter stands, for its projections; matters/stands.py reads the columns in this order. What the
-- projections say of it so far is taken away first. The plan is kept, as that of matters_whole.
CREATE FUNCTION matters_stand_of(wanted bigint, positions boolean, names boolean) RETURNS TABLE (
    matter_id bigint, agency text, office text, officer text, number text, decided_on date, kind text,
    judgment_id bigint, judgment_kind text, stage text, ground text, stage_since date, tags text[],
    outstanding bigint, due bigint, collected bigint, stages json, verified date, steps json, parties json
) LANGUAGE plpgsql VOLATILE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
IF positions THEN
    PERFORM matters_position_of(wanted);
END IF;
IF names THEN
    DELETE FROM matters_name n WHERE n.matter_id = wanted;
END IF;
DELETE FROM matters_current c WHERE c.matter_id = wanted;
DELETE FROM matters_term t WHERE t.matter_id = wanted;
RETURN QUERY
SELECT p.matter_id, p.agency, p.office, p.officer, m.number, m.decided_on, m.kind, m.judgment_id, j.kind,
    p.stage, p.ground, p.stage_since, p.tags, p.outstanding, b.due, b.collected,
    (SELECT coalesce(json_agg(json_build_array(s."on", s.ordinal, s.stage, s.ground)
            ORDER BY s."on", s.ordinal, s.id), '[]')
        FROM matters_stage s WHERE s.matter_id = wanted
            AND NOT s.void AND NOT EXISTS (SELECT 1 FROM matters_stage r WHERE r.replaces_id = s.id)),
    (SELECT max(v."on") FROM matters_verification v WHERE v.matter_id = wanted
            AND NOT v.void AND NOT EXISTS (SELECT 1 FROM matters_verification r WHERE r.replaces_id = v.id)),
    (SELECT coalesce(json_agg(json_build_array(s.id, s.entry_id, s.matter_id, s."on", s.ordinal, s.known_on,
            s.code, s.ground, s.article, s.obligation, s.party, s.amount, s.until, s.counterpart, s.paper,
            s.facts, s.source, s.replaces_id) ORDER BY s."on", s.ordinal, s.id), '[]')
        FROM matters_step s WHERE s.matter_id = wanted
            AND NOT s.void AND NOT EXISTS (SELECT 1 FROM matters_step r WHERE r.replaces_id = s.id)),
    (SELECT coalesce(json_agg(json_build_array(q.role, n.name) ORDER BY q.no), '[]')
        FROM matters_party q JOIN matters_person n ON n.id = q.person_id WHERE q.matter_id = wanted
            AND NOT q.void AND NOT EXISTS (SELECT 1 FROM matters_party r WHERE r.replaces_id = q.id))
FROM (SELECT * FROM matters_position o WHERE o.matter_id = wanted ORDER BY o.lo DESC LIMIT 1) p
JOIN matters_matter m ON m.id = p.matter_id
JOIN matters_judgment j ON j.id = m.judgment_id
CROSS JOIN LATERAL (
    SELECT coalesce(sum(CASE 'judgment' WHEN y.credit THEN y.amount WHEN y.debit THEN -y.amount ELSE 0 END), 0)
            ::bigint AS due,
        coalesce(sum(CASE 'collected' WHEN y.debit THEN y.amount WHEN y.credit THEN -y.amount ELSE 0 END), 0)
            ::bigint AS collected
    FROM money_posting y WHERE y.subject = wanted
) b;
END $$;
