package dev.hookpress.tls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.WrappedFactory;

/**
 * The JDBC driver's TLS sockets by {@link StoreTls}. The driver's own factory would look for
 * certificates in the user's home and reads other forms of keys. The driver constructs it by name
 * with the connection's properties.
 */
public final class JdbcSockets extends WrappedFactory {
  private static final String BETWEEN_FILES = ",";

  public JdbcSockets(Properties connection) {
    factory =
        new StoreTls(
                TlsMode.of(PGProperty.SSL_MODE.getOrDefault(connection)).orElse(TlsMode.PREFER),
                Optional.ofNullable(PGProperty.SSL_ROOT_CERT.getOrDefault(connection)).stream()
                    .flatMap(paths -> Arrays.stream(paths.split(BETWEEN_FILES)))
                    .map(Path::of)
                    .toList(),
                Optional.ofNullable(PGProperty.SSL_CERT.getOrDefault(connection)).map(Path::of),
                Optional.ofNullable(PGProperty.SSL_KEY.getOrDefault(connection)).map(Path::of))
            .sockets();
  }

  /** Makes a data source use these sockets. */
  public static void secure(PGSimpleDataSource source, StoreTls tls) {
    source.setSslmode(tls.effectiveMode().word());
    if (tls.mode() == TlsMode.DISABLE) {
      return;
    }
    source.setSslfactory(JdbcSockets.class.getName());
    List<String> authorities = tls.authorities().stream().map(Path::toString).toList();
    if (!authorities.isEmpty()) {
      source.setSslRootCert(String.join(BETWEEN_FILES, authorities));
    }
    tls.certificate().map(Path::toString).ifPresent(source::setSslCert);
    tls.key().map(Path::toString).ifPresent(source::setSslKey);
  }
}
