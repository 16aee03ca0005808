-- Dump files of each day; record_count is always article_count + reject_count.
-- Grain: dump_date, feed, dump_uri.
create table inputs (
    dump_date date not null,
    feed varchar not null,
    dump_uri varchar not null,
    is_expected boolean not null,
    is_received boolean not null,
    bytes bigint not null,
    sha256 varchar,
    record_count integer not null,
    article_count integer not null,
    reject_count integer not null
);

comment on table inputs is 'Dump files of each day; record_count is always article_count + reject_count.';
comment on column inputs.dump_date is 'Day of the dump';
comment on column inputs.feed is 'Name of the feed that delivered it';
comment on column inputs.dump_uri is 'Dump file relative to the source, after its feed''s name; * for what did not come';
comment on column inputs.is_expected is 'Whether the feed''s schedule announced it';
comment on column inputs.is_received is 'Whether it was there';
comment on column inputs.bytes is 'Size as delivered';
comment on column inputs.sha256 is 'sha256 as delivered, hex; null where nothing came';
comment on column inputs.record_count is 'Records found in it';
comment on column inputs.article_count is 'Records that became articles';
comment on column inputs.reject_count is 'Records that became rejects';
