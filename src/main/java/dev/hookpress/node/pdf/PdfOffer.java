package dev.hookpress.node.pdf;

import dev.hookpress.api.jobs.FeatureOffer;
import dev.hookpress.config.PdfSettings;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.render.sign.DocumentSigner;
import dev.hookpress.render.sign.SigningKeys;
import dev.hookpress.tls.ClientCertificates;
import dev.hookpress.tls.SigningCertificates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What the operator's settings and a client's certificates allow for PDFs. */
public final class PdfOffer implements FeatureOffer {
  private final boolean browser;
  private final PdfSettings settings;
  private final SigningKeys keys;
  private final Optional<PdfSigningKey> operators;
  private final InstantSource clock;

  /**
   * Reads the operator's certificate, if there is one. Blocking.
   *
   * @throws IllegalArgumentException if it cannot be used; the message names the setting
   */
  public PdfOffer(Settings.Render render, SigningKeys keys, InstantSource clock) {
    this.browser = render.chromium().isPresent();
    this.settings = render.pdf();
    this.keys = keys;
    this.operators =
        settings.sign().certificate().map(file -> key(file, settings.sign(), clock.instant()));
    this.clock = clock;
  }

  private static PdfSigningKey key(Path file, PdfSettings.Sign sign, Instant now) {
    byte[] store;
    try (InputStream in = Files.newInputStream(file)) {
      store = in.readNBytes(ClientCertificates.MAX_BYTES);
    } catch (IOException e) {
      throw new IllegalArgumentException("sign.certificate: " + file + " cannot be read", e);
    }
    try {
      return SigningCertificates.ofPkcs12(store, sign.password().orElse(""), now);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("sign.certificate: " + file + " " + e.getMessage(), e);
    }
  }

  /** What signs PDFs with these keys. */
  public DocumentSigner signer(Vertx vertx, OutboundClient outbound) {
    PdfSettings.Sign sign = settings.sign();
    return new DocumentSigner(
        vertx,
        outbound,
        keys,
        new DocumentSigner.Offer(
            operators, sign.timestampUrl(), Duration.ofSeconds(sign.timestampSeconds())));
  }

  @Override
  public boolean browser() {
    return browser;
  }

  @Override
  public boolean verification() {
    return settings.verify().isPresent();
  }

  @Override
  public Future<Optional<String>> unsignable(ClientId client, PdfSignature signature) {
    if (signature.timestamped()
        && signature.timestampUrl().isEmpty()
        && settings.sign().timestampUrl().isEmpty()) {
      return why(
          "There is no time-stamp server here (sign.timestampUrl): name one as timestamp_url, or"
              + " ask for the level b-b.");
    }
    if (signature.certificate().isEmpty()) {
      return operators.isPresent()
          ? expired(operators.get())
          : why(
              "The operator has no certificate for signatures (sign.certificate): name one of"
                  + " yours, stored by PUT /v1/client/certificates/{name}.");
    }
    return keys.find(client, signature.certificate().get())
        .compose(
            found ->
                found.isPresent()
                    ? expired(found.get())
                    : why(
                        "This client has no certificate \""
                            + signature.certificate().get()
                            + "\": PUT /v1/client/certificates/{name} first."));
  }

  private Future<Optional<String>> expired(PdfSigningKey key) {
    Instant end = SigningCertificates.summary(key).notAfter();
    return end.isBefore(clock.instant())
        ? why("The certificate expired at " + end + ".")
        : Future.succeededFuture(Optional.empty());
  }

  private static Future<Optional<String>> why(String sentence) {
    return Future.succeededFuture(Optional.of(sentence));
  }
}
