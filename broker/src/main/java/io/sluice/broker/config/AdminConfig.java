package io.sluice.broker.config;

/**
 * Where operators come in.
 *
 * @param host the loopback address to listen on
 * @param port the port to listen on; 0 picks a free one
 */
public record AdminConfig(String host, int port) {}
