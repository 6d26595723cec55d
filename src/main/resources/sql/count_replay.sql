-- How many notifications a replay would queue again, and how many were looked at to know: $7 at most.
with looked as (
    select n.state, n.dialect, n.origin, n.event, n.attempts_made, n.endpoint
    from notification_now n
    where n.client_id = $1 and n.id > $2 and n.id < $3
    order by n.id
    limit $7
)
select count(*)::int as looked,
    (count(*) filter (
        where l.event is null and l.state = any ($4::text[]) and l.attempts_made < $8
            and ($5::text is null or l.dialect = $5)
            and ($6::text is null or l.origin = $6)
            and not exists (
                select from endpoint e
                where e.client_id = $1 and e.key = any (array[l.endpoint])
                    and e.gone_at is not null and e.url is not null)))::int as matched
from looked l
