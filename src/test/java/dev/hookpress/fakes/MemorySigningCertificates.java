package dev.hookpress.fakes;

import dev.hookpress.api.account.SigningCertificateStore;
import dev.hookpress.api.jobs.FeatureOffer;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.PdfSigningKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates in memory, and an offer to sign with them; there is neither browser nor module. */
public final class MemorySigningCertificates implements SigningCertificateStore, FeatureOffer {
  private final Outage outage;
  private final Map<ClientId, Map<String, Listed>> stored = new ConcurrentHashMap<>();

  public MemorySigningCertificates(Outage outage) {
    this.outage = outage;
  }

  private Map<String, Listed> of(ClientId client) {
    return stored.computeIfAbsent(client, none -> new TreeMap<>());
  }

  @Override
  public Future<Boolean> put(ClientId client, Listed shown, PdfSigningKey key) {
    return outage.call(
        () -> {
          boolean full =
              of(client).size() >= MAX_CERTIFICATES && !of(client).containsKey(shown.name());
          if (!full) {
            of(client).put(shown.name(), shown);
          }
          return !full;
        });
  }

  @Override
  public Future<List<Listed>> list(ClientId client) {
    return outage.call(() -> List.copyOf(of(client).values()));
  }

  @Override
  public Future<Boolean> remove(ClientId client, String name) {
    return outage.call(() -> of(client).remove(name) != null);
  }

  @Override
  public boolean browser() {
    return false;
  }

  @Override
  public boolean verification() {
    return false;
  }

  @Override
  public Future<Optional<String>> unsignable(ClientId client, PdfSignature signature) {
    return outage.call(
        () ->
            signature.certificate().filter(of(client)::containsKey).isPresent()
                ? Optional.empty()
                : Optional.of("There is no such certificate."));
  }
}
