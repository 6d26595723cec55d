package dev.hookpress.arch;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Predicate;

/** Which packages and libraries each package may use. */
@AnalyzeClasses(packages = "dev.hookpress", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.hookpress";
  private static final String JOB = ROOT + ".job..";
  private static final String DIALECT = ROOT + ".dialect..";
  private static final String DIALECT_FOLDERS = ROOT + ".dialect.(*)";
  private static final String[] SHARED_BY_DIALECTS = {
    ROOT + ".dialect.reading", ROOT + ".dialect.email"
  };
  private static final String POLICY = ROOT + ".policy..";
  private static final String RENDER = ROOT + ".render";
  private static final String SOURCE = RENDER + ".source..";
  private static final String FONT = RENDER + ".font..";
  private static final String PDF = RENDER + ".pdf..";
  private static final String PAGE = RENDER + ".page..";
  private static final String TEMPLATE = ROOT + ".template..";
  private static final String SIGNING = ROOT + ".signing..";
  private static final String NODE = ROOT + ".node..";
  private static final String CLI = ROOT + ".cli..";
  private static final String[] PURE = {
    JOB,
    DIALECT,
    POLICY,
    SIGNING,
    TEMPLATE,
    RENDER + ".prepared..",
    RENDER + ".tailwind..",
    RENDER + ".html..",
    RENDER + ".css.."
  };
  private static final String OUTBOUND = ROOT + ".outbound..";
  private static final String MAIL = ROOT + ".mail..";
  private static final String METRICS = ROOT + ".metrics..";
  private static final String POSTGRES = ROOT + ".postgres..";
  private static final String REDIS = ROOT + ".redis..";
  private static final String STANDALONE = ROOT + ".standalone..";

  private static final Set<String> FILE_AND_NETWORK_IO =
      Set.of(
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.io.Console",
          "java.net.URL",
          "java.net.URLConnection",
          "java.net.HttpURLConnection",
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.lang.Process",
          "java.lang.ProcessBuilder");

  private static final Set<String> CLIENT_FACTORIES =
      Set.of("createHttpClient", "httpClientBuilder", "createNetClient", "createDatagramSocket");

  private static final DescribedPredicate<JavaClass> OURS_BUT_JOB =
      describe(
          "of Hookpress and not of job",
          type -> within(type, ROOT) && !within(type, ROOT + ".job"));

  @ArchTest
  static final ArchRule purePackagesKnowNoServerNoDatabaseAndNoRenderer =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "io.netty..",
              "io.micrometer..",
              "org.apache.pdfbox..",
              "org.apache.fontbox..",
              "com.openhtmltopdf..",
              "org.postgresql..",
              "org.flywaydb..",
              "redis..",
              "java.sql..",
              "javax.sql..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.net.http..");

  @ArchTest
  static final ArchRule purePackagesDoNoIo =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              describe("do file or network I/O", t -> FILE_AND_NETWORK_IO.contains(t.getName())));

  @ArchTest
  static final ArchRule purePackagesHaveNoRandomnessOfTheirOwn =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .accessTargetWhere(
              access(
                  "draw random numbers",
                  target ->
                      isCall(target, "java.util.UUID", "randomUUID")
                          || isCall(target, "java.lang.Math", "random")
                          || isCall(target, "java.util.concurrent.ThreadLocalRandom", "current")
                          || isCall(target, "java.security.SecureRandom", "<init>")));

  @ArchTest
  static final ArchRule jobImportsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(JOB)
          .should()
          .dependOnClassesThat(OURS_BUT_JOB)
          .because("the nouns stand by themselves");

  @ArchTest
  static final ArchRule dialectImportsJobAndSigningAlone =
      noClasses()
          .that()
          .resideInAPackage(DIALECT)
          .should()
          .dependOnClassesThat(
              OURS_BUT_JOB.and(
                  describe(
                      "of neither dialect nor signing",
                      t -> !within(t, ROOT + ".dialect") && !within(t, ROOT + ".signing"))));

  @ArchTest
  static final ArchRule signingImportsJobAlone =
      noClasses()
          .that()
          .resideInAPackage(SIGNING)
          .should()
          .dependOnClassesThat(
              OURS_BUT_JOB.and(describe("not of signing", t -> !within(t, ROOT + ".signing"))));

  @ArchTest
  static final ArchRule policyImportsJobAlone =
      noClasses()
          .that()
          .resideInAPackage(POLICY)
          .should()
          .dependOnClassesThat(
              OURS_BUT_JOB.and(describe("not of policy", t -> !within(t, ROOT + ".policy"))));

  @ArchTest
  static final ArchRule templateImportsJobAlone =
      noClasses()
          .that()
          .resideInAPackage(TEMPLATE)
          .should()
          .dependOnClassesThat(
              OURS_BUT_JOB.and(describe("not of template", t -> !within(t, ROOT + ".template"))));

  /** Elsewhere nothing is compiled that has not been looked through. */
  @ArchTest
  static final ArchRule onlyTemplateKnowsHandlebars =
      noClasses()
          .that()
          .resideOutsideOfPackage(TEMPLATE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.jknack..");

  @ArchTest
  static final ArchRule nothingImportsTheRoot =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  /** Each package is a slice of its own, so that those below a package are held as well. */
  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  /** A format is one package, independent of the others. */
  @ArchTest
  static final ArchRule noDialectImportsAnother =
      slices()
          .matching(DIALECT_FOLDERS)
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAPackage(ROOT + ".dialect.catalog"), alwaysTrue())
          .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED_BY_DIALECTS));

  @ArchTest
  static final ArchRule onlyTheCatalogAndTheApiKnowTheFormats =
      noClasses()
          .that()
          .resideOutsideOfPackages(DIALECT, ROOT + ".api..", ROOT + ".deliver..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".dialect.adobe",
              ROOT + ".dialect.enconvert",
              ROOT + ".dialect.pdfgorilla",
              ROOT + ".dialect.tailpdf");

  /** A package may replace its own verticles, as render does with a worker that hangs. */
  @ArchTest
  static final ArchRule onlyNodeWiresVerticles =
      noClasses()
          .that()
          .resideOutsideOfPackages(NODE, STANDALONE)
          .should()
          .accessTargetWhere(
              describe(
                  "construct a verticle of another package",
                  (JavaAccess<?> access) ->
                      access.getTarget().getName().equals("<init>")
                          && within(access.getTargetOwner(), ROOT)
                          && access.getTargetOwner().getSimpleName().endsWith("Verticle")
                          && !access
                              .getTargetOwner()
                              .getPackageName()
                              .equals(access.getOriginOwner().getPackageName())));

  @ArchTest
  static final ArchRule partsOfRenderFormNoCycles =
      slices().matching(RENDER + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule partsOfRenderKnowNothingOfTheFlow =
      noClasses()
          .that()
          .resideInAPackage(RENDER + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(RENDER);

  /** Its inputs are fetched before. */
  @ArchTest
  static final ArchRule theEngineHasNoNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(PDF, PAGE, FONT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SOURCE, OUTBOUND, "io.vertx..", "io.netty..");

  @ArchTest
  static final ArchRule onlyPdfPageAndFontKnowPdfBox =
      noClasses()
          .that()
          .resideOutsideOfPackages(PDF, PAGE, FONT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..", "com.openhtmltopdf..");

  @ArchTest
  static final ArchRule onlyOutboundMakesClients =
      noClasses()
          .that()
          // the demonstration is a client of this very program, on loopback; the listener runs on a
          // developer's machine and reaches only what its command line names
          .resideOutsideOfPackages(OUTBOUND, ROOT + ".standalone.demonstration", ROOT + ".listen..")
          .should()
          .accessTargetWhere(
              access(
                  "make a client that reaches strangers",
                  target ->
                      within(target.getOwner(), "io.vertx.core")
                              && CLIENT_FACTORIES.contains(target.getName())
                          || within(target.getOwner(), "io.vertx.ext.web.client")
                          || within(target.getOwner(), "java.net.http")));

  /** The standalone opens resources of its own on the class path. */
  @ArchTest
  static final ArchRule onlyOutboundOpensUrls =
      noClasses()
          .that()
          .resideOutsideOfPackages(OUTBOUND, STANDALONE)
          .should()
          .accessTargetWhere(
              access(
                  "open a URL",
                  target ->
                      isCall(target, "java.net.URL", "openConnection")
                          || isCall(target, "java.net.URL", "openStream")
                          || isCall(target, "java.net.URL", "getContent")));

  @ArchTest
  static final ArchRule onlyMetricsAndNodeKnowMicrometer =
      noClasses()
          .that()
          .resideOutsideOfPackages(NODE, METRICS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..", "io.vertx.micrometer..");

  @ArchTest
  static final ArchRule onlyPostgresKnowsTheSqlClient =
      noClasses()
          .that()
          .resideOutsideOfPackages(POSTGRES, NODE, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..");

  @ArchTest
  static final ArchRule onlyRedisKnowsTheRedisClient =
      noClasses()
          .that()
          .resideOutsideOfPackages(REDIS, NODE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.redis..");

  @ArchTest
  static final ArchRule onlyMailKnowsTheMailClient =
      noClasses()
          .that()
          .resideOutsideOfPackages(MAIL, STANDALONE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

  @ArchTest
  static final ArchRule onlyTheStandaloneKnowsItsMailServer =
      noClasses()
          .that()
          .resideOutsideOfPackage(STANDALONE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.icegreen..");

  private static DescribedPredicate<JavaAccess<?>> access(
      String what, Predicate<AccessTarget> matches) {
    return describe(what, access -> matches.test(access.getTarget()));
  }

  private static boolean isCall(AccessTarget target, String owner, String name) {
    return target.getOwner().getName().equals(owner) && target.getName().equals(name);
  }

  private static boolean within(JavaClass type, String packageName) {
    return type.getPackageName().equals(packageName)
        || type.getPackageName().startsWith(packageName + ".");
  }
}
