package io.sluice.broker.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.broker.store.Micros;
import io.sluice.broker.version.ReplicaMemory.RefusedDirectory;
import io.sluice.rules.decision.RuleSetVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A memory in a file of JSON on the local disk, replaced in one step. */
public final class MemoryFile implements MemoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public MemoryFile(Path file) {
    this.file = file;
  }

  @Override
  public ReplicaMemory load() {
    if (!Files.exists(file)) {
      return ReplicaMemory.NOTHING;
    }
    try {
      return read(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} can't be read; the broker starts as one that has seen nothing yet", file, e);
      return ReplicaMemory.NOTHING;
    }
  }

  @Override
  public void save(ReplicaMemory memory) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, JSON.writeValueAsBytes(tree(memory)));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ObjectNode tree(ReplicaMemory memory) {
    ObjectNode tree = JSON.createObjectNode();
    memory.settled().ifPresent(version -> tree.put("settled", version.hash()));
    memory
        .refused()
        .ifPresent(refused -> {
          ObjectNode object = tree.putObject("refused");
          object.put("version", refused.version().hash());
          object.put("waiting", refused.waiting());
        });
    tree.put("sequence", memory.sequence());
    memory
        .last()
        .ifPresent(set -> {
          ObjectNode object = tree.putObject("last");
          object.set("files", RuleFilesJson.tree(set.files()));
          object.set("targets", TargetsJson.tree(set.targets()));
        });
    ArrayNode waiting = tree.putArray("waiting");
    memory.waiting().forEach(item -> waiting.add(tree(item)));
    return tree;
  }

  private static ObjectNode tree(WaitingActivation item) {
    Activation activation = item.activation();
    ObjectNode object = JSON.createObjectNode();
    object.put("version", activation.version().hash());
    object.put("at", Micros.of(activation.at()));
    object.put("who", activation.who());
    object.put("why", activation.why());
    object.put("origin", activation.origin().name());
    object.set("targets", TargetsJson.tree(activation.targets()));
    object.set("files", RuleFilesJson.tree(item.files()));
    object.put("claim", item.claim().name());
    return object;
  }

  private static ReplicaMemory read(JsonNode tree) {
    return new ReplicaMemory(
        version(tree.path("settled")),
        version(tree.path("refused").path("version"))
            .map(version ->
                new RefusedDirectory(version, tree.path("refused").path("waiting").asBoolean())),
        tree.path("sequence").asLong(),
        tree.has("last") ? Optional.of(set(tree.path("last"))) : Optional.empty(),
        waiting(tree.path("waiting")));
  }

  private static Optional<RuleSetVersion> version(JsonNode node) {
    return node.isTextual() ? Optional.of(new RuleSetVersion(node.asText())) : Optional.empty();
  }

  private static RememberedSet set(JsonNode node) {
    return new RememberedSet(
        RuleFilesJson.files(node.path("files")), TargetsJson.targets(node.path("targets")));
  }

  private static List<WaitingActivation> waiting(JsonNode array) {
    var waiting = new ArrayList<WaitingActivation>();
    for (JsonNode node : array) {
      var activation =
          new Activation(
              new RuleSetVersion(node.path("version").asText()),
              Micros.toInstant(node.path("at").asLong()),
              node.path("who").asText(),
              node.path("why").asText(),
              ActivationOrigin.valueOf(node.path("origin").asText()),
              TargetsJson.targets(node.path("targets")));
      waiting.add(
          new WaitingActivation(
              activation,
              RuleFilesJson.files(node.path("files")),
              Claim.valueOf(node.path("claim").asText())));
    }
    return waiting;
  }
}
