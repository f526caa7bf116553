package io.setkeeper.sandbox.node;

/** What a pod's service account has to reach the API server. */
public interface Credentials {
  /** The account's bearer token. */
  String token(String namespace, String serviceAccount);

  /** The certificate of the API server's authority, PEM. */
  String certificate();
}
