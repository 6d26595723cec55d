package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.HeaderRules;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.job.Target;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The body of {@code POST /v1/endpoints} and of {@code PATCH /v1/endpoints/{id}}: the fields that
 * are given. Null removes what may be absent, in a change.
 */
record EndpointRequest(
    Optional<String> name,
    Optional<Map<String, String>> headers,
    Optional<String> format,
    Optional<List<DialectName>> jobFormats,
    Optional<Boolean> allJobs,
    Optional<Set<String>> events,
    Optional<Integer> perSecond,
    boolean perSecondGiven,
    Optional<EndpointAuth> auth,
    boolean authGiven,
    Optional<Boolean> enabled) {
  /** As the format of what is sent: that of each job. */
  static final String AS_THE_JOB = "job";

  /** Why a certificate is refused for a URL without TLS. */
  static final String NEEDS_TLS = "Type mtls needs an endpoint whose URL begins with https://.";

  private static final int MAX_NAME_CHARACTERS = 100;
  private static final int MAX_PER_SECOND = 1_000;

  private static final List<String> LABELS =
      Dialects.names().stream().map(DialectName::label).toList();
  private static final List<String> FORMATS =
      Stream.concat(Stream.of(AS_THE_JOB), LABELS.stream()).toList();
  private static final List<String> EVENTS =
      Stream.concat(RegisteredEndpoint.JOB_EVENTS.stream(), OperationalEvent.TYPES.stream())
          .toList();

  /** Reads a registration and records its faults. */
  static Optional<RegisteredEndpoint> registration(
      StrictObject object, TargetCheck targets, Faults faults, Instant now) {
    Optional<URI> url =
        object
            .requiredValue("url")
            .flatMap(value -> new UrlRules(targets, faults).read(value, object.pointerTo("url")));
    EndpointRequest given = change(object, targets, faults);
    url.filter(at -> given.unprotected(at))
        .ifPresent(at -> faults.add(object.pointerTo("auth"), NEEDS_TLS));
    return url.map(
        at ->
            given.applied(
                new RegisteredEndpoint(
                    "",
                    new Target.Webhook(
                        at, Map.of(), Optional.empty(), Optional.of(Dialects.ofApi().name())),
                    List.of(),
                    true,
                    Set.copyOf(RegisteredEndpoint.JOB_EVENTS),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    now)));
  }

  /** Reads the fields that may be changed and records their faults. */
  static EndpointRequest change(StrictObject object, TargetCheck targets, Faults faults) {
    return new EndpointRequest(
        object.text("name", MAX_NAME_CHARACTERS),
        object.value("headers").isPresent()
            ? Optional.of(HeaderRules.read(object, Dialects.FORMATS::setsHeader, faults))
            : Optional.empty(),
        object.word("format", FORMATS),
        words(object, "job_formats", LABELS, faults)
            .map(all -> all.stream().map(DialectName::new).toList()),
        object.bool("all_jobs"),
        words(object, "events", EVENTS, faults),
        object.integer("rate_per_second", 1, MAX_PER_SECOND),
        object.has("rate_per_second"),
        EndpointAuthJson.read(object, targets, faults),
        object.has("auth"),
        object.bool("enabled"));
  }

  private static Optional<Set<String>> words(
      StrictObject object, String field, List<String> known, Faults faults) {
    Optional<JsonNode> value = object.list(field);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Set<String> words = new LinkedHashSet<>();
    value.get().forEach(word -> words.add(word.asText()));
    if (!value.get().isArray() || !known.containsAll(words)) {
      faults.add(
          object.pointerTo(field),
          "Must be a list of one or more of " + String.join(", ", known) + ".");
      return Optional.empty();
    }
    return Optional.of(words);
  }

  /** Whether a certificate is given for a URL whose requests have no TLS to present it in. */
  boolean unprotected(URI url) {
    return auth.filter(EndpointAuth.MutualTls.class::isInstance).isPresent()
        && !url.getScheme().equals("https");
  }

  /** An endpoint with what is given here, and everything else as it was. */
  RegisteredEndpoint applied(RegisteredEndpoint was) {
    Target.Webhook target = was.target();
    return new RegisteredEndpoint(
        name.orElse(was.name()),
        new Target.Webhook(
            target.url(),
            headers.orElse(target.headers()),
            target.secret(),
            format.isEmpty()
                ? target.format()
                : format.filter(word -> !word.equals(AS_THE_JOB)).map(DialectName::new)),
        jobFormats.orElse(was.jobFormats()),
        allJobs.orElse(was.allJobs()),
        events.orElse(was.events()),
        perSecondGiven ? perSecond : was.perSecond(),
        authGiven ? auth : was.auth(),
        enabled.orElse(was.enabled()),
        was.createdAt());
  }
}
