"""The cluster's DNS: answers for cluster.local from the Services and Endpoints as they are now, and for nothing else.

SERVICE.NAMESPACE.svc                   A      the Service's address; of a headless one, every address that is ready
HOSTNAME.SERVICE.NAMESPACE.svc          A      one pod of a headless Service, by its name in a StatefulSet or 10-244-0-12
_PORT._PROTOCOL.SERVICE.NAMESPACE.svc   SRV    the same as host and port
SERVICE.NAMESPACE.svc                   CNAME  of an ExternalName

An address that is not ready is in the Endpoints as such if the Service does not say publishNotReadyAddresses, and among the
ready ones if it does: nothing is to be done for it here.
"""

import threading

import dnslib
from dnslib.server import BaseResolver, DNSLogger, DNSServer

from kube import Mirror

ADDRESS, ZONE = "10.244.0.1", ".svc.cluster.local"
SECONDS = 1  # that an answer may be kept: pods come back with other addresses


class Names(BaseResolver):
    def __init__(self):
        self.services, self.endpoints = Mirror("/api/v1/services"), Mirror("/api/v1/endpoints")

    def resolve(self, request, handler):
        reply = request.reply(aa=1)
        name = str(request.q.qname).rstrip(".").lower()
        records = self.records(name)
        if records is None:
            reply.header.rcode = dnslib.RCODE.NXDOMAIN
        for data in records or []:
            kind = type(data).__name__
            if request.q.qtype in (getattr(dnslib.QTYPE, kind), dnslib.QTYPE.ANY) or kind == "CNAME":
                reply.add_answer(dnslib.RR(request.q.qname, getattr(dnslib.QTYPE, kind), ttl=SECONDS, rdata=data))
        return reply

    def records(self, name):
        """All that there is of a name; None if there is no such name."""
        labels = name.removesuffix(ZONE).split(".")
        if not name.endswith(ZONE) or len(labels) < 2:
            return None
        *host, service_name, namespace = labels
        service = self.services.get(namespace, service_name)
        if service is None:
            return None
        base = f"{service_name}.{namespace}{ZONE}"
        if service["spec"]["type"] == "ExternalName":
            return [dnslib.CNAME(service["spec"]["externalName"])] if not host else None
        reached = list(self.reached(service, base))
        match host:
            case []:
                return [dnslib.A(ip) for ip in dict.fromkeys(ip for _, ip, _ in reached)]
            case [pod]:
                return [dnslib.A(ip) for at, ip, _ in reached if at == f"{pod}.{base}"] or None
            case [port, protocol]:
                return [
                    dnslib.SRV(0, 1, p["port"], at)
                    for at, _, ports in reached
                    for p in ports
                    if (port, protocol) == (f"_{p.get('name')}", f"_{p.get('protocol', 'TCP')}".lower())
                ] or None
        return None

    def reached(self, service, base):
        """(name, address, ports) of what a Service leads to: its own address or, of a headless one, the pods'."""
        ip = service["spec"].get("clusterIP")
        if ip != "None":
            yield base, ip, service["spec"].get("ports", [])
            return
        metadata = service["metadata"]
        endpoints = self.endpoints.get(metadata["namespace"], metadata["name"]) or {}
        for subset in endpoints.get("subsets") or []:
            for address in subset.get("addresses") or []:
                host = address.get("hostname") or address["ip"].replace(".", "-")
                yield f"{host}.{base}", address["ip"], subset.get("ports") or []


names = Names()
for tcp in (False, True):
    DNSServer(names, address=ADDRESS, port=53, tcp=tcp, logger=DNSLogger("-request,-reply,-truncated,-data")).start_thread()
print("answering", flush=True)
threading.Event().wait()
