package io.sluice.rules.fact;

/**
 * The load of one group.
 *
 * @param name the group's name
 * @param clusters how many clusters it has
 * @param available how many of them take statements now
 * @param running queries running on the available ones
 * @param queued queries queued on the available ones
 * @param capacity how many queries the available ones may run at once
 * @param utilisation running plus queued over capacity, 0 to 1; 1 when nothing is available
 */
public record Group(
    String name,
    int clusters,
    int available,
    int running,
    int queued,
    int capacity,
    double utilisation) {}
