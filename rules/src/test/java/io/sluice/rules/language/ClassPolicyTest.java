package io.sluice.rules.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Routing",
        "com.acme.Routing.tierOf",
        "com.acme.Routing.days",
        "com.acme.Routing.sorted",
        "com.acme.Routing.patience",
      })
  void entry_of_known_types_can_be_allowed(String entry) {
    assertThat(ClassPolicy.problemOf(entry)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Nowhere | there is no such class",
        "com.acme.Nowhere.method | there is no such class",
        "Nowhere | there is no such class",
        "'' | there is no such class",
        "com.acme.Routing.tierof | com.acme.Routing has no public static method 'tierof'",
        "com.acme.Routing.hidden | com.acme.Routing has no public static method 'hidden'",
        "com.acme.Routing.ofAnObject | has no public static method 'ofAnObject'",
        "com.acme.Routing.anything | rules have no values of its types (expected: parameters and result of String",
        "com.acme.Routing.table | rules have no values of its types",
        "com.acme.Routing.silent | rules have no values of its types",
        "com.acme.Opaque | it has no public static method that rules can call",
      })
  void entry_that_is_of_no_use_is_told_why(String entry, String reason) {
    assertThat(ClassPolicy.problemOf(entry))
        .hasValueSatisfying(problem -> assertThat(problem.toString()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.System",
        "java.lang.System.exit",
        "java.lang.Runtime.getRuntime",
        "java.lang.ProcessHandle",
        "java.lang.Thread.sleep",
        "java.lang.Class.forName",
        "java.lang.ClassLoader.getSystemResource",
        "java.lang.reflect.Array",
        "java.lang.invoke.MethodHandles.lookup",
        "java.io.File.listRoots",
        "java.nio.file.Files.readString",
        "java.net.InetAddress.getByName",
        "java.util.ServiceLoader.load",
        "javax.naming.InitialContext",
        "jdk.internal.misc.Unsafe.getUnsafe",
        "sun.misc.Unsafe",
        "com.sun.tools.attach.VirtualMachine",
        "io.sluice.rules.language.Nearest.hint",
        "org.drools.core.util.FileManager",
      })
  void platform_and_broker_stay_refused_whoever_lists_them(String entry) {
    assertThat(ClassPolicy.problemOf(entry))
        .hasValueSatisfying(problem -> assertThat(problem.toString()).contains("can't be added"));
  }

  @Test
  void all_entries_that_are_wrong_are_told_at_once() {
    List<String> entries = List.of("com.acme.Routing", "a.B", "java.lang.System.exit");
    assertThatThrownBy(() -> ClassPolicy.allowing(entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("rules.allow: 'a.B'", "rules.allow: 'java.lang.System.exit'");
  }

  @Test
  void method_alone_leaves_the_others_of_its_class_out() {
    ClassPolicy policy = ClassPolicy.allowing(List.of("com.acme.Routing.tierOf"));

    assertThat(policy.find("Routing")).contains("com.acme.Routing");
    assertThat(policy.calls("com.acme.Routing").keySet()).containsExactly("tierOf");
  }
}
