delete from secrets_key where fingerprint <> $1
