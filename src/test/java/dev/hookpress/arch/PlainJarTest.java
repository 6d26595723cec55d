package dev.hookpress.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the plain jar leaves out, {@code serve}, {@code migrate} and {@code client} do without. */
@AnalyzeClasses(packages = "dev.hookpress", importOptions = ImportOption.DoNotIncludeTests.class)
class PlainJarTest {
  @ArchTest
  static final ArchRule onlyTheStandaloneUsesWhatThePlainJarLeavesOut =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hookpress.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.icegreen..",
              "org.apache.commons.compress..",
              "org.tukaani..",
              "redis.embedded..")
          .because(
              "hookpress.jar does not have them: see the execution \"plain\" of"
                  + " maven-shade-plugin in pom.xml");

  @ArchTest
  static final ArchRule onlyVerificationUsesItsModule =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hookpress.render.pdf.verify")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.verapdf..", "net.sf.saxon..")
          .because("no jar has them: they are in the folder of verify.path");
}
