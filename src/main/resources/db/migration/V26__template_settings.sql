-- The page that a template is for, in those formats that store it with the template: a JSON object.
alter table template_version add column settings text;

-- The format whose rules decide on the delivery of a client's operational events; null: the native.
alter table client add column events_format text;
