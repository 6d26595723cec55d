-- A node that comes back takes up what it held when it died.
with documents as (
    update render_queue set due_at = $2, node = null where node = $1 and due_at > $2 returning 1
),
notifications as (
    update delivery_queue set due_at = $2, node = null where node = $1 and due_at > $2 returning 1
)
select (select count(*) from documents)::int + (select count(*) from notifications)::int as leases
