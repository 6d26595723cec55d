-- The clients that have an endpoint of this key: one descent of the index for every client, as all keys
-- lead with it.
select c.id as client_id
from client c
where exists (select from endpoint e where e.client_id = c.id and e.key = :endpoint)
order by c.id
limit :limit
