-- Up to :limit events of a client's feed after :after, oldest first. Returns one row at least, which
-- says where the feed begins and ends, unless the client has no feed.
select f.position as last, f.floor, e.position, e.at, e.type, e.subject, n.job_id, n.event
from event_feed f
left join lateral (
    select v.position, v.at, v.type, v.subject
    from feed_event v
    where v.client_id = f.client_id and v.position > :after
    order by v.position
    limit :limit) e on true
left join notification n
    on n.client_id = any (array[f.client_id]) and n.id = any (array[e.subject])
        and e.type like 'notification.%'
where f.client_id = :client
order by e.position
