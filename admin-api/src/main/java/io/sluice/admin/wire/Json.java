package io.sluice.admin.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.util.Locale;

/**
 * The JSON of the API: names are strings, moments ISO-8601, maps sorted, and what is not there is
 * left out. A body with a key twice, or with something after it, is malformed.
 */
public final class Json {
  private Json() {}

  public static JsonMapper mapper() {
    SimpleModule names =
        new SimpleModule("sluice")
            .addSerializer(ClusterName.class, ToStringSerializer.instance)
            .addSerializer(GroupName.class, ToStringSerializer.instance)
            .addSerializer(RuleSetVersion.class, ToStringSerializer.instance)
            .addSerializer(new DialectSerializer());
    return JsonMapper.builder()
        .addModules(new Jdk8Module(), new JavaTimeModule(), names)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** Writes a dialect as configuration files do. */
  private static final class DialectSerializer extends StdSerializer<Dialect> {
    DialectSerializer() {
      super(Dialect.class);
    }

    @Override
    public void serialize(Dialect dialect, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(dialect.name().toLowerCase(Locale.ROOT));
    }
  }
}
