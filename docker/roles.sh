#!/usr/bin/env bash
# The three roles of the database, made once when it is new. The site connects as stage_app, which owns nothing.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set owner="$DB_OWNER_PASSWORD" --set app="$DB_APP_PASSWORD" --set platform="$DB_PLATFORM_PASSWORD" <<'SQL'
CREATE ROLE stage_owner LOGIN NOSUPERUSER NOCREATEROLE CREATEDB NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE stage_app LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS PASSWORD :'app';
CREATE ROLE stage_platform LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB BYPASSRLS PASSWORD :'platform';
GRANT pg_read_all_data TO stage_platform;
CREATE DATABASE stagebureau OWNER stage_owner;
REVOKE ALL ON DATABASE stagebureau FROM PUBLIC;
GRANT CONNECT ON DATABASE stagebureau TO stage_app, stage_platform;
\connect stagebureau
GRANT USAGE ON SCHEMA public TO stage_app, stage_platform;
SQL
