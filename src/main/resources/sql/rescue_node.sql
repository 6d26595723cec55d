-- Removes a node that still has had no heartbeat for five seconds; its shards are free with it. Makes
-- the documents that it holds due again; they keep their claims: the node may have died of one. If
-- two nodes try at once, one finds the row locked or deleted and does nothing. Queue rows that are
-- locked are being recorded or claimed at this moment and are left alone. The queue is read once as
-- a whole; rows are found as in claim_documents.sql.
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
notifications as (
    select 1
    from dead d
    join delivery_hand h on h.node = d.id
    cross join lateral unnest(h.clients, h.notifications, h.claims) as i (client_id, id, claims)
    join delivery_queue q
        on q.client_id = any (array[i.client_id]) and q.notification_id = any (array[i.id])
            and q.claims = i.claims
)
select (select count(*) from dead) > 0 as rescued, (select name from dead) as name,
    (select count(*) from documents)::int + (select count(*) from notifications)::int as leases
