package dev.hookpress.support;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real collector of traces: takes OTLP over HTTP, in Protocol Buffers. */
public final class TraceCollector implements AfterEachCallback {
  private final List<Seen> spans = new CopyOnWriteArrayList<>();
  private final LocalReceiver server = LocalReceiver.start(this::take);

  /**
   * A span that a node has exported.
   *
   * @param links the ids of spans that it links to, each with its trace before it and a colon
   * @param resource what the node says of itself
   */
  public record Seen(
      String trace,
      String id,
      String parent,
      String name,
      String kind,
      boolean failed,
      Map<String, String> attributes,
      List<String> links,
      Map<String, String> resource) {}

  /** What to set as {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public URI endpoint() {
    return server.uri("");
  }

  /** How many requests of exporters have come. */
  public int requests() {
    return server.received().size();
  }

  /** All spans so far. */
  public List<Seen> spans() {
    return List.copyOf(spans);
  }

  private LocalReceiver.Answer take(LocalReceiver.Received request) {
    if (!request.target().equals("/v1/traces")) {
      return LocalReceiver.Answer.status(404);
    }
    try {
      ExportTraceServiceRequest.parseFrom(request.body().getBytes())
          .getResourceSpansList()
          .forEach(
              of ->
                  of.getScopeSpansList()
                      .forEach(
                          scope ->
                              scope
                                  .getSpansList()
                                  .forEach(
                                      span ->
                                          spans.add(
                                              seen(
                                                  span,
                                                  texts(of.getResource().getAttributesList()))))));
    } catch (InvalidProtocolBufferException e) {
      return LocalReceiver.Answer.status(400);
    }
    return new LocalReceiver.Answer.Reply(
        200,
        Map.of("content-type", "application/x-protobuf"),
        Buffer.buffer(ExportTraceServiceResponse.getDefaultInstance().toByteArray()));
  }

  private static Seen seen(Span span, Map<String, String> resource) {
    HexFormat hex = HexFormat.of();
    return new Seen(
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getName(),
        span.getKind().name().replace("SPAN_KIND_", ""),
        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
        texts(span.getAttributesList()),
        span.getLinksList().stream()
            .map(
                link ->
                    hex.formatHex(link.getTraceId().toByteArray())
                        + ":"
                        + hex.formatHex(link.getSpanId().toByteArray()))
            .toList(),
        resource);
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new HashMap<>();
    for (KeyValue each : attributes) {
      texts.put(
          each.getKey(),
          each.getValue().hasIntValue()
              ? Long.toString(each.getValue().getIntValue())
              : each.getValue().getStringValue());
    }
    return texts;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.close();
  }
}
