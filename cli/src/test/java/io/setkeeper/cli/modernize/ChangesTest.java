package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.modernize.model.Wishes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change, and what it leaves alone. */
class ChangesTest {
  private static final String SET =
      """
      apiVersion: apps/v1beta1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        replicas: 3
        template:
          metadata: {labels: {app: db, tier: data}}
          spec:
            containers:
            - name: mongo
              image: mongo:7.0
              command: [mongod, --replSet, rs0]
            - name: sidecar
              image: cvallance/mongo-k8s-sidecar
              env:
              - {name: MONGO_SIDECAR_POD_LABELS, value: "app=db"}
      """;

  private static final String SERVICE =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec:
        clusterIP: None
        selector: {app: db}
      """;

  private static String with(String what, String by) {
    assertThat(SET).contains(what);
    return SET.replace(what, by);
  }

  @ParameterizedTest
  @ValueSource(strings = {"apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"})
  void aDeadVersionOfTheStatefulSetIsReplaced(String version) {
    assertThat(Runs.text(with("apps/v1beta1", version))).contains("apiVersion: apps/v1\n");
  }

  @Test
  void rolesAndClassesAndPoliciesOfOldVersionsAreReplaced() {
    String text =
        """
        apiVersion: rbac.authorization.k8s.io/v1alpha1
        kind: ClusterRoleBinding
        metadata: {name: a}
        ---
        apiVersion: storage.k8s.io/v1beta1
        kind: StorageClass
        metadata: {name: a}
        ---
        apiVersion: extensions/v1beta1
        kind: NetworkPolicy
        metadata: {name: a}
        ---
        """;
    assertThat(Runs.what(Runs.of(text + SET)))
        .contains(
            "apiVersion rbac.authorization.k8s.io/v1 in place of"
                + " rbac.authorization.k8s.io/v1alpha1",
            "apiVersion storage.k8s.io/v1 in place of storage.k8s.io/v1beta1",
            "apiVersion networking.k8s.io/v1 in place of extensions/v1beta1");
  }

  @ParameterizedTest
  @CsvSource({"1.20,policy/v1beta1", "1.21,policy/v1", "1.34,policy/v1"})
  void theBudgetsVersionIsOneThatTheClusterHas(String kubernetes, String version) {
    assertThat(Runs.of(SET, Runs.target(kubernetes)).files().getFirst().text())
        .contains("apiVersion: %s\nkind: PodDisruptionBudget".formatted(version));
  }

  @Test
  void theSelectorIsWhatTheOldVersionMadeOfTheLabels() {
    assertThat(Runs.text(SET))
        .contains("  selector:\n    matchLabels:\n      app: db\n      tier: data\n  template:");
  }

  @Test
  void aSelectorThatIsThereStays() {
    String given = with("  template:", "  selector: {matchLabels: {app: db}}\n  template:");
    assertThat(Runs.text(given)).contains("  selector: {matchLabels: {app: db}}\n  template:");
  }

  @Test
  void withoutLabelsNoSelectorCanBeMade() {
    assertThatThrownBy(
            () -> Runs.of(with("metadata: {labels: {app: db, tier: data}}", "metadata: {}")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("StatefulSet db in set.yaml has no labels");
  }

  @Test
  void theGoverningServicePublishesNamesBeforeReadiness() {
    assertThat(Runs.text(SET + SERVICE))
        .contains("  publishNotReadyAddresses: true\n  selector: {app: db}");
  }

  @Test
  void aServiceOfAnotherNamespaceIsNotTheGoverningOne() {
    Result result = Runs.of(SET + SERVICE.replace("{name: db}", "{name: db, namespace: other}"));
    assertThat(Runs.what(result)).doesNotContain("publishNotReadyAddresses: true");
    assertThat(Runs.notes(result)).contains("its Service db is not in these files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[mongod, --smallfiles, --replSet, rs0, --noprealloc]",
        "[mongod, --replSet, rs0, --nssize, '16', --rest]",
        "[mongod, --replSet, rs0, --nssize=16]",
        "[numactl, --interleave=all, mongod, --replSet, rs0, --journal]",
        "[\"mongod\", \"--replSet\", \"rs0\", \"--smallfiles\", ]"
      })
  void flagsThatMongodRefusesGo(String command) {
    assertThat(Runs.text(with("[mongod, --replSet, rs0]", command)))
        .containsPattern("mongod\"?, \"?--replSet\"?, \"?rs0\"?, \"--bind_ip_all\"")
        .doesNotContain("16", "smallfiles", "noprealloc", "--rest", "--journal");
  }

  @Test
  void flagsInAShellsScriptGoToo() {
    String script =
        """
        [sh, -c]
        args:
        - |
          # The members.
          exec mongod --replSet rs0 \\
            --smallfiles --nssize 16 \\
            --dbpath /data/db
        """;
    String set = with("[mongod, --replSet, rs0]", script.indent(8).strip());
    assertThat(Runs.text(set))
        .contains(
            "          # The members.\n          exec mongod --bind_ip_all --replSet rs0 \\\n")
        .contains("            --dbpath /data/db\n")
        .doesNotContain("smallfiles", "nssize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[mongod, --replSet, rs0, --bind_ip, 0.0.0.0]",
        "[mongod, --replSet=rs0, --bind_ip=db-0]",
        "[mongod, --replSet, rs0, --config, /etc/mongod.conf]",
        "[sh, -c, 'mongod --replSet rs0 --bind_ip_all']"
      })
  void aMongodThatIsToldWhereToListenListensThere(String command) {
    assertThat(Runs.text(with("[mongod, --replSet, rs0]", command))).contains(command);
  }

  @Test
  void theOldSidecarsVariablesStay() {
    assertThat(Runs.text(SET))
        .contains("image: setkeeper/keeper:1.0")
        .contains("{name: MONGO_SIDECAR_POD_LABELS, value: \"app=db\"}")
        .doesNotContain("cvallance");
  }

  @Test
  void aSidecarUnderAnotherNameIsKnownByItsVariables() {
    assertThat(
            Runs.text(with("cvallance/mongo-k8s-sidecar", "registry.corp:5000/our/mongo-helper:7")))
        .contains("image: setkeeper/keeper:1.0");
  }

  @Test
  void aKeeperFromAnotherRegistryStaysUnlessAnImageIsNamed() {
    String set = with("cvallance/mongo-k8s-sidecar", "registry.corp:5000/setkeeper/keeper:0.9");
    Wishes named = new Wishes("mine:1", true, Optional.empty(), Optional.empty(), "default");

    assertThat(Runs.text(set)).contains("image: registry.corp:5000/setkeeper/keeper:0.9");
    assertThat(Runs.of(set, named).files().getFirst().text()).contains("image: mine:1");
  }

  @Test
  void theOldSidecarsCommandGoes() {
    assertThat(Runs.text(SET.replace("      env:", "      command: [npm, start]\n      env:")))
        .doesNotContain("npm");
  }

  @Test
  void aSetThatNobodyKeepsGetsAKeeper() {
    String set = SET.substring(0, SET.indexOf("      - name: sidecar"));
    assertThat(Runs.text(set.replace("rs0]", "rs0, --port, '27018']")))
        .contains("- name: setkeeper\n")
        .contains("- name: MONGO_SIDECAR_POD_LABELS\n          value: \"app=db,tier=data\"")
        .contains("- name: MONGO_PORT\n          value: \"27018\"")
        .contains("tcpSocket:\n            port: 27018");
  }

  @ParameterizedTest
  @CsvSource({"10,60", "0,60", "39,60", "40,40", "300,300"})
  void theGracePeriodIsLongEnough(int given, int wanted) {
    String set =
        with(
            "      containers:",
            "      terminationGracePeriodSeconds: %d\n      containers:".formatted(given));
    assertThat(Runs.text(set)).contains("terminationGracePeriodSeconds: %d\n".formatted(wanted));
  }

  @Test
  void whatMongodHasOfProbesAndHooksStays() {
    String own =
        """
        command: [mongod, --replSet, rs0, --bind_ip_all]
        readinessProbe: {exec: {command: [mongo, --eval, "1"]}}
        lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}
        """
            .indent(8)
            .strip();
    Result result = Runs.of(with("command: [mongod, --replSet, rs0]", own));
    assertThat(result.files().getFirst().text()).contains(own).doesNotContain("prestop");
    assertThat(Runs.notes(result)).contains("a preStop hook of its own");
  }

  @Test
  void aGateWithASlashLosesIt() {
    String own =
        "command: [mongod, --replSet, rs0]\n"
            + "        lifecycle: {preStop: {httpGet: {path: /prestop, port: 8427}}}";
    assertThat(Runs.text(with("command: [mongod, --replSet, rs0]", own)))
        .contains("httpGet: {path: prestop, port: 8427}");
  }

  @Test
  void aHookAtTheStartDoesNotKeepTheGateOut() {
    String own =
        "command: [mongod, --replSet, rs0]\n        lifecycle: {postStart: {exec: {command: [x]}}}";
    assertThat(Runs.text(with("command: [mongod, --replSet, rs0]", own)))
        .contains("\"preStop\": {\"httpGet\": {\"path\": \"prestop\", \"port\": 8427}}");
  }

  @Test
  void aKeeperThatListensNowhereIsAskedNothing() {
    String set = SET + "        - {name: SETKEEPER_HTTP_PORT, value: \"0\"}\n";
    assertThat(Runs.text(set))
        .doesNotContain("prestop")
        .doesNotContain("8427")
        .doesNotContain("port: 0");
  }

  @Test
  void theAccountThatIsThereGetsTheRights() {
    String set =
        with(
            "      containers:",
            "      serviceAccountName: mongo\n      automountServiceAccountToken: false\n      containers:");
    assertThat(Runs.text(set))
        .contains(
            "kind: ServiceAccount\n  name: mongo\n".replace("\n  name", "\nmetadata:\n  name"))
        .contains("automountServiceAccountToken: true")
        .contains("- kind: ServiceAccount\n  name: mongo\n  namespace: default");
  }

  @Test
  void whatIsAddedIsInTheSetsNamespace() {
    String text = Runs.text(with("{name: db}", "{name: db, namespace: shop}"));
    assertThat(text.split("\n  namespace: shop\n", -1)).hasSize(8);
  }

  @Test
  void anAffinityThatIsThereIsAddedTo() {
    String set =
        with("      containers:", "      affinity:\n        nodeAffinity: {}\n      containers:");
    assertThat(Runs.text(set)).contains("        nodeAffinity: {}\n        podAntiAffinity:\n");
  }

  @Test
  void companionsThatAreThereAreNotDoubled() {
    String there =
        """
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: ours}
        spec: {minAvailable: 2, selector: {matchLabels: {app: db}}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: ours}
        spec: {podSelector: {matchLabels: {app: db}}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: writable}
        spec: {selector: {app: db, setkeeper.io/role: primary}}
        """;
    assertThat(Runs.what(Runs.of(SET + there)))
        .filteredOn(what -> what.startsWith("adds"))
        .containsExactly(
            "adds ServiceAccount db-setkeeper",
            "adds Role db-setkeeper",
            "adds RoleBinding db-setkeeper");
  }

  @ParameterizedTest
  @CsvSource({"1.28,false", "1.29,true", "v1.34.1,true"})
  void theKeeperIsANativeSidecarWhereTheClusterKnowsThem(String kubernetes, boolean expected) {
    assertThat(
            Runs.of(SET, Runs.target(kubernetes))
                .files()
                .getFirst()
                .text()
                .contains("initContainers:\n      - name: sidecar\n"))
        .isEqualTo(expected);
  }

  @Test
  void whoMountsFilesIsToldThatTheKeeperIsNoRoot() {
    String mounts = SET + "        volumeMounts: [{name: tls, mountPath: /tls}]\n";
    assertThat(Runs.notes(Runs.of(mounts))).contains("container sidecar mounts files");
    assertThat(Runs.notes(Runs.of(SET))).doesNotContain("mounts files");
  }

  @Test
  void aStatefulSetThatIsNotMongodbsStaysAsItIs() {
    String other =
        with("mongod, --replSet, rs0", "web")
            .replace("mongo:7.0", "web:1")
            .replace("MONGO_SIDECAR_POD_LABELS", "X")
            .replace("cvallance/mongo-k8s-sidecar", "side");
    Result result =
        Modernizer.modernize(
            List.of(new Source("other.yaml", other), new Source("set.yaml", SET)), Runs.PLAIN);
    assertThat(result.files().getFirst().text()).isEqualTo(other);
    assertThat(Runs.notes(result)).contains("runs no mongod with --replSet: left as it is");
  }
}
