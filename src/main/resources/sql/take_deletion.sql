-- The oldest deletion of a client that has not finished and that no other node works at.
select id, requested_at
from client_deletion
where finished_at is null
order by requested_at
limit 1
for update skip locked
