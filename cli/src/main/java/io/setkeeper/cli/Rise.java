package io.setkeeper.cli;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.cli.manifest.Creation;
import io.setkeeper.cli.manifest.Manifest;
import io.setkeeper.cli.server.ServerProcess;
import io.setkeeper.sandbox.kinds.Kinds;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * The way of an {@code up} from a running server to healthy sets.
 *
 * @param ours whether this {@code up} started the server, and so ends it when it fails early
 */
record Rise(
    ServerProcess server,
    boolean ours,
    List<Manifest> manifests,
    Duration timeout,
    PrintWriter out) {

  /** Returns once the sets are healthy; the sandbox goes on. */
  int detached() throws InterruptedException {
    try (Kube kube = Kube.open(server.state().kubeconfig())) {
      for (MongoSet set : created(kube)) {
        try (Show show = Show.of(kube, server.state(), set, out)) {
          untilHealthy(show);
        }
      }
      return ExitCode.OK;
    }
  }

  /** The same, and then shows the last set until Ctrl-C. However it ends, the sandbox does too. */
  int attached() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    try (Kube kube = Kube.open(server.state().kubeconfig())) {
      List<MongoSet> sets = created(kube);
      for (MongoSet set : sets) {
        try (Show show = Show.of(kube, server.state(), set, out)) {
          untilHealthy(show);
          if (set.equals(sets.getLast())) {
            out.println("Ctrl-C ends the sandbox; its data stays.");
            show.stay();
          }
        }
      }
      server.process().onExit().join();
      return ExitCode.OK;
    } catch (ApiRefusal e) {
      if (server.process().isAlive()) {
        throw e;
      }
      return ExitCode.OK; // another terminal said down
    }
  }

  private void end() {
    if (server.process().isAlive()) {
      out.println("Ending the sandbox.");
      out.flush();
      server.stop();
    }
    out.println("The sandbox is ended; its data stays in %s.".formatted(server.state().path()));
    out.flush();
  }

  /** Creates the objects; what goes wrong with that leaves nothing half-started behind. */
  private List<MongoSet> created(Kube kube) {
    try {
      new Creation(kube, out::println).create(manifests);
      return manifests.stream()
          .map(Manifest::ref)
          .filter(ref -> ref.type().equals(Kinds.STATEFUL_SET))
          .flatMap(ref -> kube.find(Ref.to(ref.type(), ref.namespace(), ref.name())).stream())
          .flatMap(object -> MongoSet.of(object).stream())
          .toList();
    } catch (RuntimeException e) {
      if (ours) {
        server.stop();
      }
      throw e;
    }
  }

  /** A set that can't become healthy ends a server that was started for it; a late one does not. */
  private void untilHealthy(Show show) throws InterruptedException {
    try {
      show.untilHealthy(timeout);
    } catch (Refusal e) {
      if (ours && e.exitCode() == ExitCode.WRONG) {
        server.stop();
      }
      throw e;
    }
  }
}
