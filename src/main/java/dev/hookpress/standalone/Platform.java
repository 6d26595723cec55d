package dev.hookpress.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operating system and processor of this process. The embedded servers are packaged for Linux
 * on x86-64 and arm64.
 *
 * @param system as in the system property {@code os.name}
 * @param architecture as in {@code os.arch}
 */
public record Platform(String system, String architecture) {
  /** The platform of this process. */
  public static Platform current() {
    return new Platform(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** The name of the PostgreSQL archive for this platform; empty if there is none. */
  Optional<String> postgresArchive() {
    if (!system.equalsIgnoreCase("linux")) {
      return Optional.empty();
    }
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of("/postgres-linux-x86_64.txz");
      case "aarch64", "arm64" -> Optional.of("/postgres-linux-arm_64.txz");
      default -> Optional.empty();
    };
  }

  /**
   * Advises what to do about wanted servers that cannot be embedded here.
   *
   * @return several readable lines; empty if all wanted servers can be embedded
   */
  public Optional<String> advice(boolean wantPostgres, boolean wantRedis) {
    if (postgresArchive().isPresent() || !(wantPostgres || wantRedis)) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Hookpress has PostgreSQL and Redis of its own for Linux on x86-64 and arm64 only."
            + " This is "
            + system
            + " on "
            + architecture
            + ".");
    lines.add("The standalone runs here with servers that you start. Say where they are:");
    if (wantPostgres) {
      lines.add("  HOOKPRESS_POSTGRES_URI=postgresql://USER:PASSWORD@localhost:5432/DATABASE");
      lines.add("      PostgreSQL 14 or later, an empty database that USER owns");
    }
    if (wantRedis) {
      lines.add("  HOOKPRESS_REDIS_URI=redis://localhost:6379");
      lines.add("      Redis 6.2 or later");
    }
    lines.add("With Docker, for instance:");
    if (wantPostgres) {
      lines.add(
          "  docker run -d -p 127.0.0.1:5432:5432 -e POSTGRES_PASSWORD=try -e POSTGRES_DB=hookpress"
              + " postgres:18");
    }
    if (wantRedis) {
      lines.add("  docker run -d -p 127.0.0.1:6379:6379 redis:8");
    }
    return Optional.of(String.join(System.lineSeparator(), lines));
  }
}
