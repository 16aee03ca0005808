-- Checks of severity warn that found something in the current version. Parameters: none.
select
    check_name,
    sum(failing_rows)::bigint as failing_rows
from check_results
where severity = 'warn' and failing_rows > 0
group by check_name
order by check_name;
