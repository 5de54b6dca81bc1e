#!/bin/sh
# Makes Temporal's two databases and brings their schema to the version of the tool, from the schema the tool carries.
# May be repeated: it is also how the schema follows a new server version, before that server starts.
# The tool itself reads SQL_HOST, SQL_PORT, SQL_USER (a role that may create databases) and SQL_PASSWORD.
set -eu
export SQL_PLUGIN=postgres12

for pair in temporal:temporal temporal_visibility:visibility; do
  export SQL_DATABASE="${pair%%:*}"
  temporal-sql-tool create-database
  # Only begins the bookkeeping; on a database in use it changes nothing.
  temporal-sql-tool setup-schema --version 0.0
  temporal-sql-tool update-schema --schema-name "postgresql/v12/${pair##*:}"
done
