package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Selector;
import io.setkeeper.sandbox.store.StatusException;
import io.setkeeper.sandbox.store.Watch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides anew whenever one of the kinds that it watches changes, and only then. A refusal ends the
 * round: most often somebody else was faster, and that change is the next round's cause; to be safe
 * it comes after a while anyhow.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Reads the objects and answers what is due. */
  @FunctionalInterface
  public interface Decision {
    /** What is due now: one list for each thing that can fail without the others. */
    List<List<Change>> decide();
  }

  private final String name;
  private final Decision decision;
  private final Consumer<List<Change>> writer;
  private final Signal signal = new Signal();
  private final List<Watch> watches = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Loop(String name, Decision decision, Consumer<List<Change>> writer) {
    this.name = name;
    this.decision = decision;
    this.writer = writer;
  }

  /** Starts to watch and to decide. */
  public static Loop start(
      ObjectStore store,
      String name,
      List<ResourceType> kinds,
      Decision decision,
      Consumer<List<Change>> writer) {
    Loop loop = new Loop(name, decision, writer);
    for (ResourceType kind : kinds) {
      Watch watch = store.watch(kind, "", Selector.ALL, OptionalLong.of(store.version()));
      loop.watches.add(watch);
      loop.threads.add(Thread.ofVirtual().name(name + "-" + kind).start(() -> loop.listen(watch)));
    }
    loop.signal.raise();
    loop.threads.add(Thread.ofVirtual().name(name).start(loop::run));
    return loop;
  }

  private void listen(Watch watch) {
    try {
      while (true) {
        watch.next();
        signal.raise();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Optional<Instant> again = Optional.empty();
    try {
      while (true) {
        signal.await(again);
        again = round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round; answers when the next is due at the latest. */
  private Optional<Instant> round() {
    Optional<Instant> retry = Optional.of(Instant.now().plus(RETRY));
    try {
      List<List<Change>> batches = decision.decide();
      boolean allWritten = batches.stream().map(this::written).reduce(true, Boolean::logicalAnd);
      return allWritten ? nextLook(batches) : retry;
    } catch (RuntimeException e) {
      LOG.error("{} failed", name, e);
      return retry;
    }
  }

  private boolean written(List<Change> batch) {
    try {
      writer.accept(batch);
      return true;
    } catch (StatusException | UncheckedIOException e) {
      LOG.info("{}: {}", name, e.getMessage());
      return false;
    }
  }

  private static Optional<Instant> nextLook(List<List<Change>> batches) {
    return batches.stream()
        .flatMap(List::stream)
        .filter(Change.LookAgain.class::isInstance)
        .map(change -> ((Change.LookAgain) change).at())
        .min(Instant::compareTo);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    watches.forEach(Watch::close);
  }
}
