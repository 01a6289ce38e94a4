package io.sluice.broker.usage;

import java.util.Arrays;

/**
 * What one user or team has used up in each bucket of about a day; buckets without usage take no
 * room. Immutable: a change makes another one.
 */
final class Window {
  static final Window EMPTY = new Window(new long[0], 0);
  private static final int FIELDS = 4;

  /** Bucket, queries, milliseconds, bytes; and so on, in the order of buckets. */
  private final long[] cells;

  private final int size;

  private Window(long[] cells, int size) {
    this.cells = cells;
    this.size = size;
  }

  /** How many buckets it holds. */
  int size() {
    return size;
  }

  private long bucket(int index) {
    return cells[index * FIELDS];
  }

  private Amount amount(int index) {
    int cell = index * FIELDS;
    return new Amount(cells[cell + 1], cells[cell + 2], cells[cell + 3]);
  }

  /** All that was used up in {@code from} and since. */
  Amount since(long from) {
    long queries = 0;
    long cpuMillis = 0;
    long bytes = 0;
    for (int i = size - 1; i >= 0 && bucket(i) >= from; i--) {
      queries += cells[i * FIELDS + 1];
      cpuMillis += cells[i * FIELDS + 2];
      bytes += cells[i * FIELDS + 3];
    }
    return new Amount(queries, cpuMillis, bytes);
  }

  /**
   * This window with one bucket's amount changed by {@code change}, without those before {@code
   * oldest}.
   */
  Window plus(long bucket, Amount change, long oldest) {
    Amount now = in(bucket).plus(change);
    return with(
        new Window(new long[] {bucket, now.queries(), now.cpuMillis(), now.bytes()}, 1), oldest);
  }

  private Amount in(long bucket) {
    for (int i = size - 1; i >= 0 && bucket(i) >= bucket; i--) {
      if (bucket(i) == bucket) {
        return amount(i);
      }
    }
    return Amount.NOTHING;
  }

  /**
   * This window with the buckets of another in the place of its own, without buckets before {@code
   * oldest}, and without those that hold nothing.
   */
  Window with(Window newer, long oldest) {
    var merged = new Builder(size + newer.size);
    int mine = 0;
    int theirs = 0;
    while (mine < size || theirs < newer.size) {
      boolean takeTheirs =
          mine == size || (theirs < newer.size && newer.bucket(theirs) <= bucket(mine));
      if (takeTheirs) {
        if (mine < size && bucket(mine) == newer.bucket(theirs)) {
          mine++;
        }
        merged.add(newer.bucket(theirs), newer.amount(theirs), oldest);
        theirs++;
      } else {
        merged.add(bucket(mine), amount(mine), oldest);
        mine++;
      }
    }
    return merged.build();
  }

  /** Takes buckets in their order. */
  static final class Builder {
    private long[] cells;
    private int size;

    Builder(int expected) {
      this.cells = new long[expected * FIELDS];
    }

    void add(long bucket, Amount amount, long oldest) {
      if (bucket < oldest || amount.equals(Amount.NOTHING)) {
        return;
      }
      int cell = size * FIELDS;
      if (cell == cells.length) {
        cells = Arrays.copyOf(cells, Math.max(FIELDS, cells.length * 2));
      }
      cells[cell] = bucket;
      cells[cell + 1] = amount.queries();
      cells[cell + 2] = amount.cpuMillis();
      cells[cell + 3] = amount.bytes();
      size++;
    }

    Window build() {
      return size == 0 ? EMPTY : new Window(Arrays.copyOf(cells, size * FIELDS), size);
    }
  }
}
