package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.job.url.Authority;
import dev.hookpress.job.url.PageAccess;
import dev.hookpress.job.url.PageAccess.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the headers, cookies and credentials that a page is fetched with. */
public final class AccessReader {
  private static final int MAX_COOKIES = 50;
  private static final int MAX_CHARACTERS = 4_096;
  private static final String AUTHORIZATION = "Authorization";
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  // RFC 6265 §4.1.1, and the spaces, commas and quotes that browsers take.
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x3a\\x3c-\\x7e]{0,4096}");

  private final Faults faults;

  private AccessReader(Faults faults) {
    this.faults = faults;
  }

  /** Reads {@code headers}, {@code auth} (Basic, RFC 7617) and {@code cookies} of a request. */
  public static PageAccess read(StrictObject request, Faults faults) {
    Map<String, String> headers =
        new LinkedHashMap<>(HeaderRules.read(request, name -> false, faults));
    Optional<String> credentials = request.object("auth").flatMap(AccessReader::basic);
    if (credentials.isPresent()
        && headers.keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase)) {
      faults.add(
          request.pointerTo("auth"), "Cannot go with an Authorization header; give one of them.");
    }
    credentials.ifPresent(value -> headers.put(AUTHORIZATION, value));
    List<Cookie> cookies =
        request
            .value("cookies")
            .map(value -> new AccessReader(faults).cookies(value, request.pointerTo("cookies")))
            .orElse(List.of());
    return headers.isEmpty() && cookies.isEmpty()
        ? PageAccess.NONE
        : new PageAccess(headers, cookies);
  }

  /** Reads an object that is one cookie. */
  public static Optional<Cookie> cookie(StrictObject object, Faults faults) {
    Optional<Cookie> cookie = new AccessReader(faults).read(object);
    object.end();
    return cookie;
  }

  private static Optional<String> basic(StrictObject auth) {
    Optional<String> user = auth.requiredText("username", MAX_CHARACTERS);
    Optional<String> password = auth.requiredText("password", MAX_CHARACTERS);
    auth.end();
    if (user.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }
    byte[] pair = (user.get() + ":" + password.get()).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  private List<Cookie> cookies(JsonNode value, String pointer) {
    if (!value.isArray() || value.size() > MAX_COOKIES) {
      faults.add(pointer, "Must be a list of at most " + MAX_COOKIES + " cookies.");
      return List.of();
    }
    List<Cookie> cookies = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      StrictObject.of(value.get(i), pointer + "/" + i, faults)
          .flatMap(object -> cookie(object, faults))
          .ifPresent(cookies::add);
    }
    return cookies;
  }

  private Optional<Cookie> read(StrictObject object) {
    Optional<String> name = object.requiredText("name", MAX_CHARACTERS);
    Optional<JsonNode> value = object.requiredValue("value");
    Optional<String> domain = object.text("domain", MAX_CHARACTERS);
    Optional<String> url = object.text("url", MAX_CHARACTERS);
    String path = object.text("path", MAX_CHARACTERS).orElse("/");
    Optional<String> host =
        domain
            .map(it -> it.startsWith(".") ? it.substring(1) : it)
            .or(() -> url.flatMap(AccessReader::host));
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      faults.add(object.pointerTo("name"), "Is not a valid name of a cookie (RFC 6265).");
    }
    if (value.isPresent()
        && !(value.get().isTextual() && VALUE.matcher(value.get().textValue()).matches())) {
      faults.add(object.pointerTo("value"), "Is not a valid value of a cookie (RFC 6265).");
    }
    if (host.isEmpty()) {
      faults.add(object.pointerTo("domain"), "Is required, or a url.");
    }
    return name.isPresent() && value.isPresent() && host.isPresent()
        ? Optional.of(
            new Cookie(name.get(), value.get().asText(), host.get().toLowerCase(Locale.ROOT), path))
        : Optional.empty();
  }

  private static Optional<String> host(String url) {
    try {
      return Authority.of(URI.create(url)).map(Authority::host);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
