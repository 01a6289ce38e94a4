package io.sluice.admin.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.OpenApi;
import io.sluice.admin.trial.TrialServer;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document is kept by hand; this keeps it true. */
final class OpenApiTest {
  private static final Set<Class<?>> MAY_BE_LEFT_OUT =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  /** Schemas whose record has another name. */
  private static final Map<String, String> RECORDS =
      Map.ofEntries(
          Map.entry("Cluster", "cluster.ClusterView"),
          Map.entry("ClusterSpec", "cluster.SpecView"),
          Map.entry("Membership", "cluster.SpecView$MembershipView"),
          Map.entry("TlsTrust", "cluster.SpecView$TlsView"),
          Map.entry("MaintenanceWindow", "cluster.SpecView$MaintenanceView"),
          Map.entry("Clusters", "cluster.ClusterList"),
          Map.entry("Drain", "cluster.DrainView"),
          Map.entry("Window", "cluster.WindowView"),
          Map.entry("Transition", "history.TransitionView"),
          Map.entry("Transitions", "history.TransitionList"),
          Map.entry("Switch", "rollout.SwitchView"),
          Map.entry("SwitchSide", "rollout.SwitchView$SideView"),
          Map.entry("Group", "group.GroupView"),
          Map.entry("GroupMember", "group.GroupMember"),
          Map.entry("Groups", "group.GroupList"),
          Map.entry("Statement", "decision.StatementView"),
          Map.entry("QueryEnd", "decision.QueryEnd"),
          Map.entry("DecisionSummary", "decision.DecisionSummary"),
          Map.entry("Decisions", "decision.DecisionList"),
          Map.entry("SqlFeatures", "decision.SqlFeatures"),
          Map.entry("FiredRule", "decision.FiredRuleView"),
          Map.entry("Candidate", "decision.Candidate"),
          Map.entry("Attempt", "decision.Attempt"),
          Map.entry("Reasoning", "decision.Reasoning"),
          Map.entry("Decision", "decision.DecisionView"),
          Map.entry("RuleFile", "rule.RuleFileView"),
          Map.entry("Rule", "rule.RuleView"),
          Map.entry("RuleCounts", "rule.RuleCounts"),
          Map.entry("Diagnostic", "rule.DiagnosticView"),
          Map.entry("Rules", "rule.RulesView"),
          Map.entry("TracedRule", "rule.TracedRuleView"),
          Map.entry("MissedCondition", "rule.TracedRuleView$MissedView"),
          Map.entry("Explanation", "rule.ExplainView"),
          Map.entry("Change", "change.ChangeView"),
          Map.entry("Changes", "change.ChangeList"),
          Map.entry("Activation", "version.ActivationView"),
          Map.entry("Activations", "version.ActivationList"),
          Map.entry("VersionFile", "version.VersionFile"),
          Map.entry("Version", "version.VersionView"),
          Map.entry("FileDifference", "version.FileDifferenceView"),
          Map.entry("Difference", "version.DifferenceView"),
          Map.entry("ChangedRules", "version.ChangedRules"),
          Map.entry("Source", "source.SourceView"),
          Map.entry("Sources", "source.SourceList"),
          Map.entry("ReplayProgress", "replay.ReplayProgressView"),
          Map.entry("ReplayReport", "replay.ReplayReportView"),
          Map.entry("ReplayShift", "replay.ShiftView"),
          Map.entry("ReplayExample", "replay.ExampleView"),
          Map.entry("ReplayWinner", "replay.WinnerView"),
          Map.entry("ReplayRule", "replay.RuleCountView"),
          Map.entry("ReplayFlag", "replay.FlagCountView"),
          Map.entry("RunningTrial", "rule.RunningTrial"),
          Map.entry("Shadow", "ruletrial.ShadowView"),
          Map.entry("Shift", "ruletrial.ShiftView"),
          Map.entry("Winners", "ruletrial.WinnersView"),
          Map.entry("ProblemCount", "ruletrial.ProblemCount"),
          Map.entry("ShiftedStatement", "ruletrial.ShiftedStatement"),
          Map.entry("Canary", "ruletrial.CanaryView"),
          Map.entry("CanarySide", "ruletrial.SideView"),
          Map.entry("Signature", "ruletrial.Signature"),
          Map.entry("Promotion", "ruletrial.Promotion"),
          Map.entry("Validation", "validation.ValidationView"),
          Map.entry("TestReport", "validation.TestReportView"),
          Map.entry("TestResult", "validation.TestResultView"),
          Map.entry("Unmet", "validation.UnmetView"),
          Map.entry("Liveness", "health.Liveness"),
          Map.entry("Health", "health.HealthView"),
          Map.entry("FieldProblem", "problem.FieldProblem"),
          Map.entry("Problem", "problem.Problem"));

  private final OpenApi openApi = OpenApi.read();

  @Test
  void paths_areThoseOfTheResources() {
    Map<String, Set<String>> described = new TreeMap<>();
    openApi
        .document()
        .path("paths")
        .properties()
        .forEach(path -> described.put(path.getKey(), names(path.getValue())));

    assertThat(described).isEqualTo(registered());
  }

  @Test
  void schemas_haveTheFieldsOfTheirRecords() throws ClassNotFoundException {
    Set<String> described = names(openApi.document().at("/components/schemas"));
    described.removeAll(
        Set.of(
            "ActivateRequest",
            "DrainRequest",
            "SwitchRequest",
            "ClusterRequest",
            "GroupSpec",
            "ExplainRequest",
            "ReplayRequest",
            "ShadowSpec",
            "CanarySpec",
            "CandidateSet",
            "CandidateFile"));
    assertThat(described).isEqualTo(new TreeSet<>(RECORDS.keySet()));

    for (Map.Entry<String, String> schema : RECORDS.entrySet()) {
      Class<?> type = Class.forName("io.sluice.admin." + schema.getValue());
      assertThat(openApi.shape(schema.getKey()).properties().keySet())
          .as(schema.getKey())
          .containsExactlyInAnyOrderElementsOf(fields(type).keySet());
    }
  }

  @Test
  void schemas_requireWhatIsNeverLeftOut() throws ClassNotFoundException {
    for (Map.Entry<String, String> schema : RECORDS.entrySet()) {
      if (Set.of("ClusterSpec", "Cluster", "Problem", "Signature").contains(schema.getKey())) {
        continue; // a spec's defaults and a problem's errors are the exceptions, tried elsewhere
      }
      Class<?> type = Class.forName("io.sluice.admin." + schema.getValue());
      Set<String> always = new TreeSet<>(fields(type).keySet());
      fields(type)
          .forEach((name, field) -> {
            if (MAY_BE_LEFT_OUT.contains(field)) {
              always.remove(name);
            }
          });
      assertThat(openApi.shape(schema.getKey()).required())
          .as(schema.getKey())
          .containsExactlyInAnyOrderElementsOf(always);
    }
  }

  @Test
  void enums_haveTheConstantsOfTheirTypes() throws ClassNotFoundException {
    for (Map.Entry<String, String> schema : RECORDS.entrySet()) {
      Class<?> type = Class.forName("io.sluice.admin." + schema.getValue());
      fields(type)
          .forEach((name, field) -> {
            if (field.isEnum()) {
              JsonNode property = openApi.shape(schema.getKey()).property(name);
              assertThat(constants(property))
                  .as(schema.getKey() + "." + name)
                  .isEqualTo(constants(field, Set.of("dialect", "probe", "uris").contains(name)));
            }
          });
    }
    assertThat(constants(openApi.shape("Problem").property("type")))
        .hasSize(ProblemKind.values().length);
  }

  @Test
  void requestBodies_haveTheFieldsThatTheServerKnows() {
    try (TrialServer server = new TrialServer()) {
      Answer cluster = server.sendJson("POST", "/api/v1/clusters", "{\"?\": 1}");
      assertThat(known(cluster, "?"))
          .containsExactlyInAnyOrderElementsOf(
              openApi.shape("ClusterRequest").properties().keySet());
      Answer group = server.sendJson("POST", "/api/v1/groups", "{\"?\": 1}");
      assertThat(known(group, "?"))
          .containsExactlyInAnyOrderElementsOf(openApi.shape("GroupSpec").properties().keySet());
      Answer drain = server.sendJson("POST", "/api/v1/clusters/a/drain", "{\"?\": 1}");
      assertThat(known(drain, "?"))
          .containsExactlyInAnyOrderElementsOf(openApi.shape("DrainRequest").properties().keySet());
      Answer start = server.sendJson("POST", "/api/v1/groups/a/switch", "{\"?\": 1}");
      assertThat(known(start, "?"))
          .containsExactlyInAnyOrderElementsOf(
              openApi.shape("SwitchRequest").properties().keySet());
      Answer candidate =
          server.sendJson("POST", "/api/v1/rules/validate", "{\"?\": 1, \"files\": [{\"?\": 1}]}");
      assertThat(known(candidate, "?"))
          .containsExactlyInAnyOrderElementsOf(openApi.shape("CandidateSet").properties().keySet());
      assertThat(known(candidate, "files[0].?"))
          .containsExactlyInAnyOrderElementsOf(
              openApi.shape("CandidateFile").properties().keySet());
      Answer explain = server.sendJson("POST", "/api/v1/rules/explain", "{\"?\": 1}");
      assertThat(known(explain, "?"))
          .containsExactlyInAnyOrderElementsOf(
              openApi.shape("ExplainRequest").properties().keySet());
      Answer activate =
          server.sendJson("POST", "/api/v1/rules/versions/0123456789ab/activate", "{\"?\": 1}");
      assertThat(known(activate, "?"))
          .containsExactlyInAnyOrderElementsOf(
              openApi.shape("ActivateRequest").properties().keySet());
      Answer replay = server.sendJson("POST", "/api/v1/rules/replay", "{\"?\": 1}");
      assertThat(known(replay, "?"))
          .containsExactlyInAnyOrderElementsOf(
              openApi.shape("ReplayRequest").properties().keySet());
      for (String kind : List.of("Shadow", "Canary")) {
        Answer trial =
            server.sendJson("PUT", "/api/v1/rules/" + kind.toLowerCase(Locale.ROOT), "{\"?\": 1}");
        assertThat(known(trial, "?"))
            .containsExactlyInAnyOrderElementsOf(
                openApi.shape(kind + "Spec").properties().keySet());
      }
    }
  }

  @Test
  void queryParameters_areThoseThatTheServerKnows() {
    List<String> described = new ArrayList<>();
    openApi
        .document()
        .at("/paths/~1api~1v1~1decisions/get/parameters")
        .forEach(parameter -> described.add(parameter.path("name").textValue()));

    try (TrialServer server = new TrialServer()) {
      assertThat(known(server.get("/api/v1/decisions?x=1"), "x"))
          .containsExactlyInAnyOrderElementsOf(described);
    }
  }

  @Test
  void everything_isDescribed() {
    openApi
        .document()
        .path("paths")
        .forEach(path ->
            path.forEach(operation -> {
              assertThat(operation.path("summary").asText()).endsWith(".");
              operation.path("parameters").forEach(OpenApiTest::assertDescribed);
              operation
                  .path("responses")
                  .forEach(response -> {
                    if (!response.has("$ref")) {
                      assertDescribed(response);
                    }
                  });
            }));
    openApi.document().at("/components/responses").forEach(OpenApiTest::assertDescribed);
    openApi
        .document()
        .at("/components/schemas")
        .properties()
        .forEach(schema -> {
          assertDescribed(schema.getValue());
          openApi
              .shape(schema.getKey())
              .properties()
              .values()
              .forEach(property -> {
                if (!property.has("$ref")) {
                  assertDescribed(property);
                }
              });
        });
  }

  @Test
  void references_leadSomewhere() {
    List<JsonNode> references = openApi.document().findValues("$ref");

    assertThat(references)
        .isNotEmpty()
        .allMatch(reference ->
            !openApi.document().at(reference.textValue().substring(1)).isMissingNode());
  }

  private static void assertDescribed(JsonNode node) {
    assertThat(node.path("description").asText()).as(node.toString()).endsWith(".");
  }

  /** Path and methods of every class with a Path, as annotations tell them. */
  private static Map<String, Set<String>> registered() {
    Map<String, Set<String>> paths = new TreeMap<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sluice.admin")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .forEach(type -> addMethods(type, paths));
    return paths;
  }

  private static void addMethods(Class<?> resource, Map<String, Set<String>> paths) {
    String root = resource.getAnnotation(Path.class).value();
    for (Method method : resource.getDeclaredMethods()) {
      Optional<HttpMethod> verb =
          Arrays.stream(method.getAnnotations())
              .map(Annotation::annotationType)
              .map(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)))
              .flatMap(Optional::stream)
              .findFirst();
      Optional<Path> below = Optional.ofNullable(method.getAnnotation(Path.class));
      String path =
          below
              .map(sub -> (root + "/" + sub.value()).replace("//", "/").replace(": .+}", "}"))
              .orElse(root);
      verb.ifPresent(found ->
          paths
              .computeIfAbsent(path, _ -> new TreeSet<>())
              .add(found.value().toLowerCase(Locale.ROOT)));
    }
  }

  /** The fields of a record on the wire, each with its type. */
  private static Map<String, Class<?>> fields(Class<?> type) {
    Map<String, Class<?>> fields = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        fields.putAll(fields(component.getType()));
      } else {
        fields.put(component.getName(), component.getType());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(JsonProperty.class)) {
        fields.put(method.getName(), method.getReturnType());
      }
    }
    return fields;
  }

  private static Set<String> constants(JsonNode property) {
    Set<String> constants = new TreeSet<>();
    property.path("enum").forEach(constant -> constants.add(constant.textValue()));
    return constants;
  }

  private static Set<String> constants(Class<?> type, boolean lowerCase) {
    Set<String> constants = new TreeSet<>();
    for (Object constant : type.getEnumConstants()) {
      String name = constant.toString();
      constants.add(lowerCase ? name.toLowerCase(Locale.ROOT) : name);
    }
    return constants;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The fields that a complaint about an unknown one says are known. */
  private static List<String> known(Answer answer, String unknown) {
    String message = answer.error(unknown);
    String list = message.substring(message.indexOf("one of ") + 7, message.length() - 1);
    return List.of(list.split(", "));
  }
}
