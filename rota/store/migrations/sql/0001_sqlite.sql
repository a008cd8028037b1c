-- One statement after another; each ends with a semicolon at the end of a line.

CREATE TABLE contract (
    id BLOB NOT NULL,
    post TEXT NOT NULL,
    started TEXT NOT NULL,
    opening BLOB NOT NULL,
    genesis BLOB NOT NULL,
    opened_at INTEGER NOT NULL,
    CONSTRAINT contract_key PRIMARY KEY (id),
    CONSTRAINT contract_id_size CHECK (length(id) = 16),
    CONSTRAINT contract_genesis_size CHECK (length(genesis) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX contract_post ON contract (post, started);

CREATE TABLE entry (
    contract BLOB NOT NULL,
    seq INTEGER NOT NULL,
    idem BLOB NOT NULL,
    group_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    amount INTEGER NOT NULL,
    month TEXT NOT NULL,
    worked_on TEXT,
    site TEXT,
    ref INTEGER,
    corrects_month TEXT NOT NULL,
    author_site TEXT NOT NULL,
    statement TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    salt BLOB NOT NULL,
    payload BLOB NOT NULL,
    leaf BLOB NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT entry_key PRIMARY KEY (contract, seq),
    CONSTRAINT entry_idem UNIQUE (contract, idem),
    CONSTRAINT entry_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT entry_ref FOREIGN KEY (contract, ref) REFERENCES entry (contract, seq),
    CONSTRAINT entry_kind CHECK (kind IN (
        'open', 'plan', 'claim', 'post', 'void', 'direct', 'reverse', 'adjust',
        'propose-close', 'sign-close', 'propose-reopen', 'sign-reopen')),
    CONSTRAINT entry_unit CHECK (unit IN ('DJ60', 'MIN', '-')),
    CONSTRAINT entry_statement_moves_nothing CHECK ((amount = 0) =
        (kind IN ('propose-close', 'sign-close', 'propose-reopen', 'sign-reopen'))),
    CONSTRAINT entry_amount CHECK (amount >= 0 AND amount < 9007199254740992),
    CONSTRAINT entry_unit_of_statement CHECK ((amount = 0) = (unit = '-')),
    CONSTRAINT entry_two_accounts CHECK (amount = 0 OR debit <> credit),
    CONSTRAINT entry_answers CHECK ((kind IN ('post', 'void', 'reverse')) = (ref IS NOT NULL)),
    CONSTRAINT entry_ref_before CHECK (ref IS NULL OR ref < seq),
    CONSTRAINT entry_month_form CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    CONSTRAINT entry_sizes CHECK (length(idem) = 16 AND length(group_id) = 16 AND length(salt) = 16
        AND length(leaf) = 32 AND length(prev) = 32 AND length(hash) = 32)
) STRICT;

CREATE UNIQUE INDEX entry_resolved_once ON entry (contract, ref) WHERE kind IN ('post', 'void');

CREATE UNIQUE INDEX entry_reversed_once ON entry (contract, ref) WHERE kind = 'reverse';

CREATE INDEX entry_month ON entry (contract, month, seq);

CREATE INDEX entry_statements ON entry (contract, month, seq) WHERE amount = 0;

CREATE TRIGGER entry_insert BEFORE INSERT ON entry BEGIN
    SELECT CASE
        WHEN EXISTS (SELECT 1 FROM entry WHERE contract = NEW.contract AND seq = NEW.seq)
            OR EXISTS (SELECT 1 FROM entry WHERE contract = NEW.contract AND idem = NEW.idem)
            OR EXISTS (SELECT 1 FROM entry WHERE rowid = NEW.rowid)
            THEN RAISE(ABORT, 'rota:exists')
        WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM entry WHERE contract = NEW.contract), 0)
            THEN RAISE(ABORT, 'rota:sequence')
        WHEN NEW.prev IS NOT coalesce(
                (SELECT hash FROM entry WHERE contract = NEW.contract AND seq = NEW.seq - 1),
                (SELECT genesis FROM contract WHERE id = NEW.contract))
            THEN RAISE(ABORT, 'rota:chain')
        WHEN NEW.recorded_at <=
                (SELECT recorded_at FROM entry WHERE contract = NEW.contract AND seq = NEW.seq - 1)
            THEN RAISE(ABORT, 'rota:time')
        WHEN NEW.kind IN ('post', 'void') AND EXISTS (
                SELECT 1 FROM entry
                WHERE contract = NEW.contract AND ref = NEW.ref AND kind IN ('post', 'void'))
            THEN RAISE(ABORT, 'rota:answered')
        WHEN NEW.kind = 'reverse' AND EXISTS (
                SELECT 1 FROM entry WHERE contract = NEW.contract AND ref = NEW.ref AND kind = 'reverse')
            THEN RAISE(ABORT, 'rota:answered')
        WHEN NEW.amount > 0 AND 'sign-close' = (
                SELECT kind FROM entry
                WHERE contract = NEW.contract AND month = NEW.month AND amount = 0
                    AND kind IN ('sign-close', 'sign-reopen')
                ORDER BY seq DESC LIMIT 1)
            THEN RAISE(ABORT, 'rota:closed')
        WHEN NEW.kind IN ('sign-close', 'sign-reopen') AND NOT EXISTS (
                SELECT 1 FROM entry AS proposal
                WHERE proposal.contract = NEW.contract AND proposal.month = NEW.month AND proposal.amount = 0
                    AND proposal.kind = replace(NEW.kind, 'sign', 'propose')
                    AND proposal.statement = NEW.statement AND proposal.author_site <> NEW.author_site
                    AND NOT EXISTS (
                        SELECT 1 FROM entry AS later
                        WHERE later.contract = NEW.contract AND later.month = NEW.month
                            AND later.seq > proposal.seq
                            AND NOT (later.kind = NEW.kind AND later.statement = NEW.statement)))
            THEN RAISE(ABORT, 'rota:unproposed')
    END;
END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER contract_insert BEFORE INSERT ON contract
WHEN EXISTS (SELECT 1 FROM contract WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER contract_no_update BEFORE UPDATE ON contract BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER contract_no_delete BEFORE DELETE ON contract
WHEN EXISTS (SELECT 1 FROM entry WHERE contract = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE VIEW period AS
SELECT contract, month,
    CASE kind
        WHEN 'sign-close' THEN 'closed'
        WHEN 'propose-reopen' THEN 'closed'
        WHEN 'propose-close' THEN CASE WHEN EXISTS (
            SELECT 1 FROM entry AS later
            WHERE later.contract = latest.contract AND later.month = latest.month AND later.seq > latest.seq)
            THEN 'open' ELSE 'proposed' END
        ELSE 'open'
    END AS state
FROM entry AS latest
WHERE amount = 0 AND NOT EXISTS (
    SELECT 1 FROM entry AS newer
    WHERE newer.contract = latest.contract AND newer.month = latest.month AND newer.amount = 0
        AND newer.seq > latest.seq);

CREATE TABLE booking (
    post TEXT NOT NULL,
    day TEXT NOT NULL,
    slot TEXT NOT NULL,
    contract BLOB NOT NULL,
    seq INTEGER NOT NULL,
    group_id BLOB NOT NULL,
    site TEXT NOT NULL,
    CONSTRAINT booking_key PRIMARY KEY (post, day, slot),
    CONSTRAINT booking_entry FOREIGN KEY (contract, seq) REFERENCES entry (contract, seq),
    CONSTRAINT booking_slot CHECK (slot IN ('am', 'pm', 'night'))
) STRICT, WITHOUT ROWID;

CREATE INDEX booking_of_entry ON booking (contract, seq);

CREATE TABLE facts_version (
    id INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    author TEXT NOT NULL,
    CONSTRAINT facts_version_key PRIMARY KEY (id),
    CONSTRAINT facts_version_fingerprint CHECK (length(fingerprint) = 64)
) STRICT;

CREATE TRIGGER facts_version_insert BEFORE INSERT ON facts_version
WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM facts_version), 0) BEGIN
    SELECT RAISE(ABORT, 'rota:sequence');
END;

CREATE TRIGGER facts_version_no_update BEFORE UPDATE ON facts_version BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER facts_version_no_delete BEFORE DELETE ON facts_version BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE plan (
    name TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    CONSTRAINT plan_key PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER plan_insert BEFORE INSERT ON plan
WHEN EXISTS (SELECT 1 FROM plan WHERE name = NEW.name) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER plan_no_update BEFORE UPDATE ON plan BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER plan_no_delete BEFORE DELETE ON plan BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE plan_body (
    sha256 BLOB NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT plan_body_key PRIMARY KEY (sha256),
    CONSTRAINT plan_body_size CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER plan_body_insert BEFORE INSERT ON plan_body
WHEN EXISTS (SELECT 1 FROM plan_body WHERE sha256 = NEW.sha256) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER plan_body_no_update BEFORE UPDATE ON plan_body BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER plan_body_no_delete BEFORE DELETE ON plan_body BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE plan_version (
    plan TEXT NOT NULL,
    version INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    undoes INTEGER,
    author TEXT NOT NULL,
    author_site TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    CONSTRAINT plan_version_key PRIMARY KEY (plan, version),
    CONSTRAINT plan_version_plan FOREIGN KEY (plan) REFERENCES plan (name),
    CONSTRAINT plan_version_body FOREIGN KEY (sha256) REFERENCES plan_body (sha256),
    CONSTRAINT plan_version_undoes FOREIGN KEY (plan, undoes) REFERENCES plan_version (plan, version),
    CONSTRAINT plan_version_undoes_before CHECK (undoes IS NULL OR undoes < version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER plan_version_insert BEFORE INSERT ON plan_version
WHEN NEW.version <> 1 + coalesce((SELECT max(version) FROM plan_version WHERE plan = NEW.plan), 0) BEGIN
    SELECT RAISE(ABORT, 'rota:sequence');
END;

CREATE TRIGGER plan_version_no_update BEFORE UPDATE ON plan_version BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER plan_version_no_delete BEFORE DELETE ON plan_version BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE plan_event (
    plan TEXT NOT NULL,
    version INTEGER NOT NULL,
    event TEXT NOT NULL,
    site TEXT NOT NULL,
    author TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    CONSTRAINT plan_event_key PRIMARY KEY (plan, version, event, site),
    CONSTRAINT plan_event_version FOREIGN KEY (plan, version) REFERENCES plan_version (plan, version),
    CONSTRAINT plan_event_event CHECK (event IN ('asked', 'agreed', 'published'))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER plan_event_insert BEFORE INSERT ON plan_event BEGIN
    SELECT CASE
        WHEN EXISTS (
                SELECT 1 FROM plan_event
                WHERE plan = NEW.plan AND version = NEW.version AND event = NEW.event AND site = NEW.site)
            THEN RAISE(ABORT, 'rota:exists')
        WHEN NEW.event = 'agreed' AND NOT EXISTS (
                SELECT 1 FROM plan_event
                WHERE plan = NEW.plan AND version = NEW.version AND event = 'asked' AND site = NEW.site)
            THEN RAISE(ABORT, 'rota:unasked')
        WHEN NEW.event = 'published' AND (
                NOT EXISTS (
                    SELECT 1 FROM plan_event
                    WHERE plan = NEW.plan AND version = NEW.version AND event = 'agreed')
                OR EXISTS (
                    SELECT 1 FROM plan_event AS asked
                    WHERE asked.plan = NEW.plan AND asked.version = NEW.version AND asked.event = 'asked'
                        AND NOT EXISTS (
                            SELECT 1 FROM plan_event AS agreed
                            WHERE agreed.plan = NEW.plan AND agreed.version = NEW.version
                                AND agreed.event = 'agreed' AND agreed.site = asked.site)))
            THEN RAISE(ABORT, 'rota:unagreed')
    END;
END;

CREATE TRIGGER plan_event_no_update BEFORE UPDATE ON plan_event BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER plan_event_no_delete BEFORE DELETE ON plan_event BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE attendance_file (
    site TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    name TEXT NOT NULL,
    lines INTEGER NOT NULL,
    author TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    CONSTRAINT attendance_file_key PRIMARY KEY (site, sha256),
    CONSTRAINT attendance_file_size CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER attendance_file_insert BEFORE INSERT ON attendance_file
WHEN EXISTS (SELECT 1 FROM attendance_file WHERE site = NEW.site AND sha256 = NEW.sha256) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER attendance_file_no_update BEFORE UPDATE ON attendance_file BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER attendance_file_no_delete BEFORE DELETE ON attendance_file BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE attendance_line (
    site TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    line INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    contract BLOB,
    seq INTEGER,
    CONSTRAINT attendance_line_key PRIMARY KEY (site, sha256, line),
    CONSTRAINT attendance_line_file FOREIGN KEY (site, sha256) REFERENCES attendance_file (site, sha256),
    CONSTRAINT attendance_line_entry FOREIGN KEY (contract, seq) REFERENCES entry (contract, seq),
    CONSTRAINT attendance_line_outcome CHECK (outcome IN ('entry', 'duplicate', 'rejected')),
    CONSTRAINT attendance_line_told CHECK (
        (outcome <> 'entry' OR seq IS NOT NULL) AND (outcome <> 'rejected' OR (seq IS NULL AND reason <> ''))),
    CONSTRAINT attendance_line_entry_whole CHECK ((contract IS NULL) = (seq IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER attendance_line_insert BEFORE INSERT ON attendance_line
WHEN EXISTS (
    SELECT 1 FROM attendance_line WHERE site = NEW.site AND sha256 = NEW.sha256 AND line = NEW.line) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER attendance_line_no_update BEFORE UPDATE ON attendance_line BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER attendance_line_no_delete BEFORE DELETE ON attendance_line BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;
