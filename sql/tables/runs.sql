-- One row a stage and part, from the footers of the lake; durations are in log/.
-- Grain: dump_date, stage, part.
create table runs (
    dump_date date not null,
    stage varchar not null,
    part integer not null,
    rows_in bigint not null,
    rows_out bigint not null,
    fingerprint varchar not null,
    model varchar
);

comment on table runs is 'One row a stage and part, from the footers of the lake; durations are in log/.';
comment on column runs.dump_date is 'Day of the dump';
comment on column runs.stage is 'plan, ingest, dedupe, tag, link or summarize';
comment on column runs.part is 'Part, counted from 0; 0 for stages of the whole day';
comment on column runs.rows_in is 'Rows or records read';
comment on column runs.rows_out is 'Rows written to the stage''s leading table';
comment on column runs.fingerprint is '12 hex over inputs, code, data, model and settings';
comment on column runs.model is 'Language model and version, where one was used';
