package io.sluice.rules.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.grammar.sql.SqlBaseParser;
import java.util.function.BiConsumer;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;

/**
 * What the parser has learned of the ways through the grammar, within bounds.
 *
 * <p>The parser is fast because it remembers each way it has seen. It would keep them in a static
 * for ever, and each oddly nested statement adds about 100 KB: 8,000 of them filled 850 MB. Here
 * they are forgotten when they grow too many, and learned again. Safe for any number of threads:
 * what is forgotten stays whole for those who still use it.
 */
final class GrammarMemory implements BiConsumer<SqlBaseLexer, SqlBaseParser> {
  private static final class Ways {
    private final DFA[] decisions;
    private final PredictionContextCache contexts = new PredictionContextCache();

    Ways() {
      ATN grammar = SqlBaseParser._ATN;
      decisions = new DFA[grammar.getNumberOfDecisions()];
      for (int i = 0; i < decisions.length; i++) {
        decisions[i] = new DFA(grammar.getDecisionState(i), i);
      }
    }

    int states() {
      int states = 0;
      for (DFA decision : decisions) {
        states += decision.states.size(); // others may add to it; a count of a moment ago will do
      }
      return states;
    }
  }

  private final int maxStates;
  private volatile Ways ways = new Ways();

  GrammarMemory(int maxStates) {
    this.maxStates = maxStates;
  }

  /** Gives a parser that is about to start what is known. */
  @Override
  public void accept(SqlBaseLexer lexer, SqlBaseParser parser) {
    Ways known = ways;
    if (known.states() > maxStates) {
      known = new Ways();
      ways = known; // two threads may do so at once: one of them starts again, which is harmless
    }
    parser.setInterpreter(
        new ParserATNSimulator(parser, parser.getATN(), known.decisions, known.contexts));
  }

  int states() {
    return ways.states();
  }
}
