"""What the cluster's DNS server and its provisioner need of a Kubernetes client: requests, and a mirror of a kind."""

import http.client
import json
import ssl
import threading
import time

_tls = ssl.create_default_context(cafile="/var/lib/kubernetes/ca.crt")
_tls.load_cert_chain("/var/lib/kubernetes/addons.crt", "/var/lib/kubernetes/addons.key")


class Refused(Exception):
    """The API server said no; `status` is HTTP's."""

    def __init__(self, status, body):
        super().__init__(f"{status} {body[:300]}")
        self.status = status


def _send(method, path, body, seconds):
    connection = http.client.HTTPSConnection("10.244.0.1", 6443, context=_tls, timeout=seconds)
    try:
        connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        if response.status >= 300:
            raise Refused(response.status, response.read().decode("utf-8", "replace"))
        return connection, response
    except BaseException:
        connection.close()
        raise


def request(method, path, body=None):
    connection, response = _send(method, path, body, 30)
    try:
        return json.loads(response.read())
    finally:
        connection.close()


class Mirror(threading.Thread):
    """All objects of one kind, by (namespace, name): a list, then a watch, then a list again where the watch broke."""

    def __init__(self, path, changed=lambda: None):
        super().__init__(daemon=True)
        self._path, self._changed, self._objects, self._full = path, changed, {}, threading.Event()
        self.start()
        self._full.wait()

    def get(self, namespace, name):
        return self._objects.get((namespace, name))

    def all(self):
        return list(self._objects.values())

    def run(self):
        while True:
            try:
                self._watch(self._list())
            except (OSError, http.client.HTTPException, ValueError, Refused) as e:  # the API server may come and go
                print(self._path, repr(e), flush=True)
                time.sleep(0.5)

    def _list(self):
        found = request("GET", self._path)
        self._objects = {_key(o): o for o in found["items"]}
        self._full.set()
        self._changed()
        return found["metadata"]["resourceVersion"]

    def _watch(self, version):
        # Silence may be a connection that nobody told of its end: after 70 s it is one, for the server ends a watch after 60.
        connection, lines = _send("GET", f"{self._path}?watch=true&timeoutSeconds=60&resourceVersion={version}", None, 70)
        try:
            for line in lines:
                event = json.loads(line)
                if event["type"] == "ERROR":
                    return
                if event["type"] == "DELETED":
                    self._objects.pop(_key(event["object"]), None)
                else:
                    self._objects[_key(event["object"])] = event["object"]
                self._changed()
        finally:
            connection.close()


def _key(o):
    return o["metadata"].get("namespace", ""), o["metadata"]["name"]
