package dev.hookpress.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of the code: time is an argument, ports are small, no mutable state is shared. */
@AnalyzeClasses(packages = "dev.hookpress", importOptions = ImportOption.DoNotIncludeTests.class)
class HabitsTest {
  private static final String ROOT = "dev.hookpress";
  private static final int MAX_PORT_METHODS = 4;

  /** Interfaces with more methods, by full name, each with the reason. */
  private static final Map<String, String> LARGER_PORTS =
      Map.of(
          "dev.hookpress.dialect.Dialect",
          "not a port but a wire format: one method for each thing that it decides",
          "dev.hookpress.job.document.PdfOperationCases",
          "not a port but a closed choice: one method for each operation");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.ZonedDateTime",
          "java.time.OffsetDateTime",
          "java.time.OffsetTime",
          "java.time.Year",
          "java.time.YearMonth");

  @ArchTest
  static final ArchRule timeIsAnArgument =
      noClasses()
          .that(describe("are not Main", type -> !isMain(type)))
          .should()
          .accessTargetWhere(
              describe(
                  "look at the clock, sleep, or make a source of randomness",
                  (JavaAccess<?> access) -> isTimeOrChance(access.getTarget())));

  @ArchTest
  static final ArchRule portsHaveAtMostFourMethods =
      classes()
          .that()
          .areInterfaces()
          .and(describe("are no annotations", type -> !type.isAnnotation()))
          .and(describe("are not sealed", type -> !type.reflect().isSealed()))
          .and(describe("are not excepted", type -> !LARGER_PORTS.containsKey(type.getName())))
          .should(haveAtMostFourMethods());

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl)(\\$.*)?")
          .because("such a name says where code was left, not what it is");

  @ArchTest
  static final ArchRule staticFieldsAreFinal =
      fields().that().areStatic().should().beFinal().because("static state is shared by surprise");

  @ArchTest
  static final ArchRule staticFieldsHoldNothingThatChanges =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(
              describe(
                  "that changes",
                  type ->
                      type.getPackageName().startsWith("java.util.concurrent")
                          || type.isAssignableTo(StringBuilder.class)
                          || type.isEquivalentTo(HashMap.class)
                          || type.isEquivalentTo(ArrayList.class)));

  private static boolean isMain(JavaClass type) {
    return type.getName().equals(ROOT + ".Main") || type.getName().startsWith(ROOT + ".Main$");
  }

  private static boolean isTimeOrChance(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.lang.Thread" -> name.equals("sleep");
      case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
      case "java.time.InstantSource" -> name.equals("system");
      case "java.util.Random" -> name.equals("<init>");
      case "java.util.Date" -> name.equals("<init>") && parameters(target).isEmpty();
      default -> CLOCKS.contains(owner) && name.equals("now") && !takesClock(target);
    };
  }

  private static boolean takesClock(AccessTarget target) {
    return parameters(target).stream().anyMatch(t -> t.getName().equals("java.time.Clock"));
  }

  private static List<JavaClass> parameters(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget unit ? unit.getRawParameterTypes() : List.of();
  }

  private static ArchCondition<JavaClass> haveAtMostFourMethods() {
    return new ArchCondition<>("have at most " + MAX_PORT_METHODS + " methods") {
      @Override
      public void check(JavaClass port, ConditionEvents events) {
        long methods =
            port.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .count();
        events.add(
            new SimpleConditionEvent(
                port,
                methods <= MAX_PORT_METHODS,
                port.getName() + " has " + methods + " methods"));
      }
    };
  }
}
