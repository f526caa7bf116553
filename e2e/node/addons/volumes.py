"""Gives each claim of a StorageClass whose provisioner is e2e.setkeeper/folder a folder of the node, and takes the folder away
when the claim is gone. The volumes are of type `local`, whose files a pod's fsGroup owns, as it does a real disk's."""

import os
import shutil
import threading

from kube import Mirror, Refused, request

PROVISIONER, NODE, FOLDERS = "e2e.setkeeper/folder", "node-1", "/var/lib/volumes"
VOLUMES = "/api/v1/persistentvolumes"
BY = "pv.kubernetes.io/provisioned-by"


def class_of(claim):
    old = claim["metadata"].get("annotations", {}).get("volume.beta.kubernetes.io/storage-class")
    return classes.get("", old or claim["spec"].get("storageClassName"))


def wants_volume(claim, storage_class):
    return (
        storage_class is not None
        and storage_class["provisioner"] == PROVISIONER
        and claim.get("status", {}).get("phase") == "Pending"
        and not claim["spec"].get("volumeName")
        and (
            storage_class.get("volumeBindingMode") != "WaitForFirstConsumer"
            or "volume.kubernetes.io/selected-node" in claim["metadata"].get("annotations", {})
        )
    )


def provide(claim, storage_class):
    metadata, spec = claim["metadata"], claim["spec"]
    folder = f"{FOLDERS}/{metadata['namespace']}_{metadata['name']}_{metadata['uid']}"
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o777)
    here = {"key": "kubernetes.io/hostname", "operator": "In", "values": [NODE]}
    reference = {"kind": "PersistentVolumeClaim", **{k: metadata[k] for k in ("namespace", "name", "uid")}}
    request("POST", VOLUMES, {
        "metadata": {"name": f"pvc-{metadata['uid']}", "annotations": {BY: PROVISIONER}},
        "spec": {
            "capacity": {"storage": spec["resources"]["requests"]["storage"]},
            "accessModes": spec["accessModes"],
            "storageClassName": storage_class["metadata"]["name"],
            "persistentVolumeReclaimPolicy": storage_class.get("reclaimPolicy", "Delete"),
            "local": {"path": folder},
            "nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [here]}]}},
            "claimRef": reference,
        },
    })
    print("made", folder, flush=True)


def is_over(volume):
    return (
        volume["metadata"].get("annotations", {}).get(BY) == PROVISIONER
        and volume.get("status", {}).get("phase") == "Released"
        and volume["spec"]["persistentVolumeReclaimPolicy"] == "Delete"
    )


def remove(volume):
    shutil.rmtree(volume["spec"]["local"]["path"], ignore_errors=True)
    request("DELETE", f"{VOLUMES}/{volume['metadata']['name']}")
    print("removed", volume["spec"]["local"]["path"], flush=True)


def attempt(act, *arguments):
    try:
        act(*arguments)
    except Refused as e:
        if e.status not in (404, 409):  # done already: the watch is yet to say so
            print(act.__name__, repr(e), flush=True)
    except OSError as e:  # the API server is away, say: the next round tries again
        print(act.__name__, repr(e), flush=True)


changed = threading.Event()
classes = Mirror("/apis/storage.k8s.io/v1/storageclasses", changed.set)
claims = Mirror("/api/v1/persistentvolumeclaims", changed.set)
volumes = Mirror(VOLUMES, changed.set)
while True:
    changed.wait(5)
    changed.clear()
    for claim in claims.all():
        storage_class = class_of(claim)
        if wants_volume(claim, storage_class):
            attempt(provide, claim, storage_class)
    for volume in volumes.all():
        if is_over(volume):
            attempt(remove, volume)
