package io.sluice.admin.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFileName;
import io.sluice.rules.ruleset.RuleFiles;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the files of a rule set out of a request's body. */
final class CandidateBody {
  private static final int MOST_FILES = 500;

  private CandidateBody() {}

  static RuleFiles read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    List<Fields> items = fields.objects("files");
    if (items.size() > MOST_FILES) {
      fields.refuse("files", items.size() + " files (expected: at most " + MOST_FILES + ")");
    }
    var files = new ArrayList<RuleFile>();
    var names = new HashSet<String>();
    for (Fields item : items) {
      Optional<String> name = item.required("name", CandidateBody::name);
      Optional<byte[]> bytes = item.parsed("base64", CandidateBody::bytes);
      Optional<String> text = item.text("text");
      if (text.isPresent() == bytes.isPresent()) {
        item.refuse("text", "(expected: either text or base64)");
      }
      if (name.isPresent() && !names.add(name.get())) {
        item.refuse("name", "'%s' (expected: each name once)".formatted(name.get()));
      }
      name.ifPresent(given -> file(given, text, bytes, item).ifPresent(files::add));
    }
    fields.check();
    return new RuleFiles(files);
  }

  private static Optional<RuleFile> file(
      String name, Optional<String> text, Optional<byte[]> bytes, Fields item) {
    if (!RuleFileName.isBinary(name)) {
      return text.or(() -> bytes.flatMap(it -> utf8(it, item))).map(it -> new RuleFile(name, it));
    }
    if (text.isPresent()) {
      item.refuse("text", "(expected: base64, as a spreadsheet is no text)");
    }
    return bytes.map(it -> RuleFile.binary(name, it));
  }

  private static Optional<String> utf8(byte[] bytes, Fields item) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      item.refuse("base64", "(expected: text in UTF-8)");
      return Optional.empty();
    }
  }

  private static String name(String text) {
    RuleFileName.complaint(text)
        .ifPresent(complaint -> {
          throw new IllegalArgumentException(complaint);
        });
    return text;
  }

  private static byte[] bytes(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("(expected: Base64)", e);
    }
  }
}
