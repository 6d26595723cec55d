-- Ends up to :max notifications that are owed to an endpoint that is gone and are not in hand.
-- Returns their number by dialect; none if the endpoint was reinstated meanwhile. "= any
-- (array[...])": see claim_notifications.sql.
with owed as (
    select q.client_id, q.notification_id
    from delivery_queue q
    where q.client_id = :client and q.endpoint = :endpoint and q.shard is not null
        and not in_hand(q.notification_id, q.claims)
        and exists (
            select from endpoint e
            where e.client_id = :client and e.key = :endpoint
                and e.gone_at is not null and e.url is not null)
    limit :max
    for update skip locked
),
dequeued as (
    delete from delivery_queue q
    using owed o
    where q.client_id = any (array[o.client_id])
        and q.notification_id = any (array[o.notification_id])
    returning q.client_id, q.notification_id
),
ended as (
    update notification n
    set state = 'gone', next_attempt_at = null, ended_at = :now
    from dequeued d
    where n.client_id = any (array[d.client_id]) and n.id = any (array[d.notification_id])
    returning n.client_id, n.id, n.dialect
),
fed as (
    select append_to_feeds(array_agg(client_id), array_agg(:now::timestamptz),
        array_agg('notification.gone'::text), array_agg(id)) as feeds
    from ended
)
select dialect, count(*)::int as ended from ended cross join fed group by dialect
