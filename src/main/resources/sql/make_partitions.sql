call make_partitions(:first_day, :days, :width)
