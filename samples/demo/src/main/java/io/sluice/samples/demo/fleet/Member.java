package io.sluice.samples.demo.fleet;

import io.sluice.rules.fact.Dialect;
import java.net.URI;

/**
 * One cluster of a demo.
 *
 * @param name its name
 * @param group its group
 * @param dialect its engine family
 * @param url where its coordinator listens
 * @param capacity how many queries it is good for at once
 */
public record Member(String name, String group, Dialect dialect, URI url, int capacity) {}
