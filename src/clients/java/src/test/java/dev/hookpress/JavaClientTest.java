package dev.hookpress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.hookpress.client.HookpressClient;
import org.junit.jupiter.api.Test;

/** The client for Java stands alone. */
class JavaClientTest {
  @Test
  void itNeedsTheJdkAndJacksonOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.hookpress.client..",
            "java..",
            "javax.crypto..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..")
        .check(new ClassFileImporter().importPackagesOf(HookpressClient.class));
  }
}
