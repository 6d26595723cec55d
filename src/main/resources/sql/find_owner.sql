-- Whose :id is, and what: one descent of each index for every client, as all keys lead with it.
select c.id as client_id,
    case
        when c.id = :id then 'client'
        when n.id is not null then 'notification'
        when j.id is not null then 'job'
        when r.id is not null then 'replay'
        when k.id is not null then 'api_key'
        when t.id is not null then 'template'
        else 'signing_key'
    end as kind
from client c
left join lateral (
    select id from notification where client_id = c.id and id = :id limit 1) n on true
left join lateral (
    select id from job where client_id = c.id and id = :id limit 1) j on true
left join lateral (
    select id from replay where client_id = c.id and id = :id limit 1) r on true
left join lateral (
    select id from api_key where client_id = c.id and id = :id limit 1) k on true
left join lateral (
    select id from template where client_id = c.id and id = :id limit 1) t on true
left join lateral (
    select id from signing_secret where client_id = c.id and id = :id limit 1) s on true
left join lateral (
    select id from endpoint_secret where client_id = c.id and id = :id limit 1) e on true
where c.id = :id or n.id is not null or j.id is not null or r.id is not null
    or k.id is not null or t.id is not null or s.id is not null or e.id is not null
limit 1
