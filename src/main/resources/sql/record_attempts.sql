-- Writes down attempts, and ends or postpones their notifications. An attempt whose lease was lost
-- in the meantime is left out, unless it delivered: then nobody needs to send again, but for a
-- redelivery that was asked for afterwards. $15 and $16 are the operational event that an attempt
-- gives rise to, if it does: owed in the same statement, if the client has said where. "= any
-- (array[...])": as in claim_notifications.sql.
with input as (
    select *
    from unnest($1::uuid[], $2::uuid[], $3::int[], $4::smallint[], $5::timestamptz[], $6::int[],
        $7::text[], $8::text[], $9::smallint[], $10::text[], $11::bytea[], $12::text[],
        $13::timestamptz[], $14::timestamptz[], $15::uuid[], $16::bytea[])
        as i (client_id, notification_id, claims, number, started_at, latency_ms, address, outcome,
            status, detail, answer, state, next_attempt_at, ended_at, event_id, event_body)
),
ended as (
    delete from delivery_queue q
    using input i
    where q.client_id = any (array[i.client_id])
        and q.notification_id = any (array[i.notification_id])
        and i.next_attempt_at is null
        and (q.claims = i.claims or i.state = 'delivered' and i.number > q.attempts_before)
    returning q.client_id, q.notification_id
),
postponed as (
    update delivery_queue q
    set due_at = i.next_attempt_at, attempts_made = i.number, node = null
    from input i
    where q.client_id = any (array[i.client_id])
        and q.notification_id = any (array[i.notification_id])
        and i.next_attempt_at is not null
        and q.claims = i.claims
    returning q.client_id, q.notification_id
),
held as (
    select i.*
    from input i
    join (select * from ended union all select * from postponed) q
        using (client_id, notification_id)
),
noted as (
    update notification n
    set state = h.state, attempts_made = h.number, next_attempt_at = h.next_attempt_at,
        ended_at = h.ended_at
    from held h
    where n.client_id = any (array[h.client_id]) and n.id = any (array[h.notification_id])
),
events as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body)
    select h.client_id, h.event_id, 'notification.exhausted', 'native', h.ended_at, h.ended_at,
        c.events_origin, c.events_target, h.event_body
    from held h
    join client c on c.id = any (array[h.client_id])
    where h.event_id is not null and c.events_origin is not null
    returning client_id, id, origin, next_attempt_at
),
queued as (
    insert into delivery_queue (client_id, notification_id, endpoint, due_at)
    select client_id, id, endpoint_key(origin, true), next_attempt_at from events
)
insert into attempt (client_id, notification_id, number, started_at, latency_ms, address, outcome,
    status, detail, answer)
select client_id, notification_id, number, started_at, latency_ms, address, outcome, status, detail,
    answer
from held
on conflict do nothing
