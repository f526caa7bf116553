package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod's init containers, one after the other. One with {@code restartPolicy: Always} is a native
 * sidecar: the next starts as soon as it is started, and it goes on until the pod's containers have
 * ended.
 */
final class InitContainers {
  private static final Logger LOG = LoggerFactory.getLogger(InitContainers.class);

  /**
   * @param up open until it is started, has ended for good, or is not to be waited for any more
   */
  private record One(ContainerRunner runner, boolean sidecar, CountDownLatch up) {}

  private final String pod;
  private final List<One> all = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * They do nothing yet.
   *
   * @param restart of those that are to end
   * @param changed called after each change of a snapshot
   */
  InitContainers(PodIdentity pod, ContainerRunner.Restart restart, Runnable changed) {
    this.pod = pod.key();
    for (ObjectNode container : Fields.objects(pod.pod(), "spec", "initContainers")) {
      boolean sidecar = isSidecar(container);
      CountDownLatch up = new CountDownLatch(1);
      List<ContainerRunner> self = new ArrayList<>();
      self.add(
          new ContainerRunner(
              pod,
              container,
              sidecar ? ContainerRunner.Restart.ALWAYS : restart,
              () -> {
                changed.run();
                if (self.getFirst().snapshot().started()) {
                  up.countDown();
                }
              }));
      all.add(new One(self.getFirst(), sidecar, up));
    }
  }

  /** Whether an init container is a native sidecar. */
  static boolean isSidecar(ObjectNode container) {
    return Json.text(container, "restartPolicy").equals("Always");
  }

  List<ContainerRunner> runners() {
    return all.stream().map(One::runner).toList();
  }

  /** Those that are to end before the pod's containers start. */
  List<ContainerRunner> plain() {
    return all.stream().filter(one -> !one.sidecar).map(One::runner).toList();
  }

  /**
   * Runs them in their order.
   *
   * @return whether the pod's containers may start
   */
  boolean run() throws InterruptedException {
    for (One one : all) {
      if (one.sidecar) {
        threads.add(Thread.ofVirtual().name(pod).start(() -> runSidecar(one)));
        one.up.await();
        if (!one.runner.snapshot().started()) {
          return false;
        }
      } else if (!one.runner.run()) {
        return false;
      }
    }
    return true;
  }

  /** The pod ends: who was not started yet will not be waited for. */
  void waitNoMore() {
    all.forEach(one -> one.up.countDown());
  }

  private void runSidecar(One one) {
    try {
      one.runner.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("sidecar of pod {} failed", pod, e);
    } finally {
      one.up.countDown();
    }
  }

  /**
   * Ends the sidecars, the last first, and waits for them.
   *
   * @param left how long the next may take
   */
  void end(Supplier<Duration> left) throws InterruptedException {
    for (One one : all.reversed()) {
      if (one.sidecar) {
        one.runner.stop(left.get(), true);
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
