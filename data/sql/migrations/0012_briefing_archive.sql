-- A briefing is kept as it went out: both forms of it, in which language, and who had it printed.
ALTER TABLE core_briefing ADD COLUMN lang_code VARCHAR;
ALTER TABLE core_briefing ADD COLUMN actor_name VARCHAR;
ALTER TABLE core_briefing ADD COLUMN page_gzip BLOB;
ALTER TABLE core_briefing ADD COLUMN phone_gzip BLOB;
