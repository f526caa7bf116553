{{/* The keepers' ServiceAccount, their Role and the set's record. The record's name is the keeper's choice. */}}
{{- define "mongo.account" -}}
{{ .Release.Name }}-setkeeper
{{- end }}

{{/* The labels that select the set's pods, a line each. */}}
{{- define "mongo.labels" -}}
{{- if .Values.labels -}}
{{ toYaml .Values.labels }}
{{- else -}}
role: {{ .Release.Name }}
environment: test
{{- end }}
{{- end }}

{{/* The same labels as the keeper takes them: k=v,k=v */}}
{{- define "mongo.selector" -}}
{{- if .Values.labels -}}
{{- $pairs := list -}}
{{- range $key, $value := .Values.labels }}{{ $pairs = append $pairs (printf "%s=%s" $key $value) }}{{ end -}}
{{ join "," $pairs }}
{{- else -}}
role={{ .Release.Name }},environment=test
{{- end }}
{{- end }}

{{/* "true" where the keeper is a native sidecar. */}}
{{- define "mongo.native" -}}
{{- $known := semverCompare ">=1.29.0-0" .Capabilities.KubeVersion.Version -}}
{{- if or (eq .Values.keeper.nativeSidecar "always") (and $known (eq .Values.keeper.nativeSidecar "auto")) -}}true{{- end }}
{{- end }}

{{/* The keeper's container. */}}
{{- define "mongo.keeper" -}}
- name: setkeeper
  image: {{ .Values.keeper.image | default (printf "setkeeper/keeper:%s" .Chart.AppVersion) | quote }}
  {{- with .Values.keeper.pullPolicy }}
  imagePullPolicy: {{ . }}
  {{- end }}
  {{- if include "mongo.native" . }}
  restartPolicy: Always
  {{- end }}
  env:
  - name: MONGO_SIDECAR_POD_LABELS
    value: {{ include "mongo.selector" . | quote }}
  - name: KUBERNETES_MONGO_SERVICE_NAME
    value: {{ .Release.Name | quote }}
  {{- if ne .Values.clusterDomain "cluster.local" }}
  - name: KUBERNETES_CLUSTER_DOMAIN
    value: {{ .Values.clusterDomain | quote }}
  {{- end }}
  {{- with .Values.auth.secret }}
  - name: MONGODB_USERNAME
    valueFrom:
      secretKeyRef:
        name: {{ . | quote }}
        key: username
  - name: MONGODB_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ . | quote }}
        key: password
  - name: SETKEEPER_KEY_FILE
    value: /etc/setkeeper/key/key
  {{- end }}
  {{- if .Values.tls.secret }}
  - name: MONGO_SSL_ENABLED
    value: "true"
  - name: MONGO_TLS_CA
    value: {{ printf "/etc/setkeeper/tls/%s" .Values.tls.ca | quote }}
  - name: MONGO_TLS_CERT
    value: {{ printf "/etc/setkeeper/tls/%s" .Values.tls.certificate | quote }}
  {{- end }}
  {{- range $name, $value := .Values.keeper.env }}
  - name: {{ $name | quote }}
    value: {{ $value | quote }}
  {{- end }}
  ports:
  - name: setkeeper
    containerPort: 8427
  readinessProbe:
    httpGet:
      path: /readyz
      port: 8427
    periodSeconds: 2
  livenessProbe:
    httpGet:
      path: /healthz
      port: 8427
    initialDelaySeconds: 30
    periodSeconds: 10
    timeoutSeconds: 5
  securityContext:
    runAsNonRoot: true
    readOnlyRootFilesystem: true
    allowPrivilegeEscalation: false
    capabilities:
      drop:
      - ALL
  {{- with .Values.keeper.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.auth.secret .Values.tls.secret }}
  volumeMounts:
  {{- if .Values.auth.secret }}
  - name: keeper-key
    mountPath: /etc/setkeeper/key
    readOnly: true
  {{- end }}
  {{- if .Values.tls.secret }}
  - name: tls
    mountPath: /etc/setkeeper/tls
    readOnly: true
  {{- end }}
  {{- end }}
{{- end }}

{{/* The members' addresses, as a connection string has them. */}}
{{- define "mongo.hosts" -}}
{{- $hosts := list -}}
{{- range $ordinal := until (int .Values.replicas) }}
{{- $hosts = append $hosts (printf "%s-%d.%s.%s.svc.%s:27017" $.Release.Name $ordinal $.Release.Name $.Release.Namespace $.Values.clusterDomain) }}
{{- end -}}
{{ join "," $hosts }}
{{- end }}
