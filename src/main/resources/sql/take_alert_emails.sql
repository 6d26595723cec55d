-- Takes the turns of clients that want a mail and have had none since :before. Clients are locked in
-- one order everywhere.
with due as (
    select c.id
    from client c
    where c.id = any (:clients::uuid[]) and c.alert_email_target is not null
        and (c.alert_emailed_at is null or c.alert_emailed_at <= :before)
    order by c.id
    for no key update
)
update client c
set alert_emailed_at = :now
from due
where c.id = due.id
returning c.id, c.alert_email_target as target
