BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
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
INSERT INTO "attendance_file" VALUES('CH',X'0000000000000000000000000000000000000000000000000000000000000000','december.csv',1,'medical-affairs',1796112010000000);
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
INSERT INTO "attendance_line" VALUES('CH',X'0000000000000000000000000000000000000000000000000000000000000000',2,'entry','',X'7BEE8495FFA3559EA15E12ECE64F9DF8',2);
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
INSERT INTO "booking" VALUES('ASP-1','2026-12-07','am',X'7BEE8495FFA3559EA15E12ECE64F9DF8',1,X'F4728A6BBE4B5EDAA6925EA5D9FA512D','CH');
INSERT INTO "booking" VALUES('ASP-1','2026-12-07','pm',X'7BEE8495FFA3559EA15E12ECE64F9DF8',3,X'A66482ABB4BA5166B70407543C13B769','CH');
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
INSERT INTO "contract" VALUES(X'7BEE8495FFA3559EA15E12ECE64F9DF8','ASP-1','2026-11-02',X'7B22656E64223A22323032382D31302D3331222C22706F7374223A224153502D31222C227369746573223A5B224348222C22434855225D2C227374617274223A22323032362D31312D3032227D',X'8D5E44D279AB87016D42A36569EBFFE452772B5FFE4CFEF77AE29D01F9F00C4D',1796112002000000);
INSERT INTO "contract" VALUES(X'D2B443316A895017A04A0F7AF6E5C791','ASP-2','2026-11-02',X'7B22656E64223A22323032382D31302D3331222C22706F7374223A224153502D32222C227369746573223A5B224348222C22434855225D2C227374617274223A22323032362D31312D3032227D',X'DE28A0BE7EFF8E9BC68B98CC2F2F6BD4B5FBF0122302C10C0B5AD48EB6C67A9F',1796112003000000);
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
INSERT INTO "entry" VALUES(X'7BEE8495FFA3559EA15E12ECE64F9DF8',1,X'9EEBD3C29DE95117ABC3C0392CF94B93',X'F4728A6BBE4B5EDAA6925EA5D9FA512D','plan','DJ60','due:CH','done:CH',60,'2026-12','2026-12-07','CH',NULL,'','CH','',1796112004000000,X'CD6F00BC17DE292E8D74AFE00DC777B1',X'7B22616D6F756E74223A36302C22617574686F72223A226D65646963616C2D61666661697273222C22617574686F725F73697465223A224348222C22636C61696D223A6E756C6C2C22636F6E7472616374223A223762656538343935666661333535396561313565313265636536346639646638222C22636F7272656374735F6D6F6E7468223A22222C22637265646974223A22646F6E653A4348222C226465626974223A226475653A4348222C22656E64223A3738302C2267726F7570223A226634373238613662626534623565646161363932356561356439666135313264222C226964656D223A223965656264336332396465393531313761626333633033393263663934623933222C226B696E64223A22706C616E222C226D6F6E7468223A22323032362D3132222C22706C616E5F76657273696F6E223A332C22726561736F6E223A22222C22726566223A6E756C6C2C2273697465223A224348222C22736C6F7473223A22616D222C22736F75726365223A2268616E64222C227374617274223A3531302C2273746174656D656E74223A22222C22756E6974223A22444A3630222C2276223A312C2277686174223A2243482D4D45442F57415244222C22776F726B65645F6F6E223A22323032362D31322D3037227D',X'DCF7498BEDABA9090BFF7AE48C9738A464D1D40BAF862EF2AA68D39FF14E222C',X'8D5E44D279AB87016D42A36569EBFFE452772B5FFE4CFEF77AE29D01F9F00C4D',X'B79F272D2BD26266FC1F11C4DE992684195ED8A5D6D4CC9796B4C82CE84D3872');
INSERT INTO "entry" VALUES(X'7BEE8495FFA3559EA15E12ECE64F9DF8',2,X'E60294766CB25EB1A545A97F1ABEFC47',X'30F30BB7A6CF5D8B87A7704503673CC5','direct','DJ60','due:CH','done:CH',60,'2026-12','2026-12-07','CH',NULL,'','CH','',1796112004000001,X'7A0F4B2F7F6D736EACD0E116C3FDF73F',X'7B22616D6F756E74223A36302C22617574686F72223A226D65646963616C2D61666661697273222C22617574686F725F73697465223A224348222C22636C61696D223A6E756C6C2C22636F6E7472616374223A223762656538343935666661333535396561313565313265636536346639646638222C22636F7272656374735F6D6F6E7468223A22222C22637265646974223A22646F6E653A4348222C226465626974223A226475653A4348222C22656E64223A6E756C6C2C2267726F7570223A223330663330626237613663663564386238376137373034353033363733636335222C226964656D223A226536303239343736366362323565623161353435613937663161626566633437222C226B696E64223A22646972656374222C226D6F6E7468223A22323032362D3132222C22706C616E5F76657273696F6E223A6E756C6C2C22726561736F6E223A22222C22726566223A6E756C6C2C2273697465223A224348222C22736C6F7473223A22222C22736F75726365223A2268616E64222C227374617274223A6E756C6C2C2273746174656D656E74223A22222C22756E6974223A22444A3630222C2276223A312C2277686174223A2243482D4D45442F57415244222C22776F726B65645F6F6E223A22323032362D31322D3037227D',X'E39CFFD600D703CD70FEC7518E6DB157DA8E88A5A6E13434B978C418D458CC93',X'B79F272D2BD26266FC1F11C4DE992684195ED8A5D6D4CC9796B4C82CE84D3872',X'A58D9B59E96DDF46EEA0EC414F64FBBE38BCA6ACA823685E6E4D8D149F80A08C');
INSERT INTO "entry" VALUES(X'7BEE8495FFA3559EA15E12ECE64F9DF8',3,X'26F17766EE8654339F803831742B54C4',X'A66482ABB4BA5166B70407543C13B769','plan','DJ60','due:CH','done:CH',60,'2026-12','2026-12-07','CH',NULL,'','CH','',1796112004000002,X'86DE4D16D05D81561E028A32FB2A3470',X'7B22616D6F756E74223A36302C22617574686F72223A226D65646963616C2D61666661697273222C22617574686F725F73697465223A224348222C22636C61696D223A6E756C6C2C22636F6E7472616374223A223762656538343935666661333535396561313565313265636536346639646638222C22636F7272656374735F6D6F6E7468223A22222C22637265646974223A22646F6E653A4348222C226465626974223A226475653A4348222C22656E64223A3738302C2267726F7570223A226136363438326162623462613531363662373034303735343363313362373639222C226964656D223A223236663137373636656538363534333339663830333833313734326235346334222C226B696E64223A22706C616E222C226D6F6E7468223A22323032362D3132222C22706C616E5F76657273696F6E223A332C22726561736F6E223A22222C22726566223A6E756C6C2C2273697465223A224348222C22736C6F7473223A22706D222C22736F75726365223A2268616E64222C227374617274223A3531302C2273746174656D656E74223A22222C22756E6974223A22444A3630222C2276223A312C2277686174223A2243482D4D45442F57415244222C22776F726B65645F6F6E223A22323032362D31322D3037227D',X'0E0CBF30BD275431991BD1049C22F7A17E1C2E2B3EAC0A4B164045CA8B3CC7B2',X'A58D9B59E96DDF46EEA0EC414F64FBBE38BCA6ACA823685E6E4D8D149F80A08C',X'8185B603DB6167B011B955D34916BAD492D56020C914AA37DCCEBE4BDC656707');
INSERT INTO "entry" VALUES(X'7BEE8495FFA3559EA15E12ECE64F9DF8',4,X'C64CDD1142F85795AA7F8D8A6C68C23E',X'9816493636D35C1A91EFB37B6647C89F','post','DJ60','due:CH','done:CH',60,'2026-12','2026-12-07','CH',1,'','CH','',1796112005000000,X'CDA32F6F56AA49CF67BC37F28F175BCA',X'7B22616D6F756E74223A36302C22617574686F72223A226D65646963616C2D61666661697273222C22617574686F725F73697465223A224348222C22636C61696D223A6E756C6C2C22636F6E7472616374223A223762656538343935666661333535396561313565313265636536346639646638222C22636F7272656374735F6D6F6E7468223A22222C22637265646974223A22646F6E653A4348222C226465626974223A226475653A4348222C22656E64223A3738302C2267726F7570223A223938313634393336333664333563316139316566623337623636343763383966222C226964656D223A226336346364643131343266383537393561613766386438613663363863323365222C226B696E64223A22706F7374222C226D6F6E7468223A22323032362D3132222C22706C616E5F76657273696F6E223A332C22726561736F6E223A22222C22726566223A312C2273697465223A224348222C22736C6F7473223A22616D222C22736F75726365223A2268616E64222C227374617274223A3531302C2273746174656D656E74223A22222C22756E6974223A22444A3630222C2276223A312C2277686174223A2243482D4D45442F57415244222C22776F726B65645F6F6E223A22323032362D31322D3037227D',X'2AF405EA9E2990E0C4B39C10C70B3903BA0F85923EC89310C1634AB3B9A0C702',X'8185B603DB6167B011B955D34916BAD492D56020C914AA37DCCEBE4BDC656707',X'14D96A4D70F8BDA5C877F70EF2CB278B43582750E028F05FBFBC44B499AE4616');
CREATE TABLE facts_version (
    id INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    author TEXT NOT NULL,
    CONSTRAINT facts_version_key PRIMARY KEY (id),
    CONSTRAINT facts_version_fingerprint CHECK (length(fingerprint) = 64)
) STRICT;
INSERT INTO "facts_version" VALUES(1,'894e1fd7b59e932fed328c5fc6a40bb872a1920bcdc8c7f9e0d80add75457dbe','{"duty.toml":"[[line]]\ncode = \"CH-GUARD\"\nservice = \"CH-MED\"\nname = \"CH-GUARD\"\nkind = \"on-site\"\nasked_per_month = 2\n\n[[line.shift]]\ndays = [\"weekday\", \"saturday\", \"sunday\", \"holiday\"]\nslots = [\"night\"]\nhours = \"18:30-08:30\"\nhalf_days = 2\n\n[[line.shift]]\ndays = [\"saturday\"]\nslots = [\"pm\"]\nhours = \"13:00-18:30\"\nhalf_days = 1\n\n[[line.shift]]\ndays = [\"sunday\", \"holiday\"]\nslots = [\"am\", \"pm\"]\nhours = \"08:30-18:30\"\nhalf_days = 2\n\n[[line]]\ncode = \"CHU-CALL\"\nservice = \"CHU-MED\"\nname = \"CHU-CALL\"\nkind = \"on-call\"\nasked_per_month = 2\n\n[[line.shift]]\ndays = [\"weekday\", \"saturday\", \"sunday\", \"holiday\"]\nslots = [\"night\"]\nhours = \"18:30-08:30\"\nhalf_days = 0\n\n[[line.shift]]\ndays = [\"saturday\"]\nslots = [\"pm\"]\nhours = \"13:00-18:30\"\nhalf_days = 0\n\n[[line.shift]]\ndays = [\"sunday\", \"holiday\"]\nslots = [\"am\", \"pm\"]\nhours = \"08:30-18:30\"\nhalf_days = 0\n","folder.toml":"format = 1\nname = \"test\"\n","posts.toml":"[[post]]\ncode = \"ASP-1\"\nspecialty = \"medicine\"\nhome = \"CHU\"\nstarted = 2026-11-02\n\n[[post]]\ncode = \"ASP-2\"\nspecialty = \"medicine\"\nhome = \"CHU\"\nstarted = 2026-11-02\n\n[[convention]]\npost = \"ASP-1\"\nemployer = \"CH\"\nstart = 2026-11-02\nend = 2028-10-31\n\n[[convention.share]]\nsite = \"CH\"\npercent = 50\nservices = [\"CH-MED\"]\n\n[[convention.share]]\nsite = \"CHU\"\npercent = 50\nservices = [\"CHU-MED\"]\n\n[[convention.minimum]]\nsite = \"CH\"\npercent = 50\nperiod = \"month\"\n\n[[convention]]\npost = \"ASP-2\"\nemployer = \"CH\"\nstart = 2026-11-02\nend = 2028-10-31\n\n[[convention.share]]\nsite = \"CH\"\npercent = 50\nservices = [\"CH-MED\"]\n\n[[convention.share]]\nsite = \"CHU\"\npercent = 50\nservices = [\"CHU-MED\"]\n\n[[convention.minimum]]\nsite = \"CH\"\npercent = 50\nperiod = \"month\"\n","services.toml":"[[service]]\ncode = \"CHU-MED\"\nsite = \"CHU\"\nname = \"Medicine CHU\"\nam = \"08:30-13:00\"\npm = \"13:00-18:30\"\n\n[[service]]\ncode = \"CH-MED\"\nsite = \"CH\"\nname = \"Medicine CH\"\nam = \"08:30-13:00\"\npm = \"13:00-18:30\"\n\n[[activity]]\ncode = \"CLINIC\"\nname = \"CLINIC\"\nkind = \"clinic\"\nprogrammed = true\n\n[[activity]]\ncode = \"THEATRE\"\nname = \"THEATRE\"\nkind = \"theatre\"\nprogrammed = true\nfollow_up_days = 3\n\n[[activity]]\ncode = \"WARD\"\nname = \"WARD\"\nkind = \"ward\"\nopen = true\n\n[[activity]]\ncode = \"STAFF\"\nname = \"STAFF\"\nkind = \"staff\"\nclinical = false\nremote = true\n","sites.toml":"[[site]]\ncode = \"CHU\"\nname = \"CHU\"\nkind = \"chu\"\nmark = \"U\"\ntimezone = \"Europe/Paris\"\nlodging = true\nopen = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat-am\"]\n\n[[site]]\ncode = \"CH\"\nname = \"CH\"\nkind = \"ch\"\nmark = \"V\"\ntimezone = \"Europe/Paris\"\nlodging = true\nopen = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat-am\"]\n\n[[travel]]\nfrom = \"CH\"\nto = \"CHU\"\nminutes = 40\nkm = 38\n\n[[travel]]\nfrom = \"CHU\"\nto = \"CH\"\nminutes = 45\nkm = 38\n"}',1796112001000000,'');
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
CREATE TABLE feed_fetch (
    token BLOB NOT NULL,
    day TEXT NOT NULL,
    CONSTRAINT feed_fetch_key PRIMARY KEY (token),
    CONSTRAINT feed_fetch_token FOREIGN KEY (token) REFERENCES feed_token (digest)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE plan (
    name TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    CONSTRAINT plan_key PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
INSERT INTO "plan" VALUES('2026-12',1796112006000000);
CREATE TABLE plan_body (
    sha256 BLOB NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT plan_body_key PRIMARY KEY (sha256),
    CONSTRAINT plan_body_size CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;
INSERT INTO "plan_body" VALUES(X'44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A','{}');
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
INSERT INTO "plan_event" VALUES('2026-12',1,'agreed','CH','head',1796112009000000);
INSERT INTO "plan_event" VALUES('2026-12',1,'asked','CH','head',1796112007000000);
INSERT INTO "plan_event" VALUES('2026-12',1,'asked','CHU','head',1796112008000000);
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
INSERT INTO "plan_version" VALUES('2026-12',1,X'44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A',NULL,'head','CH',1796112006000000);
CREATE INDEX contract_post ON contract (post, started);
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
CREATE INDEX booking_of_entry ON booking (contract, seq);
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
CREATE INDEX entry_moves ON entry (contract, month, unit, debit, credit, amount, worked_on, kind, seq)
WHERE kind IN ('open', 'post', 'direct', 'reverse', 'adjust');
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
CREATE TRIGGER feed_fetch_only_later BEFORE UPDATE ON feed_fetch
WHEN NEW.token <> OLD.token OR NEW.day < OLD.day BEGIN
    SELECT RAISE(ABORT, 'rota:time');
END;
COMMIT;
