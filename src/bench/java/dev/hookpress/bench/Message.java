package dev.hookpress.bench;

import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The callback that is sent repeatedly: that of an ordinary job in the native dialect. */
final class Message {
  static final String METADATA = "{\"order\":\"7001\",\"customer\":\"c-1841\"}";

  /** The headers that the client requested. */
  static final Map<String, String> HEADERS =
      Map.of("Authorization", "Bearer 5f2d7c1e9a", "X-Tenant", "acme");

  static final Document DOCUMENT =
      new Document(
          List.of(new Part.Html("<h1>Invoice</h1>")),
          RenderOptions.standard("invoice.pdf"),
          new Destination.Hosted());

  static final DocumentResult.Stored RESULT =
      new DocumentResult.Stored(2, 48_211, 61, 4, List.of());

  private Message() {}

  static byte[] body(JobId id, Instant endedAt) {
    String link = "https://pdf.example.com/files/" + id + ".pdf?signature=0123456789abcdef";
    JobReport job =
        Reports.ended(
            id,
            NativeDialect.NAME,
            JobState.COMPLETED,
            endedAt,
            METADATA,
            Reports.document(
                DOCUMENT.destination(),
                Optional.of(RESULT),
                Optional.of(new HostedLink(link, endedAt.plusSeconds(86_400)))));
    return Dialects.of(NativeDialect.NAME)
        .callback(job, new Target.Webhook(URI.create("https://receiver.test/"), Map.of()))
        .body();
  }

  /** The headers of a callback, signed once. */
  static Map<String, String> signedHeaders(byte[] body, SigningSecret secret, Instant at) {
    Map<String, String> headers = new LinkedHashMap<>(HEADERS);
    headers.put("content-type", "application/json");
    headers.put("user-agent", "Hookpress/1");
    headers.putAll(
        StandardWebhooks.sign("msg_01JD000000000000000000BNCH", at, body, List.of(secret)));
    return headers;
  }
}
