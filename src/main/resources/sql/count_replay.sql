-- Counts the notifications that a replay would queue, and how many were examined.
with looked as (
    select n.state, n.dialect, n.origin, n.event, n.attempts_made, n.endpoint
    from notification_now n
    where n.client_id = :client and n.id > :after and n.id < :before
    order by n.id
    limit :max_looked_at
)
select count(*)::int as looked,
    (count(*) filter (
        where l.event is null and l.state = any (:states::text[])
            and l.attempts_made < :max_attempts
            and (:dialect::text is null or l.dialect = :dialect)
            and (:origin::text is null or l.origin = :origin)
            and not exists (
                select from endpoint e
                where e.client_id = :client and e.key = any (array[l.endpoint])
                    and e.gone_at is not null and e.url is not null)))::int as matched
from looked l
