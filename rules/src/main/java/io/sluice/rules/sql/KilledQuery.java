package io.sluice.rules.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which query a {@code CALL system.runtime.kill_query(…)} is about, so that it can go to the
 * cluster that runs that query: as a literal or a parameter, by position or by name, called
 * directly or through EXECUTE and EXECUTE IMMEDIATE. Told from the words alone, in both engine
 * families' SQL.
 */
public final class KilledQuery {
  /** A call that kills is short; of a longer text only the beginning is read. */
  private static final int MAX_CHARACTERS = 16 * 1024;

  private static final List<String> PROCEDURE = List.of("system", "runtime", "kill_query");
  private static final String ARGUMENT = "query_id";

  private KilledQuery() {}

  /** The id of the query that {@code text} kills; empty when it kills none that can be told. */
  public static Optional<String> id(String text, SqlContext session) {
    return id(text, session, List.of());
  }

  private static Optional<String> id(String text, SqlContext session, List<String> parameters) {
    Words words = Words.of(text, MAX_CHARACTERS);
    return switch (words.type(0)) {
      case SqlBaseLexer.CALL -> called(words, session, parameters);
      case SqlBaseLexer.EXECUTE -> executed(words, session);
      default -> Optional.empty();
    };
  }

  private static Optional<String> executed(Words words, SqlContext session) {
    boolean immediate = words.type(1) == SqlBaseLexer.IMMEDIATE;
    Optional<String> behind = immediate ? string(words, 2) : session.prepared().text(words.name(1));
    int using = immediate ? 3 : 2;
    List<String> parameters =
        words.type(using) == SqlBaseLexer.USING
            ? arguments(words, using + 1).stream()
                .map(argument -> argument.text(words).orElse(""))
                .toList()
            : List.of();
    return behind
        .filter(text -> Words.of(text, MAX_CHARACTERS).type(0) == SqlBaseLexer.CALL)
        .flatMap(text -> id(text, session, parameters));
  }

  private static Optional<String> called(Words words, SqlContext session, List<String> parameters) {
    int end = Vocabulary.nameEnd(words, 1);
    if (!isProcedure(Vocabulary.names(words, 1, end), session) || !words.is(end, '(')) {
      return Optional.empty();
    }
    List<Argument> arguments = arguments(words, end + 1);
    int parameter = 0;
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      boolean wanted =
          argument.name().isEmpty() ? i == 0 : argument.name().equalsIgnoreCase(ARGUMENT);
      boolean placeholder = words.startsWith(argument.at(), "?");
      if (wanted) {
        return placeholder ? parameter(parameters, parameter) : argument.text(words);
      }
      parameter += placeholder ? 1 : 0;
    }
    return Optional.empty();
  }

  private static boolean isProcedure(List<String> names, SqlContext session) {
    var qualified = new ArrayList<String>(names);
    if (qualified.size() == 1) {
      qualified.addFirst(session.schema());
    }
    if (qualified.size() == 2) {
      qualified.addFirst(session.catalog());
    }
    return qualified.size() == PROCEDURE.size()
        && String.join(".", qualified).equalsIgnoreCase(String.join(".", PROCEDURE));
  }

  private static Optional<String> parameter(List<String> parameters, int index) {
    return index < parameters.size()
        ? Optional.of(parameters.get(index)).filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  /**
   * One argument of a call, or one parameter of an EXECUTE.
   *
   * @param name what it is called; empty when it goes by its position
   * @param at where its value begins
   */
  private record Argument(String name, int at) {
    Optional<String> text(Words words) {
      return string(words, at);
    }
  }

  /** Those that begin at {@code from}, up to the end of the list that they stand in. */
  private static List<Argument> arguments(Words words, int from) {
    var arguments = new ArrayList<Argument>();
    int depth = 0;
    boolean begins = true;
    for (int i = from; i < words.size() && depth >= 0; i++) {
      if (begins && !words.is(i, ')')) {
        boolean named = words.startsWith(i + 1, "=>");
        arguments.add(new Argument(named ? words.name(i) : "", named ? i + 2 : i));
      }
      begins = depth == 0 && words.is(i, ',');
      depth += words.is(i, '(') ? 1 : words.is(i, ')') ? -1 : 0;
    }
    return arguments;
  }

  private static Optional<String> string(Words words, int index) {
    if (words.type(index) != SqlBaseLexer.STRING) {
      return Optional.empty();
    }
    String literal = words.text(index);
    return Optional.of(literal.substring(1, literal.length() - 1).replace("''", "'"));
  }
}
