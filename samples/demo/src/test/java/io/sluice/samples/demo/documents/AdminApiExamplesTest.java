package io.sluice.samples.demo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of the admin API in the documents exist in its own description. */
class AdminApiExamplesTest {
  private static final Pattern MENTION =
      Pattern.compile("^(GET|POST|PUT|DELETE) (/(?:api|health)\\S*)$");
  private static final Pattern ADDRESS =
      Pattern.compile("http://127\\.0\\.0\\.1:8090(/[^\\s'\"]*)");
  private static final Pattern METHOD = Pattern.compile("-X (\\w+)");
  private static final Pattern BODY = Pattern.compile("-d '([^']*)'");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A call, as a document has it. */
  record Call(String method, String target, Optional<String> body) {
    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  static Stream<Call> calls() {
    Stream<Call> examples =
        Document.blocks("sh")
            .flatMap(block -> block.text().replace("\\\n", " ").lines())
            .filter(line -> line.startsWith("curl ") && ADDRESS.matcher(line).find())
            .map(AdminApiExamplesTest::call);
    Stream<Call> mentions =
        Document.manual().stream()
            .flatMap(Document::inlineCode)
            .map(MENTION::matcher)
            .filter(Matcher::matches)
            .map(found -> new Call(found.group(1), found.group(2), Optional.empty()));
    return Stream.concat(examples, mentions).distinct();
  }

  private static Call call(String line) {
    return new Call(
        first(METHOD, line).orElse("GET"), first(ADDRESS, line).orElseThrow(), first(BODY, line));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().map(match -> match.group(1));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_isInTheDescription_withItsParametersAndTheFieldsOfItsBody(Call call)
      throws IOException {
    JsonNode api =
        JSON.readTree(
            Document.REPOSITORY
                .resolve("admin-api/src/main/resources/io/sluice/admin/guide/openapi.json")
                .toFile());
    String[] target = call.target().split("\\?", 2);

    Optional<String> path = path(api, target[0]);
    assertThat(path).as("path %s", target[0]).isPresent();
    JsonNode operation =
        api.path("paths").path(path.get()).path(call.method().toLowerCase(Locale.ROOT));
    assertThat(operation.isObject()).as("method %s", call).isTrue();
    if (target.length == 2) {
      assertThat(parametersOf(operation)).containsAll(namesIn(target[1]));
    }
    if (call.body().isPresent()) {
      assertThat(bodyFields(api, operation)).containsAll(names(JSON.readTree(call.body().get())));
    }
  }

  private static Optional<String> path(JsonNode api, String wanted) {
    Set<String> known = names(api.path("paths"));
    return known.contains(wanted)
        ? Optional.of(wanted)
        : known.stream()
            .filter(path -> wanted.matches(path.replaceAll("\\{\\w+}", "[^/]+")))
            .findFirst();
  }

  private static Set<String> parametersOf(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .map(p -> p.path("name").asText())
        .collect(Collectors.toSet());
  }

  private static Set<String> namesIn(String query) {
    String decoded = URI.create("?" + query).getQuery();
    return Stream.of(decoded.split("&"))
        .map(pair -> pair.split("=", 2)[0])
        .collect(Collectors.toSet());
  }

  private static Set<String> bodyFields(JsonNode api, JsonNode operation) {
    String reference = operation.at("/requestBody/content/application~1json/schema/$ref").asText();
    return fieldsOf(api, api.at(reference.replace("#", "")));
  }

  /** Those of a schema, and of what it is put together from. */
  private static Set<String> fieldsOf(JsonNode api, JsonNode schema) {
    var fields = new TreeSet<String>(names(schema.path("properties")));
    for (JsonNode part : schema.path("allOf")) {
      String reference = part.path("$ref").asText();
      fields.addAll(fieldsOf(api, reference.isEmpty() ? part : api.at(reference.replace("#", ""))));
    }
    return fields;
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
