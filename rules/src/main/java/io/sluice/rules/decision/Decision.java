package io.sluice.rules.decision;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The words of a rule's right-hand side, for one statement.
 *
 * <p>A Decision only listens. What comes of the words is settled once all rules have spoken, by
 * salience, file and line, so the verdict never depends on the order in which the engine happened
 * to fire rules of equal salience:
 *
 * <ul>
 *   <li>{@link #route}, {@link #split}, {@link #reject}, and {@link #pin} without one of them,
 *       decide. The first rule that decides wins; later ones are recorded as overruled.
 *   <li>{@link #fallback}, {@link #strict}, {@link #select} and {@link #pin} belong to the route of
 *       the rule that says them, and share its fate.
 *   <li>{@link #session}, {@link #addTag}, {@link #priority}, {@link #maxQueued} and {@link #note}
 *       count from every rule that fired, whichever decided; for one session property, and for
 *       priority and maxQueued, the first value stays.
 * </ul>
 *
 * <p>A word that names an unknown group, cluster or policy has no effect and raises a flag. A word
 * with a malformed argument throws {@link IllegalArgumentException}, which ends the evaluation.
 *
 * <p>For one thread.
 */
public final class Decision {
  private static final int MOST_URGENT = 100;

  /** Each firing may leave as much in the audit. */
  private static final int LONGEST_TEXT = 4_000;

  private static final Pattern PROPERTY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,127}");
  private static final Pattern TAG = Pattern.compile("[!-+\\--~]{1,128}");
  private static final Pattern POLICY =
      Pattern.compile("[a-z][a-z-]{0,62}(:[^\\p{Cntrl}]{1,128})?");

  private final String user;
  private final Destinations destinations;
  private final Map<Speaker, Speech> speeches = new TreeMap<>();
  private Optional<Speech> speech = Optional.empty();

  /**
   * @param user whom {@link #split(String)} keeps on one side
   * @param destinations what rules may name
   */
  public Decision(String user, Destinations destinations) {
    this.user = user;
    this.destinations = destinations;
  }

  /** Tells whose words come next; called once for each firing of a rule. */
  public void listenTo(Speaker speaker) {
    Speech heard = speeches.computeIfAbsent(speaker, Speech::new);
    heard.nextFiring();
    speech = Optional.of(heard);
  }

  /** The rule whose words are heard now; empty before the first. */
  public Optional<Speaker> speaker() {
    return speech.map(Speech::speaker);
  }

  /** The rule that has fired most often, the first of several; empty before the first firing. */
  public Optional<Speaker> busiest() {
    return speeches.values().stream()
        .max(
            Comparator.comparingInt(Speech::firings)
                .thenComparing(Speech::speaker, Comparator.reverseOrder()))
        .map(Speech::speaker);
  }

  /** Sends the statement to a group. */
  public void route(String group) {
    toGroup("route(%s)".formatted(group), group);
  }

  /** Sends the statement to one of several groups: the same user always to the same. */
  public void split(String spec) {
    split(spec, user);
  }

  /** Sends the statement to one of several groups: the same value always to the same. */
  public void split(String spec, String value) {
    String group = Split.parse(spec).groupOf(value);
    toGroup("split(%s) = %s".formatted(spec, group), group);
  }

  /**
   * Lets only this cluster take the statement; routes to the cluster's group if nothing else does.
   */
  public void pin(String cluster) {
    String text = "pin(%s)".formatted(cluster);
    Optional<ClusterName> known = destinations.cluster(cluster);
    say(
        known
            .<Word>map(name -> new Word.ToCluster(text, name))
            .orElseGet(() -> new Word.Unknown(text, noSuch("cluster", cluster))));
  }

  /** Groups to try, in order, when the routed one can't take the statement. */
  public void fallback(String... groups) {
    String text = "fallback(%s)".formatted(String.join(", ", groups));
    var known = new ArrayList<GroupName>();
    for (String group : groups) {
      destinations
          .group(group)
          .ifPresentOrElse(known::add, () -> say(new Word.Unknown(text, noSuch("group", group))));
    }
    say(new Word.Fallback(text, known));
  }

  /** Turns off every fallback, those of the group's configuration as well. */
  public void strict() {
    say(new Word.Strict("strict()"));
  }

  /** Picks the cluster by this policy instead of the group's own. */
  public void select(String policy) {
    check(POLICY, "select", policy, "a policy's name, such as 'least-loaded'");
    String text = "select(%s)".formatted(policy);
    say(
        SelectionPolicies.isKnown(policy)
            ? new Word.Select(text, policy)
            : new Word.Unknown(text, noSuch("policy", policy)));
  }

  /** Refuses the statement; the analyst reads the message. */
  public void reject(String message) {
    if (message.isBlank()) {
      throw new IllegalArgumentException("reject: '' (expected: a message for the analyst)");
    }
    String shown = cut(message);
    say(new Word.Refuse("reject(%s)".formatted(shown), shown));
  }

  /** Sets a session property of the forwarded statement. */
  public void session(String name, String value) {
    check(PROPERTY, "session", name, "a session property's name, such as 'query_max_run_time'");
    if (value.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "session: %s: a value of %d characters (expected: at most %d)"
              .formatted(name, value.length(), LONGEST_TEXT));
    }
    say(new Word.SetSession("session(%s, %s)".formatted(name, value), name, value));
  }

  /** Adds a client tag to the forwarded statement. */
  public void addTag(String tag) {
    check(TAG, "addTag", tag, "visible characters without space or comma");
    say(new Word.AddTag("addTag(%s)".formatted(tag), tag));
  }

  /**
   * Says how urgent the statement is, from 1 to 100, the most urgent: the session property {@code
   * query_priority} of the forwarded statement.
   */
  public void priority(long level) {
    if (level < 1 || level > MOST_URGENT) {
      throw new IllegalArgumentException(
          "priority: %d (expected: a whole number from 1 to %d)".formatted(level, MOST_URGENT));
    }
    say(new Word.Prioritise("priority(%d)".formatted(level), (int) level));
  }

  /** Ends the statement if its cluster lets it wait in a queue for longer, such as {@code 5m}. */
  public void maxQueued(String time) {
    Duration longest = WaitingTime.parse(time);
    say(new Word.LimitQueue("maxQueued(%s)".formatted(WaitingTime.text(longest)), longest));
  }

  /** Leaves a note in the audit. */
  public void note(String text) {
    String shown = cut(text);
    say(new Word.Note("note(%s)".formatted(shown), shown));
  }

  /**
   * What comes of all that was said.
   *
   * @param version the rule set that spoke
   * @param micros how long the evaluation took, in microseconds
   */
  public Verdict verdict(RuleSetVersion version, long micros) {
    return new Resolution(destinations, List.copyOf(speeches.values())).verdict(version, micros);
  }

  /**
   * The verdict of an evaluation that did not come to its end: unrouted, and nothing that was said
   * has an effect.
   *
   * @param flag what stopped it
   * @param problem the same in words, with the rule's name
   * @param offender the name of the rule that is to blame
   */
  public Verdict unfinished(
      RuleSetVersion version, Flag flag, String problem, Optional<String> offender, long micros) {
    List<Speech> heard = List.copyOf(speeches.values());
    var explanation =
        new Explanation(
            version,
            Optional.empty(),
            Resolution.unheard(heard),
            Set.of(flag),
            problem,
            offender,
            micros);
    return new Verdict(new Outcome.Unrouted(), Map.of(), Set.of(), List.of(), explanation);
  }

  private void toGroup(String text, String group) {
    Function<GroupName, Word> known = name -> new Word.ToGroup(text, name);
    say(
        destinations
            .group(group)
            .map(known)
            .orElseGet(() -> new Word.Unknown(text, noSuch("group", group))));
  }

  private void say(Word word) {
    speech
        .orElseThrow(() -> new IllegalStateException("no rule is speaking (expected: listenTo)"))
        .hear(word);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
  }

  private static String noSuch(String kind, String name) {
    return "there is no %s '%s'".formatted(kind, name);
  }

  private static void check(Pattern allowed, String word, String value, String expected) {
    if (!allowed.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: %s)".formatted(word, value, expected));
    }
  }
}
