-- Calendar feeds: what each is, the tokens that open it, the record of its events, what was rendered last.
-- No token is here, only the SHA-256 of each.

CREATE TABLE feed (
    id bytea NOT NULL,
    subject text NOT NULL,
    code text NOT NULL,
    lang text NOT NULL,
    detail text NOT NULL,
    proposals bigint NOT NULL,
    secret bytea NOT NULL,
    made_at bigint NOT NULL,
    CONSTRAINT feed_key PRIMARY KEY (id),
    CONSTRAINT feed_once UNIQUE (subject, code, lang, detail, proposals),
    CONSTRAINT feed_subject CHECK (subject IN ('post', 'service')),
    CONSTRAINT feed_lang CHECK (lang IN ('fr', 'en')),
    CONSTRAINT feed_detail CHECK (detail IN ('full', 'times')),
    CONSTRAINT feed_proposals CHECK (proposals IN (0, 1)),
    CONSTRAINT feed_sizes CHECK (length(id) = 16 AND length(secret) = 32)
);

CREATE TABLE feed_token (
    digest bytea NOT NULL,
    feed bytea NOT NULL,
    device text NOT NULL,
    made_at bigint NOT NULL,
    until text,
    replaces bytea,
    revoked_at bigint,
    CONSTRAINT feed_token_key PRIMARY KEY (digest),
    CONSTRAINT feed_token_feed FOREIGN KEY (feed) REFERENCES feed (id),
    CONSTRAINT feed_token_replaces FOREIGN KEY (replaces) REFERENCES feed_token (digest),
    CONSTRAINT feed_token_size CHECK (length(digest) = 32),
    CONSTRAINT feed_token_device CHECK (length(device) BETWEEN 1 AND 60)
);

CREATE INDEX feed_token_of_feed ON feed_token (feed);

CREATE TABLE feed_event (
    feed bytea NOT NULL,
    uid text NOT NULL,
    sequence bigint NOT NULL,
    content text NOT NULL,
    made_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    gone bigint NOT NULL,
    CONSTRAINT feed_event_key PRIMARY KEY (feed, uid),
    CONSTRAINT feed_event_feed FOREIGN KEY (feed) REFERENCES feed (id),
    CONSTRAINT feed_event_content CHECK (length(content) = 64),
    CONSTRAINT feed_event_counts CHECK (sequence >= 0 AND changed_at >= made_at AND gone IN (0, 1))
);

CREATE TABLE feed_body (
    feed bytea NOT NULL,
    revision bigint NOT NULL,
    source text NOT NULL,
    digest bytea NOT NULL,
    body bytea NOT NULL,
    published_at bigint NOT NULL,
    CONSTRAINT feed_body_key PRIMARY KEY (feed),
    CONSTRAINT feed_body_feed FOREIGN KEY (feed) REFERENCES feed (id),
    CONSTRAINT feed_body_size CHECK (length(digest) = 32)
);

CREATE TABLE feed_fetch (
    token bytea NOT NULL,
    day text NOT NULL,
    CONSTRAINT feed_fetch_key PRIMARY KEY (token),
    CONSTRAINT feed_fetch_token FOREIGN KEY (token) REFERENCES feed_token (digest)
);

CREATE FUNCTION feed_token_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.revoked_at IS NOT NULL THEN
            RAISE EXCEPTION 'rota:exists' USING ERRCODE = 'TL000';
        END IF;
    ELSIF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
        OR (NEW.digest, NEW.feed, NEW.device, NEW.made_at, NEW.until, NEW.replaces)
            IS DISTINCT FROM (OLD.digest, OLD.feed, OLD.device, OLD.made_at, OLD.until, OLD.replaces) THEN
        RAISE EXCEPTION 'rota:append-only' USING ERRCODE = 'TL000', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION feed_event_only_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF (NEW.feed, NEW.uid, NEW.made_at) IS DISTINCT FROM (OLD.feed, OLD.uid, OLD.made_at)
        OR NEW.sequence < OLD.sequence OR NEW.changed_at < OLD.changed_at
        OR (NEW.sequence = OLD.sequence AND (NEW.content <> OLD.content OR NEW.gone < OLD.gone)) THEN
        RAISE EXCEPTION 'rota:append-only' USING ERRCODE = 'TL000', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION feed_body_next() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.revision <> 1 THEN
            RAISE EXCEPTION 'rota:sequence' USING ERRCODE = 'TL000';
        END IF;
    ELSIF NEW.feed <> OLD.feed OR NEW.revision <> OLD.revision + 1 OR NEW.published_at < OLD.published_at THEN
        RAISE EXCEPTION 'rota:sequence' USING ERRCODE = 'TL000';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION feed_fetch_only_later() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.token <> OLD.token OR NEW.day < OLD.day THEN
        RAISE EXCEPTION 'rota:time' USING ERRCODE = 'TL000';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER feed_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON feed
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE feed ENABLE ALWAYS TRIGGER feed_no_change;

CREATE TRIGGER feed_token_change BEFORE INSERT OR UPDATE ON feed_token
FOR EACH ROW EXECUTE FUNCTION feed_token_change();

ALTER TABLE feed_token ENABLE ALWAYS TRIGGER feed_token_change;

CREATE TRIGGER feed_token_no_delete BEFORE DELETE OR TRUNCATE ON feed_token
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE feed_token ENABLE ALWAYS TRIGGER feed_token_no_delete;

CREATE TRIGGER feed_event_only_up BEFORE UPDATE ON feed_event
FOR EACH ROW EXECUTE FUNCTION feed_event_only_up();

ALTER TABLE feed_event ENABLE ALWAYS TRIGGER feed_event_only_up;

CREATE TRIGGER feed_event_no_delete BEFORE DELETE OR TRUNCATE ON feed_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE feed_event ENABLE ALWAYS TRIGGER feed_event_no_delete;

CREATE TRIGGER feed_body_next BEFORE INSERT OR UPDATE ON feed_body
FOR EACH ROW EXECUTE FUNCTION feed_body_next();

ALTER TABLE feed_body ENABLE ALWAYS TRIGGER feed_body_next;

CREATE TRIGGER feed_body_no_delete BEFORE DELETE OR TRUNCATE ON feed_body
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE feed_body ENABLE ALWAYS TRIGGER feed_body_no_delete;

CREATE TRIGGER feed_fetch_only_later BEFORE UPDATE ON feed_fetch
FOR EACH ROW EXECUTE FUNCTION feed_fetch_only_later();

ALTER TABLE feed_fetch ENABLE ALWAYS TRIGGER feed_fetch_only_later;
