package io.setkeeper.keeper.gate;

/**
 * Whether the mongod may end.
 *
 * @param open it may
 * @param why one line for a person
 */
public record Answer(boolean open, String why) {}
