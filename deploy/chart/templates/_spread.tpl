{{/* Where the pods go: nodes and zones of their own, or what the values say. */}}
{{- define "mongo.spread" -}}
{{- $required := eq .Values.zones.spread "required" -}}
{{- if eq .Values.zones.spread "none" -}}
{{- with .Values.affinity -}}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- else -}}
affinity:
  {{- with omit .Values.affinity "podAntiAffinity" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  podAntiAffinity:
    {{- if $required }}
    requiredDuringSchedulingIgnoredDuringExecution:
    - topologyKey: kubernetes.io/hostname
      labelSelector:
        matchLabels:
          {{- include "mongo.labels" . | nindent 10 }}
    {{- else }}
    preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "mongo.labels" . | nindent 12 }}
    {{- end }}
topologySpreadConstraints:
- topologyKey: topology.kubernetes.io/zone
  maxSkew: 1
  whenUnsatisfiable: {{ $required | ternary "DoNotSchedule" "ScheduleAnyway" }}
  labelSelector:
    matchLabels:
      {{- include "mongo.labels" . | nindent 6 }}
{{- end }}
{{- end }}
