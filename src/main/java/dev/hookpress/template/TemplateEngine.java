package dev.hookpress.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateSource;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.TemplateLanguage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Renders untrusted Handlebars and Liquid templates. Any template and data yield a result after a
 * bounded amount of work, and a template accesses only its data. Thread-safe.
 */
public final class TemplateEngine implements TemplateChecker {
  // Memory of a parsed tag with its nodes, and of a cache entry.
  private static final int BYTES_A_TAG = 1_000;
  private static final int BYTES_A_TEMPLATE = 1_000;
  private static final Functions FUNCTIONS = new Functions();

  private final TemplateLimits limits;
  private final LiquidEngine liquid;
  private final Handlebars handlebars =
      new Handlebars(new NoFiles())
          .with(new Functions())
          .with(EscapingStrategy.HTML_ENTITY)
          .with((value, next) -> shown(value))
          // As in Handlebars.js: a missing name is not looked up in outer contexts.
          .parentScopeResolution(false);

  /** Keyed by text: the same text is the same template for every client. */
  private final Cache<String, Template> compiled;

  /** Creates an engine with these limits. */
  public TemplateEngine(TemplateLimits limits) {
    this.limits = limits;
    this.liquid = new LiquidEngine(limits);
    this.compiled =
        Caffeine.newBuilder()
            .maximumWeight(limits.cachedBytes())
            .weigher(TemplateEngine::weight)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public TemplateCheck check(TemplateLanguage language, String html) {
    return TemplateCheck.of(
        language,
        html,
        language == TemplateLanguage.LIQUID ? liquid.fault(html) : compile(html).fault());
  }

  /** Renders a template with data, usually a JSON object. */
  public Rendering render(TemplateLanguage language, String html, JsonNode data) {
    return language == TemplateLanguage.LIQUID ? liquid.render(html, data) : render(html, data);
  }

  /** Renders a Handlebars template with data, usually a JSON object. */
  public Rendering render(String html, JsonNode data) {
    Compilation compilation = compile(html);
    if (compilation.fault().isPresent()) {
      return new Rendering.Failed(compilation.fault().get());
    }
    try {
      return new Rendering.Html(apply(compilation.template(), data), missing(html, data));
    } catch (LimitExceeded stop) {
      return new Rendering.Failed(stop.fault());
    } catch (InvalidArgument refusal) {
      return failed(refusal.getMessage());
    } catch (HandlebarsException wrapped) {
      return new Rendering.Failed(placed(FailureCode.TEMPLATE_FAILED, wrapped));
    } catch (StackOverflowError tooDeep) {
      return failed("The template and its data are nested too deeply.");
    } catch (IOException | RuntimeException other) {
      return failed("The template cannot be applied to this data.");
    }
  }

  private String apply(Template template, JsonNode data) throws IOException {
    RenderBudget work = new RenderBudget(limits);
    Context context = Context.newBuilder(Values.of(data)).resolver(new DataResolver(work)).build();
    work.putInto(context);
    template.apply(context, work);
    return work.html();
  }

  /** The names that are printed outside of blocks, and that the data does not have. */
  private static List<String> missing(String html, JsonNode data) {
    Set<String> missing = new LinkedHashSet<>();
    int depth = 0;
    int end = 0;
    for (int at = html.indexOf("{{"); at >= 0; at = html.indexOf("{{", end)) {
      end = html.indexOf("}}", at);
      if (end < 0 || missing.size() == Rendering.MAX_MISSING) {
        break;
      }
      String tag = html.substring(at + 2, end).replace("{", "").replace("~", "").strip();
      boolean escaped = at > 0 && html.charAt(at - 1) == '\\';
      if (tag.startsWith("#") || tag.startsWith("^")) {
        depth++;
      } else if (tag.startsWith("/")) {
        depth--;
      } else if (depth == 0
          && !escaped
          && Values.isPath(tag)
          && FUNCTIONS.helper(tag) == null
          && Values.absent(data, tag)) {
        missing.add(tag);
      }
    }
    return List.copyOf(missing);
  }

  /** Either a template or a fault. */
  private record Compilation(Template template, Optional<TemplateFault> fault) {
    static Compilation refused(TemplateFault fault) {
      return new Compilation(null, Optional.of(fault));
    }
  }

  private Compilation compile(String html) {
    Template known = compiled.getIfPresent(html);
    if (known != null) {
      return new Compilation(known, Optional.empty());
    }
    Optional<TemplateFault> fault =
        TemplateText.fault(html, limits).or(() -> TagScan.fault(html, limits));
    return fault.isPresent() ? Compilation.refused(fault.get()) : parse(html);
  }

  private Compilation parse(String html) {
    try {
      Template template = handlebars.compile(new StringTemplateSource("template", html));
      compiled.put(html, template);
      return new Compilation(template, Optional.empty());
    } catch (HandlebarsException syntax) {
      return Compilation.refused(placed(FailureCode.TEMPLATE_INVALID, syntax));
    } catch (IOException | RuntimeException | StackOverflowError other) {
      return Compilation.refused(
          new TemplateFault(FailureCode.TEMPLATE_INVALID, "The template cannot be understood."));
    }
  }

  private static Rendering failed(String message) {
    return new Rendering.Failed(new TemplateFault(FailureCode.TEMPLATE_FAILED, message));
  }

  /** Adds the position; the message contains only fixed texts and the parser's reason. */
  private static TemplateFault placed(FailureCode code, HandlebarsException wrapped) {
    HandlebarsError error = wrapped.getError();
    String what =
        wrapped.getCause() instanceof InvalidArgument refusal
            ? refusal.getMessage()
            : error == null || wrapped.getCause() != null
                ? "This cannot be understood."
                : SyntaxWords.of(error.reason);
    return error == null
        ? new TemplateFault(code, what)
        : TemplateFault.at(code, Math.max(1, error.line), error.column + 1, what);
  }

  private static int weight(String html, Template template) {
    long tags = html.chars().filter(c -> c == '{').count() / 2;
    return (int)
        Math.min(Integer.MAX_VALUE, 4L * html.length() + BYTES_A_TAG * tags + BYTES_A_TEMPLATE);
  }

  /** Rejects loading of any other template. */
  private static final class NoFiles extends AbstractTemplateLoader {
    @Override
    public TemplateSource sourceAt(String location) throws IOException {
      throw new FileNotFoundException("There are no other templates.");
    }
  }

  /** HTML that a function of ours has made is shown as it is; data is never that. */
  private static Object shown(Object value) {
    return value instanceof Handlebars.SafeString ? value : Values.text(value);
  }
}
