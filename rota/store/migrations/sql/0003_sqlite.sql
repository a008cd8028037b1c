-- Calendar feeds: what each is, the tokens that open it, the record of its events, what was rendered last.
-- No token is here, only the SHA-256 of each.

CREATE TABLE feed (
    id BLOB NOT NULL,
    subject TEXT NOT NULL,
    code TEXT NOT NULL,
    lang TEXT NOT NULL,
    detail TEXT NOT NULL,
    proposals INTEGER NOT NULL,
    secret BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    CONSTRAINT feed_key PRIMARY KEY (id),
    CONSTRAINT feed_once UNIQUE (subject, code, lang, detail, proposals),
    CONSTRAINT feed_subject CHECK (subject IN ('post', 'service')),
    CONSTRAINT feed_lang CHECK (lang IN ('fr', 'en')),
    CONSTRAINT feed_detail CHECK (detail IN ('full', 'times')),
    CONSTRAINT feed_proposals CHECK (proposals IN (0, 1)),
    CONSTRAINT feed_sizes CHECK (length(id) = 16 AND length(secret) = 32)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER feed_insert BEFORE INSERT ON feed
WHEN EXISTS (
    SELECT 1 FROM feed
    WHERE id = NEW.id OR (subject = NEW.subject AND code = NEW.code AND lang = NEW.lang
        AND detail = NEW.detail AND proposals = NEW.proposals)) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER feed_no_update BEFORE UPDATE ON feed BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER feed_no_delete BEFORE DELETE ON feed BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE feed_token (
    digest BLOB NOT NULL,
    feed BLOB NOT NULL,
    device TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    until TEXT,
    replaces BLOB,
    revoked_at INTEGER,
    CONSTRAINT feed_token_key PRIMARY KEY (digest),
    CONSTRAINT feed_token_feed FOREIGN KEY (feed) REFERENCES feed (id),
    CONSTRAINT feed_token_replaces FOREIGN KEY (replaces) REFERENCES feed_token (digest),
    CONSTRAINT feed_token_size CHECK (length(digest) = 32),
    CONSTRAINT feed_token_device CHECK (length(device) BETWEEN 1 AND 60)
) STRICT, WITHOUT ROWID;

CREATE INDEX feed_token_of_feed ON feed_token (feed);

CREATE TRIGGER feed_token_insert BEFORE INSERT ON feed_token
WHEN NEW.revoked_at IS NOT NULL OR EXISTS (SELECT 1 FROM feed_token WHERE digest = NEW.digest) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER feed_token_revoked_once BEFORE UPDATE ON feed_token
WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR NEW.digest <> OLD.digest OR NEW.feed <> OLD.feed
    OR NEW.device <> OLD.device OR NEW.made_at <> OLD.made_at OR NEW.until IS NOT OLD.until
    OR NEW.replaces IS NOT OLD.replaces BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER feed_token_no_delete BEFORE DELETE ON feed_token BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE feed_event (
    feed BLOB NOT NULL,
    uid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    content TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    CONSTRAINT feed_event_key PRIMARY KEY (feed, uid),
    CONSTRAINT feed_event_feed FOREIGN KEY (feed) REFERENCES feed (id),
    CONSTRAINT feed_event_content CHECK (length(content) = 64),
    CONSTRAINT feed_event_counts CHECK (sequence >= 0 AND changed_at >= made_at AND gone IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER feed_event_insert BEFORE INSERT ON feed_event
WHEN EXISTS (SELECT 1 FROM feed_event WHERE feed = NEW.feed AND uid = NEW.uid) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER feed_event_only_up BEFORE UPDATE ON feed_event
WHEN NEW.feed <> OLD.feed OR NEW.uid <> OLD.uid OR NEW.made_at <> OLD.made_at
    OR NEW.sequence < OLD.sequence OR NEW.changed_at < OLD.changed_at
    OR (NEW.sequence = OLD.sequence AND (NEW.content <> OLD.content OR NEW.gone < OLD.gone)) BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TRIGGER feed_event_no_delete BEFORE DELETE ON feed_event BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE feed_body (
    feed BLOB NOT NULL,
    revision INTEGER NOT NULL,
    source TEXT NOT NULL,
    digest BLOB NOT NULL,
    body BLOB NOT NULL,
    published_at INTEGER NOT NULL,
    CONSTRAINT feed_body_key PRIMARY KEY (feed),
    CONSTRAINT feed_body_feed FOREIGN KEY (feed) REFERENCES feed (id),
    CONSTRAINT feed_body_size CHECK (length(digest) = 32)
) STRICT;

CREATE TRIGGER feed_body_insert BEFORE INSERT ON feed_body
WHEN NEW.revision <> 1 OR EXISTS (SELECT 1 FROM feed_body WHERE feed = NEW.feed) BEGIN
    SELECT RAISE(ABORT, 'rota:exists');
END;

CREATE TRIGGER feed_body_next BEFORE UPDATE ON feed_body
WHEN NEW.feed <> OLD.feed OR NEW.revision <> OLD.revision + 1 OR NEW.published_at < OLD.published_at BEGIN
    SELECT RAISE(ABORT, 'rota:sequence');
END;

CREATE TRIGGER feed_body_no_delete BEFORE DELETE ON feed_body BEGIN
    SELECT RAISE(ABORT, 'rota:append-only');
END;

CREATE TABLE feed_fetch (
    token BLOB NOT NULL,
    day TEXT NOT NULL,
    CONSTRAINT feed_fetch_key PRIMARY KEY (token),
    CONSTRAINT feed_fetch_token FOREIGN KEY (token) REFERENCES feed_token (digest)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER feed_fetch_only_later BEFORE UPDATE ON feed_fetch
WHEN NEW.token <> OLD.token OR NEW.day < OLD.day BEGIN
    SELECT RAISE(ABORT, 'rota:time');
END;
