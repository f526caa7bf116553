package io.setkeeper.keeper.settings;

import static io.setkeeper.keeper.settings.Variable.variable;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.mongodb.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The table of all settings: those of the sidecar that Setkeeper takes the place of (cvallance/
 * mongo-k8s-sidecar), its fork's names for the same (morphy2k/k8s-mongo-sidecar), and our own.
 */
final class Variables {
  private Variables() {}

  static final Variable<Map<String, String>> POD_LABELS =
      variable(
              Values.LABELS,
              "the labels that every pod of the set has",
              "MONGO_SIDECAR_POD_LABELS",
              "KUBERNETES_POD_LABELS")
          .required();

  static final Variable<String> SERVICE =
      variable(
              Values.TEXT,
              "the governing Service, which gives the members their lasting names",
              "KUBERNETES_MONGO_SERVICE_NAME",
              "KUBERNETES_SERVICE_NAME")
          .orFound("the StatefulSet's serviceName");

  static final Variable<String> NAMESPACE =
      variable(
              Values.TEXT,
              "the set's namespace: the pod's own",
              "KUBE_NAMESPACE",
              "KUBERNETES_NAMESPACE")
          .orFound("the pod's own");

  static final Variable<String> DOMAIN =
      variable(
              Values.TEXT,
              "the cluster's domain, in the members' names",
              "KUBERNETES_CLUSTER_DOMAIN")
          .or("cluster.local", "cluster.local");

  static final Variable<Integer> MONGO_PORT =
      variable(
              Values.PORT,
              "the port of every mongod; the link that Kubernetes sets for a Service named mongo is"
                  + " not taken for it",
              "MONGO_PORT")
          .or(HostPort.DEFAULT_PORT, "27017");

  static final Variable<Duration> LONGEST_WAIT =
      variable(
              Values.seconds(1, 3600),
              "seconds, the longest time between two looks: events come first",
              "MONGO_SIDECAR_SLEEP_SECONDS",
              "SIDECAR_SLEEP_SECONDS")
          .or(Duration.ofSeconds(5), "5");

  static final Variable<Integer> UNHEALTHY =
      variable(
          Values.number(0, Integer.MAX_VALUE),
          "has no effect: a member that is sick stays a member",
          "MONGO_SIDECAR_UNHEALTHY_SECONDS",
          "SIDECAR_UNHEALTHY_SECONDS");

  static final Variable<Boolean> CONFIG_SERVER =
      variable(
              Values.YES_OR_NO,
              "the set is initiated as one of config servers (`configsvr: true`)",
              "CONFIG_SVR",
              "MONGO_CONFIG_SVR")
          .or(false, "false");

  static final Variable<String> USER =
      variable(
          Values.TEXT,
          "the user to log in with; created on a set that has none",
          "MONGODB_USERNAME",
          "MONGO_USERNAME");

  static final Variable<String> PASSWORD =
      variable(Values.SECRET, "its password", "MONGODB_PASSWORD", "MONGO_PASSWORD");

  static final Variable<String> AUTH_SOURCE =
      variable(
              Values.TEXT,
              "the database that the user is in",
              "MONGODB_DATABASE",
              "MONGO_AUTH_SOURCE")
          .or(Credentials.DEFAULT_SOURCE, Credentials.DEFAULT_SOURCE);

  static final Variable<String> MECHANISM =
      variable(Values.oneOf(Credentials.MECHANISMS), "how to log in", "MONGO_AUTH_MECHANISM")
          .orFound("SCRAM, as the server has it");

  static final Variable<Path> KEY_FILE =
      variable(
          Values.FILE,
          "the mongods' `--keyFile`: by it the keeper logs in where its user is not known yet",
          "SETKEEPER_KEY_FILE");

  static final Variable<Boolean> TLS =
      variable(Values.TRUE, "mongods are spoken to over TLS", "MONGO_SSL_ENABLED", "MONGO_TLS")
          .or(false, "false");

  static final Variable<Boolean> ANY_CERTIFICATE =
      variable(
              Values.TRUE,
              "trust any certificate: whoever sits in between can read and change everything",
              "MONGO_SSL_ALLOW_INVALID_CERTIFICATES")
          .or(false, "false");

  static final Variable<Boolean> ANY_HOSTNAME =
      variable(
              Values.TRUE,
              "trust a trusted certificate whatever name it bears",
              "MONGO_SSL_ALLOW_INVALID_HOSTNAMES")
          .or(false, "false");

  static final Variable<Boolean> IDENTITY_CHECK =
      variable(
              Values.YES_OR_NO,
              "`false` is `MONGO_SSL_ALLOW_INVALID_HOSTNAMES=true`",
              "MONGO_TLS_IDENTITY_CHECK")
          .or(true, "true");

  static final Variable<Path> TLS_CA =
      variable(Values.FILE, "PEM, the certificates to trust", "MONGO_TLS_CA")
          .orFound("those of the Java runtime");

  static final Variable<Path> TLS_CERT =
      variable(Values.FILE, "PEM, the client's certificate, with its chain", "MONGO_TLS_CERT");

  static final Variable<Path> TLS_KEY =
      variable(Values.FILE, "PEM, the client's key", "MONGO_TLS_KEY")
          .orFound("in the certificate's file");

  static final Variable<String> TLS_PASS =
      variable(Values.SECRET, "the password of an encrypted key", "MONGO_TLS_PASS");

  static final Variable<Path> TLS_CRL =
      variable(Values.FILE, "PEM, certificates that are revoked", "MONGO_TLS_CRL");

  static final Variable<Integer> HTTP_PORT =
      variable(
              Values.number(0, 65_535),
              "where health, metrics and mongod's preStop hook are answered; 0: nowhere",
              "SETKEEPER_HTTP_PORT")
          .or(Settings.DEFAULT_HTTP_PORT, "8427");

  static final Variable<String> HTTP_HOST =
      variable(Values.TEXT, "the address that is listened at", "SETKEEPER_HTTP_HOST")
          .orFound("SETKEEPER_MONGOD_HOST where that is set, else all (0.0.0.0)");

  static final Variable<Duration> STUCK =
      variable(
              Values.seconds(30, 3600),
              "seconds without a step after which `/healthz` says that the keeper is stuck",
              "SETKEEPER_STUCK_SECONDS")
          .or(Duration.ofMinutes(2), "120");

  static final Variable<String> LOG_FORMAT =
      variable(
              Values.oneOf(List.of("text", "json")),
              "a line or a JSON object a line",
              "SETKEEPER_LOG_FORMAT")
          .or("text", "text");

  static final Variable<String> LOG_LEVEL =
      variable(
              Values.oneOf(List.of("error", "warn", "info", "debug")),
              "the least that is logged",
              "SETKEEPER_LOG_LEVEL")
          .or("info", "info");

  static final Variable<String> MONGOD_HOST =
      variable(Values.TEXT, "where the own pod's mongod is reached", "SETKEEPER_MONGOD_HOST")
          .or("127.0.0.1", "127.0.0.1");

  static final Variable<Path> SERVICE_ACCOUNT =
      variable(
              Values.FOLDER,
              "the folder with the service account's token, ca.crt and namespace",
              "SETKEEPER_SERVICE_ACCOUNT_DIR")
          .or(
              Path.of("/var/run/secrets/kubernetes.io/serviceaccount"),
              "/var/run/secrets/kubernetes.io/serviceaccount");

  static final Variable<String> POD =
      variable(Values.TEXT, "the pod's name; Kubernetes sets it", "HOSTNAME").required();

  static final Variable<String> API_HOST =
      variable(
              Values.TEXT,
              "the API server; Kubernetes sets it in every container",
              "KUBERNETES_SERVICE_HOST")
          .required();

  static final Variable<Integer> API_PORT =
      variable(Values.PORT, "its port; Kubernetes sets it", "KUBERNETES_SERVICE_PORT")
          .or(443, "443");

  /** All of them, in the table's order. */
  static final List<Variable<?>> ALL =
      List.of(
          POD_LABELS,
          SERVICE,
          NAMESPACE,
          DOMAIN,
          MONGO_PORT,
          LONGEST_WAIT,
          UNHEALTHY,
          CONFIG_SERVER,
          USER,
          PASSWORD,
          AUTH_SOURCE,
          MECHANISM,
          KEY_FILE,
          TLS,
          TLS_CA,
          TLS_CERT,
          TLS_KEY,
          TLS_PASS,
          TLS_CRL,
          IDENTITY_CHECK,
          ANY_HOSTNAME,
          ANY_CERTIFICATE,
          HTTP_PORT,
          HTTP_HOST,
          STUCK,
          LOG_FORMAT,
          LOG_LEVEL,
          MONGOD_HOST,
          SERVICE_ACCOUNT,
          POD,
          API_HOST,
          API_PORT);
}
