insert into client_deletion (id, requested_at) values (:client, :now) on conflict do nothing
