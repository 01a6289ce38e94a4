package io.sluice.broker.config;

import io.sluice.admin.cluster.MaintenanceWindow;
import io.sluice.admin.cluster.SecretReference;
import io.sluice.rules.decision.SelectionPolicies;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a value may be.
 *
 * @param expected the same in words, for messages
 * @param parse the value of a text; empty when the text is none
 * @param shown the text as messages may show it
 * @param meant what a text that is none may have been meant to be
 */
record Kind<T>(
    String expected,
    Function<String, Optional<T>> parse,
    Function<String, String> shown,
    Function<String, Optional<String>> meant) {
  private static final Pattern FRACTION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "::1", "0:0:0:0:0:0:0:1");
  private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Kind(
      String expected, Function<String, Optional<T>> parse, Function<String, String> shown) {
    this(expected, parse, shown, _ -> Optional.empty());
  }

  private static <T> Kind<T> of(String expected, Function<String, Optional<T>> parse) {
    return new Kind<>(expected, parse, text -> text);
  }

  /** What was expected in the place of a wrong text, and perhaps meant by it. */
  String expectedFor(String wrong) {
    return meant
        .apply(wrong)
        .map(nearest -> expected + "; did you mean '" + nearest + "'?")
        .orElse(expected);
  }

  /** The same kind without the values that are {@code excluded}. */
  Kind<T> but(Predicate<T> excluded, String newExpected) {
    return new Kind<>(
        newExpected, text -> parse.apply(text).filter(excluded.negate()), shown, meant);
  }

  static Kind<String> text() {
    return of("a text", Optional::of);
  }

  static Kind<String> secret() {
    return new Kind<>("a text", Optional::of, Secrets::mask);
  }

  /** Where a secret stands, as it is written; a relative file is looked up below {@code folder}. */
  static Kind<Optional<SecretReference>> secretReference(Path folder) {
    return new Kind<>(
        "where it stands, ${NAME} or file:/path, never the secret itself; ${NAME} has no default",
        text ->
            text.isEmpty()
                ? Optional.of(Optional.empty())
                : unlessThrown(() -> Optional.of(reference(folder, text))),
        Secrets::mask);
  }

  private static SecretReference reference(Path folder, String text) {
    return text.startsWith("file:")
        ? new SecretReference.SecretFile(resolved(folder, text.substring("file:".length())))
        : SecretReference.parse(text);
  }

  static Kind<Double> fraction() {
    return of(
        "a number from 0 to 1, such as 0.9",
        text ->
            Optional.of(text)
                .filter(number -> FRACTION.matcher(number).matches())
                .map(Double::valueOf)
                .filter(number -> number <= 1));
  }

  /** A schedule of cron's five fields. */
  static Kind<String> cron() {
    return of(
        "minute, hour, day of month, month, day of week, such as 0 2 * * 0",
        text -> Optional.of(text).filter(cron -> MaintenanceWindow.problemOf(cron).isEmpty()));
  }

  /** Where people reach web pages. */
  static Kind<URI> webUrl() {
    return new Kind<>(
        "http or https, a host, perhaps a path, such as https://trino.example.com",
        Kind::web,
        Secrets::maskUrl);
  }

  private static Optional<URI> web(String text) {
    try {
      var uri = new URI(text);
      boolean plain =
          uri.getHost() != null
              && uri.getPort() <= 65_535
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return plain && known ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static Kind<Integer> number(int least, int most) {
    return of(
        "a whole number from %d to %d".formatted(least, most),
        text -> Quantity.number(text).filter(n -> n >= least && n <= most).map(Long::intValue));
  }

  static Kind<Long> size(long least, long most) {
    return of(
        "a size from %s to %s, such as 16MiB, in B, KiB, MiB or GiB"
            .formatted(Quantity.ofSize(least), Quantity.ofSize(most)),
        text -> Quantity.size(text).filter(bytes -> bytes >= least && bytes <= most));
  }

  static Kind<Duration> duration(Duration least, Duration most) {
    return of(
        "a duration from %s to %s, such as 50ms, 5s or 10m, in ms, s, m, h or d"
            .formatted(Quantity.ofDuration(least), Quantity.ofDuration(most)),
        text ->
            Quantity.duration(text)
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0));
  }

  static Kind<String> host() {
    return of(
        "a host name or an IP address",
        text -> Optional.of(text).filter(host -> HOST.matcher(host).matches()));
  }

  static Kind<AddressRange> addressRange() {
    return of("an IP address or a range of them, such as 10.0.0.0/8 or ::1", AddressRange::parse);
  }

  static Kind<String> loopbackHost() {
    return of(
        "a loopback address such as 127.0.0.1, because the admin port authenticates nobody",
        text ->
            Optional.of(text)
                .filter(host ->
                    LOOPBACK_NAMES.contains(host) || LOOPBACK_IPV4.matcher(host).matches()));
  }

  static Kind<ZoneId> zone() {
    return of(
        "a time zone such as UTC or Europe/Berlin", text -> unlessThrown(() -> ZoneId.of(text)));
  }

  /** A path; a relative one is looked up below {@code folder}. */
  static Kind<Path> path(Path folder) {
    return of(
        "a path",
        text -> text.isBlank() ? Optional.empty() : unlessThrown(() -> resolved(folder, text)));
  }

  /** That kind, or nothing: an empty text counts as left out. */
  static <T> Kind<Optional<T>> optional(Kind<T> kind) {
    return of(
        kind.expected(),
        text -> {
          Optional<T> found = text.isEmpty() ? Optional.empty() : kind.parse().apply(text);
          return text.isEmpty() || found.isPresent() ? Optional.of(found) : Optional.empty();
        });
  }

  private static Path resolved(Path folder, String text) {
    return folder.resolve(text).toAbsolutePath().normalize();
  }

  /** One of an enum's words, which {@code word} tells. */
  static <E> Kind<E> oneOf(E[] values, Function<E, String> word) {
    return of(
        Arrays.stream(values).map(word).collect(Collectors.joining(" or ")),
        text -> Arrays.stream(values).filter(value -> word.apply(value).equals(text)).findFirst());
  }

  /** A path that is carried to a cluster, and that the broker itself makes nothing of. */
  static Kind<String> extraPath() {
    return of(
        "a path such as /v1/resourceGroupState, or /v1/resourceGroupState/* for all below it;"
            + " none that the broker serves itself",
        text -> Optional.of(text).filter(ExtraPath::isExtra));
  }

  /** A policy that picks clusters. */
  static Kind<String> policy() {
    return new Kind<>(
        "one of %s, or location-first:LOCATION"
            .formatted(String.join(", ", SelectionPolicies.NAMES)),
        text -> Optional.of(text).filter(SelectionPolicies::isKnown),
        text -> text,
        text -> Nearest.to(SelectionPolicies.name(text), SelectionPolicies.NAMES));
  }

  /** A name whose constructor {@code make} refuses what is none. */
  static <N> Kind<N> name(Function<String, N> make) {
    return of(
        "a name of 1 to 63 letters, digits, '.', '_' or '-', a letter or digit first",
        text -> unlessThrown(() -> make.apply(text)));
  }

  /** The name of a rule's annotation. */
  static Kind<String> annotation() {
    return of(
        "a name of letters and digits, without the @",
        text -> Optional.of(text).filter(name -> name.matches("[A-Za-z][A-Za-z0-9]{0,62}")));
  }

  /** The root of a coordinator: {@code http://host:port}, without a slash at the end. */
  static Kind<URI> coordinatorUrl() {
    return new Kind<>(
        "http://host:port or https://host:port, without user, path or query",
        Kind::coordinator,
        Secrets::maskUrl);
  }

  private static Optional<URI> coordinator(String text) {
    try {
      var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean plain =
          uri.getHost() != null
              && uri.getPort() != 0
              && uri.getPort() <= 65_535
              && uri.getRawUserInfo() == null
              && uri.getRawPath().isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return plain && known ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A JDBC URL; a relative file of H2 is looked up below {@code folder}. */
  static Kind<String> jdbcUrl(Path folder) {
    return new Kind<>(
        "a JDBC URL of H2 or PostgreSQL, such as jdbc:h2:file:./data/sluice or jdbc:postgresql://db/sluice",
        text -> JdbcUrl.resolve(text, folder),
        Secrets::maskUrl);
  }

  private interface Making<T> {
    T make();
  }

  private static <T> Optional<T> unlessThrown(Making<T> making) {
    try {
      return Optional.of(making.make());
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
