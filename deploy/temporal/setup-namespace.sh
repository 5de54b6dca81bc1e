#!/bin/sh
# Makes the namespace and its search attributes where they are missing. May be repeated.
#   TEMPORAL_ADDRESS TEMPORAL_NAMESPACE TEMPORAL_RETENTION (such as 90d)
set -eu

tries=0
until temporal operator cluster health >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { echo "Temporal at $TEMPORAL_ADDRESS does not answer" >&2; exit 1; }
  sleep 2
done

if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$TEMPORAL_RETENTION"
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$TEMPORAL_RETENTION"
fi

# A new namespace takes some seconds to be known to every part of the server.
tries=0
until known=$(temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE" 2>/dev/null); do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { echo "the namespace $TEMPORAL_NAMESPACE does not answer" >&2; exit 1; }
  sleep 1
done

# The list of src/contracts/search-attributes.ts.
while read -r name type; do
  if ! echo "$known" | grep -qw "$name"; then
    temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "$name" --type "$type"
  fi
done <<'LIST'
TlAgency Keyword
TlStage Keyword
TlCoordinator Keyword
TlNextDue Datetime
TlOverdue Int
TlEmergency Bool
TlProfile Keyword
LIST
