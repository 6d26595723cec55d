insert into audit_log (id, at, actor, source, action, subject, before, after)
values (:id, :at, :actor, :source, :action, :subject, :before::text::json, :after::text::json)
