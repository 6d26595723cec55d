-- Nodes that start at the same moment come one after the other.
lock table secrets_key in share row exclusive mode
