package dev.hookpress.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hookpress.job.document.FailureCode;

/** Renders in tests; data are JSON with single quotes, read as requests are. */
final class Templates {
  static final TemplateLimits LIMITS = TemplateLimits.withOutput(1 << 20);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final TemplateEngine engine;

  Templates(TemplateLimits limits) {
    this.engine = new TemplateEngine(limits);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Rendering render(String template, JsonNode data) {
    return engine.render(template, data);
  }

  String html(String template, String data) {
    Rendering rendering = engine.render(template, json(data));
    assertThat(rendering).as(template).isInstanceOf(Rendering.Html.class);
    return ((Rendering.Html) rendering).html();
  }

  TemplateFault fault(String template, String data) {
    return fault(template, json(data));
  }

  TemplateFault fault(String template, JsonNode data) {
    Rendering rendering = engine.render(template, data);
    assertThat(rendering).isInstanceOf(Rendering.Failed.class);
    TemplateFault fault = ((Rendering.Failed) rendering).fault();
    assertThat(fault.message())
        .doesNotContain("Exception", "Error:", "java.", "jknack", "dev.hookpress", "\n")
        .hasSizeLessThanOrEqualTo(300)
        .isNotBlank();
    return fault;
  }

  TemplateFault refused(String template) {
    TemplateCheck checked = engine.check(template);
    assertThat(checked).isInstanceOf(TemplateCheck.Refused.class);
    TemplateFault fault = ((TemplateCheck.Refused) checked).fault();
    assertThat(fault(template, "{}")).isEqualTo(fault);
    return fault;
  }

  static FailureCode code(Rendering rendering) {
    return ((Rendering.Failed) rendering).fault().code();
  }
}
