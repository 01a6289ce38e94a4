package io.sluice.rules.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The earliest few of many decisions, whatever the order in which they come. */
final class Examples {
  private static final Comparator<Example> BY_ID = Comparator.comparing(Example::decision);

  private final int most;
  private final List<Example> earliest = new ArrayList<>();

  Examples(int most) {
    this.most = most;
  }

  void offer(RecordedDecision decision, Optional<String> ruleNow) {
    if (hasRoomFor(decision.id())) {
      insert(Example.of(decision, ruleNow));
    }
  }

  void addAll(Examples others) {
    others.earliest.stream().filter(it -> hasRoomFor(it.decision())).forEach(this::insert);
  }

  List<Example> list() {
    return List.copyOf(earliest);
  }

  private boolean hasRoomFor(String id) {
    return earliest.size() < most || (most > 0 && id.compareTo(earliest.getLast().decision()) < 0);
  }

  private void insert(Example example) {
    int place = Collections.binarySearch(earliest, example, BY_ID);
    earliest.add(place < 0 ? -place - 1 : place, example);
    if (earliest.size() > most) {
      earliest.removeLast();
    }
  }
}
