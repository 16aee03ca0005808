-- Results of sql/checks for each loaded day; zero failing rows is a pass.
-- Grain: check_name, dump_date.
create table check_results (
    check_name varchar not null,
    dump_date date not null,
    severity varchar not null,
    failing_rows bigint not null
);

comment on table check_results is 'Results of sql/checks for each loaded day; zero failing rows is a pass.';
comment on column check_results.check_name is 'File name of the check without its suffix';
comment on column check_results.dump_date is 'Day that the failing rows belong to';
comment on column check_results.severity is 'fail stops the publish, warn does not';
comment on column check_results.failing_rows is 'Rows that should not exist';
