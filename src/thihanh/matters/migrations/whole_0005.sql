-- Everything in force of some matters, one row each, for acts; matters/whole.py reads the columns in this order.
-- Planning so many sub-selects takes longer than running them, so the plan is kept: PL/pgSQL keeps it, and a
-- generic one serves every matter. Another column is a migration that replaces the function.
CREATE FUNCTION matters_whole(wanted bigint[]) RETURNS TABLE (
    id bigint, agency text, number text, decided_on date, kind text, requested_on date, delegated_from text,
    judgment_id bigint, judgment_number text, judgment_on date, court text, judgment_kind text,
    stages json, held json, parties json, obligations json, steps json, verified json, liabilities json,
    instalments json, links json, tags json, sums json
) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT m.id, m.agency, m.number, m.decided_on, m.kind, m.requested_on, m.delegated_from,
    j.id, j.number, j.made_on, j.court, j.kind,
    (SELECT coalesce(json_agg(json_build_array(s."on", s.ordinal, s.stage, s.ground)
            ORDER BY s."on", s.ordinal, s.id), '[]')
        FROM matters_stage s WHERE s.matter_id = m.id
            AND NOT s.void AND NOT EXISTS (SELECT 1 FROM matters_stage r WHERE r.replaces_id = s.id)),
    (SELECT coalesce(json_agg(json_build_array(a."on", a.ordinal, a.office, a.officer)
            ORDER BY a."on", a.ordinal, a.id), '[]')
        FROM matters_assignment a WHERE a.matter_id = m.id
            AND NOT a.void AND NOT EXISTS (SELECT 1 FROM matters_assignment r WHERE r.replaces_id = a.id)),
    (SELECT coalesce(json_agg(json_build_array(p.no, p.role, p.person_id, n.kind, n.name, n.id_number,
            n.birth_year, n.address, p.id) ORDER BY p.no), '[]')
        FROM matters_party p JOIN matters_person n ON n.id = p.person_id WHERE p.matter_id = m.id
            AND NOT p.void AND NOT EXISTS (SELECT 1 FROM matters_party r WHERE r.replaces_id = p.id)),
    (SELECT coalesce(json_agg(json_build_array(o.no, o.kind, o.content, o.debtor, o.creditor, o.id)
            ORDER BY o.no), '[]')
        FROM matters_obligation o WHERE o.matter_id = m.id
            AND NOT o.void AND NOT EXISTS (SELECT 1 FROM matters_obligation r WHERE r.replaces_id = o.id)),
    (SELECT coalesce(json_agg(json_build_array(s.id, s.entry_id, s.matter_id, s."on", s.ordinal, s.known_on,
            s.code, s.ground, s.article, s.obligation, s.party, s.amount, s.until, s.counterpart, s.paper,
            s.facts, s.source, s.replaces_id) ORDER BY s."on", s.ordinal, s.id), '[]')
        FROM matters_step s WHERE s.matter_id = m.id
            AND NOT s.void AND NOT EXISTS (SELECT 1 FROM matters_step r WHERE r.replaces_id = s.id)),
    (SELECT coalesce(json_agg(json_build_array(v."on", v.means, v.finding) ORDER BY v."on", v.id), '[]')
        FROM matters_verification v WHERE v.matter_id = m.id
            AND NOT v.void AND NOT EXISTS (SELECT 1 FROM matters_verification r WHERE r.replaces_id = v.id)),
    (SELECT coalesce(json_agg(json_build_array(l.id, l.obligation, l.party, l.kind, l.ceiling, l."on")
            ORDER BY l.obligation, l.party), '[]')
        FROM matters_liability l WHERE l.matter_id = m.id
            AND NOT l.void AND NOT EXISTS (SELECT 1 FROM matters_liability r WHERE r.replaces_id = l.id)),
    (SELECT coalesce(json_agg(json_build_array(i.id, i.obligation, i.period, i.due_on, i.amount)
            ORDER BY i.due_on, i.obligation), '[]')
        FROM matters_instalment i WHERE i.matter_id = m.id
            AND NOT i.void AND NOT EXISTS (SELECT 1 FROM matters_instalment r WHERE r.replaces_id = i.id)),
    (SELECT coalesce(json_agg(json_build_array(k.id,
            CASE WHEN k.matter_id = m.id THEN k.other_id ELSE k.matter_id END, k.kind, k."on",
            k.matter_id = m.id) ORDER BY k."on", k.id), '[]')
        FROM matters_link k WHERE (k.matter_id = m.id OR k.other_id = m.id)
            AND NOT k.void AND NOT EXISTS (SELECT 1 FROM matters_link r WHERE r.replaces_id = k.id)),
    (SELECT coalesce(json_agg(t.tag), '[]') FROM (
        SELECT DISTINCT ON (t.tag) t.tag, t.present FROM matters_tag t WHERE t.matter_id = m.id
            AND NOT t.void AND NOT EXISTS (SELECT 1 FROM matters_tag r WHERE r.replaces_id = t.id)
        ORDER BY t.tag, t."on" DESC, t.ordinal DESC, t.id DESC) t WHERE t.present),
    -- Sums by purpose, in the order of money.ledger.PURPOSES.
    (SELECT coalesce(json_agg(b.sums), '[]') FROM (
        SELECT json_build_array(p.obligation,
            sum(CASE 'judgment' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END),
            sum(CASE 'outstanding' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END),
            sum(CASE 'collected' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END),
            sum(CASE 'terminated' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END),
            sum(CASE 'reduced' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END),
            sum(CASE 'delegated' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END),
            sum(CASE 'withdrawn' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END),
            sum(CASE 'amended' WHEN p.debit THEN p.amount WHEN p.credit THEN -p.amount ELSE 0 END)) AS sums
        FROM money_posting p WHERE p.subject = m.id GROUP BY p.obligation) b)
FROM matters_matter m JOIN matters_judgment j ON j.id = m.judgment_id
WHERE m.id = ANY (wanted);
END $$;
