call drop_partitions(:first_day)
