-- Records that did not become an article, with where and why.
-- Grain: dump_date, dump_uri, record_no.
create table rejects (
    dump_date date not null,
    dump_uri varchar not null,
    record_no integer not null,
    byte_offset bigint,
    reason varchar not null,
    detail varchar not null,
    excerpt varchar not null
);

comment on table rejects is 'Records that did not become an article, with where and why.';
comment on column rejects.dump_date is 'Day of the dump';
comment on column rejects.dump_uri is 'Dump file relative to the source';
comment on column rejects.record_no is 'Record within the dump file, counted from 1';
comment on column rejects.byte_offset is 'Start in the decompressed stream; null for containers and takedowns';
comment on column rejects.reason is 'One of the closed list in docs/formats.md';
comment on column rejects.detail is 'What was found and what was expected';
comment on column rejects.excerpt is 'First characters of the record, control characters escaped; empty for takedowns';
