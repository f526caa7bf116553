package io.setkeeper.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import org.junit.jupiter.api.Test;

/** What `helm install` prints has the connection string, as a driver takes it. */
class NotesTest {
  private static String line(String notes) {
    return notes
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("mongodb://"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theConnectionStringNamesEveryMemberAndTheSet() {
    ConnectionString read =
        new ConnectionString(line(Chart.notes("replicas=5", "replicaSet=orders")));
    assertThat(read.getHosts())
        .hasSize(5)
        .startsWith("mongo-0.mongo.shop.svc.cluster.local:27017")
        .endsWith("mongo-4.mongo.shop.svc.cluster.local:27017");
    assertThat(read.getRequiredReplicaSetName()).isEqualTo("orders");
    assertThat(read.getSslEnabled()).isNull();
    assertThat(read.getCredential()).isNull();
  }

  @Test
  void itHasTheClustersDomain() {
    assertThat(line(Chart.notes("clusterDomain=example.org")))
        .contains("mongo-0.mongo.shop.svc.example.org:27017,");
  }

  @Test
  void loginAndTlsAreInItWhereTheyAreDemanded() {
    String notes = Chart.notes("auth.secret=users", "tls.secret=certificates");
    ConnectionString read = new ConnectionString(line(notes));
    assertThat(read.getUsername()).isEqualTo("USERNAME");
    assertThat(read.getSslEnabled()).isTrue();
    assertThat(notes).contains("in the Secret users");
  }

  @Test
  void theySayWhoMayConnect() {
    assertThat(Chart.notes()).contains("with the labels setkeeper.io/client=true.");
    assertThat(Chart.notes("networkPolicy.enabled=false")).doesNotContain("may connect");
  }
}
