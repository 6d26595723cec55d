-- Nodes that start at the same time proceed one after the other.
lock table secrets_key in share row exclusive mode
