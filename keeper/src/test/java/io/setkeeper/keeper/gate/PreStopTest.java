package io.setkeeper.keeper.gate;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.setkeeper.core.decision.Gate;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.keeper.Sets;
import io.setkeeper.keeper.http.Endpoints;
import io.setkeeper.keeper.http.Reply;
import io.setkeeper.kubernetes.OwnPod.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hook's question over a real socket, and a world that the test tells. */
class PreStopTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T07:00:00Z");
  private static final Mongod PRIMARY_HERE = Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY);
  private static final Mongod PRIMARY_THERE = Sets.inSet(0, SECONDARY, PRIMARY, SECONDARY);
  private static final List<Pod> ENDS = List.of(Sets.ending(0), Sets.pod(1), Sets.pod(2));

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final AtomicReference<Fate> fate = new AtomicReference<>(new Fate.Ends(Sets.GRACE));
  private final AtomicReference<Integer> woken = new AtomicReference<>(0);
  private final PreStop gate =
      new PreStop(
          fate::get, PreStopTest::openForFollowers, () -> woken.getAndUpdate(n -> n + 1), now::get);
  private final HttpClient client = HttpClient.newHttpClient();
  private Endpoints endpoints;

  /** A rule to see what the gate makes of it. */
  private static Gate.Answer openForFollowers(Snapshot snapshot, Duration held) {
    if (snapshot.selfPod().filter(Pod::terminating).isEmpty()) {
      throw new AssertionError("asked of a pod that stays");
    }
    return snapshot.ownMongod() instanceof Mongod.InSet in && in.writable()
        ? new Gate.Shut("it is the primary")
        : new Gate.Open("another is the primary");
  }

  @BeforeEach
  void listen() throws IOException {
    endpoints =
        new Endpoints(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of("/prestop", () -> Reply.ok(gate.await())));
  }

  @AfterEach
  void end() {
    endpoints.close();
    client.close();
  }

  private CompletableFuture<HttpResponse<String>> hook(String method) {
    URI uri = URI.create("http://127.0.0.1:" + endpoints.address().getPort() + "/prestop");
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> heldHook() {
    CompletableFuture<HttpResponse<String>> hook = hook("GET");
    await().until(() -> gate.waiting() == 1);
    return hook;
  }

  private void look(List<Pod> pods, Mongod own) {
    gate.taken(Sets.rests(Sets.snapshot(pods, own)), now.get());
  }

  private static String said(CompletableFuture<HttpResponse<String>> hook) {
    HttpResponse<String> response = hook.join();
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void aMongodThatIsRestartedInAPodThatStaysIsNotHeld() {
    fate.set(new Fate.Stays());
    look(Sets.pods(), PRIMARY_HERE);
    assertThat(said(hook("GET"))).contains("this pod stays");
  }

  @Test
  void anyMethodIsAnswered() {
    fate.set(new Fate.Stays());
    assertThat(said(hook("POST"))).contains("this pod stays");
  }

  @Test
  void thePrimaryIsHeldUntilAnotherIs() {
    CompletableFuture<HttpResponse<String>> hook = heldHook();
    look(ENDS, PRIMARY_HERE);
    look(ENDS, PRIMARY_HERE);
    assertThat(hook).isNotDone();
    look(ENDS, PRIMARY_THERE);
    assertThat(said(hook)).isEqualTo("another is the primary\n");
  }

  @Test
  void theQuestionWakesTheLoop() {
    CompletableFuture<HttpResponse<String>> hook = heldHook();
    await().until(() -> woken.get() == 1);
    look(ENDS, PRIMARY_THERE);
    said(hook);
  }

  @Test
  void aLookFromBeforeTheQuestionIsNotBelieved() {
    look(ENDS, PRIMARY_THERE);
    now.set(BEGIN.plusMillis(1));
    CompletableFuture<HttpResponse<String>> hook = heldHook();
    gate.taken(Sets.rests(Sets.snapshot(ENDS, PRIMARY_THERE)), BEGIN);
    look(ENDS, PRIMARY_HERE);
    assertThat(hook).isNotDone();
    look(ENDS, PRIMARY_THERE);
    said(hook);
  }

  @Test
  void aLookAfterWhichSomethingWasChangedIsNotBelieved() {
    CompletableFuture<HttpResponse<String>> hook = heldHook();
    gate.taken(Sets.stepsDown(Sets.snapshot(ENDS, PRIMARY_THERE)), now.get());
    look(ENDS, PRIMARY_HERE);
    assertThat(hook).isNotDone();
    look(ENDS, PRIMARY_THERE);
    said(hook);
  }

  @Test
  void thatThePodEndsIsKnownFromTheApiServerBeforeTheWatchTells() {
    CompletableFuture<HttpResponse<String>> hook = heldHook();
    look(Sets.pods(), PRIMARY_THERE);
    assertThat(said(hook)).contains("another is the primary");
  }

  @Test
  void itLetsGoBeforeTheGracePeriodIsOver() {
    CompletableFuture<HttpResponse<String>> hook = heldHook();
    look(ENDS, PRIMARY_HERE);
    now.set(BEGIN.plus(Gate.patience(Sets.GRACE)));
    look(ENDS, PRIMARY_HERE);
    assertThat(said(hook)).contains("it is the primary, but the grace period");
  }

  @Test
  void itLetsGoThoughTheLoopIsStuck() {
    fate.set(new Fate.Ends(Duration.ofMillis(2)));
    CompletableFuture<HttpResponse<String>> hook = hook("GET");
    await().until(() -> gate.waiting() == 1 || hook.isDone());
    now.set(BEGIN.plusSeconds(1));
    assertThat(said(hook)).contains("but the grace period");
  }

  @Test
  void withTheApiServerAwayAPodOfWhichNothingIsKnownIsNotHeld() {
    fate.set(new Fate.Unknown("the API server can't be reached"));
    look(Sets.pods(), PRIMARY_HERE);
    assertThat(said(hook("GET"))).contains("the API server can't be reached");
  }

  @Test
  void withTheApiServerAwayAPodThatWasSeenToEndIsHeld() {
    fate.set(new Fate.Unknown("the API server can't be reached"));
    look(ENDS, PRIMARY_HERE);
    CompletableFuture<HttpResponse<String>> hook = heldHook();
    look(ENDS, PRIMARY_THERE);
    assertThat(said(hook)).contains("another is the primary");
  }

  @Test
  void whatTheApiServerTakesToAnswerIsPartOfThePatience() {
    PreStop slow = slowGate(() -> now.set(BEGIN.plus(Gate.patience(Sets.GRACE))));
    assertThat(answer(slow)).contains("but the grace period");
  }

  @Test
  void aLookFromAfterTheQuestionIsBelievedThoughTheApiServerAnswersLater() {
    PreStop slow = slowGate(() -> {});
    slow.taken(Sets.rests(Sets.snapshot(ENDS, PRIMARY_THERE)), BEGIN);
    assertThat(answer(slow)).isEqualTo("another is the primary");
  }

  /** Its API server takes 5 s to answer. */
  private PreStop slowGate(Runnable wake) {
    return new PreStop(
        () -> {
          now.getAndUpdate(t -> t.plusSeconds(5));
          return new Fate.Ends(Sets.GRACE);
        },
        PreStopTest::openForFollowers,
        wake,
        now::get);
  }

  private static String answer(PreStop gate) {
    FutureTask<String> question = new FutureTask<>(gate::await);
    Thread.ofVirtual().start(question);
    await().until(question::isDone);
    return question.resultNow();
  }
}
