-- The rules of the contract (§5 to §8) as views: from what was recorded to verdicts, standings,
-- stages and the programme. The program reads them, and so may any other SQL client.
--
-- Written in the part of SQL that SQLite >= 3.39 and PostgreSQL >= 15 share. Every number is judged
-- as whole ten-thousandths (CAST(ROUND(x * 10000) AS BIGINT)), so that no rounding can tip a verdict.
--
-- `followed_area` is the one door of areas and periods into the rules: the program shadows it with a
-- temporary table of the few that it asks about, and judges no others.

-- A reported period, the criteria set in force (the latest that has started when the period
-- starts; NULL: it cannot be assessed) and the periods that reductions compare with.
CREATE VIEW period_in_force AS
SELECT
    p.id AS period_id, p.kind, p.starts_on, p.ends_on,
    prior.id AS prior_year_id, previous.id AS previous_id,
    (
        SELECT s.id FROM criteria_set s JOIN period f ON f.id = s.from_id
        WHERE f.starts_on <= p.starts_on
        ORDER BY f.starts_on DESC LIMIT 1
    ) AS set_id
FROM period p
LEFT JOIN period prior ON prior.code = p.prior_year_code
LEFT JOIN period previous ON previous.code = p.previous_code
WHERE p.reported = 1;

-- An area in a period that it is listed in (§7: a listing's periods count from their start).
-- `once_selected` stays 1 when the area is delisted: it is still followed, but no longer counts.
CREATE VIEW followed_area AS
SELECT
    p.period_id, l.area_id, p.kind, p.starts_on,
    CASE WHEN chosen.starts_on <= p.ends_on THEN 1 ELSE 0 END AS once_selected,
    CASE
        WHEN dropped.starts_on <= p.ends_on THEN 0
        WHEN chosen.starts_on <= p.ends_on THEN 1
        ELSE 0
    END AS selected
FROM period_in_force p
CROSS JOIN listing l
JOIN period entered ON entered.id = l.listed_id AND entered.starts_on <= p.ends_on
LEFT JOIN period chosen ON chosen.id = l.selected_id
LEFT JOIN period dropped ON dropped.id = l.delisted_id
WHERE p.set_id IS NOT NULL;

-- The target that holds in a period for a criterion in one area, or in all (area_id 0): the one
-- that starts latest of those that apply to periods starting when it does (§4).
CREATE VIEW target_in_force AS
SELECT period_id, criterion_id, area_id, target_id
FROM (
    SELECT
        p.period_id, x.criterion_id, x.id AS target_id,
        CAST(COALESCE(x.area_id, 0) AS BIGINT) AS area_id,
        ROW_NUMBER() OVER (
            PARTITION BY p.period_id, x.criterion_id, x.area_id
            ORDER BY COALESCE(since.starts_on, '') DESC
        ) AS place
    FROM period_in_force p
    CROSS JOIN target x
    LEFT JOIN period since ON since.id = x.from_id
    LEFT JOIN period until ON until.id = x.until_id
    WHERE (x.from_id IS NULL OR since.starts_on <= p.starts_on)
        AND (x.until_id IS NULL OR p.starts_on <= until.starts_on)
) q
WHERE place = 1;

-- A criterion of the set in force in a period, with what a reduction is compared with, and the
-- target for all areas, where there is one, in the place of its own.
CREATE VIEW criterion_in_force AS
SELECT
    p.period_id, c.id AS set_criterion_id, c.criterion_id, c.position, c.group_id, c.mandatory,
    CAST(ROUND(c.points * 10000) AS BIGINT) AS points, k.measure, c.per, c.against,
    CASE c.against
        WHEN 'prior_year' THEN p.prior_year_id WHEN 'previous' THEN p.previous_id
    END AS compared_id,
    t.id AS target_id,
    CASE WHEN t.id IS NULL THEN c.low ELSE t.low END AS low,
    CASE WHEN t.id IS NULL THEN c.low_open ELSE t.low_open END AS low_open,
    CASE WHEN t.id IS NULL THEN c.high ELSE t.high END AS high,
    CASE WHEN t.id IS NULL THEN c.high_open ELSE t.high_open END AS high_open
FROM period_in_force p
JOIN set_criterion c ON c.set_id = p.set_id
JOIN criterion k ON k.id = c.criterion_id
LEFT JOIN target_in_force f
    ON f.period_id = p.period_id AND f.criterion_id = c.criterion_id AND f.area_id = 0
LEFT JOIN target t ON t.id = f.target_id;

-- The same as it is asked of an area: a target for this area comes before any other (§4). CROSS
-- JOIN keeps SQLite to areas outside, criteria inside, which is how results lie on the disk.
CREATE VIEW asked_criterion AS
SELECT
    f.period_id, f.area_id,
    c.set_criterion_id, c.criterion_id, c.position, c.group_id, c.mandatory, c.points,
    c.measure, c.per, c.against, c.compared_id,
    COALESCE(t.id, c.target_id) AS target_id,
    CASE WHEN t.id IS NULL THEN c.low ELSE t.low END AS low,
    CASE WHEN t.id IS NULL THEN c.low_open ELSE t.low_open END AS low_open,
    CASE WHEN t.id IS NULL THEN c.high ELSE t.high END AS high,
    CASE WHEN t.id IS NULL THEN c.high_open ELSE t.high_open END AS high_open
FROM followed_area f
CROSS JOIN criterion_in_force c
LEFT JOIN target_in_force own
    ON own.period_id = f.period_id AND own.criterion_id = c.criterion_id
    AND own.area_id = f.area_id
LEFT JOIN target t ON t.id = own.target_id
WHERE c.period_id = f.period_id;

-- What was recorded for it. What is measured (§5) is dividend / divisor, both whole numbers: a plain
-- figure by 10000, a share times `per` by its denominator, a fall times 100 by its reference. Falls
-- come first: PostgreSQL takes the types of the columns from the first branch.
CREATE VIEW figure AS
SELECT
    a.*, r.applicable, r.number, r.denominator, COALESCE(earlier.number, b.number) AS reference,
    100 * (
        CAST(ROUND(COALESCE(earlier.number, b.number) * 10000) AS BIGINT)
        - CAST(ROUND(r.number * 10000) AS BIGINT)
    ) AS dividend,
    CAST(ROUND(COALESCE(earlier.number, b.number) * 10000) AS BIGINT) AS divisor
FROM asked_criterion a
LEFT JOIN result r
    ON r.period_id = a.period_id AND r.area_id = a.area_id AND r.criterion_id = a.criterion_id
LEFT JOIN result earlier
    ON earlier.period_id = a.compared_id
    AND earlier.area_id = a.area_id AND earlier.criterion_id = a.criterion_id
LEFT JOIN baseline b
    ON a.against = 'baseline' AND b.area_id = a.area_id AND b.criterion_id = a.criterion_id
WHERE a.measure = 'reduction'
UNION ALL
SELECT
    a.*, r.applicable, r.number, r.denominator, NULL,
    CAST(ROUND(r.number * 10000) AS BIGINT),
    10000
FROM asked_criterion a
LEFT JOIN result r
    ON r.period_id = a.period_id AND r.area_id = a.area_id AND r.criterion_id = a.criterion_id
WHERE a.measure IN ('value', 'yes_no')
UNION ALL
SELECT
    a.*, r.applicable, r.number, r.denominator, NULL,
    CAST(ROUND(r.number * 10000) AS BIGINT) * CASE WHEN r.denominator IS NULL THEN 1 ELSE a.per END,
    COALESCE(CAST(ROUND(r.denominator * 10000) AS BIGINT), 10000)
FROM asked_criterion a
LEFT JOIN result r
    ON r.period_id = a.period_id AND r.area_id = a.area_id AND r.criterion_id = a.criterion_id
WHERE a.measure = 'rate';

-- The quotient as whole ten-thousandths and what remains, with the sign of the dividend. Divided
-- in two steps, so that the largest figures stay inside 64 bits; a quotient past any target that
-- can be written is cut, which tips no verdict.
CREATE VIEW measured_figure AS
SELECT
    f.*,
    CASE
        WHEN divisor = 10000 THEN dividend
        WHEN dividend / NULLIF(divisor, 0) > 100000000000 THEN 1000000000000000
        WHEN dividend / NULLIF(divisor, 0) < -100000000000 THEN -1000000000000000
        ELSE dividend / NULLIF(divisor, 0) * 10000
            + dividend % NULLIF(divisor, 0) * 10000 / NULLIF(divisor, 0)
    END AS measured,
    dividend % NULLIF(divisor, 0) * 10000 % NULLIF(divisor, 0) AS remainder,
    CAST(ROUND(low * 10000) AS BIGINT) AS low_bound,
    CAST(ROUND(high * 10000) AS BIGINT) AS high_bound
FROM figure f;

-- The verdict on one criterion (§5). At a bound itself the remainder decides, and for an open bound
-- (low_open, high_open = 1) it has to be past it.
CREATE VIEW criterion_verdict AS
SELECT
    m.*,
    CASE
        WHEN applicable IS NULL THEN 'missing'
        WHEN applicable = 0 OR denominator = 0 THEN 'not_applicable'
        WHEN divisor IS NULL THEN 'missing'
        WHEN divisor = 0 THEN CASE WHEN number = 0 THEN 'met' ELSE 'not_met' END
        WHEN (low IS NULL OR measured > low_bound OR (measured = low_bound AND remainder >= low_open))
            AND (high IS NULL OR measured < high_bound OR (measured = high_bound AND -remainder >= high_open))
            THEN 'met'
        ELSE 'not_met'
    END AS verdict,
    CASE
        WHEN applicable IS NULL THEN 'no_result'
        WHEN applicable = 0 THEN NULL
        WHEN denominator = 0 THEN 'zero_denominator'
        WHEN divisor IS NULL THEN 'no_reference'
        WHEN divisor = 0 THEN 'zero_reference'
    END AS reason
FROM measured_figure m;

-- The verdicts on an area, counted by group. What follows reads these few rows.
CREATE VIEW group_tally AS
SELECT
    period_id, area_id, group_id,
    COUNT(*) FILTER (WHERE verdict = 'met') AS met,
    COUNT(*) FILTER (WHERE verdict = 'not_met') AS not_met,
    COUNT(*) FILTER (WHERE verdict = 'missing') AS missing,
    COUNT(*) FILTER (WHERE verdict = 'not_applicable') AS not_applicable,
    COALESCE(SUM(points) FILTER (WHERE verdict = 'met'), 0) AS points,
    COALESCE(SUM(points) FILTER (WHERE verdict = 'missing'), 0) AS open_points,
    COALESCE(SUM(points) FILTER (WHERE verdict <> 'not_applicable'), 0) AS max_points,
    COUNT(*) FILTER (WHERE mandatory = 1 AND verdict = 'not_met') AS mandatory_not_met,
    COUNT(*) FILTER (WHERE mandatory = 1 AND verdict = 'missing') AS mandatory_missing
FROM criterion_verdict
GROUP BY period_id, area_id, group_id;

-- A group meets its requirement as it stands (`is_met`), or once what is missing is met
-- (`can_be_met`). Where fewer criteria apply than it requires, all of those are enough (§6).
CREATE VIEW group_standing AS
SELECT
    t.*,
    CASE
        WHEN t.not_met + t.missing = 0 THEN 1
        WHEN g.require_all = 1 THEN 0
        WHEN t.met >= COALESCE(g.require_count, 0) THEN 1
        ELSE 0
    END AS is_met,
    CASE
        WHEN t.not_met = 0 THEN 1
        WHEN g.require_all = 1 THEN 0
        WHEN t.met + t.missing >= COALESCE(g.require_count, 0) THEN 1
        ELSE 0
    END AS can_be_met
FROM group_tally t
LEFT JOIN criterion_group g ON g.id = t.group_id;

-- The standing of an area (§6): decided when it is the same whether what is missing is counted as
-- met or as not met.
CREATE VIEW area_standing AS
SELECT
    q.*,
    CASE
        WHEN met + not_met + missing = 0 THEN 'incomplete'
        WHEN mandatory_not_met + mandatory_missing = 0 AND groups_met = 1
            AND points * 1000000 >= pass_score * max_points THEN 'met'
        WHEN mandatory_not_met = 0 AND groups_can_be_met = 1
            AND (points + open_points) * 1000000 >= pass_score * max_points THEN 'incomplete'
        ELSE 'not_met'
    END AS standing
FROM (
    SELECT
        g.period_id, g.area_id,
        SUM(g.met) AS met, SUM(g.not_met) AS not_met, SUM(g.missing) AS missing,
        SUM(g.not_applicable) AS not_applicable,
        SUM(g.points) AS points, SUM(g.open_points) AS open_points, SUM(g.max_points) AS max_points,
        SUM(g.mandatory_not_met) AS mandatory_not_met,
        SUM(g.mandatory_missing) AS mandatory_missing,
        MIN(g.is_met) AS groups_met, MIN(g.can_be_met) AS groups_can_be_met,
        (
            SELECT CAST(ROUND(s.pass_score * 10000) AS BIGINT)
            FROM period_in_force p JOIN criteria_set s ON s.id = p.set_id
            WHERE p.period_id = g.period_id
        ) AS pass_score
    FROM group_standing g
    GROUP BY g.period_id, g.area_id
) q;

-- The stage of an area (§7). Earlier means: of the same kind, started before, and not over when the
-- area was selected. A date in front of the standing lets MAX find the latest decided one.
CREATE VIEW area_stage AS
SELECT
    q.*,
    CASE
        WHEN once_selected = 0 THEN 'listed'
        WHEN standing = 'met' THEN
            CASE WHEN last_decided = 'met' THEN 'maintained' ELSE 'transformed' END
        WHEN standing = 'not_met' THEN
            CASE WHEN once_met = 1 THEN 'relapsed' ELSE 'in_progress' END
        WHEN last_decided = 'met' THEN 'unverified'
        WHEN last_decided = 'not_met' AND once_met = 1 THEN 'relapsed'
        ELSE 'in_progress'
    END AS stage
FROM (
    SELECT
        s.*, f.selected, f.once_selected,
        SUBSTR(
            MAX(
                CASE WHEN s.standing <> 'incomplete' AND f.once_selected = 1
                    THEN f.starts_on || s.standing END
            ) OVER earlier,
            11
        ) AS last_decided,
        MAX(CASE WHEN s.standing = 'met' AND f.once_selected = 1 THEN 1 ELSE 0 END)
            OVER earlier AS once_met
    FROM area_standing s
    JOIN followed_area f ON f.period_id = s.period_id AND f.area_id = s.area_id
    WINDOW earlier AS (
        PARTITION BY s.area_id, f.kind ORDER BY f.starts_on
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
) q;

-- The programme (§8). Delisted areas can relapse, but only selected ones are to be transformed.
CREATE VIEW programme_standing AS
SELECT
    q.*,
    CASE
        WHEN relapsed > max_relapses THEN 'not_met'
        WHEN selected = 0 THEN 'incomplete'
        WHEN (met + incomplete) * 1000000 < min_success_rate * selected THEN 'not_met'
        WHEN met * 1000000 >= min_success_rate * selected THEN 'met'
        ELSE 'incomplete'
    END AS verdict
FROM (
    SELECT
        p.period_id, p.set_id,
        COUNT(a.area_id) AS listed,
        COUNT(*) FILTER (WHERE a.selected = 1) AS selected,
        COUNT(*) FILTER (WHERE a.selected = 1 AND a.standing = 'met') AS met,
        COUNT(*) FILTER (WHERE a.selected = 1 AND a.standing = 'not_met') AS not_met,
        COUNT(*) FILTER (WHERE a.selected = 1 AND a.standing = 'incomplete') AS incomplete,
        COUNT(*) FILTER (WHERE a.stage = 'relapsed') AS relapsed,
        (SELECT CAST(ROUND(min_success_rate * 10000) AS BIGINT) FROM dataset) AS min_success_rate,
        (SELECT max_relapses FROM dataset) AS max_relapses
    FROM period_in_force p
    LEFT JOIN area_stage a ON a.period_id = p.period_id
    WHERE p.set_id IS NOT NULL
    GROUP BY p.period_id, p.set_id
) q;

-- For other programs to read: the same with codes and names. Documented in docs/database.md.
CREATE VIEW assessed_criterion AS
SELECT
    p.code AS period, a.code AS area, a.name AS area_name, k.code AS criterion,
    c.name AS criterion_name, v.measure, v.verdict, v.reason, v.number, v.denominator, v.reference,
    v.low, v.low_open, v.high, v.high_open, v.mandatory,
    CASE WHEN v.verdict = 'met' THEN v.points / 10000.0 ELSE 0.0 END AS points,
    CASE WHEN v.verdict = 'not_applicable' THEN 0.0 ELSE v.points / 10000.0 END AS max_points
FROM criterion_verdict v
JOIN period p ON p.id = v.period_id
JOIN area a ON a.id = v.area_id
JOIN criterion k ON k.id = v.criterion_id
JOIN set_criterion c ON c.id = v.set_criterion_id;

CREATE VIEW assessed_area AS
SELECT
    p.code AS period, a.code AS area, a.name AS area_name, s.selected, s.standing, s.stage,
    s.points / 10000.0 AS points, s.max_points / 10000.0 AS max_points,
    s.met, s.not_met, s.missing, s.not_applicable
FROM area_stage s
JOIN period p ON p.id = s.period_id
JOIN area a ON a.id = s.area_id;

CREATE VIEW assessed_programme AS
SELECT
    p.code AS period, p.starts_on, p.ends_on, c.code AS criteria_set, s.verdict,
    s.listed, s.selected, s.met, s.not_met, s.incomplete, s.relapsed,
    s.min_success_rate / 10000.0 AS min_success_rate, s.max_relapses
FROM programme_standing s
JOIN period p ON p.id = s.period_id
JOIN criteria_set c ON c.id = s.set_id;

-- Every state of every figure, oldest first by `input_id` (the order of history, not the clock).
CREATE VIEW figure_history AS
SELECT
    p.code AS period, a.code AS area, k.code AS criterion, i.id AS input_id, i.command, i.recorded_at,
    f.name AS file, f.sha256, s.sheet, s.line, s.col, s.number, s.denominator, s.applicable, s.note
FROM (
    SELECT period_id, area_id, criterion_id, number, denominator, applicable, file_id, sheet, line, col, note
    FROM revision
    UNION ALL
    SELECT period_id, area_id, criterion_id, number, denominator, applicable, file_id, sheet, line, col, note
    FROM result
) s
JOIN period p ON p.id = s.period_id
JOIN area a ON a.id = s.area_id
JOIN criterion k ON k.id = s.criterion_id
JOIN input_file f ON f.id = s.file_id
JOIN input i ON i.id = f.input_id;
