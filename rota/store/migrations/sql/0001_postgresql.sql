-- Run whole, in one transaction, with the schema of the ledger first on the search path.
-- The functions run as the owner of the schema and look nowhere else.

CREATE TABLE contract (
    id bytea NOT NULL,
    post text NOT NULL,
    started text NOT NULL,
    opening bytea NOT NULL,
    genesis bytea NOT NULL,
    opened_at bigint NOT NULL,
    CONSTRAINT contract_key PRIMARY KEY (id),
    CONSTRAINT contract_id_size CHECK (length(id) = 16),
    CONSTRAINT contract_genesis_size CHECK (length(genesis) = 32)
);

CREATE INDEX contract_post ON contract (post, started);

CREATE TABLE entry (
    contract bytea NOT NULL,
    seq bigint NOT NULL,
    idem bytea NOT NULL,
    group_id bytea NOT NULL,
    kind text NOT NULL,
    unit text NOT NULL,
    debit text NOT NULL,
    credit text NOT NULL,
    amount bigint NOT NULL,
    month text NOT NULL,
    worked_on text,
    site text,
    ref bigint,
    corrects_month text NOT NULL,
    author_site text NOT NULL,
    statement text NOT NULL,
    recorded_at bigint NOT NULL,
    salt bytea NOT NULL,
    payload bytea NOT NULL,
    leaf bytea NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
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
    CONSTRAINT entry_month_form CHECK (month ~ '^[0-9]{4}-[0-1][0-9]$'),
    CONSTRAINT entry_sizes CHECK (length(idem) = 16 AND length(group_id) = 16 AND length(salt) = 16
        AND length(leaf) = 32 AND length(prev) = 32 AND length(hash) = 32)
);

CREATE UNIQUE INDEX entry_resolved_once ON entry (contract, ref) WHERE kind IN ('post', 'void');

CREATE UNIQUE INDEX entry_reversed_once ON entry (contract, ref) WHERE kind = 'reverse';

CREATE INDEX entry_month ON entry (contract, month, seq);

CREATE INDEX entry_statements ON entry (contract, month, seq) WHERE amount = 0;

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
    post text NOT NULL,
    day text NOT NULL,
    slot text NOT NULL,
    contract bytea NOT NULL,
    seq bigint NOT NULL,
    group_id bytea NOT NULL,
    site text NOT NULL,
    CONSTRAINT booking_key PRIMARY KEY (post, day, slot),
    CONSTRAINT booking_entry FOREIGN KEY (contract, seq) REFERENCES entry (contract, seq),
    CONSTRAINT booking_slot CHECK (slot IN ('am', 'pm', 'night'))
);

CREATE INDEX booking_of_entry ON booking (contract, seq);

CREATE TABLE facts_version (
    id bigint NOT NULL,
    fingerprint text NOT NULL,
    content text NOT NULL,
    saved_at bigint NOT NULL,
    author text NOT NULL,
    CONSTRAINT facts_version_key PRIMARY KEY (id),
    CONSTRAINT facts_version_fingerprint CHECK (length(fingerprint) = 64)
);

CREATE TABLE plan (
    name text NOT NULL,
    made_at bigint NOT NULL,
    CONSTRAINT plan_key PRIMARY KEY (name)
);

CREATE TABLE plan_body (
    sha256 bytea NOT NULL,
    body text NOT NULL,
    CONSTRAINT plan_body_key PRIMARY KEY (sha256),
    CONSTRAINT plan_body_size CHECK (length(sha256) = 32)
);

CREATE TABLE plan_version (
    plan text NOT NULL,
    version bigint NOT NULL,
    sha256 bytea NOT NULL,
    undoes bigint,
    author text NOT NULL,
    author_site text NOT NULL,
    made_at bigint NOT NULL,
    CONSTRAINT plan_version_key PRIMARY KEY (plan, version),
    CONSTRAINT plan_version_plan FOREIGN KEY (plan) REFERENCES plan (name),
    CONSTRAINT plan_version_body FOREIGN KEY (sha256) REFERENCES plan_body (sha256),
    CONSTRAINT plan_version_undoes FOREIGN KEY (plan, undoes) REFERENCES plan_version (plan, version),
    CONSTRAINT plan_version_undoes_before CHECK (undoes IS NULL OR undoes < version)
);

CREATE TABLE plan_event (
    plan text NOT NULL,
    version bigint NOT NULL,
    event text NOT NULL,
    site text NOT NULL,
    author text NOT NULL,
    happened_at bigint NOT NULL,
    CONSTRAINT plan_event_key PRIMARY KEY (plan, version, event, site),
    CONSTRAINT plan_event_version FOREIGN KEY (plan, version) REFERENCES plan_version (plan, version),
    CONSTRAINT plan_event_event CHECK (event IN ('asked', 'agreed', 'published'))
);

CREATE TABLE attendance_file (
    site text NOT NULL,
    sha256 bytea NOT NULL,
    name text NOT NULL,
    lines bigint NOT NULL,
    author text NOT NULL,
    imported_at bigint NOT NULL,
    CONSTRAINT attendance_file_key PRIMARY KEY (site, sha256),
    CONSTRAINT attendance_file_size CHECK (length(sha256) = 32)
);

CREATE TABLE attendance_line (
    site text NOT NULL,
    sha256 bytea NOT NULL,
    line bigint NOT NULL,
    outcome text NOT NULL,
    reason text NOT NULL,
    contract bytea,
    seq bigint,
    CONSTRAINT attendance_line_key PRIMARY KEY (site, sha256, line),
    CONSTRAINT attendance_line_file FOREIGN KEY (site, sha256) REFERENCES attendance_file (site, sha256),
    CONSTRAINT attendance_line_entry FOREIGN KEY (contract, seq) REFERENCES entry (contract, seq),
    CONSTRAINT attendance_line_outcome CHECK (outcome IN ('entry', 'duplicate', 'rejected')),
    CONSTRAINT attendance_line_told CHECK (
        (outcome <> 'entry' OR seq IS NOT NULL) AND (outcome <> 'rejected' OR (seq IS NULL AND reason <> ''))),
    CONSTRAINT attendance_line_entry_whole CHECK ((contract IS NULL) = (seq IS NULL))
);

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    RAISE EXCEPTION 'rota:append-only' USING ERRCODE = 'TL000', TABLE = TG_TABLE_NAME;
END
$$;

CREATE FUNCTION entry_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    head record;
    opened record;
    commitment bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(('x' || substr(encode(NEW.contract, 'hex'), 1, 16))::bit(64)::bigint);
    SELECT id, genesis INTO opened FROM contract WHERE id = NEW.contract;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'rota:contract' USING ERRCODE = 'TL000';
    END IF;
    SELECT seq, hash, recorded_at INTO head FROM entry WHERE contract = NEW.contract ORDER BY seq DESC LIMIT 1;
    IF NEW.seq IS DISTINCT FROM coalesce(head.seq, 0) + 1 THEN
        RAISE EXCEPTION 'rota:sequence' USING ERRCODE = 'TL000';
    END IF;
    IF NEW.prev IS DISTINCT FROM coalesce(head.hash, opened.genesis) THEN
        RAISE EXCEPTION 'rota:chain' USING ERRCODE = 'TL000';
    END IF;
    IF NEW.recorded_at <= head.recorded_at THEN
        RAISE EXCEPTION 'rota:time' USING ERRCODE = 'TL000';
    END IF;
    commitment := sha256('\x00'::bytea || NEW.salt || NEW.payload);
    IF NEW.leaf IS DISTINCT FROM commitment OR NEW.hash IS DISTINCT FROM sha256(
            '\x01'::bytea || NEW.contract || int8send(NEW.seq) || int8send(NEW.recorded_at)
            || NEW.prev || commitment) THEN
        RAISE EXCEPTION 'rota:chain' USING ERRCODE = 'TL000';
    END IF;
    IF (NEW.kind IN ('post', 'void') AND EXISTS (
            SELECT 1 FROM entry
            WHERE contract = NEW.contract AND ref = NEW.ref AND kind IN ('post', 'void')))
        OR (NEW.kind = 'reverse' AND EXISTS (
            SELECT 1 FROM entry WHERE contract = NEW.contract AND ref = NEW.ref AND kind = 'reverse')) THEN
        RAISE EXCEPTION 'rota:answered' USING ERRCODE = 'TL000';
    END IF;
    IF NEW.amount > 0 AND 'sign-close' = (
            SELECT kind FROM entry
            WHERE contract = NEW.contract AND month = NEW.month AND amount = 0
                AND kind IN ('sign-close', 'sign-reopen')
            ORDER BY seq DESC LIMIT 1) THEN
        RAISE EXCEPTION 'rota:closed' USING ERRCODE = 'TL001';
    END IF;
    IF NEW.kind IN ('sign-close', 'sign-reopen') AND NOT EXISTS (
            SELECT 1 FROM entry AS proposal
            WHERE proposal.contract = NEW.contract AND proposal.month = NEW.month AND proposal.amount = 0
                AND proposal.kind = replace(NEW.kind, 'sign', 'propose')
                AND proposal.statement = NEW.statement AND proposal.author_site <> NEW.author_site
                AND NOT EXISTS (
                    SELECT 1 FROM entry AS later
                    WHERE later.contract = NEW.contract AND later.month = NEW.month
                        AND later.seq > proposal.seq
                        AND NOT (later.kind = NEW.kind AND later.statement = NEW.statement))) THEN
        RAISE EXCEPTION 'rota:unproposed' USING ERRCODE = 'TL000';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION contract_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.genesis IS DISTINCT FROM sha256('\x02'::bytea || NEW.id || NEW.opening) THEN
        RAISE EXCEPTION 'rota:chain' USING ERRCODE = 'TL000';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION contract_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(('x' || substr(encode(OLD.id, 'hex'), 1, 16))::bit(64)::bigint);
    IF EXISTS (SELECT 1 FROM entry WHERE contract = OLD.id) THEN
        RAISE EXCEPTION 'rota:append-only' USING ERRCODE = 'TL000', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END
$$;

CREATE FUNCTION facts_version_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.id <> 1 + coalesce((SELECT max(id) FROM facts_version), 0) THEN
        RAISE EXCEPTION 'rota:sequence' USING ERRCODE = 'TL000';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION plan_version_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.version <> 1 + coalesce((SELECT max(version) FROM plan_version WHERE plan = NEW.plan), 0) THEN
        RAISE EXCEPTION 'rota:sequence' USING ERRCODE = 'TL000';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION plan_event_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.event = 'agreed' AND NOT EXISTS (
            SELECT 1 FROM plan_event
            WHERE plan = NEW.plan AND version = NEW.version AND event = 'asked' AND site = NEW.site) THEN
        RAISE EXCEPTION 'rota:unasked' USING ERRCODE = 'TL000';
    END IF;
    IF NEW.event = 'published' AND (
            NOT EXISTS (
                SELECT 1 FROM plan_event
                WHERE plan = NEW.plan AND version = NEW.version AND event = 'agreed')
            OR EXISTS (
                SELECT 1 FROM plan_event AS asked
                WHERE asked.plan = NEW.plan AND asked.version = NEW.version AND asked.event = 'asked'
                    AND NOT EXISTS (
                        SELECT 1 FROM plan_event AS agreed
                        WHERE agreed.plan = NEW.plan AND agreed.version = NEW.version
                            AND agreed.event = 'agreed' AND agreed.site = asked.site))) THEN
        RAISE EXCEPTION 'rota:unagreed' USING ERRCODE = 'TL000';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER entry_insert BEFORE INSERT ON entry
FOR EACH ROW EXECUTE FUNCTION entry_insert();

ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_insert;

CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_no_change;

CREATE TRIGGER contract_insert BEFORE INSERT ON contract
FOR EACH ROW EXECUTE FUNCTION contract_insert();

ALTER TABLE contract ENABLE ALWAYS TRIGGER contract_insert;

CREATE TRIGGER contract_no_update BEFORE UPDATE OR TRUNCATE ON contract
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE contract ENABLE ALWAYS TRIGGER contract_no_update;

CREATE TRIGGER contract_no_delete BEFORE DELETE ON contract
FOR EACH ROW EXECUTE FUNCTION contract_delete();

ALTER TABLE contract ENABLE ALWAYS TRIGGER contract_no_delete;

CREATE TRIGGER facts_version_insert BEFORE INSERT ON facts_version
FOR EACH ROW EXECUTE FUNCTION facts_version_insert();

ALTER TABLE facts_version ENABLE ALWAYS TRIGGER facts_version_insert;

CREATE TRIGGER facts_version_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON facts_version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE facts_version ENABLE ALWAYS TRIGGER facts_version_no_change;

CREATE TRIGGER plan_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON plan
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE plan ENABLE ALWAYS TRIGGER plan_no_change;

CREATE TRIGGER plan_body_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_body
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE plan_body ENABLE ALWAYS TRIGGER plan_body_no_change;

CREATE TRIGGER plan_version_insert BEFORE INSERT ON plan_version
FOR EACH ROW EXECUTE FUNCTION plan_version_insert();

ALTER TABLE plan_version ENABLE ALWAYS TRIGGER plan_version_insert;

CREATE TRIGGER plan_version_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE plan_version ENABLE ALWAYS TRIGGER plan_version_no_change;

CREATE TRIGGER plan_event_insert BEFORE INSERT ON plan_event
FOR EACH ROW EXECUTE FUNCTION plan_event_insert();

ALTER TABLE plan_event ENABLE ALWAYS TRIGGER plan_event_insert;

CREATE TRIGGER plan_event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE plan_event ENABLE ALWAYS TRIGGER plan_event_no_change;

CREATE TRIGGER attendance_file_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_file
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE attendance_file ENABLE ALWAYS TRIGGER attendance_file_no_change;

CREATE TRIGGER attendance_line_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_line
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE attendance_line ENABLE ALWAYS TRIGGER attendance_line_no_change;
