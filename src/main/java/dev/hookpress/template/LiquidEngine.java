package dev.hookpress.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.job.document.FailureCode;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liqp.RenderTransformer;
import liqp.Template;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.filters.Filter;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.org.antlr.v4.runtime.tree.ParseTreeWalker;
import liqp.parser.Flavor;
import liqp.tags.Tag;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.Capture_tag_IdContext;
import liquid.parser.v4.LiquidParser.Capture_tag_StrContext;
import liquid.parser.v4.LiquidParser.Case_tagContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_rangeContext;
import liquid.parser.v4.LiquidParser.IdContext;
import liquid.parser.v4.LiquidParser.If_tagContext;
import liquid.parser.v4.LiquidParser.Other_tagContext;
import liquid.parser.v4.LiquidParser.OutputContext;
import liquid.parser.v4.LiquidParser.Simple_tagContext;
import liquid.parser.v4.LiquidParser.Table_tagContext;
import liquid.parser.v4.LiquidParser.Unless_tagContext;
import liquid.parser.v4.LiquidParserBaseListener;

/**
 * Renders untrusted Liquid templates, as LiquidJS does without its strict options: a missing value
 * prints nothing, an unknown filter changes nothing. The library parses and walks; filters, output
 * and limits are our own. Thread-safe.
 */
final class LiquidEngine {
  // Memory of a parsed tag with its nodes, and of a cache entry.
  private static final int BYTES_A_TAG = 2_000;
  private static final int BYTES_A_TEMPLATE = 1_000;

  // Each iteration costs steps as well; this one bounds loops with an empty body.
  private static final int MAX_ITERATIONS = 1_000_000;

  private final TemplateLimits limits;

  /** Keyed by text: the same text is the same template for every client. */
  private final Cache<String, Template> compiled;

  LiquidEngine(TemplateLimits limits) {
    this.limits = limits;
    this.compiled =
        Caffeine.newBuilder()
            .maximumWeight(limits.cachedBytes())
            .weigher(LiquidEngine::weight)
            .executor(Runnable::run)
            .build();
  }

  Optional<TemplateFault> fault(String html) {
    return compile(html).fault();
  }

  Rendering render(String html, JsonNode data) {
    Compilation compilation = compile(html);
    if (compilation.fault().isPresent()) {
      return new Rendering.Failed(compilation.fault().get());
    }
    try {
      return new Rendering.Html(
          apply(compilation.template(), data), missing(compilation.template(), data));
    } catch (StackOverflowError tooDeep) {
      return failed("The template and its data are nested too deeply.");
    } catch (RuntimeException failure) {
      return failed(failure);
    }
  }

  private String apply(Template template, JsonNode data) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (LiquidFilters.plain(Values.of(data)) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> fields.put((String) name, value));
    }
    TemplateContext root = new TemplateContext(parser(Set.of()), new LinkedHashMap<>());
    LiquidFilters.putBudget(root, new RenderBudget(limits));
    // The library keeps the last context in the template, which other threads use too.
    synchronized (template) {
      return String.valueOf(template.renderToObjectUnguarded(fields, root, true));
    }
  }

  /** The names that are always printed and that the data does not have. */
  private static List<String> missing(Template template, JsonNode data) {
    Printed printed = new Printed();
    ParseTreeWalker.DEFAULT.walk(printed, template.getParseTree());
    return printed.names.stream()
        .filter(name -> !printed.makes(name))
        .filter(name -> Values.absent(data, name))
        .limit(Rendering.MAX_MISSING)
        .toList();
  }

  private static Rendering failed(RuntimeException failure) {
    Throwable cause = failure;
    for (int i = 0; i < 64 && cause != null; i++) {
      if (cause instanceof LimitExceeded stop) {
        return new Rendering.Failed(stop.fault());
      }
      if (cause instanceof InvalidArgument refusal) {
        return failed(refusal.getMessage());
      }
      if (cause instanceof liqp.exceptions.ExceededMaxIterationsException) {
        return new Rendering.Failed(
            new TemplateFault(
                FailureCode.TEMPLATE_TIMEOUT,
                "The loops of the template run more than %,d times.".formatted(MAX_ITERATIONS)));
      }
      cause = cause.getCause();
    }
    return failed("The template cannot be applied to this data.");
  }

  private static Rendering failed(String message) {
    return new Rendering.Failed(new TemplateFault(FailureCode.TEMPLATE_FAILED, message));
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
        TemplateText.fault(html, limits).or(() -> LiquidScan.fault(html, limits));
    return fault.isPresent() ? Compilation.refused(fault.get()) : parse(html);
  }

  private Compilation parse(String html) {
    try {
      Template template = parser(Set.of()).parse(html);
      Set<String> unknown = unknownFilters(template);
      if (!unknown.isEmpty()) {
        template = parser(unknown).parse(html);
      }
      compiled.put(html, template);
      return new Compilation(template, Optional.empty());
    } catch (LiquidException syntax) {
      return Compilation.refused(
          TemplateFault.at(
              FailureCode.TEMPLATE_INVALID,
              Math.max(1, syntax.line),
              syntax.charPositionInLine + 1,
              "This cannot be understood."));
    } catch (RuntimeException | StackOverflowError other) {
      return Compilation.refused(
          new TemplateFault(FailureCode.TEMPLATE_INVALID, "The template cannot be understood."));
    }
  }

  /** Collects what a template prints outside of conditions, and the names that it makes itself. */
  private static final class Printed extends LiquidParserBaseListener {
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> made = new LinkedHashSet<>(Set.of("forloop", "tablerowloop"));
    private final List<String> others = new ArrayList<>();
    private int conditions;

    @Override
    public void enterEveryRule(ParserRuleContext rule) {
      if (conditional(rule)) {
        conditions++;
      } else if (rule instanceof OutputContext output && conditions == 0) {
        boolean replaced =
            output.filter().stream().anyMatch(it -> it.Id().getText().equals("default"));
        if (output.term() != null && !replaced && Values.isPath(output.term().getText())) {
          names.add(output.term().getText());
        }
      } else if (rule instanceof Other_tagContext || rule instanceof Simple_tagContext) {
        others.add(rule.getText());
      } else {
        for (int i = 0; i < rule.getChildCount() && names(rule); i++) {
          if (rule.getChild(i) instanceof IdContext || rule instanceof Capture_tag_StrContext) {
            made.add(rule.getChild(i).getText().replace("'", "").replace("\"", ""));
          }
        }
      }
    }

    /** Whether the rule gives a name to a value. */
    private static boolean names(ParserRuleContext rule) {
      return rule instanceof AssignmentContext
          || rule instanceof For_arrayContext
          || rule instanceof For_rangeContext
          || rule instanceof Table_tagContext
          || rule instanceof Capture_tag_IdContext
          || rule instanceof Capture_tag_StrContext;
    }

    /** Whether the template itself may make what this name begins with. */
    boolean makes(String name) {
      String first = name.split("\\.")[0];
      return made.contains(first) || others.stream().anyMatch(tag -> tag.contains(first));
    }

    @Override
    public void exitEveryRule(ParserRuleContext rule) {
      if (conditional(rule)) {
        conditions--;
      }
    }

    private static boolean conditional(ParserRuleContext rule) {
      return rule instanceof If_tagContext
          || rule instanceof Unless_tagContext
          || rule instanceof Case_tagContext;
    }
  }

  private static Set<String> unknownFilters(Template template) {
    Set<String> unknown = new LinkedHashSet<>();
    ParseTreeWalker.DEFAULT.walk(
        new LiquidParserBaseListener() {
          @Override
          public void enterFilter(FilterContext filter) {
            String name = filter.Id().getText();
            if (!LiquidFilters.ALL.containsKey(name)) {
              unknown.add(name);
            }
          }
        },
        template.getParseTree());
    return unknown;
  }

  /** A parser that knows no filter but our own; those named here change nothing. */
  private static TemplateParser parser(Set<String> withoutEffect) {
    TemplateParser.Builder builder =
        new TemplateParser.Builder()
            .withFlavor(Flavor.LIQUID)
            .withErrorMode(TemplateParser.ErrorMode.LAX)
            .withEvaluateInOutputTag(false)
            .withStrictTypedExpressions(false)
            .withStrictVariables(false)
            .withLiquidStyleInclude(true)
            .withDefaultTimeZone(ZoneOffset.UTC)
            .withMaxIterations(MAX_ITERATIONS)
            .withRenderTransformer(new CountedOutput())
            .withNameResolver(
                name -> {
                  throw new InvalidArgument("There are no other templates.");
                })
            .withTag(new NoInclude());
    Flavor.LIQUID.getFilters().getMap().keySet().forEach(name -> builder.withFilter(same(name)));
    withoutEffect.forEach(name -> builder.withFilter(same(name)));
    LiquidFilters.ALL.values().forEach(builder::withFilter);
    return builder.build();
  }

  private static Filter same(String name) {
    return new Filter(name) {};
  }

  private static int weight(String html, Template template) {
    long tags = html.chars().filter(c -> c == '{').count();
    return (int)
        Math.min(Integer.MAX_VALUE, 4L * html.length() + BYTES_A_TAG * tags + BYTES_A_TEMPLATE);
  }

  /** Refuses to read another template. */
  private static final class NoInclude extends Tag {
    NoInclude() {
      super("include");
    }

    @Override
    public Object render(TemplateContext context, LNode... nodes) {
      throw new InvalidArgument("There are no other templates.");
    }
  }

  /** Collects the output of each block within the limits. */
  private static final class CountedOutput implements RenderTransformer {
    @Override
    public ObjectAppender.Controller newObjectAppender(TemplateContext context, int appends) {
      RenderBudget budget = LiquidFilters.budget(context);
      budget.spend(1);
      StringBuilder text = new StringBuilder();
      return new ObjectAppender.Controller() {
        @Override
        public void append(Object value) {
          String piece = LiquidFilters.text(value);
          budget.reserve((long) text.length() + piece.length(), piece.length());
          text.append(piece);
        }

        @Override
        public Object getResult() {
          return text.toString();
        }
      };
    }

    @Override
    public Object transformObject(TemplateContext context, Object value) {
      return value instanceof BigDecimal || value instanceof List<?>
          ? LiquidFilters.text(value)
          : String.valueOf(value);
    }
  }
}
