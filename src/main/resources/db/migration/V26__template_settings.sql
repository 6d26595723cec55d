-- The page that a template is for, in those formats that store it with the template: a JSON object.
alter table template_version add column settings text;
