-- The warehouse. Each table: a first comment line saying its grain, then one comment behind each column.
-- data/dictionary.py reads these comments and hangs them on the tables, so a column is described once, here.

-- 报送: one row per upload of a sheet or form.
CREATE TABLE raw_submission (
    submission_id VARCHAR PRIMARY KEY,          -- id of the upload, S000001 upwards in order of arrival
    file_name VARCHAR NOT NULL,                 -- name of the file as it came, without its folder
    file_sha256 VARCHAR NOT NULL,               -- SHA-256 of the file's bytes; the bytes themselves are in the vault
    source_code VARCHAR NOT NULL,               -- whose numbering report_no belongs to: --source, mapping, unit, or default
    uploader_name VARCHAR,                      -- account or name of the member of staff who sent it
    mapping_name VARCHAR,                       -- mapping file used, if any
    received_at TIMESTAMP NOT NULL,             -- when it was loaded, local time
    sheet_count INTEGER NOT NULL,               -- visible sheets read
    row_count INTEGER NOT NULL,                 -- data rows: new + unchanged + changed + parked + rejected
    new_count INTEGER NOT NULL,                 -- rows that made new reports
    unchanged_count INTEGER NOT NULL,           -- rows already held exactly so
    changed_count INTEGER NOT NULL,             -- rows that gave a known report a new version
    parked_count INTEGER NOT NULL,              -- rows loaded but waiting for a person's decision
    rejected_count INTEGER NOT NULL,            -- rows not loaded, each with an error
    report_count INTEGER NOT NULL,              -- reports made or changed (a cell may hold several disputes)
    dropped_columns VARCHAR[] NOT NULL,         -- headings refused at the door (protected attributes, watch lists)
    withdrawn_at TIMESTAMP                      -- when its sender withdrew it; null while it stands
);

-- 原始行: one row per data row of a submission, masked.
CREATE TABLE raw_row (
    submission_id VARCHAR NOT NULL,             -- upload it came in
    sheet_name VARCHAR NOT NULL,                -- worksheet, or the file name for csv
    row_no INTEGER NOT NULL,                    -- row number a person sees in the file
    verdict_code VARCHAR NOT NULL,              -- new, unchanged, changed, parked or rejected
    row_json VARCHAR NOT NULL                   -- known columns as they came, identities and identifiers masked
);

-- 区域: one row per area of the hierarchy and version of it.
CREATE TABLE core_area (
    area_code VARCHAR NOT NULL,                 -- division code (12 digits) or grid code, or the site's own
    level_code VARCHAR NOT NULL,                -- province, prefecture, county, town, community or grid
    name VARCHAR NOT NULL,                      -- name as in the boundary file
    parent_code VARCHAR,                        -- area it belongs to; null at the top or when not told
    valid_from_date DATE NOT NULL,              -- first day of this version
    valid_to_date DATE,                         -- last day of this version; null while in force
    PRIMARY KEY (area_code, valid_from_date)
);

-- 边界: one row per boundary polygon of an area and version of it.
CREATE TABLE core_boundary (
    area_code VARCHAR NOT NULL,                 -- area it bounds
    valid_from_date DATE NOT NULL,              -- first day of this version
    valid_to_date DATE,                         -- last day of this version; null while in force
    shape_wkb BLOB NOT NULL,                    -- polygon or multipolygon, CGCS2000 lon/lat, WKB
    inner_lon DOUBLE NOT NULL,                  -- longitude of a point surely inside, degrees
    inner_lat DOUBLE NOT NULL,                  -- latitude of a point surely inside, degrees
    area_km2 DOUBLE NOT NULL,                   -- size, square kilometres
    source_crs_code VARCHAR NOT NULL,           -- coordinate system it came in
    is_repaired BOOLEAN NOT NULL,               -- whether an invalid ring was repaired
    PRIMARY KEY (area_code, valid_from_date)
);

-- 地名: one row per name a site knows its places by that is no name of an area.
CREATE TABLE core_local_name (
    name VARCHAR NOT NULL,                      -- name as people write it
    kind_code VARCHAR NOT NULL,                 -- alias, estate, road or wider
    area_code VARCHAR NOT NULL                  -- area it stands for or lies in; empty for a wider one
);

-- 责任单位: one row per unit that must act.
CREATE TABLE core_unit (
    unit_id VARCHAR PRIMARY KEY,                -- hash of the normalised name
    name VARCHAR NOT NULL                       -- name of the unit
);

-- 被反映方: one row per organisation that matters are about; persons are in the vault.
CREATE TABLE core_respondent (
    respondent_id VARCHAR PRIMARY KEY,          -- hash of the normalised name
    name VARCHAR NOT NULL                       -- name of the organisation
);

-- 件次: one row per report, its current version.
CREATE TABLE core_report (
    report_id VARCHAR PRIMARY KEY,              -- hash of the row key: (source, report_no), else time + place + parties + text
    version_no INTEGER NOT NULL,                -- 1 for the first version, one more at each correction
    state_code VARCHAR NOT NULL,                -- accepted, parked, duplicate (decided to be another report) or withdrawn
    submission_id VARCHAR NOT NULL,             -- upload that brought this version
    sheet_name VARCHAR NOT NULL,                -- worksheet it came from
    row_no INTEGER NOT NULL,                    -- row number a person sees in the file
    part_no INTEGER NOT NULL,                   -- 1.. when one cell holds several disputes
    source_code VARCHAR NOT NULL,               -- whose numbering report_no belongs to
    report_no VARCHAR,                          -- number given by the sender
    content_hash VARCHAR NOT NULL,              -- hash of all taken values: equal means unchanged
    reported_at TIMESTAMP NOT NULL,             -- when it was raised, local time
    channel_code VARCHAR NOT NULL,              -- screening, visit, letter, web, call or fax
    level_code VARCHAR NOT NULL,                -- level it was raised at: community up to national
    category_code VARCHAR NOT NULL,             -- dispute type, core_code set category
    subject_code VARCHAR,                       -- petition subject, core_code set subject
    legal_category_code VARCHAR NOT NULL,       -- suggestion, accusation or appeal (条例 29, 30, 31)
    title VARCHAR,                              -- title, masked
    narrative VARCHAR,                          -- what happened and what is asked, masked
    place_text VARCHAR,                         -- where it happened, as written, masked; never a home address
    village_name VARCHAR,                       -- village or community as written
    town_name VARCHAR,                          -- town as written
    grid_text VARCHAR,                          -- grid code or name as written
    lon DOUBLE,                                 -- longitude given on the row, CGCS2000 degrees; null when it is a home
    lat DOUBLE,                                 -- latitude given on the row, CGCS2000 degrees; null when it is a home
    crs_code VARCHAR,                           -- coordinate system the point came in
    people_count INTEGER,                       -- people the row says are involved; null when not said
    is_people_approximate BOOLEAN NOT NULL,     -- whether the count was written as about or more than
    party_count INTEGER NOT NULL,               -- petitioning parties named on the row
    respondent_id VARCHAR,                      -- organisation it is about
    unit_id VARCHAR,                            -- unit that must act
    due_date DATE,                              -- limit written on the row
    method_text VARCHAR,                        -- how it is to be settled, as written, masked
    status_code VARCHAR,                        -- ledger status as written: open, handling, settled, closed or mediation
    progress_text VARCHAR,                      -- progress as written, masked
    accepted_at TIMESTAMP,                      -- accepted, with notice given
    replied_at TIMESTAMP,                       -- answered in writing
    closed_at TIMESTAMP,                        -- closed
    satisfaction_code VARCHAR,                  -- satisfied, fair or dissatisfied
    has_safety_concern BOOLEAN NOT NULL,        -- danger to life was noted: handed to 110/120, never scored
    remark_text VARCHAR,                        -- remark, masked
    loaded_at TIMESTAMP NOT NULL                -- when this version was loaded
);

-- 旧版件次: one row per report version that a later one replaced or a withdrawal ended.
CREATE TABLE core_report_past (
    report_id VARCHAR NOT NULL,                 -- report
    version_no INTEGER NOT NULL,                -- version that was replaced
    submission_id VARCHAR NOT NULL,             -- upload that had brought it
    content_hash VARCHAR NOT NULL,              -- hash of its values
    report_json VARCHAR NOT NULL,               -- the whole replaced row, masked as it was
    replaced_at TIMESTAMP NOT NULL              -- when it was replaced or withdrawn
);

-- 当事人: one row per party of a report's current version, keyed tokens only; the next table alone holds them too.
CREATE TABLE core_report_party (
    report_id VARCHAR NOT NULL,                 -- report
    party_no INTEGER NOT NULL,                  -- 1.. in the order written
    role_code VARCHAR NOT NULL,                 -- petitioner, other (the other side) or staff
    name_token UUID,                            -- keyed token of the normalised name
    pinyin_token UUID,                          -- keyed token of the name's pinyin without tones
    phone_token UUID,                           -- keyed token of the phone number
    id_token UUID,                              -- keyed token of the ID number, only when its checksum holds
    address_token UUID,                         -- keyed token of the home address
    ref_token UUID                              -- keyed token of an opaque user number
);

-- 旧版当事人: one row per party of a past report version, keyed tokens only, so that a withdrawal can bring it back.
CREATE TABLE core_report_party_past (
    report_id VARCHAR NOT NULL,                 -- report
    version_no INTEGER NOT NULL,                -- version that was replaced or withdrawn
    party_no INTEGER NOT NULL,                  -- 1.. in the order written
    role_code VARCHAR NOT NULL,                 -- petitioner, other (the other side) or staff
    name_token UUID,                            -- as in core_report_party
    pinyin_token UUID,                          -- as in core_report_party
    phone_token UUID,                           -- as in core_report_party
    id_token UUID,                              -- as in core_report_party
    address_token UUID,                         -- as in core_report_party
    ref_token UUID                              -- as in core_report_party
);

-- 事项登记: one row per matter that has ever been known, never removed.
CREATE TABLE core_matter (
    matter_id VARCHAR PRIMARY KEY,              -- report_id of its founding report
    founded_at TIMESTAMP NOT NULL,              -- when the founding report was raised
    first_seen_at TIMESTAMP NOT NULL            -- refresh that first knew it
);

-- 事件: one row per human act on a report entered outside a sheet.
CREATE TABLE core_event (
    event_id VARCHAR PRIMARY KEY,               -- id of the act
    report_id VARCHAR NOT NULL,                 -- report it anchors to
    event_code VARCHAR NOT NULL,                -- act, as in risk/limit/act.py: told, accepted, extended, opinion_delivered, ...
    occurred_at TIMESTAMP NOT NULL,             -- when it was done
    unit_id VARCHAR,                            -- unit that did it
    actor_name VARCHAR,                         -- account that entered it
    note_text VARCHAR,                          -- note, masked
    withdrawn_at TIMESTAMP,                     -- when the entry was withdrawn
    route_code VARCHAR,                         -- outlet of 条例31 an acceptance or a change of route names: 31.1 to 31.6
    is_simple BOOLEAN,                          -- whether it is handled simply (简易办理)
    approved_date DATE,                         -- of an extension: day the head approved it
    told_date DATE,                             -- of an extension: day the petitioner was told why
    extend_day_count INTEGER,                   -- of an extension: days approved; null for as many as the rule allows
    closure_code VARCHAR                        -- of an act that closes the matter: its basis in 条例27, set closure_basis; null from before it was asked
);

-- 措施: one row per named measure a matter carries (交办, 包案, 提级, 挂牌, 联席会议).
CREATE TABLE core_measure (
    measure_id VARCHAR PRIMARY KEY,             -- id of the measure
    report_id VARCHAR NOT NULL,                 -- report it anchors to
    measure_code VARCHAR NOT NULL,              -- assign, lead, raise_level, supervise or joint_meeting
    unit_id VARCHAR,                            -- unit that carries it
    due_date DATE,                              -- limit set with it
    started_at TIMESTAMP NOT NULL,              -- when it was set
    ended_at TIMESTAMP,                         -- when it ended
    carrier_name VARCHAR,                       -- office or post that carries it, masked; of a lead the leader's post
    note_text VARCHAR,                          -- note, masked
    actor_name VARCHAR,                         -- account that entered it
    withdrawn_at TIMESTAMP                      -- when the entry was withdrawn
);

-- 三项建议: one row per recommendation (条例 40).
CREATE TABLE core_recommendation (
    recommendation_id VARCHAR PRIMARY KEY,      -- id of the recommendation
    kind_code VARCHAR NOT NULL,                 -- improve_work, improve_policy or accountability
    unit_id VARCHAR,                            -- unit it is addressed to
    body_text VARCHAR NOT NULL,                 -- what is recommended, no personal data
    made_at TIMESTAMP NOT NULL,                 -- when it was made
    replied_at TIMESTAMP,                       -- when the written reply came
    reply_text VARCHAR                          -- the reply
);

-- 报送情况: one row per area and period for which a screening return came, nil returns included.
CREATE TABLE core_return (
    submission_id VARCHAR NOT NULL,             -- upload that is the return
    area_code VARCHAR,                          -- area it covers; null when the sheet does not say
    period_start_date DATE,                     -- first day it covers; null when the sheet does not say
    period_end_date DATE,                       -- last day it covers
    report_count INTEGER NOT NULL,              -- reports in it; 0 is a nil return
    returned_at TIMESTAMP NOT NULL              -- when it came
);

-- 问题: one row per problem found in a submission.
CREATE TABLE core_issue (
    submission_id VARCHAR NOT NULL,             -- upload
    sheet_name VARCHAR,                         -- worksheet
    row_no INTEGER,                             -- row number a person sees; null for the whole sheet
    column_name VARCHAR,                        -- heading as written
    value_masked VARCHAR,                       -- value, masked
    rule_code VARCHAR NOT NULL,                 -- rule that was broken
    severity_code VARCHAR NOT NULL,             -- error or warning
    message VARCHAR NOT NULL,                   -- where and what
    remedy VARCHAR NOT NULL                     -- what to do
);

-- 待核: one row per report and time it was parked, beside the one report held that it looks most like.
CREATE TABLE core_parked (
    report_id VARCHAR NOT NULL,                 -- parked report
    candidate_report_id VARCHAR NOT NULL,       -- report it looks like
    likeness_share DOUBLE NOT NULL,             -- likeness of the two texts, 0..1
    parked_at TIMESTAMP NOT NULL                -- when it was parked
);

-- 人工判断: one row per person's decision about a pair of reports.
CREATE TABLE core_judgement (
    judgement_id VARCHAR PRIMARY KEY,           -- id of the decision
    about_code VARCHAR NOT NULL,                -- report: is the parked one the other entered again; matter: are both one matter
    report_id VARCHAR NOT NULL,                 -- one report; the parked one
    other_report_id VARCHAR NOT NULL,           -- the other report; the one it looked like
    decision_code VARCHAR NOT NULL,             -- same, different or later
    decided_by VARCHAR NOT NULL,                -- account that decided
    decided_at TIMESTAMP NOT NULL,              -- when
    withdrawn_at TIMESTAMP                      -- when the decision was withdrawn
);

-- 别名: one row per id that was merged into or split from another.
CREATE TABLE core_alias (
    old_id VARCHAR NOT NULL,                    -- id that no longer stands for itself
    new_id VARCHAR NOT NULL,                    -- id that stands for it now
    kind_code VARCHAR NOT NULL,                 -- matter or group
    changed_at TIMESTAMP NOT NULL               -- refresh that saw the change
);

-- 预警信号存根: one row per signal that was ever raised; kept however the data are revised.
CREATE TABLE core_signal (
    signal_id VARCHAR PRIMARY KEY,              -- method, kind, area and the day it was raised
    method_code VARCHAR NOT NULL,               -- space_time, site or town_week
    category_code VARCHAR NOT NULL,             -- dispute type
    area_code VARCHAR NOT NULL,                 -- smallest area that holds its grids when it was raised
    raised_on_date DATE NOT NULL,               -- as_of of the refresh that raised it
    raised_at TIMESTAMP NOT NULL                -- when that refresh ran
);

-- 预警信号逐日: one row per signal and day it was looked at.
CREATE TABLE core_signal_day (
    signal_id VARCHAR NOT NULL,                 -- signal
    as_of_date DATE NOT NULL,                   -- day looked at
    is_found BOOLEAN NOT NULL,                  -- whether the data showed it that day; else what was shown last
    grid_codes VARCHAR[] NOT NULL,              -- grids it spans
    starts_on_date DATE NOT NULL,               -- first day of the window
    observed_count INTEGER NOT NULL,            -- matters seen
    expected_count DOUBLE NOT NULL,             -- matters to expect
    recurrence_interval_days DOUBLE NOT NULL,   -- one such chance rise is to be expected in so many days
    PRIMARY KEY (signal_id, as_of_date)
);

-- 信号处置: one row per human act on a signal.
CREATE TABLE core_signal_event (
    event_id VARCHAR PRIMARY KEY,               -- id of the entry
    signal_id VARCHAR NOT NULL,                 -- signal
    event_code VARCHAR NOT NULL,                -- own, verify, assess, act, outcome or reopen
    occurred_at TIMESTAMP NOT NULL,             -- when
    actor_name VARCHAR NOT NULL,                -- account
    owner_name VARCHAR,                         -- unit that has it from now on, for own
    outcome_code VARCHAR,                       -- real, not_real or unclear, for outcome, which closes it
    note_text VARCHAR,                          -- note, masked
    withdrawn_at TIMESTAMP                      -- when the entry was withdrawn
);

-- 工作日历: one row per day.
CREATE TABLE core_calendar (
    day_date DATE PRIMARY KEY,                  -- day
    is_working BOOLEAN NOT NULL,                -- whether it is a working day after 调休
    next_working_date DATE,                     -- this day if working, else the next working day; null past the list's end
    source_code VARCHAR NOT NULL                -- list it comes from
);

-- 规则包: one row per time limit and version of it.
CREATE TABLE core_rule_pack (
    rule_code VARCHAR NOT NULL,                 -- limit, as in data/reference/deadlines.toml
    name VARCHAR NOT NULL,                      -- name of the step
    day_count INTEGER,                          -- length in days
    kind_code VARCHAR NOT NULL,                 -- calendar, working, immediate or hours
    from_code VARCHAR NOT NULL,                 -- moment it runs from
    basis VARCHAR NOT NULL,                     -- article or rule it stands on
    standing_code VARCHAR NOT NULL,             -- law, practice, local or memory
    valid_from_date DATE NOT NULL               -- first day in force here
);

-- 账号: one row per account of a member of staff.
CREATE TABLE core_account (
    username VARCHAR PRIMARY KEY,               -- name to sign in with
    password_hash VARCHAR NOT NULL,             -- argon2id hash
    previous_hash VARCHAR,                      -- argon2id hash of the password before, which may not come again
    role_code VARCHAR NOT NULL,                 -- role
    area_code VARCHAR,                          -- area it is confined to; NULL for the whole site
    unit_name VARCHAR,                          -- unit it is confined to; NULL for every unit
    must_change BOOLEAN NOT NULL,               -- whether the password must be changed at the next sign-in
    is_locked BOOLEAN NOT NULL,                 -- locked by an administrator until one unlocks it
    failed_count INTEGER NOT NULL,              -- failed sign-ins in a row, wrong codes too
    locked_until_at TIMESTAMP,                  -- locked until then after too many of them
    totp_salt VARCHAR,                          -- with the token key gives the secret of its codes; NULL without codes
    totp_since_at TIMESTAMP,                    -- when its first code proved it
    totp_step_no BIGINT,                        -- half minute since 1970 of the last code taken; none up to it is taken again
    signed_in_at TIMESTAMP,                     -- last sign-in that was let in
    created_at TIMESTAMP NOT NULL               -- when it was made
);

-- 访问令牌: one row per access token of a program that reads the interface; never the token itself.
CREATE TABLE core_token (
    access_id VARCHAR PRIMARY KEY,              -- public part, which names the row
    name VARCHAR NOT NULL,                      -- what it is for; unique among those that stand
    secret_hash VARCHAR NOT NULL,               -- keyed hash of the whole, which was shown once
    area_code VARCHAR,                          -- area it is held to; null for the whole site
    may_open_matters BOOLEAN NOT NULL,          -- whether it may read matters one by one
    created_by VARCHAR NOT NULL,                -- who made it
    created_at TIMESTAMP NOT NULL,              -- when
    expires_at TIMESTAMP NOT NULL,              -- good until then
    revoked_at TIMESTAMP                        -- when it was revoked; null while it stands
);

-- 个人信息请求: one row per request to see, correct or erase; by its number, never by a name.
CREATE TABLE core_privacy_request (
    request_id VARCHAR PRIMARY KEY,             -- number written on the paper request, Q00001 upwards
    kind_code VARCHAR NOT NULL,                 -- see, copy, correct, erase or explain (个人信息保护法 44-48)
    matter_id VARCHAR,                          -- matter its sender names; null when he names none
    note_text VARCHAR,                          -- what is asked, masked; who asks stays on the paper
    entered_by VARCHAR NOT NULL,                -- account that entered it
    entered_at TIMESTAMP NOT NULL,              -- when
    due_date DATE NOT NULL,                     -- day by which it is to be answered
    result_code VARCHAR,                        -- granted, partly or refused; null while it waits
    answer_text VARCHAR,                        -- what was done, or why not, masked
    answered_by VARCHAR,                        -- account that answered
    answered_at TIMESTAMP                       -- when
);

-- 周报: one row per briefing that was published.
CREATE TABLE core_briefing (
    briefing_id VARCHAR PRIMARY KEY,            -- week and sequence
    week_code VARCHAR NOT NULL,                 -- ISO week, 2024-W20
    as_of_date DATE NOT NULL,                   -- last day it covers
    html_sha256 VARCHAR NOT NULL,               -- SHA-256 of the file
    manifest_json VARCHAR NOT NULL,             -- data hash, code version, parameters, what was hidden, head of the audit log
    published_at TIMESTAMP NOT NULL,            -- when it was written
    lang_code VARCHAR,                          -- language of it, zh or en
    actor_name VARCHAR,                         -- account that had it printed
    page_gzip BLOB,                             -- the file as it went out, gzip
    phone_gzip BLOB                             -- its one-page form for a phone, gzip
);

-- 常用筛选: one row per list a reader filtered and named.
CREATE TABLE core_saved_view (
    username VARCHAR NOT NULL,                  -- account it belongs to
    page_code VARCHAR NOT NULL,                 -- page of the list
    name VARCHAR NOT NULL,                      -- name its owner gave it
    query_text VARCHAR NOT NULL,                -- the filters, as the address holds them
    saved_at TIMESTAMP NOT NULL,                -- when it was saved
    PRIMARY KEY (username, page_code, name)
);

-- 代码: one row per code of a reference list.
CREATE TABLE core_code (
    set_code VARCHAR NOT NULL,                  -- list: category, subject, channel, level, ...
    code VARCHAR NOT NULL,                      -- code
    name VARCHAR NOT NULL,                      -- Chinese name
    name_en VARCHAR NOT NULL,                   -- English name
    source VARCHAR NOT NULL,                    -- where it comes from and its date
    PRIMARY KEY (set_code, code)
);

-- 设置: one row per fact about this home.
CREATE TABLE core_setting (
    name VARCHAR PRIMARY KEY,                   -- fact: is_demo, created_at, ...
    value VARCHAR NOT NULL                      -- its value
);

-- 结构版本: one row per migration applied.
CREATE TABLE core_migration (
    version_no INTEGER PRIMARY KEY,             -- version of the schema
    name VARCHAR NOT NULL,                      -- file applied
    applied_at TIMESTAMP NOT NULL               -- when
);

-- 刷新: one row, the state of everything derived.
CREATE TABLE out_refresh (
    as_of_date DATE NOT NULL,                   -- day everything derived is computed for
    refreshed_at TIMESTAMP NOT NULL,            -- when the refresh finished
    report_count INTEGER NOT NULL,              -- accepted reports up to as_of
    placed_count INTEGER NOT NULL,              -- of these, placed in an area of the finest level
    matter_count INTEGER NOT NULL,              -- matters
    group_count INTEGER NOT NULL,               -- groups
    config_hash VARCHAR NOT NULL                -- hash of weights and thresholds used
);

-- 定位: one row per report, where it was placed and how.
CREATE TABLE out_place (
    report_id VARCHAR NOT NULL,                 -- report
    area_code VARCHAR,                          -- area of the finest level it is in; null when not placed
    located_by VARCHAR NOT NULL,                -- point, grid_code, grid_name, address, village or none
    location_confidence_share DOUBLE NOT NULL,  -- trust in the placement, 0..1
    distance_m DOUBLE,                          -- metres from the point to the area when it fell outside all
    lon DOUBLE,                                 -- point to show, CGCS2000 degrees: given, or the area's inner point
    lat DOUBLE,                                 -- point to show, CGCS2000 degrees
    declared_code VARCHAR,                      -- area of the finest level its own words name; null when they prove none
    declared_m DOUBLE,                          -- metres from the point to that area, 0 inside; null without either
    doubt_code VARCHAR                          -- grid_differs, placeholder or address_doubtful; null when nothing speaks against it
);

-- 区域路径: one row per area and each area above it, itself included.
CREATE TABLE out_area_path (
    area_code VARCHAR NOT NULL,                 -- area
    ancestor_code VARCHAR NOT NULL,             -- area above it, or itself
    ancestor_level_code VARCHAR NOT NULL        -- level of the ancestor
);

-- 拼合边界: one row per area whose level came without boundaries: those of the areas inside it, joined.
CREATE TABLE out_area_shape (
    area_code VARCHAR NOT NULL,                 -- area
    shape_wkb BLOB NOT NULL                     -- polygon or multipolygon, CGCS2000 lon/lat, WKB
);

-- 关联: one row per pair of reports found to be the same matter.
CREATE TABLE out_link (
    report_id VARCHAR NOT NULL,                 -- earlier id of the pair
    other_report_id VARCHAR NOT NULL,           -- later id of the pair
    party_evidence_code VARCHAR NOT NULL,       -- what shows the same people: id, ref, phone, address, name_respondent, name_place, text, or person (a decision)
    likeness_share DOUBLE NOT NULL,             -- likeness of the two texts, 0..1
    is_same_respondent BOOLEAN NOT NULL,        -- whether both are about the same organisation
    decided_by VARCHAR NOT NULL                 -- machine or person
);

-- 存疑: one row per pair of reports that fall little short of one matter, for a person to look at.
CREATE TABLE out_doubt (
    report_id VARCHAR NOT NULL,                 -- earlier id of the pair
    other_report_id VARCHAR NOT NULL,           -- later id of the pair
    party_evidence_code VARCHAR NOT NULL,       -- what speaks for the same people, as in out_link
    likeness_share DOUBLE NOT NULL,             -- likeness of the two texts, 0..1
    is_same_respondent BOOLEAN NOT NULL,        -- whether both are about the same organisation
    is_waiting BOOLEAN NOT NULL                 -- whether nobody has decided and nothing else made them one matter
);

-- 件次归属: one row per accepted report, the matter it belongs to.
CREATE TABLE out_matter_report (
    report_id VARCHAR NOT NULL,                 -- report
    matter_id VARCHAR NOT NULL,                 -- matter
    repeat_no INTEGER NOT NULL,                 -- 1 for the first report of the matter, 2.. for repeats
    is_repeat BOOLEAN NOT NULL                  -- whether it is a second or later report
);

-- 事项: one row per matter as at as_of.
CREATE TABLE out_matter (
    matter_id VARCHAR NOT NULL,                 -- report_id of the founding report
    group_id VARCHAR,                           -- group it belongs to; null when it stands alone
    area_code VARCHAR,                          -- area of the finest level; null when not placed
    category_code VARCHAR NOT NULL,             -- dispute type
    legal_category_code VARCHAR NOT NULL,       -- suggestion, accusation or appeal
    channel_code VARCHAR NOT NULL,              -- channel of the first report
    level_code VARCHAR NOT NULL,                -- highest level it has been raised at
    title VARCHAR NOT NULL,                     -- short masked text of the first report
    status_code VARCHAR NOT NULL,               -- open, accepted, replied or closed, as at as_of
    is_open BOOLEAN NOT NULL,                   -- not closed, or raised again or dissatisfied since
    is_restricted BOOLEAN NOT NULL,             -- accusation or other special kind: off every general list
    first_reported_at TIMESTAMP NOT NULL,       -- first report
    last_reported_at TIMESTAMP NOT NULL,        -- last report
    report_count INTEGER NOT NULL,              -- reports
    people_count INTEGER NOT NULL,              -- people joined: the larger of the stated count and the parties named
    respondent_id VARCHAR,                      -- organisation it is about
    unit_id VARCHAR,                            -- unit that must act
    accepted_at TIMESTAMP,                      -- first acceptance up to as_of
    replied_at TIMESTAMP,                       -- last reply up to as_of
    closed_at TIMESTAMP,                        -- last closing up to as_of
    satisfaction_code VARCHAR,                  -- last evaluation
    next_due_date DATE,                         -- nearest conservative limit still running
    overdue_days INTEGER NOT NULL               -- days past the most overdue limit still unmet; 0 when none
);

-- 简况提到的被反映方: one row per report whose sheet names no respondent and whose words do.
CREATE TABLE out_mention (
    report_id VARCHAR NOT NULL,                 -- report
    respondent_id VARCHAR NOT NULL              -- organisation its title or narrative speaks of
);

-- 群体事项: one row per group of matters of different people that share a cause.
CREATE TABLE out_group (
    group_id VARCHAR NOT NULL,                  -- matter_id of its founding matter
    category_code VARCHAR NOT NULL,             -- dispute type they share
    cause_code VARCHAR NOT NULL,                -- respondent or place
    shared_cause VARCHAR NOT NULL,              -- what its members share, one phrase
    area_code VARCHAR,                          -- smallest area that holds all its placed matters
    respondent_id VARCHAR,                      -- organisation they share
    matter_count INTEGER NOT NULL,              -- matters
    open_matter_count INTEGER NOT NULL,         -- matters still open
    report_count INTEGER NOT NULL,              -- reports
    people_count INTEGER NOT NULL,              -- people joined
    unit_count INTEGER NOT NULL,                -- units that hold its parts
    growth_count INTEGER NOT NULL,              -- matters that joined in the last 28 days
    first_reported_at TIMESTAMP NOT NULL,       -- first report
    last_reported_at TIMESTAMP NOT NULL         -- last report
);

-- 时限: one row per matter and limit that runs or ran on it.
CREATE TABLE out_deadline (
    matter_id VARCHAR NOT NULL,                 -- matter
    rule_code VARCHAR NOT NULL,                 -- limit
    from_date DATE NOT NULL,                    -- day it runs from, itself not counted
    statutory_due_date DATE NOT NULL,           -- last day, rolled to the next working day
    conservative_due_date DATE NOT NULL,        -- last day, not rolled: warn on this one
    met_date DATE,                              -- day the step was done; null while open
    state_code VARCHAR NOT NULL,                -- met, late, running, due_soon, overdue, paused, ended; of a right: used, used_late, open, lapsed
    overdue_days INTEGER NOT NULL,              -- days past statutory_due_date; 0 when in time
    is_past_calendar BOOLEAN NOT NULL,          -- due after the end of the holiday list: rolling not known
    basis VARCHAR NOT NULL,                     -- article or rule
    ended_date DATE,                            -- day after which the step was asked no longer; null when met or open
    is_right BOOLEAN,                           -- whether it is the petitioner's or the unit's right, which lapses and is never overdue
    counted_with VARCHAR                        -- pauses and extension it was counted with, as JSON; null when none
);

-- 时限实绩: one row per limit whose last day has come within [score] record_days, over the whole site.
CREATE TABLE out_limit_record (
    rule_code VARCHAR NOT NULL,                 -- limit
    ended_count INTEGER NOT NULL,               -- limits of the kind whose last day has come, met or not
    missed_count INTEGER NOT NULL,              -- of these, met late or not at all
    missed_percent INTEGER                      -- their share, whole percents rounded down; null when they are too few to judge
);

-- 分值: one row per open matter.
CREATE TABLE out_score (
    matter_id VARCHAR NOT NULL,                 -- matter
    score INTEGER NOT NULL,                     -- sum of the points of its reasons, not below 0
    band_code VARCHAR NOT NULL,                 -- red, orange, yellow or blue
    rank_no INTEGER NOT NULL                    -- 1 for the matter that needs help first
);

-- 排序依据: one row per open matter that is not restricted: what its rank goes by, so that a sheet need not ask every matter again.
CREATE TABLE out_rank (
    matter_id VARCHAR NOT NULL,                 -- matter
    area_code VARCHAR,                          -- area of the finest level; null when not placed
    points INTEGER NOT NULL,                    -- sum of the points of its reasons, also below 0
    next_due_date DATE,                         -- nearest conservative limit still running; null when none
    first_reported_at TIMESTAMP NOT NULL        -- first report
);

-- 理由: one row per open matter and measure that gave it points.
CREATE TABLE out_reason (
    matter_id VARCHAR NOT NULL,                 -- matter
    measure_code VARCHAR NOT NULL,              -- measure, as in data/config.toml
    points INTEGER NOT NULL,                    -- points, negative when it lowers the score
    measured_value DOUBLE NOT NULL,             -- value the points were given for
    sentence VARCHAR NOT NULL,                  -- reason in Chinese
    sentence_en VARCHAR NOT NULL                -- reason in English
);

-- 扫描结果: one row per kind: what was found in which input, so that the same input is not scanned twice.
CREATE TABLE out_scan (
    category_code VARCHAR NOT NULL,             -- dispute type
    input_hash VARCHAR NOT NULL,                -- hash of places, days and settings
    found_text VARCHAR NOT NULL                 -- clusters found, JSON
);

-- 预警信号: one row per signal known as at as_of, closed ones too.
CREATE TABLE out_signal (
    signal_id VARCHAR NOT NULL,                 -- signal
    method_code VARCHAR NOT NULL,               -- space_time, site or town_week
    category_code VARCHAR NOT NULL,             -- dispute type
    area_code VARCHAR NOT NULL,                 -- smallest area that holds its grids
    grid_codes VARCHAR[] NOT NULL,              -- grids it spans
    outline_wkb BLOB,                           -- their outline, CGCS2000 lon/lat, WKB; null when none has a boundary
    starts_on_date DATE NOT NULL,               -- first day of the window
    ends_on_date DATE NOT NULL,                 -- last day of the window
    observed_count INTEGER NOT NULL,            -- matters seen
    expected_count DOUBLE NOT NULL,             -- matters to expect, after the effort of screening
    effort_ratio DOUBLE NOT NULL,               -- how much more than usual was looked there: other kinds, returns that came again
    recurrence_interval_days DOUBLE NOT NULL,   -- one such chance rise is to be expected in so many days
    raised_on_date DATE NOT NULL,               -- day it was raised
    found_on_date DATE NOT NULL,                -- last day the data showed it
    state_code VARCHAR NOT NULL,                -- new, growing, ongoing, fading or closed
    level_code VARCHAR NOT NULL,                -- level that is to answer it now; climbs while nobody does
    owner_name VARCHAR,                         -- unit that has it
    outcome_code VARCHAR,                       -- real, not_real, unclear; lapsed when it faded and nobody answered
    sentence VARCHAR NOT NULL,                  -- what it says, Chinese
    sentence_en VARCHAR NOT NULL                -- what it says, English
);

-- 信号事项: one row per signal and matter seen in its grids and window.
CREATE TABLE out_signal_matter (
    signal_id VARCHAR NOT NULL,                 -- signal
    matter_id VARCHAR NOT NULL                  -- matter
);

-- 信号逐周: one row per signal and week of the year before as_of, weeks counted back from as_of.
CREATE TABLE out_signal_week (
    signal_id VARCHAR NOT NULL,                 -- signal
    week_start_date DATE NOT NULL,              -- first of its seven days
    observed_count INTEGER NOT NULL,            -- new matters of its kind in its grids
    expected_count DOUBLE NOT NULL              -- its grids' share of the kind's matters in that week everywhere
);

-- 区域现状: one row per area of any level as at as_of.
CREATE TABLE out_area_status (
    area_code VARCHAR NOT NULL,                 -- area
    report_count INTEGER NOT NULL,              -- reports up to as_of
    matter_count INTEGER NOT NULL,              -- matters up to as_of
    open_matter_count INTEGER NOT NULL,         -- matters open
    overdue_count INTEGER NOT NULL,             -- open matters past a limit
    repeat_count INTEGER NOT NULL,              -- open matters raised twice or more
    group_count INTEGER NOT NULL,               -- groups with an open matter here
    new_count INTEGER NOT NULL,                 -- matters first raised in the last 7 days
    score INTEGER NOT NULL,                     -- sum of the scores of its open red and orange matters
    band_code VARCHAR NOT NULL,                 -- red, orange, yellow, blue, or unknown without a return
    screening_status_code VARCHAR NOT NULL      -- returned, nil, missing
);

-- 网格周: one row per area of the finest level × week × kind × channel × level × category in law × way of placing.
CREATE TABLE out_grid_week (
    area_code VARCHAR,                          -- area of the finest level; null for reports not placed
    week_start_date DATE NOT NULL,              -- Monday of the week
    category_code VARCHAR NOT NULL,             -- dispute type
    channel_code VARCHAR NOT NULL,              -- channel
    level_code VARCHAR NOT NULL,                -- level the reports were raised at
    legal_category_code VARCHAR NOT NULL,       -- appeal, suggestion, …; restricted matters are not counted
    located_by VARCHAR NOT NULL,                -- how they were placed; none when nowhere
    report_count INTEGER NOT NULL,              -- reports
    repeat_count INTEGER NOT NULL               -- of these, repeats
);

-- 单位周: one row per unit × week in which a limit fell due.
CREATE TABLE out_unit_week (
    unit_id VARCHAR,                            -- unit; null when no unit is named
    week_start_date DATE NOT NULL,              -- Monday of the week
    rule_code VARCHAR NOT NULL,                 -- limit
    due_count INTEGER NOT NULL,                 -- limits that fell due
    on_time_count INTEGER NOT NULL              -- of these, met on time
);

-- 三张清单: one row per list and matter on it.
CREATE TABLE out_list (
    list_code VARCHAR NOT NULL,                 -- control_new (控制增量), reduce_stock (消减存量) or guard_change (防范变量)
    matter_id VARCHAR NOT NULL,                 -- matter
    unit_id VARCHAR,                            -- unit that owns the next step
    due_date DATE,                              -- day the next step is due
    why VARCHAR NOT NULL,                       -- why it is on the list, Chinese
    why_en VARCHAR NOT NULL                     -- why it is on the list, English
);

-- 审计: one row per thing that was done or looked at; append only, chained.
CREATE TABLE audit_log (
    audit_no BIGINT PRIMARY KEY,                -- 1.. without a gap
    occurred_at TIMESTAMP NOT NULL,             -- when
    actor_name VARCHAR NOT NULL,                -- account, or the operating system's user at the command line
    event_code VARCHAR NOT NULL,                -- init, areas, ingest, refresh, export, brief, sign_in, view, ...
    object_id VARCHAR,                          -- what it was done to
    result_code VARCHAR NOT NULL,               -- ok, refused or failed
    previous_hash VARCHAR NOT NULL,             -- hash of the line before
    line_hash VARCHAR NOT NULL                  -- keyed hash of this line and the one before
);
