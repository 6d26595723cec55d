package dev.hookpress.fakes;

import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.TemplateView;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.template.CheckedTemplate;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Stored templates in memory. */
public final class MemoryTemplates implements Templates, TemplateBook {
  private record Entry(
      ClientId client, TemplateView view, List<TemplateSource> texts, boolean deleted) {}

  private final Outage outage;
  private final Function<Instant, UUID> ids;
  private final Map<TemplateId, Entry> entries = new HashMap<>();
  private boolean full;

  public MemoryTemplates(Outage outage, Function<Instant, UUID> ids) {
    this.outage = outage;
    this.ids = ids;
  }

  /** Rejects every further template and version. */
  public synchronized void fill() {
    full = true;
  }

  @Override
  public synchronized Future<Storing> create(
      ClientId client, String name, CheckedTemplate html, Instant now) {
    return outage.call(
        () -> {
          if (full) {
            return new Storing.Full(MAX_TEMPLATES);
          }
          TemplateId id = new TemplateId(ids.apply(now));
          TemplateView view =
              new TemplateView(
                  id,
                  Optional.empty(),
                  html.language(),
                  name,
                  1,
                  sha256(html.html()),
                  now,
                  now,
                  html.settingsJson());
          entries.put(id, new Entry(client, view, new ArrayList<>(List.of(source(html))), false));
          return new Storing.Stored(new TemplateVersion(id, 1));
        });
  }

  @Override
  public synchronized Future<Storing> addVersion(
      ClientId client, TemplateId id, Optional<String> name, CheckedTemplate html, Instant now) {
    return outage.call(
        () -> {
          Optional<Entry> live = live(client, id);
          if (live.isEmpty()) {
            return new Storing.Unknown();
          }
          if (full) {
            return new Storing.Full(MAX_VERSIONS);
          }
          Entry entry = live.get();
          entry.texts().add(source(html));
          int number = entry.texts().size();
          TemplateView view =
              new TemplateView(
                  id,
                  entry.view().alias(),
                  html.language(),
                  name.orElse(entry.view().name()),
                  number,
                  sha256(html.html()),
                  entry.view().createdAt(),
                  now,
                  html.settingsJson());
          entries.put(id, new Entry(client, view, entry.texts(), false));
          return new Storing.Stored(new TemplateVersion(id, number));
        });
  }

  @Override
  public synchronized Future<Storing> put(
      ClientId client, String alias, Optional<String> name, CheckedTemplate html, Instant now) {
    return outage.call(
        () -> {
          if (full) {
            return new Storing.Full(MAX_TEMPLATES);
          }
          TemplateId id = TemplateId.named(alias);
          Entry old = entries.get(id);
          List<TemplateSource> texts = old == null ? new ArrayList<>() : old.texts();
          texts.add(source(html));
          TemplateView view =
              new TemplateView(
                  id,
                  Optional.of(alias),
                  html.language(),
                  name.orElse(old == null ? alias : old.view().name()),
                  texts.size(),
                  sha256(html.html()),
                  old == null ? now : old.view().createdAt(),
                  now,
                  html.settingsJson());
          entries.put(id, new Entry(client, view, texts, false));
          return new Storing.Stored(new TemplateVersion(id, texts.size()));
        });
  }

  private static TemplateSource source(CheckedTemplate html) {
    return new TemplateSource(html.language(), html.html());
  }

  @Override
  public synchronized Future<Boolean> delete(ClientId client, TemplateId id, Instant now) {
    return outage.call(
        () -> {
          Optional<Entry> live = live(client, id);
          live.ifPresent(
              entry -> entries.put(id, new Entry(client, entry.view(), entry.texts(), true)));
          return live.isPresent();
        });
  }

  @Override
  public synchronized Future<Optional<TemplateView>> template(ClientId client, TemplateId id) {
    return outage.call(() -> live(client, id).map(Entry::view));
  }

  @Override
  public synchronized Future<List<TemplateView>> templates(
      ClientId client, Optional<TemplateId> before, int limit) {
    return outage.call(
        () ->
            entries.values().stream()
                .filter(entry -> entry.client().equals(client) && !entry.deleted())
                .map(Entry::view)
                .filter(
                    view ->
                        before
                            .map(end -> view.id().toString().compareTo(end.toString()) < 0)
                            .orElse(true))
                .sorted(
                    Comparator.comparing((TemplateView view) -> view.id().toString()).reversed())
                .limit(limit)
                .toList());
  }

  @Override
  public synchronized Future<Optional<TemplateSource>> html(
      ClientId client, TemplateVersion version) {
    return outage.call(
        () ->
            Optional.ofNullable(entries.get(version.template()))
                .filter(entry -> entry.client().equals(client))
                .filter(entry -> version.number() >= 1 && version.number() <= entry.texts().size())
                .map(entry -> entry.texts().get(version.number() - 1)));
  }

  private Optional<Entry> live(ClientId client, TemplateId id) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> entry.client().equals(client) && !entry.deleted());
  }

  private static String sha256(String html) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(html.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new AssertionError(everyJvmHasIt);
    }
  }
}
