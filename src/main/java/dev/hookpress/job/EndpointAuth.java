package dev.hookpress.job;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How requests to a registered endpoint authenticate their sender, beside their signatures. Holds
 * secrets, which {@code toString} does not show.
 */
public sealed interface EndpointAuth {

  /**
   * An access token by the grant of client credentials (RFC 6749, section 4.4), sent as {@code
   * Authorization: Bearer} (RFC 6750).
   *
   * @param tokenUrl where the token is fetched
   * @param scope asked for, as the token server spells it
   * @param audience asked for; not in the RFC, but several servers demand it
   * @param credentialsInBody whether id and secret are form fields of the token request, as few
   *     servers demand, and not in its {@code Authorization} header
   */
  record OAuth2(
      URI tokenUrl,
      String clientId,
      String clientSecret,
      Optional<String> scope,
      Optional<String> audience,
      boolean credentialsInBody)
      implements EndpointAuth {

    /** Contains no secret. */
    @Override
    public String toString() {
      return "OAuth2[" + new EndpointUrl(tokenUrl).origin() + "]";
    }
  }

  /**
   * A certificate that is presented when TLS is set up.
   *
   * @param id identifies certificates and key together, 64 hexadecimal digits: connections are
   *     shared only by requests with the same
   * @param certificates in DER and base64, the client's own first, then its issuers
   * @param privateKey of the first certificate, PKCS #8 in DER and base64
   * @param keyAlgorithm the JDK's name of the key's algorithm
   */
  record MutualTls(String id, List<String> certificates, String privateKey, String keyAlgorithm)
      implements EndpointAuth {
    public MutualTls {
      certificates = List.copyOf(certificates);
    }

    /** Contains no secret. */
    @Override
    public String toString() {
      return "MutualTls[" + id + "]";
    }
  }
}
