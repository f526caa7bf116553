package io.setkeeper.cli.modernize;

/**
 * A file's text.
 *
 * @param name for people
 */
public record Source(String name, String text) {}
