#!/bin/sh
# Runs once, in an empty PostgreSQL container: one role and one database for the record, one role for Temporal, which
# makes its two databases itself. Neither is a superuser.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set app_password="$THROUGHLINE_DB_PASSWORD" --set temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role throughline login password :'app_password';
create database throughline owner throughline;
create role temporal login createdb password :'temporal_password';
SQL
