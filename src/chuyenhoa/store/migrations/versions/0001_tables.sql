-- The tables of the first release, as they were. Later versions change them in steps of their own.

CREATE TABLE dataset (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    illustrative INTEGER NOT NULL,
    cutoff_day INTEGER NOT NULL,
    min_success_rate REAL NOT NULL,
    max_relapses INTEGER NOT NULL,
    CONSTRAINT pk_dataset PRIMARY KEY (id),
    CONSTRAINT ck_dataset_one_row CHECK (id = 1),
    CONSTRAINT ck_dataset_language CHECK (language IN ('vi', 'en')),
    CONSTRAINT ck_dataset_illustrative CHECK (illustrative IN (0, 1)),
    CONSTRAINT ck_dataset_cutoff_day CHECK (cutoff_day BETWEEN 1 AND 28),
    CONSTRAINT ck_dataset_min_success_rate CHECK (min_success_rate BETWEEN 0 AND 100),
    CONSTRAINT ck_dataset_max_relapses CHECK (max_relapses >= 0)
) STRICT;

CREATE TABLE period (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    previous_code TEXT NOT NULL,
    prior_year_code TEXT NOT NULL,
    reported INTEGER NOT NULL,
    CONSTRAINT pk_period PRIMARY KEY (id),
    CONSTRAINT ck_period_kind CHECK (kind IN ('year', 'half', 'quarter', 'month', 'nine_months')),
    CONSTRAINT ck_period_dates CHECK (starts_on < ends_on),
    CONSTRAINT ck_period_reported CHECK (reported IN (0, 1)),
    CONSTRAINT uq_period_code UNIQUE (code)
) STRICT;

CREATE TABLE area (
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    gso_code TEXT,
    CONSTRAINT pk_area PRIMARY KEY (id),
    CONSTRAINT ck_area_kind CHECK (kind IN ('commune', 'township', 'ward', 'special_zone'))
) STRICT;

CREATE UNIQUE INDEX uq_area_code ON area (lower(code));

CREATE TABLE area_alias (
    area_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    alias TEXT NOT NULL,
    CONSTRAINT pk_area_alias PRIMARY KEY (area_id, alias),
    CONSTRAINT fk_area_alias_area_id FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE TABLE listing (
    area_id INTEGER NOT NULL,
    listed_id INTEGER NOT NULL,
    selected_id INTEGER,
    delisted_id INTEGER,
    decision TEXT,
    CONSTRAINT pk_listing PRIMARY KEY (area_id),
    CONSTRAINT fk_listing_area_id FOREIGN KEY(area_id) REFERENCES area (id),
    CONSTRAINT fk_listing_listed_id FOREIGN KEY(listed_id) REFERENCES period (id),
    CONSTRAINT fk_listing_selected_id FOREIGN KEY(selected_id) REFERENCES period (id),
    CONSTRAINT fk_listing_delisted_id FOREIGN KEY(delisted_id) REFERENCES period (id)
) STRICT;

CREATE TABLE criterion (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    measure TEXT NOT NULL,
    CONSTRAINT pk_criterion PRIMARY KEY (id),
    CONSTRAINT ck_criterion_measure CHECK (measure IN ('value', 'yes_no', 'rate', 'reduction'))
) STRICT;

CREATE UNIQUE INDEX uq_criterion_code ON criterion (lower(code));

CREATE TABLE criteria_set (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    from_id INTEGER NOT NULL,
    pass_score REAL NOT NULL,
    CONSTRAINT pk_criteria_set PRIMARY KEY (id),
    CONSTRAINT ck_criteria_set_pass_score CHECK (pass_score BETWEEN 0 AND 100),
    CONSTRAINT uq_criteria_set_from_id UNIQUE (from_id),
    CONSTRAINT fk_criteria_set_from_id FOREIGN KEY(from_id) REFERENCES period (id)
) STRICT;

CREATE UNIQUE INDEX uq_criteria_set_code ON criteria_set (lower(code));

CREATE TABLE criterion_group (
    id INTEGER NOT NULL,
    set_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    require_all INTEGER NOT NULL,
    require_count INTEGER,
    CONSTRAINT pk_criterion_group PRIMARY KEY (id),
    CONSTRAINT ck_criterion_group_require_all CHECK (require_all IN (0, 1)),
    CONSTRAINT ck_criterion_group_require_count CHECK (require_count IS NULL OR require_all = 0 AND require_count >= 0),
    CONSTRAINT fk_criterion_group_set_id FOREIGN KEY(set_id) REFERENCES criteria_set (id)
) STRICT;

CREATE UNIQUE INDEX uq_criterion_group_code ON criterion_group (set_id, lower(code));

CREATE TABLE set_criterion (
    id INTEGER NOT NULL,
    set_id INTEGER NOT NULL,
    criterion_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    group_id INTEGER,
    name TEXT NOT NULL,
    name_en TEXT,
    unit TEXT,
    per INTEGER NOT NULL,
    may_exceed INTEGER NOT NULL,
    against TEXT NOT NULL,
    low REAL,
    low_open INTEGER NOT NULL,
    high REAL,
    high_open INTEGER NOT NULL,
    mandatory INTEGER NOT NULL,
    points REAL NOT NULL,
    CONSTRAINT pk_set_criterion PRIMARY KEY (id),
    CONSTRAINT ck_set_criterion_per CHECK (per BETWEEN 1 AND 100000),
    CONSTRAINT ck_set_criterion_against CHECK (against IN ('prior_year', 'previous', 'baseline')),
    CONSTRAINT ck_set_criterion_may_exceed CHECK (may_exceed IN (0, 1)),
    CONSTRAINT ck_set_criterion_mandatory CHECK (mandatory IN (0, 1)),
    CONSTRAINT ck_set_criterion_ends CHECK (COALESCE(low <= high, low IS NOT NULL OR high IS NOT NULL)),
    CONSTRAINT ck_set_criterion_low_open CHECK (low_open IN (0, 1)),
    CONSTRAINT ck_set_criterion_high_open CHECK (high_open IN (0, 1)),
    CONSTRAINT ck_set_criterion_points CHECK (points >= 0),
    CONSTRAINT fk_set_criterion_set_id FOREIGN KEY(set_id) REFERENCES criteria_set (id),
    CONSTRAINT fk_set_criterion_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id),
    CONSTRAINT fk_set_criterion_group_id FOREIGN KEY(group_id) REFERENCES criterion_group (id)
) STRICT;

CREATE UNIQUE INDEX uq_set_criterion_criterion ON set_criterion (set_id, criterion_id);

CREATE UNIQUE INDEX uq_set_criterion_position ON set_criterion (set_id, position);

CREATE TABLE target (
    id INTEGER NOT NULL,
    criterion_id INTEGER NOT NULL,
    area_id INTEGER,
    from_id INTEGER,
    until_id INTEGER,
    low REAL,
    low_open INTEGER NOT NULL,
    high REAL,
    high_open INTEGER NOT NULL,
    reason TEXT,
    CONSTRAINT pk_target PRIMARY KEY (id),
    CONSTRAINT ck_target_ends CHECK (COALESCE(low <= high, low IS NOT NULL OR high IS NOT NULL)),
    CONSTRAINT ck_target_low_open CHECK (low_open IN (0, 1)),
    CONSTRAINT ck_target_high_open CHECK (high_open IN (0, 1)),
    CONSTRAINT fk_target_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id),
    CONSTRAINT fk_target_area_id FOREIGN KEY(area_id) REFERENCES area (id),
    CONSTRAINT fk_target_from_id FOREIGN KEY(from_id) REFERENCES period (id),
    CONSTRAINT fk_target_until_id FOREIGN KEY(until_id) REFERENCES period (id)
) STRICT;

CREATE UNIQUE INDEX uq_target_key ON target (criterion_id, COALESCE(area_id, 0), COALESCE(from_id, 0));

CREATE TABLE baseline (
    area_id INTEGER NOT NULL,
    criterion_id INTEGER NOT NULL,
    number REAL NOT NULL,
    CONSTRAINT pk_baseline PRIMARY KEY (area_id, criterion_id),
    CONSTRAINT fk_baseline_area_id FOREIGN KEY(area_id) REFERENCES area (id),
    CONSTRAINT fk_baseline_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id)
) STRICT;

CREATE TABLE office (
    id INTEGER NOT NULL,
    parent TEXT,
    body TEXT,
    number TEXT,
    place TEXT,
    signer_capacity TEXT,
    signer_title TEXT,
    CONSTRAINT pk_office PRIMARY KEY (id),
    CONSTRAINT ck_office_one_row CHECK (id = 1)
) STRICT;

CREATE TABLE office_recipient (
    position INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    CONSTRAINT pk_office_recipient PRIMARY KEY (position)
) STRICT;

CREATE TABLE note (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    period_id INTEGER NOT NULL,
    area_id INTEGER,
    criterion_id INTEGER,
    text TEXT NOT NULL,
    text_en TEXT,
    responsible TEXT,
    deadline TEXT,
    closed_id INTEGER,
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT ck_note_kind CHECK (kind IN ('achievement', 'shortcoming', 'difficulty', 'cause', 'measure', 'recommendation', 'model')),
    CONSTRAINT fk_note_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT fk_note_area_id FOREIGN KEY(area_id) REFERENCES area (id),
    CONSTRAINT fk_note_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id),
    CONSTRAINT fk_note_closed_id FOREIGN KEY(closed_id) REFERENCES period (id)
) STRICT;

CREATE UNIQUE INDEX uq_note_code ON note (lower(code));

CREATE TABLE input (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    command TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    undoes_id INTEGER,
    CONSTRAINT fk_input_undoes_id FOREIGN KEY(undoes_id) REFERENCES input (id)
) STRICT;

CREATE TABLE input_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    input_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT,
    restores_id INTEGER,
    CONSTRAINT fk_input_file_input_id FOREIGN KEY(input_id) REFERENCES input (id),
    CONSTRAINT fk_input_file_restores_id FOREIGN KEY(restores_id) REFERENCES input_file (id)
) STRICT;

CREATE TABLE result (
    period_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    criterion_id INTEGER NOT NULL,
    number REAL,
    denominator REAL,
    applicable INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    sheet TEXT,
    line INTEGER,
    col INTEGER,
    note TEXT,
    text_crc32 INTEGER,
    checksum INTEGER GENERATED ALWAYS AS ((period_id % 2147483629 * 104729 +
            area_id % 2147483629 * 15485863 +
            criterion_id % 2147483629 * 1299709 +
            COALESCE(CAST(ROUND(number * 10000) AS BIGINT), -7) % 2147483629 * 198491317 +
            COALESCE(CAST(ROUND(denominator * 10000) AS BIGINT), -7) % 2147483629 * 179424673 +
            applicable % 2147483629 * 122949823 +
            file_id % 2147483629 * 86028121 +
            COALESCE(line, -7) % 2147483629 * 67867967 +
            COALESCE(col, -7) % 2147483629 * 49979687 +
            COALESCE(text_crc32, -7) % 2147483629 * 32452843) % 2147483629) STORED,
    CONSTRAINT pk_result PRIMARY KEY (period_id, area_id, criterion_id),
    CONSTRAINT ck_result_applicable CHECK (CASE applicable WHEN 1 THEN number IS NOT NULL WHEN 0 THEN number IS NULL AND denominator IS NULL ELSE 0 END),
    CONSTRAINT ck_result_number CHECK (abs(number) < 1000000000),
    CONSTRAINT ck_result_denominator CHECK (denominator >= 0 AND denominator < 1000000000),
    CONSTRAINT ck_result_text_crc32 CHECK ((sheet IS NULL AND note IS NULL) = (text_crc32 IS NULL)),
    CONSTRAINT fk_result_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT fk_result_area_id FOREIGN KEY(area_id) REFERENCES area (id),
    CONSTRAINT fk_result_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id),
    CONSTRAINT fk_result_file_id FOREIGN KEY(file_id) REFERENCES input_file (id)
) WITHOUT ROWID, STRICT;

CREATE TABLE revision (
    period_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    criterion_id INTEGER NOT NULL,
    number REAL,
    denominator REAL,
    applicable INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    sheet TEXT,
    line INTEGER,
    col INTEGER,
    note TEXT,
    text_crc32 INTEGER,
    checksum INTEGER GENERATED ALWAYS AS ((period_id % 2147483629 * 104729 +
            area_id % 2147483629 * 15485863 +
            criterion_id % 2147483629 * 1299709 +
            COALESCE(CAST(ROUND(number * 10000) AS BIGINT), -7) % 2147483629 * 198491317 +
            COALESCE(CAST(ROUND(denominator * 10000) AS BIGINT), -7) % 2147483629 * 179424673 +
            applicable % 2147483629 * 122949823 +
            file_id % 2147483629 * 86028121 +
            COALESCE(line, -7) % 2147483629 * 67867967 +
            COALESCE(col, -7) % 2147483629 * 49979687 +
            COALESCE(text_crc32, -7) % 2147483629 * 32452843) % 2147483629) STORED,
    CONSTRAINT pk_revision PRIMARY KEY (period_id, area_id, criterion_id, file_id),
    CONSTRAINT ck_revision_applicable CHECK (CASE applicable WHEN 1 THEN number IS NOT NULL WHEN 0 THEN number IS NULL AND denominator IS NULL WHEN -1 THEN number IS NULL AND denominator IS NULL ELSE 0 END),
    CONSTRAINT ck_revision_number CHECK (abs(number) < 1000000000),
    CONSTRAINT ck_revision_denominator CHECK (denominator >= 0 AND denominator < 1000000000),
    CONSTRAINT ck_revision_text_crc32 CHECK ((sheet IS NULL AND note IS NULL) = (text_crc32 IS NULL)),
    CONSTRAINT fk_revision_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT fk_revision_area_id FOREIGN KEY(area_id) REFERENCES area (id),
    CONSTRAINT fk_revision_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id),
    CONSTRAINT fk_revision_file_id FOREIGN KEY(file_id) REFERENCES input_file (id)
) WITHOUT ROWID, STRICT;

CREATE TABLE digest (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_digest PRIMARY KEY (name)
) STRICT;
