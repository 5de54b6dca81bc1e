# What the walks and the days use: `. docs/tl.sh` in bash or zsh, in the project's folder, while `npm start` runs.

API="http://localhost:${PORT:-3000}/api/v1"
DATA="${THROUGHLINE_DATA_DIR:-.data}"

# tl PERSON PATH [BODY] asks the API as that person of the demo agency; it fails when the API refuses. An act on a document goes
# out from the revision that is there: what replaces something is refused to who has not seen it. Each has a key of its own: the very
# same without one, within seconds, is asked back.
tl() {
  local token
  token=$(sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p" "$DATA/tokens.json")
  if [ $# -gt 2 ]; then
    curl -sS --fail-with-body -w '\n' "$API$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
      -H "$(seen "$token" "$2")" -H "Idempotency-Key: $(node -p 'crypto.randomUUID()')" -d "$3"
  else
    curl -sS --fail-with-body -w '\n' "$API$2" -H "Authorization: Bearer $token"
  fi
}

# seen TOKEN PATH is the header that says which revision an act goes out from: the ETag of the document, "0" where there is none.
seen() {
  local revision of
  case "$2" in */acts/*) of="${2%/acts/*}" ;; */change) of="${2%/change}" ;; *) return ;; esac
  revision=$(curl -sS -o /dev/null -D - "$API$of" -H "Authorization: Bearer $1" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
  printf 'If-Match: %s' "${revision:-"\"0\""}"
}

# pick EXPRESSION shows a part of the answer r.
pick() { node -p "const r = JSON.parse(require('fs').readFileSync(0, 'utf8')); $1"; }

# step PERSON ENROLLMENT TYPE [BODY] sends one step of a client's pathway.
step() {
  local body="${4:-}"
  tl "$1" "/enrollments/$2/commands/$3" "${body:-"{}"}"
}

# attach PERSON ENROLLMENT KIND NAME attaches what it reads as a file of that name; enclosed PERSON ENROLLMENT is what a first
# request encloses: the newest complete plan, and the criteria that were attached last.
attach() {
  local files="/enrollments/$2/attachments" words id token
  words=$(cat)
  id=$(tl "$1" "$files" '{ "what": "'"$3"'", "fileName": "'"$4"'", "bytes": '"$(printf %s "$words" | wc -c)"' }' | pick 'r.attachmentId')
  token=$(sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p" "$DATA/tokens.json")
  printf %s "$words" | curl -sS --fail-with-body -w '\n' "$API$files/$id/parts/0" -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/octet-stream' --data-binary @-
}
enclosed() {
  printf '[{ "document": "sccp", "id": "%s" }, { "document": "placement-criteria", "id": "%s" }]' \
    "$(tl "$1" "/enrollments/$2/plans" | pick 'r.items.find((p) => p.state === "complete").documentId')" \
    "$(tl "$1" "/enrollments/$2/attachments" | pick 'r.items.findLast((f) => f.what === "placement-criteria").attachmentId')"
}

# enrollment REFERENCE is the id of a client's enrollment; person NAME is that of somebody who works here.
enrollment() { tl supervisor '/enrollments?limit=100' | pick "r.items.find((e) => e.client.reference === '$1').enrollmentId"; }
person() { tl supervisor /staff | pick "r.items.find((s) => s.name === '$1').staffId"; }

# day N is the agency's date in so many days.
day() {
  node -p "const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(Date.now());
    new Date(Date.parse(today) + $1 * 86400000).toISOString().slice(0, 10)"
}
