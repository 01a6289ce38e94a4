package io.sluice.samples.bench.table;

/**
 * One minute of a soak: what was done in it, and what the process used at its end.
 *
 * @param rate answers in a second
 * @param errors answers and connections that failed
 * @param residentMegabytes memory of the process
 * @param heapMegabytes heap in use after a collection
 * @param threads threads of the process
 * @param openFiles files and sockets it has open
 * @param diskMegabytes its data base and journal
 */
public record SoakMinute(
    double rate,
    long errors,
    double residentMegabytes,
    double heapMegabytes,
    int threads,
    int openFiles,
    double diskMegabytes) {}
