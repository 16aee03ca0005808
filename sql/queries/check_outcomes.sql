-- What each check found in the current version over all days. Parameters: none.
-- Grain: check_name.
select
    check_name,
    sum(failing_rows)::bigint as failing_rows
from check_results
group by check_name
order by check_name;
