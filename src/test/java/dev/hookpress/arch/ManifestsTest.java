package dev.hookpress.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hookpress.policy.EgressDecision;
import dev.hookpress.policy.EgressPolicy;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The files that run Hookpress elsewhere, held against Kubernetes' description of its objects. */
class ManifestsTest {
  private static final Path KUBERNETES = Path.of("config/kubernetes/hookpress.yaml");

  /** Throws if a field is unknown, missing or of another type. */
  private interface Schema {
    void validate(JsonElement object) throws IOException;
  }

  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "v1/ServiceAccount", V1ServiceAccount::validateJsonElement,
          "v1/Service", V1Service::validateJsonElement,
          "v1/PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement,
          "apps/v1/Deployment", V1Deployment::validateJsonElement,
          "batch/v1/Job", V1Job::validateJsonElement,
          "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
          "monitoring.coreos.com/v1/ServiceMonitor", ManifestsTest::validateServiceMonitor);

  @Test
  void everyObjectIsValidAndEveryKindIsThere() throws IOException {
    List<String> kinds = new ArrayList<>();
    for (JsonObject each : objects()) {
      String kind = each.get("apiVersion").getAsString() + "/" + each.get("kind").getAsString();
      assertThat(SCHEMAS).containsKey(kind);
      SCHEMAS.get(kind).validate(each);
      kinds.add(kind);
    }
    assertThat(kinds).containsAll(SCHEMAS.keySet());
  }

  @Test
  void aMisspeltFieldWouldBeFound() throws IOException {
    JsonObject deployment = object("Deployment");
    container(deployment).add("readynessProbe", new JsonObject());

    assertThatThrownBy(() -> V1Deployment.validateJsonElement(deployment))
        .hasMessageContaining("readynessProbe");
  }

  @Test
  void noContainerIsRootOrWritesWhereItShouldNot() throws IOException {
    for (String kind : List.of("Deployment", "Job")) {
      JsonObject object = object(kind);
      JsonObject pod = pod(object).getAsJsonObject("securityContext");
      assertThat(pod.get("runAsNonRoot").getAsBoolean()).isTrue();
      assertThat(pod.getAsJsonObject("seccompProfile").get("type").getAsString())
          .isEqualTo("RuntimeDefault");
      JsonObject own = container(object).getAsJsonObject("securityContext");
      assertThat(own.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
      assertThat(own.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
      assertThat(own.getAsJsonObject("capabilities").getAsJsonArray("drop").toString())
          .isEqualTo("[\"ALL\"]");
      assertThat(container(object).getAsJsonObject("resources").has("limits")).isTrue();
    }
  }

  @Test
  void whatSelectsPodsSelectsThoseOfTheNodes() throws IOException {
    JsonObject labels =
        object("Deployment")
            .getAsJsonObject("spec")
            .getAsJsonObject("template")
            .getAsJsonObject("metadata")
            .getAsJsonObject("labels");
    for (JsonObject each : objects()) {
      JsonElement selector = each.has("spec") ? each.getAsJsonObject("spec").get("selector") : null;
      if (selector != null && !each.get("kind").getAsString().equals("ServiceMonitor")) {
        JsonObject wanted = selector.getAsJsonObject();
        JsonObject chosen =
            wanted.has("matchLabels") ? wanted.getAsJsonObject("matchLabels") : wanted;
        assertThat(labels.entrySet()).containsAll(chosen.entrySet());
      }
    }
  }

  /** At the first and last address of each block, and at those beside it. */
  @Test
  void theNetworkPolicyLetsOutWhatHookpressItselfAllowsAndNothingElse() throws IOException {
    EgressPolicy door = new EgressPolicy(List.of(), false, List.of(443));
    JsonArray egress = object("NetworkPolicy").getAsJsonObject("spec").getAsJsonArray("egress");
    JsonObject strangers = egress.get(egress.size() - 1).getAsJsonObject();
    List<IPAddress> permitted = new ArrayList<>();
    List<IPAddress> excepted = new ArrayList<>();
    for (JsonElement to : strangers.getAsJsonArray("to")) {
      JsonObject block = to.getAsJsonObject().getAsJsonObject("ipBlock");
      permitted.add(block(block.get("cidr")));
      block.getAsJsonArray("except").forEach(each -> excepted.add(block(each)));
    }

    assertThat(strangers.getAsJsonArray("ports")).hasSize(1);
    for (IPAddress address : edges(permitted, excepted)) {
      boolean out =
          permitted.stream().anyMatch(block -> block.contains(address))
              && excepted.stream().noneMatch(block -> block.contains(address));
      URI url = URI.create("https://" + (address.isIPv6() ? "[" + address + "]" : address) + "/");
      assertThat(out)
          .as("%s", address)
          .isEqualTo(door.check(url) instanceof EgressDecision.Allowed);
    }
  }

  private static Set<IPAddress> edges(List<IPAddress> permitted, List<IPAddress> excepted) {
    Set<IPAddress> edges = new LinkedHashSet<>();
    Stream.concat(permitted.stream(), excepted.stream())
        .forEach(
            block -> {
              IPAddress first = block.getLower().withoutPrefixLength();
              IPAddress last = block.getUpper().withoutPrefixLength();
              edges.addAll(List.of(first, last));
              if (!first.isZero()) {
                edges.add(first.increment(-1));
              }
              if (!last.isMax()) {
                edges.add(last.increment(1));
              }
            });
    return edges;
  }

  private static IPAddress block(JsonElement cidr) {
    return new IPAddressString(cidr.getAsString()).getAddress().toPrefixBlock();
  }

  @Test
  void nodesAreScaledByMetricsThatAlertsWatch() throws IOException {
    String alerts = Files.readString(Path.of("config/alerts.yml"));
    JsonObject spec = object("HorizontalPodAutoscaler").getAsJsonObject("spec");
    List<String> names = new ArrayList<>();
    for (JsonElement each : spec.getAsJsonArray("metrics")) {
      JsonObject external = each.getAsJsonObject().getAsJsonObject("external");
      if (external != null) {
        names.add(external.getAsJsonObject("metric").get("name").getAsString());
      }
    }
    assertThat(names).hasSize(2).allMatch(alerts::contains);
  }

  @Test
  void itsImageAndComposeRunTheSameProgram() throws IOException {
    String dockerfile = Files.readString(Path.of("config/Dockerfile"));
    Map<String, Map<String, Object>> services =
        new Yaml()
            .<Map<String, Map<String, Map<String, Object>>>>load(
                Files.readString(Path.of("config/compose.yaml")))
            .get("services");

    String version = version();
    assertThat(dockerfile)
        .contains("\nUSER 10001:10001\n", "\nHEALTHCHECK ", "VERSION=" + version)
        .contains("-XX:+ExitOnOutOfMemoryError", "target/bom.json");
    for (String service : List.of("hookpress", "migrate")) {
      assertThat(services.get(service))
          .containsEntry("image", "hookpress:" + version)
          .containsEntry("read_only", true)
          .containsEntry("cap_drop", List.of("ALL"));
    }
    assertThat(container(object("Deployment")).get("image").getAsString())
        .isEqualTo("hookpress:" + version);
    assertThat(container(object("Job")).get("image").getAsString())
        .isEqualTo("hookpress:" + version);
  }

  private static String version() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String own = pom.substring(pom.indexOf("<artifactId>hookpress</artifactId>"));
    return own.substring(own.indexOf("<version>") + 9, own.indexOf("</version>"));
  }

  /**
   * Names alone: the operator's schema permits unknown ones, which it passes over. What it says of
   * values is checked by {@link ManifestSchemasIT}.
   */
  private static void validateServiceMonitor(JsonElement monitor) {
    JsonObject spec = monitor.getAsJsonObject().getAsJsonObject("spec");
    assertThat(spec.keySet()).isSubsetOf("selector", "endpoints", "namespaceSelector", "jobLabel");
    assertThat(spec.getAsJsonObject("selector").keySet()).isSubsetOf("matchLabels");
    for (JsonElement endpoint : spec.getAsJsonArray("endpoints")) {
      assertThat(endpoint.getAsJsonObject().keySet())
          .isSubsetOf(Set.of("port", "path", "interval", "scrapeTimeout", "scheme"));
    }
  }

  private static JsonObject object(String kind) throws IOException {
    return objects().stream()
        .filter(each -> each.get("kind").getAsString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject pod(JsonObject object) {
    return object.getAsJsonObject("spec").getAsJsonObject("template").getAsJsonObject("spec");
  }

  private static JsonObject container(JsonObject object) {
    return pod(object).getAsJsonArray("containers").get(0).getAsJsonObject();
  }

  private static List<JsonObject> objects() throws IOException {
    Gson gson = new Gson();
    return StreamSupport.stream(
            new Yaml().loadAll(Files.readString(KUBERNETES)).spliterator(), false)
        .map(each -> gson.toJsonTree(each).getAsJsonObject())
        .toList();
  }
}
