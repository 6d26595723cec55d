delete from secrets_key where fingerprint <> :fingerprint
