-- Takes node :node for dead if it still has not been seen for five seconds: removes it, and makes what
-- it holds due again. Documents keep their claims: the node may have died of one. Of two nodes that
-- try at once, one finds the row locked or gone, and does nothing. Queue rows that somebody has
-- locked are being recorded or claimed at this moment, and are left to them. Each queue is read as a
-- whole, once; how rows are found: as in claim_documents.sql.
with unseen as (
    select n.id
    from node n
    where n.id = :node and n.seen_at < clock_timestamp() - interval '5 seconds'
    for update skip locked
),
dead as (
    delete from node n using unseen u where n.id = u.id returning n.id
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
select (select count(*) from dead) > 0 as rescued,
    (select count(*) from documents)::int + (select count(*) from notifications)::int as leases
