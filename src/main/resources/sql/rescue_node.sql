-- Removes a node that still has had no heartbeat for five seconds, and makes what it holds due
-- again. Documents keep their claims: the node may have died of one. If two nodes try at once, one
-- finds the row locked or deleted and does nothing. Queue rows that are locked are being recorded
-- or claimed at this moment and are left alone. Each queue is read once as a whole; rows are found
-- as in claim_documents.sql.
with unseen as (
    select n.id
    from node n
    where n.id = :node and n.seen_at < clock_timestamp() - interval '5 seconds'
    for update skip locked
),
dead as (
    delete from node n using unseen u where n.id = u.id returning n.id, n.name
),
held_documents as (
    select q.client_id, q.job_id, q.ordinal
    from dead d
    join render_queue q on q.node = d.id
    where q.due_at > :now
    for update of q skip locked
),
documents as (
    update render_queue q
    set due_at = :now, node = null
    from held_documents h
    where q.job_id = any (array[h.job_id]) and q.ordinal = any (array[h.ordinal])
    returning 1
),
held_notifications as (
    select q.client_id, q.notification_id
    from dead d
    join delivery_queue q on q.node = d.id
    where q.due_at > :now
    for update of q skip locked
),
notifications as (
    update delivery_queue q
    set due_at = :now, node = null
    from held_notifications h
    where q.client_id = any (array[h.client_id])
        and q.notification_id = any (array[h.notification_id])
    returning 1
)
select (select count(*) from dead) > 0 as rescued, (select name from dead) as name,
    (select count(*) from documents)::int + (select count(*) from notifications)::int as leases
