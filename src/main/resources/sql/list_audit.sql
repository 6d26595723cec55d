-- A page of the audit log, newest first; :subject null: of everything.
select id, at, actor, source, action, subject, before::text as before, after::text as after
from audit_log
where (:subject::text is null or subject = :subject)
    and (:before_id::uuid is null or id < :before_id)
order by id desc
limit :limit
