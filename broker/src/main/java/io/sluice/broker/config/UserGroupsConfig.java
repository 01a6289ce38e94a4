package io.sluice.broker.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the teams of users are written.
 *
 * @param file a file as {@link UserGroupsReader} reads it; none when users have no teams
 */
public record UserGroupsConfig(Optional<Path> file) {}
