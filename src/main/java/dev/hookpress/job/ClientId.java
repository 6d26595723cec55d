package dev.hookpress.job;

import com.github.f4b6a3.ulid.Ulid;
import java.util.UUID;

/** Identifies a client (a tenant): a ULID, stored in Postgres as a {@code uuid}. */
public record ClientId(UUID value) {
  /** The 26 characters of the ULID, in capitals. */
  @Override
  public String toString() {
    return Ulid.from(value).toString();
  }
}
