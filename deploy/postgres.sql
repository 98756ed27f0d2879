-- runuser -u postgres -- psql -f deploy/postgres.sql
-- The app's own account owns its database and nothing else; it signs in by the socket's user name.
CREATE ROLE graphs LOGIN;
CREATE DATABASE graphs OWNER graphs ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE graphs FROM PUBLIC;
